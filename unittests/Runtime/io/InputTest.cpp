//===- InputTest.cpp - Tests of waiting for standard input ----------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Computing.h"
#include "PipedInput.h"
#include "TestTypes.h"

#include "sim/Sim.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <memory>
#include <thread>

using namespace snow;
using namespace snow::test;

namespace {

std::string readLine() {
  auto *object = static_cast<snow_result *>(snow_io_read_line());
  return (object->tag ? "!" : "") +
         (object->value ? text(reinterpret_cast<void *>(object->value)) : "");
}

/// A thread outside that does something later.
template <typename F> std::thread after(int ms, F &&action) {
  return std::thread([ms, action] {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
    action();
  });
}

class Input : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Workers, Input, testing::Values(1, 2, 8));

TEST_P(Input, LinesAndTheEnd) {
  PipedInput input;
  input.write("first\nsecond\r\n\nlast");
  std::vector<std::string> lines;
  bool other = false;
  ProgramResult result = runProgram(
      [&] {
        for (int i = 0; i != 3; ++i)
          lines.push_back(readLine());
        // A process that waits for a line holds nobody up, with one worker.
        int64_t helper = spawn([&] {
          receiveInt();
          other = true;
          input.finish();
        });
        sendInt(helper, 1);
        for (int i = 0; i != 3; ++i)
          lines.push_back(readLine());
      },
      GetParam());
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_TRUE(other);
  EXPECT_EQ(lines,
            (std::vector<std::string>{"first", "second", "", "last", "", ""}));
}

TEST_P(Input, ALineComesInPieces) {
  PipedInput input;
  std::thread writer = after(0, [&] {
    for (char each : std::string("piece by piece\n")) {
      input.write({&each, 1});
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  std::string line;
  ProgramResult result = runProgram([&] { line = readLine(); }, GetParam());
  writer.join();
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(line, "piece by piece");
}

TEST_P(Input, TheProgramMayEndWhileAProcessReads) {
  PipedInput input;
  ProgramResult result = runProgram(
      [&] {
        int64_t reader = spawn([] { snow_io_read_line(); });
        snow_timer_sleep(20);
        snow_exit_reason killed = reason(vKilled);
        snow_process_exit(reader, &killed);
        waitGone(reader);
      },
      GetParam());
  EXPECT_EQ(result.status, 0) << result.err;
}

// "A process can run if ... it is in I/O": language specification, section 14.
TEST_P(Input, TheProgramWaitsForAReaderWhenMainHasEnded) {
  if (rt::kSimulated)
    GTEST_SKIP() << "the twin has no clock to wait by";
  PipedInput input;
  std::atomic<bool> written{false};
  std::thread writer = after(50, [&] {
    written = true;
    input.write("late\n");
  });
  std::string line;
  bool ended = false;
  ProgramResult result = runProgram(
      [&] {
        spawn([&] {
          onExit([&] { ended = true; });
          line = readLine();
          EXPECT_TRUE(written);
        });
      },
      GetParam());
  writer.join();
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(line, "late");
  EXPECT_TRUE(ended);
}

TEST_P(Input, AReaderIsNoDeadlockButItsEndMayBe) {
  PipedInput input;
  std::string last = "none";
  std::thread writer = after(30, [&] {
    input.write("a line");
    input.finish();
  });
  ProgramResult result = runProgram(
      [&] {
        spawn([&] {
          last = readLine();
          last += "|" + readLine(); // The end of input.
        });
        receiveInt(); // Nobody sends.
      },
      GetParam());
  writer.join();
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.err.find("deadlock: all processes are waiting"),
            std::string::npos)
      << result.err;
  EXPECT_EQ(last, "a line|");
}

TEST_P(Input, ReadersGetLinesInTheirOrder) {
  PipedInput input;
  std::vector<std::string> lines(3);
  ProgramResult result = runProgram(
      [&] {
        int64_t self = snow_actor_self();
        for (size_t i = 0; i != 3; ++i) {
          spawn([&, i] {
            sendInt(self, 1);
            lines[i] = readLine();
            sendInt(self, 2);
          });
          receiveExactly(1);
          snow_timer_sleep(5); // Now it reads.
        }
        input.write("one\ntwo\nthree\n");
        for (int i = 0; i != 3; ++i)
          receiveExactly(2);
      },
      GetParam());
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(lines, (std::vector<std::string>{"one", "two", "three"}));
}

TEST_P(Input, AKilledReaderLeavesItsLineToTheNext) {
  PipedInput input;
  std::string line;
  ProgramResult result = runProgram(
      [&] {
        int64_t first = spawn([] { snow_io_read_line(); });
        snow_timer_sleep(5);
        int64_t second = spawn([&] { line = readLine(); });
        snow_timer_sleep(5);
        input.write("begun"); // The first one has this in its hands.
        snow_timer_sleep(5);
        snow_exit_reason killed = reason(vKilled);
        snow_process_exit(first, &killed);
        waitGone(first);
        input.write(" and ended\n");
        waitGone(second);
      },
      GetParam());
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(line, "begun and ended");
}

// No worker is idle, so none waits in the poller.
TEST_P(Input, ALineComesWhileAllWorkersCompute) {
  if (rt::kSimulated)
    GTEST_SKIP() << "the twin reads when nothing else can be done";
  PipedInput input;
  std::atomic<bool> read{false};
  auto compute = [&read] {
    auto *context = static_cast<snow_context *>(snow_process_context());
    while (!read)
      countReduction(context);
  };
  std::thread writer = after(20, [&] { input.write("x\n"); });
  ProgramResult result = runProgram(
      [&] {
        int64_t reader = spawn([&] {
          EXPECT_EQ(readLine(), "x");
          read = true;
        });
        for (unsigned i = 1; i != GetParam(); ++i)
          spawn(compute);
        compute();
        waitGone(reader);
      },
      GetParam());
  writer.join();
  EXPECT_EQ(result.status, 0) << result.err;
}

TEST_P(Input, TimersFireWhileAProcessReads) {
  PipedInput input;
  int64_t last = 0;
  ProgramResult result = runProgram(
      [&] {
        int64_t self = snow_actor_self();
        int64_t reader = spawn([&] { readLine(); });
        for (int64_t i = 1; i <= 5; ++i) {
          snow_timer_send_after(self, i, arg(kInt), i);
          last = receiveInt();
        }
        input.finish();
        waitGone(reader);
      },
      GetParam());
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(last, 5);
}

TEST_P(Input, ASignalStopsAProgramThatReads) {
  if (rt::kSimulated)
    GTEST_SKIP() << "its one thread waits for the input";
  PipedInput input;
  bool stopped = false;
  std::atomic<bool> hasBegun{false};
  std::thread signaller([&] {
    while (!hasBegun)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    kill(getpid(), SIGTERM);
  });
  ProgramResult result = runProgram(
      [&] {
        onExit([&] { stopped = true; });
        hasBegun = true;
        readLine();
        ADD_FAILURE() << "there is no line";
      },
      GetParam());
  signaller.join();
  EXPECT_EQ(result.status, 143) << result.err;
  EXPECT_TRUE(stopped);
}

} // namespace
