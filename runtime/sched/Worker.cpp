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
/// Every so many slices a worker looks for how long the same process has been
/// the oldest of those that were started: if for too long, it runs. Not sooner,
/// since it will start others, and all of them add to what is on the stack.
constexpr unsigned kOldestEvery = 8 * kHousekeepingTicks;
constexpr uint64_t kOldestLimit = 2000000;
/// Slices of kHousekeepingTicks that have to be used up for a worker to go on
/// counting as slow.
constexpr unsigned kSlowAt = 4;
constexpr unsigned kReferenceBatch = 4096;

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
      messages(runtime.messageStock), spinTime(kMaxSpinTime),
      random(0x9E3779B97F4A7C15u * (index + 1)) {}

Worker::~Worker() {
  if (lastParked)
    lastParked->destroy();
  for (Fiber *each : parked)
    each->destroy();
}

void Worker::run() {
  setCurrentWorker(this);
  seen.resize(runtime.scheduler.workerCount);
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
  if (scheduler.isUnwatched()) [[unlikely]]
    scheduler.notifyOne();
}

void Worker::share() {
  Scheduler &scheduler = runtime.scheduler;
  if (!scheduler.isAnyoneFree())
    return;
  starts.publish();
  bool hasWork = !starts.empty();
  for (RunRing &ring : rings)
    hasWork |= !ring.empty();
  // This worker goes on with its processes: the poller is for one that has
  // none.
  if ((hasWork && scheduler.isUnwatched()) || scheduler.isPollerDeserted())
    scheduler.notifyOne();
}

void Worker::shareBeforeLongCall() {
  if (kSimulated || onlyWorker)
    return;
  if (numYoung != 0)
    pushYoung();
  while (Process *process = takeWoken())
    enqueueRing(process);
  share();
}

bool Worker::hasNothingElse() {
  if (woken || numYoung != 0 || !starts.empty() || flooders.size() != 0 ||
      runtime.scheduler.global.size() != 0)
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
    for (unsigned priority : {first, 3 - first}) {
      if (Process *process = rings[priority].pop(alone))
        return process;
      if (priority != static_cast<unsigned>(Priority::Normal))
        continue;
      // Those have it too.
      if (Process *process = takeWoken())
        return process;
      if (Process *process = starts.pop(base))
        return process;
    }
  }
  for (RunRing &ring : rings)
    if (Process *process = ring.pop(alone))
      return process;
  return nullptr;
}

/// Puts what the last slice has started on the stack, the oldest on top.
void Worker::pushYoung() {
  uint32_t bottom = starts.height();
  while (numYoung != 0) {
    Process *process = young[--numYoung];
    if (!starts.push(process, bottom)) [[unlikely]]
      enqueueRing(process);
  }
  if (runtime.scheduler.single())
    return;
  starts.publish(); // The next slice may be long.
  if (runtime.scheduler.isUnwatched()) [[unlikely]]
    runtime.scheduler.notifyOne();
}

void Worker::putOff(Process *process, uint32_t formerBase) {
  if (numPutOff == kMaxPutOff)
    enqueueRing(process);
  else
    putOffs[numPutOff++] = {process, formerBase};
}

Process *Worker::takeWoken() {
  Process *process = woken.replace(nullptr);
  if (numPutOff != 0) {
    woken = putOffs[--numPutOff].process;
    wokenBase = putOffs[numPutOff].base;
  }
  return process;
}

/// The oldest of the started processes if it has been the oldest for long.
Process *Worker::pickOldest() {
  pushYoung();
  uint64_t now = monotonicNow();
  if (starts.empty() || starts.oldest() != oldestStart) {
    oldestStart = starts.oldest();
    oldestSince = now;
    return nullptr;
  }
  if (now - oldestSince < kOldestLimit)
    return nullptr;
  base = starts.height();
  return starts.popOldest();
}

Process *Worker::pickLocal() {
  if (numYoung != 0)
    pushYoung();
  hasStarts = !starts.empty() || numPutOff != 0;
  if (rings[0].empty() && wokenStreak < kWokenStreak) [[likely]] {
    ++wokenStreak;
    if (woken && (starts.empty() ||
                  static_cast<int32_t>(starts.height() - wokenBase) <= 0)) {
      base = starts.topBase();
      return takeWoken();
    }
    if (Process *process = starts.pop(base))
      return process;
    if (woken)
      return takeWoken();
  }
  wokenStreak = 0;
  // Who has been put off longest is not so again.
  if (numPutOff != 0) {
    enqueueRing(putOffs[0].process);
    std::copy(putOffs + 1, putOffs + numPutOff--, putOffs);
  } else if (woken && !starts.empty()) {
    enqueueRing(woken.replace(nullptr));
  }
  base = starts.height(); // Whoever the next one wakes runs next.
  if (Process *process = pickRings())
    return process;
  if (Process *process = starts.pop(base))
    return process;
  return takeWoken();
}

void Worker::payForBacklog(Process &receiver, int64_t reductions) {
  if (!current || current == &receiver)
    return;
  if (floodDebt == 0)
    // Relaxed: a hint. Once per slice, since the receiver's owner writes that
    // cache line all the time.
    floodsOn = receiver.drainedOn.load(std::memory_order_relaxed);
  current->spendReductions(reductions);
  floodDebt += reductions;
}

void Worker::slowDown(Process *process) {
  Scheduler &scheduler = runtime.scheduler;
  scheduler.workers[floodsOn]->flooders.push(process);
  if (floodsOn != index)
    scheduler.notifyWorker(floodsOn);
}

bool Worker::refill(GlobalQueue &from, unsigned limit) {
  if (from.size() == 0)
    return false;
  unsigned taken = 0;
  for (unsigned priority = 0; priority != kPriorities; ++priority)
    taken += from.take(priority, limit, [&](Process *p) {
      if (!rings[priority].push(p))
        runtime.scheduler.global.push(p);
    });
  return taken != 0;
}

bool Worker::refillFromOutside() {
  bool hasFlooders = refill(flooders, 1);
  bool hasVisitors = refill(visitors);
  return refill(runtime.scheduler.global) || hasVisitors || hasFlooders;
}

void Worker::noteSpeed() {
  bool slow = std::exchange(longSlices, 0) >= kSlowAt;
  // Relaxed, both: a hint; only the owner writes it.
  if (isSlow.load(std::memory_order_relaxed) != slow)
    isSlow.store(slow, std::memory_order_relaxed);
}

void Worker::housekeeping() {
  runtime.deliverInjected();
  runtime.end.pollSignal();
  runtime.pause.poll();
  runtime.timers.fireDue();
  runtime.poller.lookNowAndThen(index);
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
    refillFromOutside();
    noteSpeed();
    share();
    trimStacks();
    if (runtime.scheduler.isDone())
      return nullptr;
    // Depth first, but the oldest has a turn too.
    if (tick % kOldestEvery == 0)
      if (Process *process = pickOldest())
        return process;
  }
  if (Process *process = pickLocal()) [[likely]]
    return process;
  return findElsewhere();
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
  blocks.recycle(runtime.table, process);
}
