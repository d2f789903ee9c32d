//===- TimerCancelTest.cpp - Timers that are cancelled --------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestTypes.h"
#include "timer/TimerService.h"

using namespace snow::test;

namespace {

int64_t startInt(int64_t target, int64_t ms, int64_t value) {
  return snow_timer_start(arg(kInt), target, ms, value);
}

/// Milliseconds left, -1 for None.
int64_t cancel(int64_t ref) {
  auto *option = static_cast<snow_result *>(snow_timer_cancel(ref));
  int64_t left = option->tag == 0 ? option->value : -1;
  snow_release(option, arg(*TypeMaker().make(SNOW_TYPE_OPTION, {&kInt})));
  return left;
}

uint64_t now() { return snow::rt::monotonicNow() / 1000000; }

// OTP, erlang:cancel_timer/1: the time left, and no message afterwards.
TEST(TimerCancel, ACancelledMessageNeverComes) {
  runProgram([] {
    int64_t ref = startInt(0, 30, 1);
    EXPECT_GE(ref, 1);
    int64_t left = cancel(ref);
    EXPECT_GT(left, 0);
    EXPECT_LE(left, 31) << "rounded up, and the timer to the next tick";
    EXPECT_EQ(receiveInt(80), -1);
    EXPECT_EQ(cancel(ref), -1) << "a second time";
    EXPECT_EQ(cancel(0), -1);
    EXPECT_EQ(cancel(ref + 1000), -1);
  });
}

// As above: a timer that has fired is unknown.
TEST(TimerCancel, TooLate) {
  runProgram([] {
    int64_t ref = startInt(0, 1, 7);
    EXPECT_EQ(receiveInt(), 7);
    EXPECT_EQ(cancel(ref), -1);
    ref = startInt(0, 0, 8);
    EXPECT_EQ(receiveInt(), 8);
    EXPECT_EQ(cancel(ref), -1);
  });
}

TEST(TimerCancel, AnyProcessMay) {
  runProgram([] {
    int64_t ref = startInt(0, 60000, 7);
    spawn([=] { sendInt(0, cancel(ref) > 0); });
    EXPECT_EQ(receiveInt(), 1);
  });
}

// Each timer either is cancelled or sends, never both and never neither.
TEST(TimerCancel, CancellingRacesWithFiring) {
  runProgram(
      [] {
        for (int64_t round = 0; round != 60 / kScale + 1; ++round) {
          std::vector<int64_t> refs;
          for (int64_t i = 0; i != 200; ++i)
            refs.push_back(startInt(0, i % 4, i));
          int64_t cancelled = 0;
          for (int64_t ref : refs) {
            cancelled += cancel(ref) >= 0;
            snow_process_yield();
          }
          for (int64_t i = cancelled; i != 200; ++i)
            ASSERT_GE(receiveInt(2000), 0);
          ASSERT_EQ(receiveInt(6), -1);
        }
      },
      3);
}

TEST(TimerCancel, OthersAreNeitherEarlyNorLost) {
  runProgram([] {
    const int64_t count = 4000 / kScale;
    uint64_t start = now();
    std::vector<int64_t> refs;
    for (int64_t i = 0; i != count; ++i)
      refs.push_back(startInt(0, 50 + i % 100, i));
    for (size_t i = 0; i < refs.size(); i += 2)
      EXPECT_GE(cancel(refs[i]), 0);
    std::vector<bool> came(static_cast<size_t>(count));
    for (int64_t i = 0; i != count / 2; ++i) {
      int64_t value = receiveInt(5000);
      ASSERT_EQ(value % 2, 1);
      EXPECT_GE(now() - start + 1, static_cast<uint64_t>(50 + value % 100));
      EXPECT_FALSE(came[static_cast<size_t>(value)]);
      came[static_cast<size_t>(value)] = true;
    }
  });
}

// OTP, erlang:send_after/3: "If Dest is a pid(), the timer is automatically
// canceled if the process ... is not alive, or when the process exits". So it
// does not keep the program: no process can run because of it (language
// specification, section 14).
TEST(TimerCancel, ATimerEndsWithItsReceiver) {
  uint64_t start = 0;
  runProgram([&] {
    start = now(); // Here: the twin's clock belongs to the program.
    int64_t child = spawn([] { receiveExactly(1); });
    int64_t ref = startInt(child, 60000, 5);
    int64_t second = startInt(child, 50000, 5);
    int64_t third = startInt(child, 70000, 5);
    EXPECT_GT(cancel(second), 49000);
    sendInt(child, 1);
    waitGone(child);
    EXPECT_EQ(startInt(child, 60000, 5), 0) << "nobody to send to";
    snow_timer_send_after(child, 60000, arg(kInt), 5);
    // The end closes the mailbox first and takes the timers next.
    snow_timer_sleep(5);
    EXPECT_EQ(cancel(ref), -1);
    EXPECT_EQ(cancel(third), -1);
  });
  EXPECT_LT(now() - start, 20000u);
}

TEST(TimerCancel, ArmingRacesWithTheEnd) {
  uint64_t start = 0;
  runProgram(
      [&] {
        start = now();
        for (int round = 0; round != 3000 / kScale; ++round) {
          int64_t child = spawn([] {});
          if (round % 3)
            snow_process_yield();
          startInt(child, 60000, 1);
        }
      },
      3);
  EXPECT_LT(now() - start, 20000u);
}

// Values are given back, whichever way a timer goes (seen by the leak checker).
TEST(TimerCancel, ValuesAreReleased) {
  runProgram([] {
    auto start = [](int64_t target) {
      return snow_timer_start(arg(kString), target, 60000,
                              fresh("a value of its own"));
    };
    EXPECT_GT(cancel(start(0)), 0);
    int64_t child = spawn([] { receiveExactly(1); });
    start(child);
    sendInt(child, 1);
    waitGone(child);
    start(child);
    start(0); // Is there when the program ends: its receiver ends before.
  });
}

// "Not early" holds for any delay.
TEST(TimerCancel, VeryLongDelays) {
  runProgram([] {
    const int64_t tenYears = int64_t(10) * 365 * 24 * 3600 * 1000;
    EXPECT_GT(cancel(startInt(0, tenYears, 1)), tenYears - 60000);
    EXPECT_GT(cancel(startInt(0, INT64_MAX, 1)), 20 * tenYears);
    int64_t soon = startInt(0, 1, 2);
    int64_t far = startInt(0, tenYears, 1);
    EXPECT_EQ(receiveInt(5000), 2);
    EXPECT_EQ(cancel(soon), -1);
    EXPECT_GT(cancel(far), 0);
    EXPECT_EQ(cancel(startInt(0, INT64_MIN, 3)) >= 0 ? 3 : receiveInt(), 3);
  });
}

} // namespace
