//===- StartStackTest.cpp - The stack of newly started processes ----------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sched/StartStack.h"
#include "ProgramRunner.h"
#include "sim/Sim.h"

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using namespace snow::rt;
using namespace snow::test;

namespace {

/// The stack never looks into a process.
Process *numbered(uintptr_t number) {
  return reinterpret_cast<Process *>(number);
}
uintptr_t numberOf(Process *process) {
  return reinterpret_cast<uintptr_t>(process);
}

TEST(StartStack, TheOwnerTakesTheNewestThievesTheOldest) {
  auto owner = std::make_unique<StartStack>();
  auto thief = std::make_unique<StartStack>();
  for (uintptr_t i = 1; i <= 9; ++i)
    ASSERT_TRUE(owner->push(numbered(i), static_cast<uint32_t>(i)));
  EXPECT_EQ(owner->stealInto(*thief), 0u) << "nothing is shared yet";
  owner->publish();
  EXPECT_TRUE(owner->hasShared());
  EXPECT_EQ(owner->stealInto(*thief), 4u) << "half of all but the newest";
  uint32_t base = 0;
  for (uintptr_t i = 4; i >= 1; --i)
    EXPECT_EQ(numberOf(thief->pop(base)), i);
  EXPECT_EQ(thief->pop(base), nullptr);
  EXPECT_EQ(owner->topBase(), 9u);
  EXPECT_EQ(numberOf(owner->popOldest()), 5u);
  for (uintptr_t i = 9; i >= 6; --i) {
    EXPECT_EQ(numberOf(owner->pop(base)), i);
    EXPECT_EQ(base, i);
  }
  EXPECT_EQ(owner->pop(base), nullptr);
  EXPECT_TRUE(owner->empty());
  EXPECT_FALSE(owner->hasShared());
}

TEST(StartStack, AFullStackTakesNoMore) {
  auto stack = std::make_unique<StartStack>();
  for (uintptr_t i = 1; i <= StartStack::kCapacity; ++i)
    ASSERT_TRUE(stack->push(numbered(i), 0));
  EXPECT_FALSE(stack->push(numbered(1), 0));
  EXPECT_EQ(numberOf(stack->popOldest()), 1u);
  EXPECT_TRUE(stack->push(numbered(1), 0));
}

TEST(StartStack, AThiefTakesNoMoreThanItHasRoomFor) {
  auto owner = std::make_unique<StartStack>();
  auto thief = std::make_unique<StartStack>();
  for (uintptr_t i = 1; i <= 100; ++i)
    ASSERT_TRUE(owner->push(numbered(i), 0));
  owner->publish();
  for (uintptr_t i = 1; i <= StartStack::kCapacity - 3; ++i)
    ASSERT_TRUE(thief->push(numbered(1000 + i), 0));
  EXPECT_EQ(owner->stealInto(*thief), 3u);
  EXPECT_EQ(owner->stealInto(*thief), 0u) << "it is full";
  uint32_t base = 0;
  for (uintptr_t i = 3; i >= 1; --i)
    EXPECT_EQ(numberOf(thief->pop(base)), i);
  unsigned left = 0;
  while (owner->pop(base))
    ++left;
  EXPECT_EQ(left, 97u) << "none is lost";
}

TEST(StartStack, WhatIsStolenMeanwhileIsTakenOnce) {
  constexpr unsigned kThieves = 3;
  const uintptr_t count = 300000 / kScale;
  auto owner = std::make_unique<StartStack>();
  std::vector<std::atomic<uint8_t>> taken(count + 1);
  std::atomic<bool> over{false};
  std::atomic<uint64_t> stolen{0};
  std::vector<std::thread> threads;
  for (unsigned t = 0; t != kThieves; ++t)
    threads.emplace_back([&] {
      auto mine = std::make_unique<StartStack>();
      uint32_t base = 0;
      while (!over) {
        stolen += owner->stealInto(*mine);
        while (Process *process = mine->pop(base))
          ++taken[numberOf(process)];
        std::this_thread::yield();
      }
    });
  uint32_t base = 0;
  uintptr_t next = 1;
  for (unsigned round = 0; next <= count; ++round) {
    for (unsigned i = 0; i != 10 && next <= count; ++i)
      if (owner->push(numbered(next), 0))
        ++next;
    owner->publish();
    // As many as come, at times more and at times fewer.
    for (unsigned i = 0; i != 7 + round % 7; ++i)
      if (Process *process = owner->pop(base))
        ++taken[numberOf(process)];
    if (round % 16 == 0)
      if (Process *process = owner->popOldest())
        ++taken[numberOf(process)];
    if (round % 256 == 0)
      std::this_thread::yield();
  }
  while (!owner->empty())
    if (Process *process = owner->pop(base))
      ++taken[numberOf(process)];
  over = true;
  for (std::thread &thread : threads)
    thread.join();
  for (uintptr_t i = 1; i <= count; ++i)
    ASSERT_EQ(taken[i], 1) << i;
}

//===----------------------------------------------------------------------===//
// The order in which processes run
//===----------------------------------------------------------------------===//

TEST(StartOrder, ChildrenRunInTheOrderOfTheirStartsDepthFirst) {
  if (kSimulated)
    GTEST_SKIP() << "the twin draws the order";
  std::vector<int> order;
  runProgram(
      [&] {
        for (int i = 1; i <= 3; ++i)
          spawn([&, i] {
            order.push_back(10 * i);
            for (int j = 1; j <= 2; ++j)
              spawn([&, i, j] { order.push_back(10 * i + j); });
          });
      },
      1);
  EXPECT_EQ(order, (std::vector<int>{10, 11, 12, 20, 21, 22, 30, 31, 32}));
}

TEST(StartOrder, AParentGoesOnWhenAllItsChildrenHaveRun) {
  if (kSimulated)
    GTEST_SKIP() << "the twin draws the order";
  std::string order;
  runProgram(
      [&] {
        for (int i = 0; i != 2; ++i)
          spawn([&] {
            int64_t parent = snow_actor_self();
            for (int j = 0; j != 3; ++j)
              spawn([&, parent] {
                order += 'c';
                sendInt(parent, 1);
              });
            for (int j = 0; j != 3; ++j) {
              receiveInt();
              order += 'p';
            }
            sendInt(0, 1);
          });
        for (int i = 0; i != 2; ++i) {
          receiveInt();
          order += 'm';
        }
      },
      1);
  EXPECT_EQ(order, "cccpppcccpppmm");
}

TEST(StartOrder, AChainOfStartsDoesNotStopTheOldest) {
  if (kSimulated)
    GTEST_SKIP() << "the twin draws the order";
  std::atomic<bool> oldestRan{false};
  std::atomic<int64_t> started{0};
  std::function<void()> chain = [&] {
    ++started;
    if (oldestRan || started > 1000000)
      return;
    spawn(chain);
    spawn(chain); // One of the two is always younger than the oldest.
  };
  runProgram(
      [&] {
        spawn(chain);
        spawn([&] { oldestRan = true; });
      },
      1);
  EXPECT_TRUE(oldestRan);
  EXPECT_LE(started, 1000000) << "it had to wait for the end of all others";
}

TEST(StartOrder, AHighPriorityLeavesEveryTenthSliceToStarts) {
  if (kSimulated)
    GTEST_SKIP() << "the twin draws the order";
  int64_t slices = 0, limit = 5 * 20; // Five started processes.
  std::atomic<int> left{5};
  runProgram(
      [&] {
        spawn(
            [&] {
              while (left != 0 && slices < 10 * limit) {
                ++slices;
                snow_process_yield();
              }
            },
            /*priority=*/0);
        for (int i = 0; i != 5; ++i)
          spawn([&] { --left; });
      },
      1);
  EXPECT_LE(slices, limit);
}

TEST(StartOrder, AWokenProcessGoesOnAmongManyStarts) {
  if (kSimulated)
    GTEST_SKIP() << "the twin draws the order";
  std::atomic<bool> stop{false};
  int64_t slices = 0;
  std::function<void()> endless = [&] {
    if (!stop)
      spawn(endless);
  };
  runProgram(
      [&] {
        spawn(endless);
        int64_t echo = spawn([] {
          for (int i = 0; i != 200; ++i)
            sendInt(0, receiveInt());
        });
        for (int64_t i = 0; i != 200; ++i) {
          sendInt(echo, i);
          EXPECT_EQ(receiveInt(), i);
          ++slices;
        }
        stop = true;
      },
      1);
  EXPECT_EQ(slices, 200);
}

} // namespace
