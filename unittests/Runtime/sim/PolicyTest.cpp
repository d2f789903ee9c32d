//===- PolicyTest.cpp - Tests of the twin's policies ----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sim/Policy.h"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>

using namespace snow::rt;
using namespace snow::rt::sim;

namespace {

/// Runs three processes, each for `length` steps, to their ends and gives the
/// order, one digit a step.
std::string orderOf(const Options &options, unsigned length) {
  Random random(options.seed);
  std::unique_ptr<Policy> policy = Policy::make(options, random);
  std::array<Process, 3> processes;
  std::array<unsigned, 3> left{};
  for (size_t i = 0; i != processes.size(); ++i) {
    processes[i].pid = i;
    left[i] = length;
    policy->started(processes[i]);
    policy->add(&processes[i]);
  }
  std::string order;
  Process *running = nullptr;
  while (running || !policy->empty()) {
    Process *next = policy->choose(running, /*timerIsDue=*/false);
    if (running && next != running)
      policy->add(running);
    running = next;
    order += static_cast<char>('0' + running->pid);
    if (--left[running->pid] == 0)
      running = nullptr;
  }
  return order;
}

/// How often an order goes on with another process though the last one could.
unsigned switchesIn(const std::string &order, unsigned length) {
  std::array<unsigned, 3> seen{};
  unsigned switches = 0;
  for (size_t i = 0; i + 1 < order.size(); ++i)
    if (++seen[static_cast<size_t>(order[i] - '0')] != length)
      switches += order[i] != order[i + 1];
  return switches;
}

} // namespace

TEST(SimPolicy, SeedsDecide) {
  for (PolicyKind kind : {PolicyKind::RandomWalk, PolicyKind::Pct}) {
    Options options;
    options.policy = kind;
    options.steps = 9;
    std::set<std::string> orders;
    for (options.seed = 0; options.seed != 1000; ++options.seed) {
      std::string order = orderOf(options, 3);
      EXPECT_EQ(order, orderOf(options, 3)) << "one seed, one order";
      orders.insert(std::move(order));
    }
    // A random walk has 9!/(3!)^3 = 1680 orders to choose from.
    EXPECT_GT(orders.size(), kind == PolicyKind::Pct ? 60u : 300u);
  }
}

TEST(SimPolicy, RandomWalkReachesEveryOrder) {
  Options options;
  std::set<std::string> orders;
  for (options.seed = 0; options.seed != 5000; ++options.seed)
    orders.insert(orderOf(options, 2));
  EXPECT_EQ(orders.size(), 90u) << "6!/(2!)^3";
}

TEST(SimPolicy, PctSwitchesAtChangesOnly) {
  Options options;
  options.policy = PolicyKind::Pct;
  options.steps = 60;
  for (options.depth = 1; options.depth != 5; ++options.depth)
    for (options.seed = 0; options.seed != 200; ++options.seed)
      EXPECT_LE(switchesIn(orderOf(options, 20), 20), options.depth - 1);
}

TEST(SimPolicy, PctOfDepthOneReachesEveryPriorityOrder) {
  Options options;
  options.policy = PolicyKind::Pct;
  options.depth = 1;
  std::set<std::string> orders;
  for (options.seed = 0; options.seed != 200; ++options.seed)
    orders.insert(orderOf(options, 2));
  EXPECT_EQ(orders.size(), 6u);
}

TEST(SimPolicy, AProcessThatPollsCannotStarveOthers) {
  Options options;
  options.policy = PolicyKind::Pct;
  for (options.seed = 0; options.seed != 100; ++options.seed) {
    Random random(options.seed);
    Pct policy(options, random);
    Process poller, other;
    poller.pid = 0;
    other.pid = 1;
    for (Process *process : {&poller, &other}) {
      policy.started(*process);
      policy.add(process);
    }
    // Whoever runs uses its slice up; both must get their turn.
    std::set<Process *> ran;
    for (int i = 0; i != 10; ++i) {
      Process *process = policy.choose(nullptr, /*timerIsDue=*/false);
      ran.insert(process);
      policy.sliceIsOver(*process);
      policy.add(process);
    }
    EXPECT_EQ(ran.size(), 2u);
  }
}

TEST(SimPolicy, ADueTimerIsACandidate) {
  for (PolicyKind kind : {PolicyKind::RandomWalk, PolicyKind::Pct}) {
    Options options;
    options.policy = kind;
    bool timerFirst = false, processFirst = false;
    for (options.seed = 0; options.seed != 100; ++options.seed) {
      Random random(options.seed);
      std::unique_ptr<Policy> policy = Policy::make(options, random);
      Process process;
      policy->started(process);
      policy->add(&process);
      Process *first = policy->choose(nullptr, /*timerIsDue=*/true);
      (first ? processFirst : timerFirst) = true;
    }
    EXPECT_TRUE(timerFirst && processFirst);
  }
}
