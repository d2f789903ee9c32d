//===- Sleep.cpp - What a worker does when there is no work ---------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "platform/Futex.h"
#include "sched/Runtime.h"
#include "sched/Worker.h"
#include "sim/Sim.h"

#include <algorithm>

using namespace snow::rt;

namespace {

/// What has been waiting for so long at least is worth moving to another core.
constexpr uint64_t kOldAge = 100000;
constexpr uint64_t kMaxWatchInterval = 400000;
/// Looks around, with nothing to be seen, before a sleeper gives that up.
constexpr unsigned kWatchLooks = 8;

} // namespace

/// The look before sleeping. What others have in their queues is theirs, until
/// they or the watcher find that it takes them too long.
bool Worker::hasWork() {
  for (RunRing &ring : rings)
    if (!ring.empty())
      return true;
  return !starts.empty() || visitors.size() != 0 || flooders.size() != 0 ||
         runtime.scheduler.global.size() != 0 || runtime.end.hasSignal() ||
         runtime.hasInjected() || runtime.pause.isWanted() ||
         runtime.scheduler.isDone();
}

/// Clears the own idle bit. If somebody else has cleared it, takes the wake-up
/// that comes with it.
bool Worker::leaveIdle() {
  uint64_t bit = uint64_t(1) << index;
  // Sequentially consistent: the idle protocol, see Scheduler.h.
  if (runtime.scheduler.idle.fetch_and(~bit, std::memory_order_seq_cst) & bit)
    return true;
  // Sequentially consistent: what the waker published, and see
  // Scheduler::claimIdle.
  while (token.exchange(0, std::memory_order_seq_cst) == 0)
    futexWait(token, 0);
  return false;
}

void Worker::sleep() {
  Scheduler &scheduler = runtime.scheduler;
  uint64_t bit = uint64_t(1) << index;
  // Sequentially consistent: the idle protocol, see Scheduler.h.
  uint64_t before = scheduler.idle.fetch_or(bit, std::memory_order_seq_cst);
  if (hasWork()) {
    leaveIdle();
    return;
  }
  if ((before | bit) == scheduler.fullMask()) {
    if (runtime.end.isQuiescent()) {
      if constexpr (kSimulated)
        if (!runtime.end.isStopping())
          sim::noteStandstill(runtime);
      // The bit goes first: acting makes processes ready.
      leaveIdle();
      runtime.end.act(index);
      return;
    }
  }
  if constexpr (kSimulated) {
    leaveIdle(); // Only time that passes could be slept through.
    return;
  }
  note(EventKind::SleepBegin, kNoPid);
  uint64_t began = monotonicNow();
  Poller::Events events;
  bool polls = runtime.poller.enter(index);
  sleepIdle(polls, events);
  if (polls) {
    runtime.timers.endWatch();
    runtime.poller.leave();
  }
  // The bit goes first: events and timers make processes ready.
  leaveIdle();
  note(EventKind::SleepEnd, kNoPid);
  runtime.poller.deliver(events);
  // A longer search would have found what came.
  if (monotonicNow() - began < kMaxSpinTime)
    spinTime = kMaxSpinTime;
  housekeeping();
}

/// Sleeps until somebody wakes this worker or another worker is overloaded; in
/// the poller also until a descriptor is ready or the next timer is due.
void Worker::sleepIdle(bool polls, Poller::Events &events) {
  Scheduler &scheduler = runtime.scheduler;
  uint64_t now = monotonicNow();
  uint64_t deadline = polls ? runtime.timers.beginWatch(index) : kNoDeadline;
  uint64_t trimAt = now + kTrimInterval;
  unsigned trims = 2; // The second one finds what the first one has counted.
  uint64_t interval = kOldAge;
  unsigned looks = !scheduler.single() && scheduler.beginWatch() ? 1 : 0;
  bool watches = looks != 0;
  if (watches)
    watch();
  overloaded = nullptr; // It has only begun to look.
  uint64_t lookAt = now + interval;
  for (;;) {
    // Sequentially consistent: see Scheduler::claimIdle.
    if (token.load(std::memory_order_seq_cst) != 0 || now >= deadline ||
        events.count != 0)
      break;
    if (trims && now >= trimAt) {
      --trims;
      nextTrim = 0;
      trimStacks();
      trimAt = now + kTrimInterval;
    }
    if (watches && now >= lookAt) {
      looks = watch() ? 1 : looks + 1;
      if (overloaded)
        break;
      interval = std::min(2 * interval, kMaxWatchInterval);
      lookAt = now + interval;
      if (looks > kWatchLooks) {
        scheduler.endWatch();
        watches = watch(); // Who saw a watcher has made its work before.
        if (watches)
          watches = scheduler.beginWatch();
      }
    }
    uint64_t until = deadline;
    if (trims)
      until = std::min(until, trimAt);
    if (watches)
      until = std::min(until, lookAt);
    if (polls)
      runtime.poller.wait(until, events);
    else
      futexWait(token, 0, until);
    now = monotonicNow();
  }
  if (watches)
    scheduler.endWatch();
}
