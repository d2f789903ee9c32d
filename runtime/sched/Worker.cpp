//===- Worker.cpp - One worker thread of the scheduler --------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sched/Worker.h"

#include "platform/Futex.h"
#include "sched/Runtime.h"

using namespace snow::rt;

namespace {

/// At least every tenth slice goes to a lower priority.
constexpr unsigned kLowerEvery = 10;
constexpr unsigned kGlobalBatch = 32;
constexpr unsigned kSpinRounds = 40;
constexpr unsigned kSpinPauses = 20;

__attribute__((tls_model("initial-exec"))) thread_local Worker *threadWorker =
    nullptr;

} // namespace

__attribute__((noinline)) Worker *snow::rt::currentWorker() {
  Worker *worker = threadWorker;
  // Keeps the compiler from treating this as a pure function.
  asm volatile("" : "+r"(worker));
  return worker;
}

__attribute__((noinline)) Process *snow::rt::currentProcess() {
  Worker *worker = threadWorker;
  asm volatile("" : "+r"(worker)); // As in currentWorker.
  return worker ? worker->current : nullptr;
}

Worker::Worker(Runtime &runtime, unsigned index)
    : runtime(runtime), index(index), messages(runtime.messageStock),
      random(0x9E3779B97F4A7C15u * (index + 1)) {}

void Worker::run() {
  threadWorker = this;
  AlternateStack alternate;
  sanitizer.attachThread();
  exceptions = threadExceptionState();
  while (!runtime.scheduler.isDone())
    if (Process *process = findWork())
      resume(process);
  threadWorker = nullptr;
}

void Worker::enqueue(Process *process, bool next) {
  Scheduler &scheduler = runtime.scheduler;
  if (next && process->priority == Priority::Normal) {
    std::swap(process, woken);
    if (!process)
      return;
  }
  RunRing &ring = rings[static_cast<unsigned>(process->priority)];
  if (!ring.push(process))
    scheduler.global.push(process);
  // One ready process is this worker's own next slice; another worker is worth
  // waking only for a second one.
  if (!scheduler.single() && (woken || ring.size() > 1))
    scheduler.notifyOne();
}

Process *Worker::pickRings() {
  if (++priorityTick >= kLowerEvery - 1) [[unlikely]] {
    // The ninth slice goes to normal first, the tenth to low first.
    unsigned first = priorityTick == kLowerEvery ? 2 : 1;
    if (first == 2)
      priorityTick = 0;
    if (Process *process = rings[first].pop())
      return process;
    if (Process *process = rings[3 - first].pop())
      return process;
  }
  for (RunRing &ring : rings)
    if (Process *process = ring.pop())
      return process;
  return nullptr;
}

Process *Worker::pickLocal() {
  if (woken && rings[0].empty() && wokenStreak < kWokenStreak) {
    ++wokenStreak;
    return std::exchange(woken, nullptr);
  }
  wokenStreak = 0;
  if (Process *process = pickRings())
    return process;
  return std::exchange(woken, nullptr);
}

bool Worker::refillFromGlobal() {
  if (runtime.scheduler.global.size() == 0)
    return false;
  unsigned taken = 0;
  for (unsigned priority = 0; priority != kPriorities; ++priority)
    taken +=
        runtime.scheduler.global.take(priority, kGlobalBatch, [&](Process *p) {
          if (!rings[priority].push(p))
            runtime.scheduler.global.push(p);
        });
  return taken != 0;
}

bool Worker::steal() {
  Scheduler &scheduler = runtime.scheduler;
  // xorshift64 (Marsaglia 2003): where to begin, so that thieves spread out.
  random ^= random << 13;
  random ^= random >> 7;
  random ^= random << 17;
  unsigned start = static_cast<unsigned>(random % scheduler.workerCount);
  for (unsigned i = 0; i != scheduler.workerCount; ++i) {
    Worker &victim = *scheduler.workers[(start + i) % scheduler.workerCount];
    if (&victim == this)
      continue;
    for (unsigned priority = 0; priority != kPriorities; ++priority)
      if (victim.rings[priority].stealInto(rings[priority]))
        return true;
  }
  return false;
}

void Worker::housekeeping() {
  runtime.end.pollSignal();
  runtime.timers.fireDue();
}

Process *Worker::findWork() {
  ++tick;
  if (tick % kHousekeepingTicks == 0) [[unlikely]]
    housekeeping();
  if (tick % kGlobalTicks == 0) [[unlikely]]
    refillFromGlobal();
  if (Process *process = pickLocal())
    return process;
  housekeeping();
  if (Process *process = pickLocal())
    return process;
  Scheduler &scheduler = runtime.scheduler;
  if (refillFromGlobal())
    return pickLocal();
  if (!scheduler.single())
    for (unsigned round = 0; round != kSpinRounds; ++round) {
      if (scheduler.isDone())
        return nullptr;
      if (steal() || refillFromGlobal()) {
        // Pass the wake-up on while there is more than this worker needs.
        if (rings[1].size() > 1)
          scheduler.notifyOne();
        return pickLocal();
      }
      for (unsigned i = 0; i != kSpinPauses; ++i)
        cpuRelax();
    }
  park();
  return nullptr;
}

bool Worker::anyoneHasWork() {
  return !runtime.scheduler.queuesAreEmpty() || runtime.end.hasSignal() ||
         runtime.scheduler.isDone();
}

/// Clears the own idle bit. If somebody else has cleared it, takes the wake-up
/// that comes with it.
bool Worker::leaveIdle() {
  uint64_t bit = uint64_t(1) << index;
  // Sequentially consistent: the idle protocol, see Scheduler.h.
  if (runtime.scheduler.idle.fetch_and(~bit, std::memory_order_seq_cst) & bit)
    return true;
  // Acquire: what the waker published.
  while (token.exchange(0, std::memory_order_acquire) == 0)
    futexWait(token, 0);
  return false;
}

void Worker::park() {
  Scheduler &scheduler = runtime.scheduler;
  uint64_t bit = uint64_t(1) << index;
  // Sequentially consistent: the idle protocol, see Scheduler.h.
  uint64_t before = scheduler.idle.fetch_or(bit, std::memory_order_seq_cst);
  if (anyoneHasWork()) {
    leaveIdle();
    return;
  }
  if ((before | bit) == scheduler.fullMask()) {
    if (runtime.end.isQuiescent()) {
      // The bit goes first: acting makes processes ready.
      leaveIdle();
      runtime.end.act(index);
      return;
    }
  }
  uint64_t deadline = runtime.timers.beginWatch(index);
  for (;;) {
    // Acquire: what the waker published.
    if (token.load(std::memory_order_acquire) != 0)
      break;
    if (deadline != kNoDeadline && monotonicNow() >= deadline)
      break;
    futexWait(token, 0, deadline);
  }
  // The bit goes first: a worker that fires timers makes processes ready.
  leaveIdle();
  runtime.timers.endWatch(index);
  housekeeping();
}
