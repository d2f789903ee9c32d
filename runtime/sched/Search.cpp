//===- Search.cpp - How a worker without work finds some ------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "platform/Futex.h"
#include "sched/Poke.h"
#include "sched/Runtime.h"
#include "sched/Worker.h"

#include <algorithm>
#include <bit>

using namespace snow::rt;

namespace {

/// A slice that lasts so long is one of a process that computes: what is ready
/// there does not run within the next moment. A dialogue changes slices every
/// some ten nanoseconds.
constexpr uint64_t kLongSlice = 1000;
/// How long a worker looks for work before it sleeps: less after looks that
/// were in vain.
constexpr uint64_t kMinSpinTime = 4000;
/// Pauses between two looks at the other workers, each of which costs them a
/// cache miss. Together they take less than kLongSlice.
constexpr unsigned kPausesPerLook = 10;
/// Messages that a process may have waiting and still be handed over: who is
/// flooded stays next to the sender, in whose cache the messages are.
constexpr unsigned kFewMessages = 8;

} // namespace

//===----------------------------------------------------------------------===//
// Taking
//===----------------------------------------------------------------------===//

bool Worker::stealFrom(Worker &victim) {
  for (unsigned priority = 0; priority != kPriorities; ++priority)
    if (victim.rings[priority].stealInto(rings[priority])) {
      note(EventKind::Steal, kNoPid, victim.index);
      return true;
    }
  if (!victim.starts.stealInto(starts))
    return false;
  note(EventKind::Steal, kNoPid, victim.index);
  return true;
}

/// Takes the victim's place at its next check of reductions. Repeated until
/// there is an answer.
void Worker::ask(Worker &victim) {
  Process *running = victim.current;
  if (!running)
    return; // It is about to pick, and what it has woken comes first.
  uint32_t nobody = 0;
  // Relaxed: the answer comes through a queue, which orders it.
  if (victim.asker.load(std::memory_order_relaxed) != index + 1 &&
      !victim.asker.compare_exchange_strong(nobody, index + 1,
                                            std::memory_order_relaxed))
    return; // Another worker asks.
  asked |= uint64_t(1) << victim.index;
  poke(*running);
}

void Worker::stopAsking() {
  for (; asked != 0; asked &= asked - 1) {
    Worker &victim =
        *runtime.scheduler
             .workers[static_cast<unsigned>(std::countr_zero(asked))];
    uint32_t self = index + 1;
    // Relaxed: as in ask. An answer that is under way comes all the same, and
    // wakes this worker.
    victim.asker.compare_exchange_strong(self, 0, std::memory_order_relaxed);
  }
}

/// For a process of this worker that is ready.
static bool hasFewMessages(const Process &process) {
  // Acquire: pairs with the senders' release, so the nodes can be read. None
  // goes away before its process runs.
  uint64_t newest =
      process.inbox.load(std::memory_order_acquire) & kInboxPointerMask;
  const Message *lists[] = {process.first,
                            newest <= kInboxClosed
                                ? nullptr
                                : reinterpret_cast<const Message *>(newest)};
  unsigned count = 0;
  for (const Message *at : lists)
    for (; at && count <= kFewMessages; at = at->next)
      ++count;
  return count <= kFewMessages;
}

bool Worker::answerPoke(Process &running) {
  unpoke(running);
  // Relaxed: as in ask.
  uint32_t who = asker.exchange(0, std::memory_order_relaxed);
  Process *process = woken;
  if (who != 0 && process && hasFewMessages(*process)) {
    takeWoken();
    runtime.scheduler.workers[who - 1]->visitors.push(process);
    runtime.scheduler.notifyWorker(who - 1);
  }
  return running.reductions() >= 0;
}

//===----------------------------------------------------------------------===//
// Looking
//===----------------------------------------------------------------------===//

/// A process that runs within a microsecond anyway, next to those it talks to,
/// stays where it is. Taken at once is only what is ready on workers that have
/// used up whole slices lately, or that are in a long one now.
bool Worker::lookAround(uint64_t now) {
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
    // Relaxed: a hint.
    if (victim.isSlow.load(std::memory_order_relaxed) && stealFrom(victim))
      return true;
    Seen &last = seen[victim.index];
    unsigned slice = victim.tick;
    if (slice != last.searchedSlice) {
      last.searchedSlice = slice;
      last.since = now;
    } else if (now - last.since >= kLongSlice) {
      if (stealFrom(victim))
        return true;
      if (victim.woken)
        ask(victim);
    }
  }
  return false;
}

/// Looks for work for a while. True if there is some in the own queues now.
bool Worker::search() {
  Scheduler &scheduler = runtime.scheduler;
  Worker *victim = std::exchange(overloaded, nullptr);
  if (victim && stealFrom(*victim))
    return true;
  uint64_t now = monotonicNow();
  for (uint64_t end = now + spinTime; now < end; now = monotonicNow()) {
    if (lookAround(now))
      return true;
    for (unsigned i = 0; i != kPausesPerLook; ++i) {
      if (refillFromOutside())
        return true;
      if (scheduler.isDone())
        return false;
      cpuRelax();
    }
  }
  return false;
}

/// True if there is work for yet another worker. That takes a system call, so
/// who only has to pass on a single message does not begin with it.
bool Worker::seesMore() const {
  Scheduler &scheduler = runtime.scheduler;
  if (!scheduler.queuesAreEmpty())
    return true;
  for (const auto &victim : scheduler.workers) {
    const Seen &last = seen[victim->index];
    if (victim.get() != this && victim->woken &&
        victim->tick == last.searchedSlice)
      return true;
  }
  return false;
}

/// Looks where others put work, for a while; then sleeps.
Process *Worker::findElsewhere() {
  housekeeping();
  noteSpeed();
  if (Process *process = pickLocal())
    return process;
  Scheduler &scheduler = runtime.scheduler;
  if (refillFromOutside())
    return pickLocal();
  if (scheduler.isDone())
    return nullptr;
  if (!scheduler.single() && scheduler.beginSearch()) {
    bool found = search();
    stopAsking();
    // An answer that came late is worth having in the ring: others can take it
    // there while this worker runs what it has found itself.
    found |= refill(visitors);
    scheduler.endSearch();
    spinTime = found ? kMaxSpinTime : std::max(kMinSpinTime, spinTime / 2);
    if (found) {
      Process *process = pickLocal();
      // While this one searched nobody was woken.
      if (seesMore())
        scheduler.notifyOne();
      return process;
    }
  }
  sleep();
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Watching
//===----------------------------------------------------------------------===//

/// True if something lies in the victim's queues that lay there at the last
/// call. `anything`: there is something at all.
bool Worker::hasOld(Worker &victim, bool &anything) {
  Seen &last = seen[victim.index];
  bool isOld = false, hasReady = false;
  for (unsigned priority = 0; priority != kPriorities; ++priority) {
    RunRing &ring = victim.rings[priority];
    isOld |= ring.isStuck(last.tails[priority]);
    hasReady |= !ring.empty();
  }
  uint32_t oldest = victim.starts.oldest();
  bool hasStarts = victim.starts.hasShared();
  isOld |= hasStarts && last.hasStarts && oldest == last.oldestStart;
  last.oldestStart = oldest;
  last.hasStarts = hasStarts;
  hasReady |= hasStarts;
  // What the running process has woken counts when its slice lasts.
  unsigned slice = victim.tick;
  if (victim.woken && slice == last.slice)
    isOld = hasReady = true;
  last.slice = slice;
  anything |= hasReady;
  // Relaxed: a hint.
  return isOld || (hasReady && victim.isSlow.load(std::memory_order_relaxed));
}

/// Looks who cannot get through with what is ready. False if nothing is ready
/// anywhere.
bool Worker::watch() {
  bool anything = false;
  for (auto &victim : runtime.scheduler.workers)
    if (victim.get() != this && hasOld(*victim, anything))
      overloaded = victim.get();
  return anything;
}
