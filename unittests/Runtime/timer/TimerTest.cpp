//===- TimerTest.cpp - Sleeping, delayed messages and the wheel -----------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"
#include "timer/TimerService.h"

#include <ctime>
#include <memory>
#include <random>

using namespace snow::rt;
using namespace snow::test;

namespace {

TEST(Timer, SleepIsNeverEarly) {
  runProgram([] {
    for (int64_t ms : {1, 2, 3, 7, 20, 65}) {
      uint64_t start = monotonicNow();
      snow_timer_sleep(ms);
      uint64_t took = monotonicNow() - start;
      EXPECT_GE(took, static_cast<uint64_t>(ms) * 1000000);
      EXPECT_LT(took, static_cast<uint64_t>(ms) * 1000000 + 500000000);
    }
    uint64_t start = monotonicNow();
    snow_timer_sleep(0);
    snow_timer_sleep(-5);
    EXPECT_LT(monotonicNow() - start, 100u * 1000000);
  });
}

TEST(Timer, DelayedMessagesComeInOrderOfTheirTimes) {
  runProgram([] {
    uint64_t start = monotonicNow();
    for (int64_t ms : {70, 10, 40, 10, 0, 130, 66})
      snow_timer_send_after(0, ms, arg(kInt), ms);
    for (int64_t expected : {0, 10, 10, 40, 66, 70, 130}) {
      EXPECT_EQ(receiveInt(), expected);
      EXPECT_GE(monotonicNow() - start,
                static_cast<uint64_t>(expected) * 1000000);
    }
  });
}

TEST(Timer, ManySleepersOnFewWorkers) {
  const int64_t count = 5000 / kScale;
  ProgramResult result = runProgram([=] {
    for (int64_t i = 0; i != count; ++i)
      spawn([=] {
        snow_timer_sleep(1 + i % 50);
        sendInt(0, 1);
      });
    int64_t sum = 0;
    for (int64_t i = 0; i != count; ++i)
      sum += receiveInt();
    EXPECT_EQ(sum, count);
  });
  EXPECT_EQ(result.status, 0);
}

TEST(Timer, ASleepingProgramUsesNoProcessorTime) {
  timespec before, after;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
  runProgram([] { snow_timer_sleep(400); }, 2);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
  double ms = static_cast<double>(after.tv_sec - before.tv_sec) * 1e3 +
              static_cast<double>(after.tv_nsec - before.tv_nsec) / 1e6;
  EXPECT_LT(ms, kSanitized ? 300 : 60);
}

TEST(Timer, BusyWorkersStillMindTheTimers) {
  runProgram(
      [] {
        int64_t busy = spawn([] {
          for (;;)
            snow_process_yield();
        });
        uint64_t start = monotonicNow();
        snow_timer_sleep(20);
        EXPECT_LT(monotonicNow() - start, 520u * 1000000);
        snow_exit_reason why = reason(vKilled);
        snow_process_exit(busy, &why);
      },
      1);
}

TEST(TimerWheel, FiresEverythingInOrderAndInTime) {
  std::mt19937_64 random(1);
  TimerWheel wheel;
  std::vector<std::unique_ptr<TimerEntry>> entries;
  uint64_t now = 0, order = 0, fired = 0, removed = 0;
  uint64_t lastWhen = 0, lastSerial = 0;
  for (int step = 0; step != 3000; ++step) {
    for (int i = 0; i != 3; ++i) {
      entries.push_back(std::make_unique<TimerEntry>());
      TimerEntry &entry = *entries.back();
      uint64_t range = uint64_t(1) << (random() % 20);
      entry.when = now + random() % range;
      wheel.insert(&entry);
      entry.serial = ++order;
    }
    TimerEntry &victim = *entries[random() % entries.size()];
    if (victim.armed && random() % 4 == 0) {
      wheel.remove(&victim);
      ++removed;
    }
    uint64_t target = now + random() % 200;
    wheel.advance(target, [&](TimerEntry *entry) {
      EXPECT_LE(entry->when, target);
      EXPECT_GT(entry->when, now);
      EXPECT_GE(entry->when, lastWhen);
      if (entry->when == lastWhen) {
        EXPECT_GT(entry->serial, lastSerial) << "ties in the order of arming";
      }
      lastWhen = entry->when;
      lastSerial = entry->serial;
      ++fired;
    });
    now = target;
    for (auto &entry : entries)
      if (entry->armed) {
        ASSERT_GT(entry->when, now) << "missed";
      }
    if (step % 100 == 0)
      std::erase_if(entries, [](auto &entry) { return !entry->armed; });
  }
  uint64_t left = 0;
  wheel.clear([&](TimerEntry *) { ++left; });
  EXPECT_EQ(fired + removed + left, order);
  EXPECT_GT(fired, 1000u);
}

} // namespace
