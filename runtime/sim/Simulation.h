//===- Simulation.h - The state of one simulated run ------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SIM_SIMULATION_H
#define SNOW_RUNTIME_SIM_SIMULATION_H

#include "sim/Options.h"
#include "sim/Policy.h"
#include "sim/Random.h"
#include "sim/Sim.h"
#include "sim/Trace.h"
#include "sim/WaitsFor.h"
#include "timer/TimerService.h"

#include <memory>
#include <vector>

namespace snow::rt::sim {

/// The exit status of a run that the program itself would end with 0, although
/// processes wait for each other for ever.
constexpr int kDeadlockStatus = 71;
/// ... that reached SNOW_SIM_MAX_STEPS.
constexpr int kTooLongStatus = 72;
/// ... in which a process sleeps though something has come for it: a fault of
/// the runtime.
constexpr int kLostWakeupStatus = 70;

/// Virtual time begins here; 0 would be taken for "no deadline".
constexpr uint64_t kStartOfTime = 1000000000;
/// What one step may take, in nanoseconds: without it a process that polls
/// would keep every timer from firing.
constexpr uint64_t kMaxStepTime = 200;

class Simulation {
public:
  explicit Simulation(const Options &options);

  /// The newest one; null before the first run.
  static Simulation *current();

  Process *next(Runtime &runtime);
  void preempt(Runtime &runtime, Process &self);
  bool standAside(Runtime &runtime, Process &self);

  const Options options;
  Random random;
  std::unique_ptr<Policy> policy;
  Trace trace;
  WaitsFor waits;
  uint64_t now = kStartOfTime;
  uint64_t steps = 0;
  std::vector<DueTimer> due;
  /// What end() makes of status 0.
  int failure = 0;
  bool standstillTold = false;
  /// A timer is being delivered, not a process running.
  bool isDelivering = false;

private:
  void step(Runtime &runtime);
  void deliverTimer(Runtime &runtime);
  Process *pick(Runtime &runtime);

  /// Chosen while another process was running, which now makes room.
  Process *chosen = nullptr;
};

} // namespace snow::rt::sim

#endif // SNOW_RUNTIME_SIM_SIMULATION_H
