//===- Policy.h - How the twin chooses what runs next -----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// A policy holds the ready processes and chooses among them, the running
// process if there is one, and the clock if a timer is due.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SIM_POLICY_H
#define SNOW_RUNTIME_SIM_POLICY_H

#include "process/Process.h"
#include "sim/Options.h"
#include "sim/Random.h"

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

namespace snow::rt::sim {

class Policy {
public:
  virtual ~Policy() = default;

  static std::unique_ptr<Policy> make(const Options &options, Random &random);

  /// The process has started: it is another one than had its slot before.
  virtual void started(const Process &) {}
  virtual void add(Process *process) = 0;
  virtual bool empty() const = 0;
  /// Chooses among the ready processes, `running` (null: none) and, if a timer
  /// is due, the clock, which null stands for. There is something to choose. A
  /// ready process that is chosen is no longer held.
  virtual Process *choose(Process *running, bool timerIsDue) = 0;
  virtual void sliceIsOver(const Process &) {}
  virtual int64_t sliceBudget() = 0;
};

/// Each candidate is as likely as any other.
class RandomWalk : public Policy {
public:
  explicit RandomWalk(Random &random) : random(random) {}
  void add(Process *process) override { ready.push_back(process); }
  bool empty() const override { return ready.empty(); }
  Process *choose(Process *running, bool timerIsDue) override;
  int64_t sliceBudget() override;

private:
  Random &random;
  std::vector<Process *> ready;
};

/// Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi and
/// Nagarakatte, "A randomized scheduler with probabilistic guarantees of
/// finding bugs", ASPLOS 2010). Processes get random priorities and the highest
/// runs; at depth - 1 random steps the running one falls below all others. A
/// bug of that depth in a program of n processes and k steps is met with a
/// probability of at least 1/(n * k^(depth-1)) in each run.
///
/// Two things are added, since Snow promises fairness and programs may poll:
/// whoever uses up a slice falls below all others, and after twice the steps
/// that were expected the rest of the run is a random walk.
class Pct : public Policy {
public:
  Pct(const Options &options, Random &random);
  void started(const Process &process) override;
  void add(Process *process) override;
  bool empty() const override { return ready.empty() && rest.empty(); }
  Process *choose(Process *running, bool timerIsDue) override;
  void sliceIsOver(const Process &process) override;
  int64_t sliceBudget() override { return SNOW_REDUCTIONS_PER_SLICE; }

private:
  /// Drawn priorities lie above this one by far, those of changes just above.
  static constexpr uint64_t kChangedPriority = uint64_t(1) << 62;

  uint64_t &priorityOf(const Process &process);
  uint64_t drawPriority();

  Random &random;
  struct Change {
    uint64_t step;
    uint64_t priority; // that the running process falls to
  };
  /// The earliest last.
  std::vector<Change> changes;
  uint64_t step = 0;
  const uint64_t lastStep;
  /// Holds the ready processes from then on.
  RandomWalk rest;
  /// By slot.
  std::vector<uint64_t> priorities;
  std::map<uint64_t, Process *> ready;
  /// Of the clock, drawn anew whenever a timer becomes due.
  uint64_t clockPriority = 0;
  /// Below every other priority that was given so far.
  uint64_t lowest = kChangedPriority;
};

} // namespace snow::rt::sim

#endif // SNOW_RUNTIME_SIM_POLICY_H
