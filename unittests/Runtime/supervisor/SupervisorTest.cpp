//===- SupervisorTest.cpp - Supervisors -----------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Semantics: runtime specification, section 8; OTP stdlib, supervisor(3),
// "Supervision Principles".
//
//===----------------------------------------------------------------------===//

#include "supervisor/SupervisorTesting.h"

#include <atomic>

using namespace snow::test;

namespace {

/// Children of a test: number i tells main `1000 * starts + i`, then waits; an
/// Int tells it how to end.
std::atomic<int64_t> starts[8], pids[8];

int64_t startNumbered(void *env) {
  auto i = reinterpret_cast<int64_t>(env);
  int64_t pid = spawn([i] {
    sendInt(0, 1000 * ++starts[i] + i);
    snow_exit_reason why = reason(static_cast<uint64_t>(receiveInt()), "x");
    snow_process_exit_self(&why);
  });
  pids[i] = pid;
  return pid;
}
void *const kStart = reinterpret_cast<void *>(startNumbered);

void reset() {
  for (auto &s : starts)
    s = 0;
}

TEST(Supervisor, MalformedConfigurations) {
  runProgram([] {
    Config good(OneForOne, 1, 1, 1);
    good.child(kStart, number(0), Permanent);
    for (size_t size = 0; size != good.bytes.size(); ++size)
      EXPECT_EQ(
          snow_supervisor_start(good.bytes.data(), static_cast<int64_t>(size)),
          SNOW_NO_PROCESS);
    good.bytes.push_back(0);
    EXPECT_EQ(good.start(), SNOW_NO_PROCESS);
    EXPECT_EQ(Config(4, 1, 1, 0).start(), SNOW_NO_PROCESS);
    EXPECT_EQ(Config(OneForOne, 1, 1, 1).child(kStart, nullptr, 3).start(),
              SNOW_NO_PROCESS);
    EXPECT_EQ(Config(SimpleOneForOne, 1, 1, 0).start(), SNOW_NO_PROCESS);
  });
}

TEST(Supervisor, OneForOne) {
  reset();
  ProgramResult result = runProgram([] {
    int64_t sup = Config(OneForOne, 10, 5, 3)
                      .child(kStart, number(0), Permanent)
                      .child(kStart, number(1), Transient)
                      .child(kStart, number(2), Temporary)
                      .start();
    EXPECT_EQ(snow_supervisor_count_children(sup), 3);
    for (int64_t first : {1000, 1001, 1002})
      EXPECT_TRUE(receiveExactly(first));
    sendInt(pids[0], vNormal);
    EXPECT_TRUE(receiveExactly(2000)) << "permanent always restarts";
    sendInt(pids[1], vCustom);
    EXPECT_TRUE(receiveExactly(2001)) << "transient restarts after a failure";
    sendInt(pids[1], vShutdown);
    waitGone(pids[1]);
    sendInt(pids[2], vCustom);
    waitGone(pids[2]);
    EXPECT_EQ(receiveInt(20), -1);
    EXPECT_EQ(snow_supervisor_count_children(sup), 1);
    EXPECT_EQ(snow_supervisor_terminate_child(sup, pids[0]), 0);
    EXPECT_EQ(snow_supervisor_terminate_child(sup, pids[0]), 1);
    EXPECT_EQ(snow_supervisor_count_children(sup), 0);
    EXPECT_EQ(receiveInt(20), -1) << "no restart";
  });
  EXPECT_EQ(result.status, 0);
}

TEST(Supervisor, OneForAllAndRestForOne) {
  for (uint8_t strategy : {OneForAll, RestForOne}) {
    reset();
    runProgram([=] {
      Config(strategy, 10, 5, 3)
          .child(kStart, number(0), Permanent)
          .child(kStart, number(1), Permanent)
          .child(kStart, number(2), Permanent)
          .start();
      for (int64_t first : {1000, 1001, 1002})
        EXPECT_TRUE(receiveExactly(first));
      int64_t oldLast = pids[2];
      sendInt(pids[1], vCustom);
      EXPECT_TRUE(receiveExactly(2001));
      EXPECT_TRUE(receiveExactly(2002));
      EXPECT_EQ(snow_process_is_alive(oldLast), 0);
      EXPECT_EQ(receiveExactly(2000, 20), strategy == OneForAll);
    });
  }
}

int64_t startWithArgs(void *, void *args, int64_t size) {
  int64_t value = 0;
  if (size == 8)
    std::memcpy(&value, args, 8);
  if (value == 13)
    return -1;
  return spawn([=] {
    sendInt(0, value);
    snow_exit_reason why = reason(static_cast<uint64_t>(receiveInt()), "x");
    snow_process_exit_self(&why);
  });
}

TEST(Supervisor, SimpleOneForOne) {
  runProgram([] {
    int64_t sup =
        Config(SimpleOneForOne, 10, 5, 1)
            .child(reinterpret_cast<void *>(startWithArgs), nullptr, Permanent)
            .start();
    EXPECT_EQ(snow_supervisor_count_children(sup), 0);
    int64_t a = 7, b = 8, bad = 13;
    int64_t first = snow_supervisor_start_child(sup, &a, 8);
    int64_t second = snow_supervisor_start_child(sup, &b, 8);
    EXPECT_EQ(snow_supervisor_start_child(sup, &bad, 8), SNOW_NO_PROCESS);
    // Nothing is promised about the order of messages of two senders.
    EXPECT_TRUE(receiveExactly(7));
    EXPECT_TRUE(receiveExactly(8));
    EXPECT_EQ(snow_supervisor_count_children(sup), 2);
    sendInt(first, vCustom);
    EXPECT_EQ(receiveInt(), 7) << "with its own arguments";
    EXPECT_EQ(snow_supervisor_terminate_child(sup, second), 0);
    EXPECT_EQ(snow_supervisor_count_children(sup), 1);
  });
}

TEST(Supervisor, Intensity) {
  reset();
  runProgram([] {
    int64_t sup =
        Config(OneForOne, 2, 60, 1).child(kStart, number(0), Permanent).start();
    int64_t ref = snow_process_monitor(sup);
    for (int64_t start : {1000, 2000, 3000}) {
      EXPECT_TRUE(receiveExactly(start));
      sendInt(pids[0], vCustom);
    }
    Taken down = receiveBlock();
    EXPECT_EQ(down.word(0), static_cast<uint64_t>(ref));
    EXPECT_EQ(down.reason(2), wShutdown);
    EXPECT_EQ(starts[0], 3);
  });
}

int64_t startFails(void *) { return -1; }

TEST(Supervisor, AFailedFirstStartStopsTheOthers) {
  reset();
  runProgram([] {
    int64_t sup =
        Config(OneForOne, 2, 60, 2)
            .child(kStart, number(0), Permanent)
            .child(reinterpret_cast<void *>(startFails), nullptr, Permanent)
            .start();
    EXPECT_GT(sup, 0) << "its pid is the result all the same";
    waitGone(sup);
    EXPECT_EQ(snow_process_is_alive(pids[0]), 0);
  });
}

TEST(Supervisor, StubbornChildrenAreKilledInTime) {
  runProgram([] {
    auto stubborn = [](void *) -> int64_t {
      return spawn([] {
        snow_process_trap_exit(1);
        sendInt(0, 1);
        for (;;)
          receiveBlock();
      });
    };
    int64_t sup =
        Config(OneForOne, 2, 60, 1)
            .child(reinterpret_cast<void *>(+stubborn), nullptr, Permanent, 20)
            .start();
    snow_process_monitor(sup);
    receiveInt();
    snow_exit_reason why = reason(vShutdown);
    snow_process_exit(sup, &why);
    EXPECT_EQ(receiveBlock().reason(2), wShutdown);
  });
}

} // namespace
