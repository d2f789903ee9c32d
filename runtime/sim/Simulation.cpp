//===- Simulation.cpp - The state of one simulated run --------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sim/Simulation.h"

#include "platform/Fatal.h"
#include "platform/Futex.h"
#include "sched/Runtime.h"
#include "sched/Worker.h"
#include "sim/Search.h"

#include <algorithm>
#include <unistd.h>
#include <utility>

using namespace snow::rt;
using namespace snow::rt::sim;

// Kept from one run to the next, so that its clock can still be read.
static std::unique_ptr<Simulation> simulation;

Simulation *Simulation::current() { return simulation.get(); }

uint64_t snow::rt::monotonicNow() {
  return simulation ? simulation->now : kStartOfTime;
}

Simulation::Simulation(const Options &options)
    : options(options), random(options.seed),
      policy(Policy::make(this->options, random)), trace(this->options) {}

//===----------------------------------------------------------------------===//
// Steps
//===----------------------------------------------------------------------===//

void Simulation::step(Runtime &runtime) {
  ++steps;
  now += random.below(kMaxStepTime);
  if (options.maxSteps && steps > options.maxSteps) {
    runtime.output.flush();
    report("sim: the program has not ended after " +
           std::to_string(options.maxSteps) + " steps");
    publishSteps(steps);
    ::_exit(kTooLongStatus);
  }
  runtime.timers.fireDue();
}

void Simulation::deliverTimer(Runtime &runtime) {
  size_t index = random.below(due.size());
  // Timers for one process keep their order.
  auto at = std::find_if(due.begin(), due.end(), [&](const DueTimer &timer) {
    return timer.pid == due[index].pid;
  });
  DueTimer timer = *at;
  due.erase(at);
  isDelivering = true;
  runtime.timers.deliver(timer);
  isDelivering = false;
}

/// A ready process; null if there is none and no timer will make one.
Process *Simulation::pick(Runtime &runtime) {
  for (;;) {
    step(runtime);
    if (policy->empty() && due.empty()) {
      // Nothing to do but wait, which takes no time.
      uint64_t deadline = runtime.timers.nextDeadline();
      bool isWaited = runtime.end.isStopping() ? runtime.timers.waiters() != 0
                                               : runtime.timers.pending() != 0;
      if (!isWaited || deadline == kNoDeadline)
        return nullptr;
      now = std::max(now, deadline);
      continue;
    }
    if (Process *process = policy->choose(nullptr, !due.empty()))
      return process;
    deliverTimer(runtime);
    if (runtime.scheduler.isDone())
      return nullptr;
  }
}

Process *Simulation::next(Runtime &runtime) {
  if (Process *process = std::exchange(chosen, nullptr))
    return process;
  return pick(runtime);
}

bool Simulation::standAside(Runtime &runtime, Process &self) {
  chosen = pick(runtime);
  if (!chosen)
    return false;
  switchAway(&self, SwitchReason::Yield);
  return true;
}

void Simulation::preempt(Runtime &runtime, Process &self) {
  for (;;) {
    step(runtime);
    Process *process = policy->choose(&self, !due.empty());
    if (process == &self)
      return;
    if (!process) {
      deliverTimer(runtime);
      continue;
    }
    chosen = process;
    switchAway(&self, SwitchReason::Yield);
    return;
  }
}

//===----------------------------------------------------------------------===//
// The runtime's calls
//===----------------------------------------------------------------------===//

void sim::begin() {
  // Destroyed first: two at a time would write into one trace.
  simulation.reset();
  simulation = std::make_unique<Simulation>(optionsOfRun());
}

int64_t sim::end(Runtime &runtime, int64_t status) {
  publishSteps(simulation->steps);
  simulation->trace.noteProgramEnd(*simulation, runtime, status);
  return status == 0 ? simulation->failure : status;
}

void sim::ready(Process *process) { simulation->policy->add(process); }

bool sim::nothingIsReady() {
  return simulation->policy->empty() && simulation->due.empty();
}

Process *sim::next(Runtime &runtime) { return simulation->next(runtime); }

void sim::preempt() {
  Runtime *rt = runtime();
  Process *self = currentProcess();
  if (rt && self)
    simulation->preempt(*rt, *self);
}

bool sim::standAside(Process &process) {
  return simulation->standAside(*runtime(), process);
}

bool sim::takesDirectPath() { return simulation->random.below(2) == 0; }

void sim::sliceIsOver(Process &process) {
  simulation->policy->sliceIsOver(process);
}

int64_t sim::sliceBudget() { return simulation->policy->sliceBudget(); }

void sim::timerIsDue(const DueTimer &timer) {
  simulation->due.push_back(timer);
}

void sim::dropTimers() {
  for (const DueTimer &timer : simulation->due)
    TimerService::drop(timer.entry);
  simulation->due.clear();
}

void sim::noteStart(const Process &process) {
  simulation->policy->started(process);
  simulation->waits.end(process); // Of who had the slot and never woke.
  simulation->trace.noteStart(*simulation, process);
}

void sim::noteEnd(const Process &process, const Reason &reason) {
  simulation->trace.noteEnd(*simulation, process, reason);
}

void sim::notePush(uint64_t to, const Message &message, bool isDelivered) {
  simulation->trace.notePush(*simulation, to, message, isDelivered);
}

void sim::noteTake(const Process &process, const Message &message) {
  simulation->trace.noteTake(*simulation, process, message);
}

void sim::noteName(std::string_view name, uint64_t pid) {
  simulation->trace.noteName(*simulation, name, pid);
}

void sim::noteOutput(std::string_view text) {
  simulation->trace.noteOutput(*simulation, text);
}

void sim::noteWait(const Process &process, WaitKind kind, uint64_t on) {
  simulation->waits.begin(process, kind, on);
}

void sim::noteWaitOver(const Process &process) {
  simulation->waits.end(process);
}

void sim::noteStandstill(Runtime &runtime) {
  if (std::exchange(simulation->standstillTold, true))
    return;
  switch (simulation->waits.reportStandstill(runtime, simulation->trace)) {
  case Standstill::Rest:
    return;
  case Standstill::Deadlock:
    simulation->failure = kDeadlockStatus;
    return;
  case Standstill::LostWakeup:
    simulation->failure = kLostWakeupStatus;
    return;
  }
}
