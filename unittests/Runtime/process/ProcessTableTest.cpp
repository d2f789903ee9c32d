//===- ProcessTableTest.cpp - Pids, generations and slot reuse ------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process/ProcessTable.h"
#include "ProgramRunner.h"
#include "process/Pid.h"
#include "process/ProcessBlocks.h"

#include <map>
#include <set>

using namespace snow::rt;
using namespace snow::test;

namespace {

TEST(ProcessTable, SlotsAreReusedLateAndWithANewGeneration) {
  const int64_t count = 12000;
  std::set<int64_t> pids;
  std::set<uint64_t> slots;
  uint64_t highest = 0;
  runProgram(
      [&] {
        std::vector<uint64_t> order;
        for (int64_t i = 0; i != count; ++i) {
          int64_t pid = spawn([] {});
          EXPECT_TRUE(pids.insert(pid).second) << "a pid came twice";
          order.push_back(pidSlot(static_cast<uint64_t>(pid)));
          highest = std::max(highest, pidSlot(static_cast<uint64_t>(pid)));
          snow_process_yield();
        }
        for (size_t i = 0; i != kMinFreeSlots; ++i)
          EXPECT_TRUE(slots.insert(order[i]).second)
              << "a slot came back too early";
      },
      1);
  EXPECT_LT(highest, 3 * kChunkSize) << "ended processes cost nothing";
}

TEST(ProcessTable, TheFirstPidsFollowTheStartsOnAllWorkers) {
  ProcessTable table;
  ProcessBlocks workers[3];
  uint64_t last = workers[0].take(table)->pid;
  for (size_t i = 2; i != kSingleSlots; ++i) {
    uint64_t pid = workers[i % 3].take(table)->pid;
    EXPECT_EQ(pidSlot(pid), pidSlot(last) + 1);
    last = pid;
  }
}

TEST(ProcessTable, WarmSlotsMakeRoomForOthers) {
  if (kSimulated)
    GTEST_SKIP() << "the twin's table is small";
  std::set<int64_t> pids;
  std::map<uint64_t, int> inARow;
  runProgram(
      [&] {
        for (int64_t i = 0; i != 100000; ++i) {
          int64_t pid = spawn([] {});
          EXPECT_TRUE(pids.insert(pid).second) << "a pid came twice";
          uint64_t slot = pidSlot(static_cast<uint64_t>(pid));
          if (i >= int64_t(2 * kMinFreeSlots))
            EXPECT_LE(++inARow[slot], 4 * int(kHotUses)) << slot;
          snow_process_yield();
        }
      },
      1);
  // Each slot has been used some times, none all the time.
  EXPECT_GT(inARow.size(), kMinFreeSlots);
}

TEST(ProcessTable, OldPidsAreDead) {
  runProgram(
      [] {
        int64_t old = spawn([] {});
        waitGone(old);
        // Reuse the slot.
        std::vector<int64_t> pids;
        int64_t again = -1;
        for (int i = 0; i != 200000 && again < 0; ++i) {
          int64_t pid = spawn([] { receiveExactly(1); });
          if (pidSlot(static_cast<uint64_t>(pid)) ==
              pidSlot(static_cast<uint64_t>(old)))
            again = pid;
          else
            sendInt(pid, 1);
          snow_process_yield();
        }
        ASSERT_GE(again, 0) << "the slot was not used again";
        EXPECT_NE(again, old);
        EXPECT_EQ(snow_process_is_alive(old), 0);
        EXPECT_EQ(snow_process_is_alive(again), 1);
        // A message to the old pid does not reach the new process.
        sendInt(old, 1);
        snow_process_yield();
        EXPECT_EQ(snow_process_is_alive(again), 1);
        sendInt(again, 1);
        waitGone(again);
      },
      1);
}

TEST(ProcessTable, UnknownPids) {
  runProgram([] {
    const int64_t unknown[] = {5000000,          -1,
                               INT64_MIN,        int64_t(1) << 40,
                               int64_t(1) << 48, (int64_t(1) << 40) - 1};
    for (int64_t pid : unknown) {
      EXPECT_EQ(snow_process_is_alive(pid), 0) << pid;
      sendInt(pid, 1);
      snow_process_unlink(pid);
    }
  });
}

TEST(ProcessTable, PidText) {
  EXPECT_EQ(pidText(7), "<0.7>");
  EXPECT_EQ(pidText(uint64_t(3) << 48 | uint64_t(9) << 40 | 12), "<3.12.9>");
}

} // namespace
