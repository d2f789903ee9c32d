//===- SupervisorDynamicTest.cpp - Children of simple_one_for_one ---------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Semantics: runtime specification, section 8; where it is silent, OTP's
// (Design Principles, Supervisor Behaviour, "Simplified one_for_one").
//
//===----------------------------------------------------------------------===//

#include "supervisor/SupervisorTesting.h"
#include "timer/TimerService.h"

using namespace snow::test;

namespace {

/// Says its argument when it starts and that plus 1000 when it is told to end;
/// an Int tells it how to end. 13 cannot start.
int64_t startGiven(void *, void *args, int64_t size) {
  int64_t value = 0;
  EXPECT_EQ(size, 8);
  std::memcpy(&value, args, 8);
  // What the function does to its arguments is its own affair.
  std::memset(args, 0, 8);
  if (value == 13)
    snow_panic(str("thirteen"), nullptr);
  return spawn([value] {
    onExit([value] { sendInt(0, value + 1000); });
    sendInt(0, value);
    auto how = static_cast<uint64_t>(receiveInt());
    snow_exit_reason why = reason(how, "x");
    snow_process_exit_self(&why);
  });
}

int64_t supervise(uint8_t kind, uint32_t maxRestarts = 10) {
  return Config(SimpleOneForOne, maxRestarts, 5, 1)
      .child(startFunction(startGiven), nullptr, kind)
      .start();
}
int64_t startChild(int64_t sup, int64_t value) {
  return snow_supervisor_start_child(sup, &value, 8);
}

TEST(SupervisorDynamic, EachRestartsWithItsOwnArguments) {
  runProgram([] {
    int64_t sup = supervise(Permanent);
    for (int64_t i = 1; i != 5; ++i) {
      int64_t child = startChild(sup, i);
      EXPECT_TRUE(receiveExactly(i));
      for (int round = 0; round != 2; ++round) {
        sendInt(child, vCustom);
        EXPECT_TRUE(receiveExactly(1000 + i));
        EXPECT_TRUE(receiveExactly(i));
        child = childrenOf(sup)[static_cast<size_t>(i) - 1];
      }
    }
    EXPECT_EQ(snow_supervisor_count_children(sup), 4);
  });
}

TEST(SupervisorDynamic, StopInReverseOrder) {
  runProgram([] {
    int64_t sup = supervise(Temporary);
    for (int64_t i = 1; i != 6; ++i) {
      startChild(sup, i);
      EXPECT_EQ(receiveInt(), i);
    }
    int64_t third = childrenOf(sup)[2];
    EXPECT_EQ(snow_supervisor_terminate_child(sup, third), 0);
    EXPECT_EQ(receiveInt(), 1003);
    EXPECT_EQ(childrenOf(sup).size(), 4u) << "forgotten";
    exitTo(sup, vShutdown);
    for (int64_t expected : {1005, 1004, 1002, 1001})
      EXPECT_EQ(receiveInt(), expected);
  });
}

TEST(SupervisorDynamic, FailedStarts) {
  runProgram([] {
    int64_t sup = supervise(Permanent);
    EXPECT_EQ(startChild(sup, 13), SNOW_NO_PROCESS);
    int64_t value = 13;
    auto *result = static_cast<snow_result *>(
        snow_supervisor_try_start_child(sup, &value, 8));
    EXPECT_EQ(result->tag, 1);
    EXPECT_EQ(text(reinterpret_cast<void *>(result->value)), "thirteen");
    EXPECT_EQ(snow_supervisor_count_children(sup), 0);
    EXPECT_GT(startChild(sup, 1), 0) << "the supervisor lives on";
    exitTo(sup, vShutdown);
    waitGone(sup);
    EXPECT_EQ(startChild(sup, 2), SNOW_NO_PROCESS);
    result = static_cast<snow_result *>(
        snow_supervisor_try_start_child(sup, &value, 8));
    EXPECT_EQ(text(reinterpret_cast<void *>(result->value)), "noproc");
  });
}

TEST(SupervisorDynamic, OnlyThisStrategyHasThem) {
  runProgram([] {
    auto start = [](void *) { return spawn([] { receiveInt(); }); };
    int64_t sup = Config(OneForOne, 1, 5, 1)
                      .child(startFunction(+start), nullptr, Permanent)
                      .start();
    EXPECT_EQ(startChild(sup, 1), SNOW_NO_PROCESS);
    EXPECT_EQ(snow_supervisor_count_children(sup), 1);
  });
}

// What is forgotten costs nothing any more: the time is linear in the children,
// however many there have been.
TEST(SupervisorDynamic, VeryManyComeAndGo) {
  auto start = [](void *, void *, int64_t) -> int64_t {
    auto waits = [](void *) { receiveInt(); };
    return snow_actor_spawn(startFunction(+waits), nullptr, 0, 1);
  };
  const int64_t count = 30000 / kScale;
  uint64_t began = snow::rt::monotonicNow();
  runProgram([=] {
    int64_t sup = Config(SimpleOneForOne, 1, 5, 1)
                      .child(startFunction(+start), nullptr, Temporary)
                      .start();
    std::vector<int64_t> children;
    for (int64_t i = 0; i != count; ++i)
      children.push_back(startChild(sup, i));
    EXPECT_EQ(snow_supervisor_count_children(sup), count);
    EXPECT_EQ(childrenOf(sup), children);
    for (int64_t child : children)
      sendInt(child, 1);
    while (snow_supervisor_count_children(sup))
      snow_timer_sleep(1);
    for (int64_t i = 0; i != count; ++i)
      startChild(sup, i);
    exitTo(sup, vShutdown);
    waitGone(sup);
  });
  EXPECT_LT(snow::rt::monotonicNow() - began, 20 * uint64_t(1000000000));
}

} // namespace
