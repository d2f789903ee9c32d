//===- ProcessTest.cpp - Spawning, priorities, names and stacks -----------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"
#include "sim/Sim.h"

#include <atomic>
#include <cstring>
#include <stdexcept>

using namespace snow::test;

namespace {

TEST(Process, MainIsProcessZero) {
  int64_t self = -7;
  ProgramResult result = runProgram([&] { self = snow_actor_self(); });
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(self, 0);
  EXPECT_EQ(snow_actor_self(), SNOW_NO_PROCESS);
}

TEST(Process, ArgumentsAreCopiedBeforeSpawnReturns) {
  std::atomic<int64_t> seen{0};
  static std::atomic<int64_t> *out;
  out = &seen;
  runProgram([&] {
    int64_t words[3] = {1, 2, 3};
    auto body = [](void *args) {
      auto *w = static_cast<int64_t *>(args);
      *out = w[0] * 100 + w[1] * 10 + w[2];
    };
    snow_actor_spawn(reinterpret_cast<void *>(+body), words, sizeof words, 1);
    std::memset(words, 0, sizeof words);
  });
  EXPECT_EQ(seen, 123);
}

TEST(Process, NoArgumentsMeansNull) {
  static std::atomic<int> state;
  state = 0;
  runProgram([] {
    auto body = [](void *args) { state = args ? 1 : 2; };
    snow_actor_spawn(reinterpret_cast<void *>(+body), nullptr, 0, 77);
  });
  EXPECT_EQ(state, 2);
}

TEST(Process, ManyProcesses) {
  const int64_t count = 100000 / kScale;
  std::atomic<int64_t> ended{0};
  ProgramResult result = runProgram([&] {
    for (int64_t i = 0; i != count; ++i)
      spawn([&] { ended.fetch_add(1); });
  });
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(ended, count);
}

TEST(Process, ManyProcessesThatWaitAtOnce) {
  const int64_t count = 20000 / kScale;
  int64_t sum = 0;
  runProgram([&] {
    std::vector<int64_t> pids;
    for (int64_t i = 0; i != count; ++i)
      pids.push_back(spawn([] { sendInt(0, receiveInt() + 1); }));
    for (int64_t i = 0; i != count; ++i)
      sendInt(pids[static_cast<size_t>(i)], i);
    for (int64_t i = 0; i != count; ++i)
      sum += receiveInt();
  });
  EXPECT_EQ(sum, count * (count + 1) / 2);
}

TEST(Process, SpawnFromOutsideRunsWhenTheSchedulerRuns) {
  std::atomic<int> ran{0};
  snow_rt_init();
  snow_rt_init_actor(1);
  int64_t pid = spawn([&] { ran += receiveInt() == 5 ? 1 : 100; });
  EXPECT_EQ(snow_process_is_alive(pid), 1);
  sendInt(pid, 5);
  EXPECT_EQ(ran, 0);
  EXPECT_EQ(snow_rt_run_scheduler(), 0);
  EXPECT_EQ(ran, 1);
  EXPECT_EQ(snow_process_is_alive(pid), 0);
}

TEST(Process, RunsManyProgramsOneAfterTheOther) {
  for (int i = 0; i != 20; ++i) {
    int64_t got = 0;
    ProgramResult result = runProgram([&] {
      int64_t child = spawn([] { sendInt(0, receiveInt() * 2); });
      sendInt(child, i);
      got = receiveInt();
    });
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(got, 2 * i);
  }
}

TEST(Process, RegisteredNames) {
  runProgram([] {
    char name[] = "printer", other[] = "nobody";
    int64_t child = spawn([] { receiveExactly(9); });
    EXPECT_EQ(snow_process_whereis(name, 7), SNOW_NO_PROCESS);
    EXPECT_EQ(snow_process_register(name, 7, child), 1);
    EXPECT_EQ(snow_process_register(name, 7, 0), 0) << "taken";
    EXPECT_EQ(snow_process_register(other, 6, 123456), 0) << "not a process";
    EXPECT_EQ(snow_process_whereis(name, 7), child);
    EXPECT_EQ(snow_process_unregister(other, 6), 0);
    EXPECT_EQ(snow_process_unregister(name, 7), 1);
    EXPECT_EQ(snow_process_whereis(name, 7), SNOW_NO_PROCESS);
    EXPECT_EQ(snow_process_register(name, 7, child), 1);
    int64_t ref = snow_process_monitor(child);
    uint8_t bytes[17] = {};
    uint64_t tag = SNOW_TAG_USER_TERM;
    std::memcpy(bytes, &tag, 8);
    bytes[8] = 1, bytes[9] = 1, bytes[10] = 9;
    uint8_t message[18] = {};
    std::memcpy(message, bytes, 17);
    snow_actor_send_named(name, 7, nullptr, 0, message, 18);
    Taken down = receiveBlock();
    EXPECT_EQ(down.tag, SNOW_TAG_DOWN);
    EXPECT_EQ(down.word(0), static_cast<uint64_t>(ref));
    EXPECT_EQ(snow_process_whereis(name, 7), SNOW_NO_PROCESS)
        << "free when its end is told";
    EXPECT_EQ(snow_process_register(name, 7, 0), 1);
  });
}

TEST(Process, ExceptionsStayInTheirFiber) {
  std::atomic<int> caught{0};
  runProgram([&] {
    for (int i = 0; i != 50; ++i)
      spawn([&] {
        for (int round = 0; round != 20; ++round)
          try {
            throw std::runtime_error("inner");
          } catch (const std::exception &error) {
            // Switched away inside a catch block; other fibers throw meanwhile.
            snow_process_yield();
            try {
              throw;
            } catch (const std::runtime_error &again) {
              caught += std::string(again.what()) == "inner";
            }
          }
      });
  });
  EXPECT_EQ(caught, 1000);
}

TEST(Process, ContextIsTheSameForLife) {
  runProgram([] {
    void *before = snow_process_context();
    static_cast<snow_context *>(before)->location = nullptr;
    for (int i = 0; i != 100; ++i) {
      spawn([] {});
      snow_process_yield();
      EXPECT_EQ(snow_process_context(), before);
    }
    // The twin gives shorter slices, too.
    if (!snow::rt::kSimulated)
      EXPECT_EQ(static_cast<snow_context *>(before)->reductions,
                SNOW_REDUCTIONS_PER_SLICE);
  });
  EXPECT_NE(snow_process_context(), nullptr);
}

int deep(int n) {
  volatile char frame[64];
  frame[0] = static_cast<char>(n);
  return n == 0 ? frame[0] : deep(n - 1) + (frame[0] == 127 ? 1 : 0);
}

TEST(Process, MainRecursesTenThousandFrames) {
  int result = -1;
  runProgram([&] { result = deep(10000); });
  EXPECT_GE(result, 0);
}

#if !defined(SNOW_ASAN) && !defined(SNOW_TSAN)
int endless(int n) {
  volatile char frame[256];
  frame[0] = static_cast<char>(n);
  return n < 0 ? 0 : endless(n + 1) + frame[0];
}

/// As compiled code recurses: each call counts a reduction.
int endlessWithChecks(int n) {
  auto *context = static_cast<snow_context *>(snow_process_context());
  if (--context->reductions <= 0)
    snow_process_yield();
  volatile char frame[256];
  frame[0] = static_cast<char>(n);
  return n < 0 ? 0 : endlessWithChecks(n + 1) + frame[0];
}

TEST(Process, StackOverflowEndsTheProcessAlone) {
  // More processes than one, so that a stack is used again.
  ProgramResult result = runProgram([] {
    for (int i = 0; i != 5; ++i) {
      int64_t pid = spawn([] { std::printf("%d", endlessWithChecks(0)); });
      snow_process_monitor(pid);
      Taken down = receiveBlock();
      EXPECT_EQ(down.tag, SNOW_TAG_DOWN);
      EXPECT_EQ(down.reason(2), 1); // Error
    }
    std::printf("main goes on\n");
    std::fflush(stdout);
  });
  EXPECT_EQ(result.status, 0);
  EXPECT_NE(result.err.find("crashed: stack overflow"), std::string::npos);
}

/// Code without checks runs through its reserve into the guard.
TEST(ProcessDeathTest, StackOverflowIsReported) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(
      {
        snow_rt_init();
        snow_rt_init_actor(1);
        spawn([] { std::printf("%d", endless(0)); });
        snow_rt_run_scheduler();
      },
      testing::ExitedWithCode(70),
      "\\[snow\\] fatal: stack overflow in process <0.1>");
}
#endif

} // namespace
