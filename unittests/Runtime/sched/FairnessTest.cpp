//===- FairnessTest.cpp - Nobody starves ----------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"
#include "sim/Sim.h"

#include <atomic>

using namespace snow::test;

namespace {

/// Why tests of how slices are shared out are left out there.
constexpr const char *kNoShares = "the twin takes any ready process";

/// Runs spinning processes of the given priorities until every one has had
/// `goal` slices; returns the slices each one had.
std::vector<int64_t> race(std::vector<int8_t> priorities, int64_t goal) {
  std::vector<std::atomic<int64_t>> slices(priorities.size());
  std::atomic<bool> stop{false};
  runProgram(
      [&] {
        for (size_t i = 0; i != priorities.size(); ++i)
          spawn(
              [&, i] {
                while (!stop) {
                  ++slices[i];
                  bool all = true;
                  for (auto &s : slices)
                    all &= s >= goal;
                  if (all)
                    stop = true;
                  snow_process_yield();
                }
              },
              priorities[i]);
      },
      1);
  return {slices.begin(), slices.end()};
}

TEST(Fairness, EqualPrioritiesShareEqually) {
  if (snow::rt::kSimulated)
    GTEST_SKIP() << kNoShares;
  auto slices = race({1, 1, 1, 1}, 1000 / kScale);
  for (int64_t s : slices)
    EXPECT_LE(s, 1000 / kScale + 2);
}

TEST(Fairness, LowerPrioritiesGetEveryTenthSlice) {
  if (snow::rt::kSimulated)
    GTEST_SKIP() << kNoShares;
  const int64_t goal = 500 / kScale;
  auto slices = race({0, 1}, goal);
  EXPECT_GT(slices[0], 2 * slices[1]) << "high priority is preferred";
  EXPECT_LE(slices[0], 10 * slices[1] + 20);
  slices = race({0, 2}, goal);
  EXPECT_GT(slices[0], 2 * slices[1]);
  EXPECT_LE(slices[0], 10 * slices[1] + 20);
  slices = race({1, 2}, goal);
  EXPECT_GT(slices[0], 2 * slices[1]);
  EXPECT_LE(slices[0], 10 * slices[1] + 20);
  slices = race({0, 1, 2}, goal);
  EXPECT_GE(slices[0], slices[1]);
}

TEST(Fairness, ABusyLoopDoesNotStopOthers) {
  runProgram(
      [] {
        std::atomic<bool> stop{false};
        spawn([&] {
          while (!stop)
            snow_process_yield();
        });
        int64_t echo = spawn([] {
          for (int i = 0; i != 100; ++i)
            sendInt(0, receiveInt());
        });
        for (int64_t i = 0; i != 100; ++i) {
          sendInt(echo, i);
          ASSERT_EQ(receiveInt(), i);
        }
        stop = true;
        waitGone(echo);
        snow_process_yield();
        snow_process_yield();
      },
      1);
}

TEST(Fairness, APairThatOnlyTalksDoesNotStopOthers) {
  runProgram(
      [] {
        std::atomic<int64_t> counted{0};
        std::atomic<bool> stop{false};
        int64_t other = spawn([&] {
          while (!stop) {
            ++counted;
            snow_process_yield();
          }
        });
        int64_t echo = spawn([] {
          for (int64_t value; (value = receiveInt()) != 0;)
            sendInt(0, value);
        });
        for (int64_t i = 1; i != 5000; ++i) {
          sendInt(echo, i);
          receiveInt();
        }
        sendInt(echo, 0);
        EXPECT_GT(counted, 50);
        stop = true;
        waitGone(other);
      },
      1);
}

TEST(Fairness, IdleWorkersTakeWork) {
  if (snow::rt::kSimulated)
    GTEST_SKIP() << "the twin has one worker";
  std::atomic<int> together{0}, most{0};
  runProgram(
      [&] {
        for (int i = 0; i != 4; ++i)
          spawn([&] {
            int now = ++together;
            int seen = most;
            while (seen < now && !most.compare_exchange_weak(seen, now))
              ;
            // A slice of real time, so that a second worker can be seen at
            // work.
            timespec pause{0, 30000000};
            nanosleep(&pause, nullptr);
            --together;
          });
      },
      4);
  EXPECT_GE(most, 2);
}

} // namespace
