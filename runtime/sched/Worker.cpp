//===- Worker.cpp - One worker thread of the scheduler --------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sched/Worker.h"

#include "mailbox/Inbox.h"
#include "platform/Futex.h"
#include "sched/Runtime.h"

#include <algorithm>

using namespace snow::rt;

namespace {

/// At least every tenth slice goes to a lower priority.
constexpr unsigned kLowerEvery = 10;
constexpr unsigned kGlobalBatch = 32;
/// Ready processes of a worker that are not worth waking another one, or
/// stealing at first sight.
constexpr unsigned kShareAt = 4;
/// Rounds of looking for work before a worker sleeps: fewer after rounds that
/// were in vain.
constexpr unsigned kMinSpinRounds = 4;
constexpr unsigned kMaxSpinRounds = 64;
constexpr unsigned kSpinPauses = 20;
constexpr unsigned kReferenceBatch = 4096;
/// How long a stack lies unused before its memory goes back.
constexpr uint64_t kTrimInterval = 1000000000;

} // namespace

extern "C" {
/// Read by currentWorker(), which names it in assembly.
__attribute__((tls_model("initial-exec"), visibility("hidden"),
               used)) thread_local constinit Worker *snow_thread_worker =
    nullptr;
}

#if !defined(__x86_64__) || !defined(__linux__)
__attribute__((noinline)) Worker *snow::rt::currentWorker() {
  Worker *worker = snow_thread_worker;
  // Keeps the compiler from treating this as a pure function.
  asm volatile("" : "+r"(worker));
  return worker;
}
#endif

__attribute__((noinline)) void snow::rt::setCurrentWorker(Worker *worker) {
  snow_thread_worker = worker;
}

Worker::Worker(Runtime &runtime, unsigned index)
    : runtime(runtime), processes(runtime.table.allChunks()), index(index),
      messages(runtime.messageStock), spinRounds(kMaxSpinRounds),
      random(0x9E3779B97F4A7C15u * (index + 1)) {}

Worker::~Worker() {
  if (lastParked)
    lastParked->destroy();
  for (Fiber *each : parked)
    each->destroy();
}

void Worker::run() {
  setCurrentWorker(this);
  AlternateStack alternate;
  threadStack.sanitizer.attachThread();
  exceptions = threadExceptionState();
  stack = &threadStack;
  switchStack(*this, takeParked(), Departure::None);
  setCurrentWorker(nullptr);
}

void Worker::noteCurrent(Process *next) {
  auto functionOf = [](Process *process) {
    return reinterpret_cast<const void *>(process->function);
  };
  if (current)
    note(EventKind::RunEnd, current->pid, 0, functionOf(current));
  if (next)
    note(EventKind::RunBegin, next->pid, 0, functionOf(next));
}

//===----------------------------------------------------------------------===//
// Queues
//===----------------------------------------------------------------------===//

void Worker::enqueueRing(Process *process) {
  Scheduler &scheduler = runtime.scheduler;
  RunRing &ring = rings[static_cast<unsigned>(process->priority)];
  if (!ring.push(process))
    scheduler.global.push(process);
  // A few ready processes are run sooner here than woken elsewhere. Should one
  // of them take long, its next yield or look around shares the others.
  if (!scheduler.single() && ring.size() > kShareAt)
    scheduler.notifyOne();
}

void Worker::share() {
  if (runtime.scheduler.single())
    return;
  for (RunRing &ring : rings)
    if (!ring.empty()) {
      runtime.scheduler.notifyOne();
      return;
    }
}

bool Worker::hasNothingElse() {
  if (woken || runtime.scheduler.global.size() != 0)
    return false;
  for (RunRing &ring : rings)
    if (!ring.empty())
      return false;
  return true;
}

Process *Worker::pickRings() {
  bool alone = runtime.scheduler.single();
  if (++priorityTick >= kLowerEvery - 1) [[unlikely]] {
    // The ninth slice goes to normal first, the tenth to low first.
    unsigned first = priorityTick == kLowerEvery ? 2 : 1;
    if (first == 2)
      priorityTick = 0;
    if (Process *process = rings[first].pop(alone))
      return process;
    if (Process *process = rings[3 - first].pop(alone))
      return process;
  }
  for (RunRing &ring : rings)
    if (Process *process = ring.pop(alone))
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

bool Worker::steal(bool few) {
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
      if ((few || victim.rings[priority].size() > kShareAt) &&
          victim.rings[priority].stealInto(rings[priority])) {
        note(EventKind::Steal, kNoPid, victim.index);
        return true;
      }
  }
  return false;
}

void Worker::housekeeping() {
  runtime.deliverInjected();
  runtime.end.pollSignal();
  runtime.pause.poll();
  runtime.timers.fireDue();
}

/// findWork, but for the most frequent choice.
Process *Worker::findMore() {
  if constexpr (kSimulated) {
    runtime.end.pollSignal();
    runtime.pause.poll();
    if (Process *process = sim::next(runtime))
      return process;
    if (!runtime.scheduler.isDone())
      sleep();
    return nullptr;
  }
  if (tick % kHousekeepingTicks == 0) [[unlikely]] {
    housekeeping();
    refillFromGlobal();
    share();
    trimStacks();
    if (runtime.scheduler.isDone())
      return nullptr;
  }
  if (Process *process = pickLocal()) [[likely]]
    return process;
  return findElsewhere();
}

/// Looks where others put work, for a while; then sleeps.
Process *Worker::findElsewhere() {
  housekeeping();
  if (Process *process = pickLocal())
    return process;
  Scheduler &scheduler = runtime.scheduler;
  if (refillFromGlobal())
    return pickLocal();
  if (scheduler.isDone())
    return nullptr;
  if (!scheduler.single() && scheduler.beginSearch()) {
    bool found = false;
    for (unsigned round = 0; round != spinRounds && !found; ++round) {
      // Few processes may be run where they are before they could be here.
      found = steal(/*few=*/round + 1 == spinRounds) || refillFromGlobal();
      if (scheduler.isDone())
        break;
      for (unsigned i = 0; i != kSpinPauses && !found; ++i)
        cpuRelax();
    }
    scheduler.endSearch();
    spinRounds =
        found ? kMaxSpinRounds : std::max(kMinSpinRounds, spinRounds / 2);
    if (found) {
      // While this one searched nobody was woken: there may be more work.
      scheduler.notifyOne();
      return pickLocal();
    }
  }
  sleep();
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Sleeping
//===----------------------------------------------------------------------===//

bool Worker::anyoneHasWork() {
  return !runtime.scheduler.queuesAreEmpty() || runtime.end.hasSignal() ||
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
  // Acquire: what the waker published.
  while (token.exchange(0, std::memory_order_acquire) == 0)
    futexWait(token, 0);
  return false;
}

void Worker::sleep() {
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
  uint64_t deadline = runtime.timers.beginWatch(index);
  uint64_t trimAt = monotonicNow() + kTrimInterval;
  unsigned trims = 2; // The second one finds what the first one has counted.
  for (;;) {
    // Acquire: what the waker published.
    if (token.load(std::memory_order_acquire) != 0)
      break;
    if (trims || deadline != kNoDeadline) {
      uint64_t now = monotonicNow();
      if (deadline != kNoDeadline && now >= deadline)
        break;
      if (trims && now >= trimAt) {
        --trims;
        nextTrim = 0;
        trimStacks();
        trimAt = now + kTrimInterval;
      }
    }
    futexWait(token, 0, trims ? std::min(deadline, trimAt) : deadline);
  }
  // The bit goes first: a worker that fires timers makes processes ready.
  leaveIdle();
  note(EventKind::SleepEnd, kNoPid);
  runtime.timers.endWatch(index);
  spinRounds = std::min(kMaxSpinRounds, spinRounds * 2);
  housekeeping();
}

//===----------------------------------------------------------------------===//
// Stacks, blocks and references
//===----------------------------------------------------------------------===//

Fiber *Worker::takeColder() {
  if (parked.empty()) [[unlikely]]
    runtime.stacks.refill(parked);
  Fiber *taken = parked.back();
  parked.pop_back();
  parkedLowWater = std::min(parkedLowWater, parked.size());
  return taken;
}

void Worker::parkColder(Fiber *left) {
  parked.push_back(left);
  if (parked.size() <= kStackCacheLimit) [[likely]]
    return;
  runtime.stacks.drain(parked, parked.size() / 2);
  parkedLowWater = std::min(parkedLowWater, parked.size());
}

void Worker::trimStacks() {
  if (tick % (kHousekeepingTicks * 64) != 0 && nextTrim != 0)
    return;
  uint64_t now = monotonicNow();
  if (now < nextTrim)
    return;
  nextTrim = now + kTrimInterval;
  if (lastParked)
    parked.push_back(std::exchange(lastParked, nullptr));
  size_t unused = std::min(parkedLowWater, parked.size());
  if (unused != 0)
    runtime.stacks.drain(parked, unused);
  parkedLowWater = parked.size();
  if (index == 0)
    runtime.stacks.trim();
}

void Worker::refillCallReferences() {
  callReferences = Runtime::takeCallReferences(kReferenceBatch);
  callReferencesEnd = callReferences + kReferenceBatch;
}

void Worker::recycleBlock(Process *process) {
  if (process->pid == 0)
    return; // Main's slot is never used again.
  uint16_t generation = static_cast<uint16_t>(pidGeneration(process->pid) + 1);
  process->pid = makePid(pidSlot(process->pid), generation);
  // Release: senders that see the new generation see nothing older. The mark
  // stays Closed until the block starts a new process.
  process->inbox.store(inboxWord(*process, kInboxClosed),
                       std::memory_order_release);
  endedBlocks.push_back(process);
  if (endedBlocks.size() >= kSlotBatch)
    runtime.table.giveBack(endedBlocks);
}
