//===- ProgramEndTest.cpp - Quiescence, deadlock, panics and exit status --===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"
#include "sim/Sim.h"

#include <atomic>
#include <csignal>
#include <stdexcept>

using namespace snow::test;

namespace {

TEST(ProgramEnd, ReturnsWhenMainAndAllOthersAreDone) {
  std::atomic<bool> childDone{false};
  ProgramResult result = runProgram([&] {
    spawn([&] {
      snow_timer_sleep(30);
      childDone = true;
    });
  });
  EXPECT_EQ(result.status, 0);
  EXPECT_TRUE(childDone) << "a timed wait keeps the program alive";
  EXPECT_EQ(result.err, "");
}

TEST(ProgramEnd, DelayedMessagesKeepTheProgramAlive) {
  int64_t got = 0;
  runProgram([&] {
    int64_t child = spawn([&] { got = receiveInt(); });
    snow_timer_send_after(child, 30, arg(kInt), 6);
  });
  EXPECT_EQ(got, 6);
}

TEST(ProgramEnd, IdleProcessesAreStoppedYoungestFirst) {
  static std::vector<int> order;
  order.clear();
  ProgramResult result = runProgram(
      [] {
        struct Guard {
          int number;
          ~Guard() { order.push_back(number); }
        };
        for (int i = 0; i != 5; ++i)
          spawn([i] {
            Guard guard{i};
            receiveInt();
          });
      },
      2);
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "") << "quietly";
  EXPECT_EQ(order, (std::vector<int>{4, 3, 2, 1, 0}));
}

TEST(ProgramEnd, StoppedProcessesEndWithShutdown) {
  std::atomic<int> code{-1};
  runProgram([&] {
    // The older one sees how the younger one ends.
    spawn([&] {
      snow_process_trap_exit(1);
      int64_t younger = spawn([] { receiveInt(); });
      snow_process_link(younger);
      code = receiveBlock().reason(1);
    });
  });
  EXPECT_EQ(code, wShutdown);
}

TEST(ProgramEnd, Deadlock) {
  ProgramResult result = runProgram([] {
    static_cast<snow_context *>(snow_process_context())->location =
        str("main.snow:3:5");
    receiveInt();
  });
  EXPECT_EQ(result.status, 1);
  std::string report = snow::rt::kSimulated
                           ? "[snow] sim: deadlock: no process can run\n"
                             "  <0.0> main                  waits for a "
                             "message\n"
                           : "";
  EXPECT_EQ(result.err, report + "panic: deadlock: all processes are waiting\n"
                                 "  at main.snow:3:5\n");
}

#if !defined(SNOW_ASAN) // What such a main still owns is never freed.
TEST(ProgramEnd, AMainThatWaitsForEverWhileItUnwindsIsLeftBehind) {
  ProgramResult result = runProgram([] {
    struct Waits {
      ~Waits() noexcept(false) { receiveInt(); }
    } waits;
    receiveInt();
  });
  EXPECT_EQ(result.status, 1);
}
#endif

TEST(ProgramEnd, MainPanics) {
  ProgramResult result = runProgram([] {
    snow_io_println(str("before"));
    spawn([] { receiveInt(); });
    snow_panic(str("no good"), str("main.snow:1:2"));
  });
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.err, "panic: no good\n  at main.snow:1:2\n");
  EXPECT_EQ(result.out, "before\n");
  result = runProgram([] { snow_panic(str("nowhere"), nullptr); });
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.err, "panic: nowhere\n");
}

TEST(ProgramEnd, MainPanicStopsBusyProcesses) {
  ProgramResult result = runProgram([] {
    for (int i = 0; i != 3; ++i)
      spawn([] {
        for (;;)
          snow_process_yield();
      });
    snow_timer_sleep(10);
    snow_panic(str("stop"), nullptr);
  });
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.err, "panic: stop\n");
}

TEST(ProgramEnd, MainKilledByALink) {
  int64_t child = 0;
  ProgramResult result = runProgram([&] {
    child = spawn([] {
      receiveInt();
      snow_panic(str("boom"), nullptr);
    });
    snow_process_link(child);
    sendInt(child, 1);
    receiveExactly(99);
  });
  EXPECT_EQ(result.status, 1);
  std::string pid = "<0." + std::to_string(child) + ">";
  EXPECT_EQ(result.err, "[snow] process " + pid + " (process) crashed: boom\n" +
                            "panic: linked process " + pid +
                            " exited: Error(boom)\n");
}

void namedCrasher(void *) {
  static_cast<snow_context *>(snow_process_context())->location =
      str("a.snow:7:9");
  snow_list_get(nullptr, nullptr, 3);
}

TEST(ProgramEnd, CrashReportNamesTheProcess) {
  ProgramResult result = runProgram([] {
    char name[] = "Worker.loop";
    snow_describe_function(reinterpret_cast<void *>(namedCrasher), name, 11);
    int64_t child =
        snow_actor_spawn(reinterpret_cast<void *>(namedCrasher), nullptr, 0, 1);
    waitGone(child);
    EXPECT_EQ(child, 1);
  });
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err,
            "[snow] process <0.1> (Worker.loop) crashed: index 3 out of "
            "bounds (length 0) (a.snow:7:9)\n");
}

TEST(ProgramEnd, ForeignExceptionsArePanics) {
  ProgramResult result = runProgram([] {
    waitGone(spawn([] { throw std::runtime_error("from C++"); }));
    waitGone(spawn([] { throw 5; }));
  });
  EXPECT_EQ(result.status, 0);
  EXPECT_NE(result.err.find("crashed: from C++\n"), std::string::npos);
  EXPECT_NE(result.err.find("crashed: unknown C++ exception\n"),
            std::string::npos);
}

TEST(ProgramEnd, OtherExitsOfProcessesAreSilent) {
  ProgramResult result = runProgram([] {
    for (uint64_t variant : {vNormal, vShutdown, vKilled, vError, vCustom})
      waitGone(spawn([=] {
        snow_exit_reason why = reason(variant, "x");
        snow_process_exit_self(&why);
      }));
  });
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "");
}

TEST(ProgramEnd, Signals) {
  for (int number : {SIGINT, SIGTERM}) {
    static int unwound;
    unwound = 0;
    ProgramResult result = runProgram([=] {
      struct Guard {
        ~Guard() { ++unwound; }
      };
      spawn([] {
        Guard guard;
        receiveInt();
      });
      snow_timer_sleep(5);
      spawn([=] {
        snow_timer_sleep(5);
        raise(number);
      });
      for (;;)
        snow_timer_sleep(1000);
    });
    EXPECT_EQ(result.status, 128 + number);
    EXPECT_EQ(unwound, 1);
  }
}

TEST(ProgramEnd, OutputIsInOrderAndComplete) {
  ProgramResult result = runProgram([] {
    // Nobody else prints yet: a line in pieces would not stay whole.
    snow_io_print(str("1 "));
    snow_io_print(str("2 "));
    snow_io_println(str("3"));
    for (int i = 0; i != 200; ++i)
      spawn([i] {
        std::string line(50, static_cast<char>('a' + i % 26));
        snow_io_println(str(line));
      });
  });
  EXPECT_NE(result.out.find("1 2 3\n"), std::string::npos);
  size_t lines = 0, start = 0, end;
  while ((end = result.out.find('\n', start)) != std::string::npos) {
    std::string line = result.out.substr(start, end - start);
    if (line != "1 2 3") {
      EXPECT_EQ(line, std::string(50, line[0]));
      ++lines;
    }
    start = end + 1;
  }
  EXPECT_EQ(lines, 200u);
}

} // namespace
