//===- Scheduler.cpp - Workers, idleness and the end of the program -------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sched/Scheduler.h"

#include "platform/Cores.h"
#include "platform/Futex.h"
#include "sched/Runtime.h"
#include "sched/Worker.h"
#include "sim/Sim.h"

#include <algorithm>
#include <bit>

using namespace snow::rt;

bool snow::rt::onlyWorker = false;

Scheduler::Scheduler(Runtime &runtime) : runtime(runtime) {}
Scheduler::~Scheduler() = default;

void Scheduler::run(unsigned count) {
  for (unsigned i = 0; i != count; ++i)
    workers.push_back(std::make_unique<Worker>(runtime, i));
  workerCount = count;
  onlyWorker = count == 1;
  maxSearching = (std::min(count, allowedCores()) + 1) / 2;
  for (unsigned i = 1; i != count; ++i)
    threads.emplace_back([this, i] { workers[i]->run(); });
  workers[0]->run();
  for (std::thread &thread : threads)
    thread.join();
  onlyWorker = false;
}

bool Scheduler::queuesAreEmpty() const {
  if constexpr (kSimulated)
    return sim::nothingIsReady();
  if (global.size() != 0)
    return false;
  for (const auto &worker : workers) {
    if (worker->starts.hasShared() || worker->visitors.size() != 0 ||
        worker->flooders.size() != 0)
      return false;
    for (const RunRing &ring : worker->rings)
      if (ring.size() != 0)
        return false;
  }
  return true;
}

bool Scheduler::isPollerDeserted() const {
  // Relaxed: as isAnyoneFree.
  return !onlyWorker && idle.load(std::memory_order_relaxed) != 0 &&
         searching.load(std::memory_order_relaxed) == 0 &&
         (runtime.timers.nextDeadline() != kNoDeadline ||
          runtime.poller.hasWaits()) &&
         runtime.poller.occupant() == Poller::kNobody;
}

void Scheduler::wake(Worker *worker, Process *process) {
  if constexpr (kSimulated)
    return sim::ready(process);
  if (worker) [[likely]] {
    worker->enqueue(process, /*next=*/true);
    return;
  }
  global.push(process);
  notifyOne();
}

void Scheduler::start(Worker *worker, Process *process) {
  if constexpr (kSimulated)
    return sim::ready(process);
  if (worker) [[likely]] {
    worker->enqueueStarted(process);
    return;
  }
  global.push(process);
  notifyOne();
}

bool Scheduler::claimIdle(uint64_t candidates) {
  for (;;) {
    // Sequentially consistent: the idle protocol, see Scheduler.h.
    uint64_t mask = idle.load(std::memory_order_seq_cst) & candidates;
    if (!mask)
      return false;
    // Whoever waits in the poller had better stay there.
    uint32_t polls = runtime.poller.occupant();
    if (uint64_t others = mask & ~(uint64_t(1) << (polls % 64));
        polls != Poller::kNobody && others)
      mask = others;
    unsigned index = static_cast<unsigned>(std::countr_zero(mask));
    uint64_t bit = uint64_t(1) << index;
    if (!(idle.fetch_and(~bit, std::memory_order_seq_cst) & bit))
      continue; // Somebody else woke it.
    Worker &worker = *workers[index];
    // Sequentially consistent, with the look that follows: the worker enters
    // the poller and then looks at the token, and leaves it before it waits for
    // the token. So it sees this, or this sees where it is. The store also
    // releases the work to the worker, see Worker::leaveIdle.
    worker.token.store(1, std::memory_order_seq_cst);
    if (runtime.poller.occupant() == index)
      runtime.poller.interrupt();
    else
      futexWake(worker.token);
    return true;
  }
}

void Scheduler::notifyOne() {
  // The work was published before; this puts the look at `idle` behind it.
  std::atomic_thread_fence(std::memory_order_seq_cst);
  if (searching.load(std::memory_order_seq_cst) == 0) // As beginSearch.
    claimIdle(~uint64_t(0));
}

void Scheduler::notifyWorker(unsigned index) {
  claimIdle(uint64_t(1) << index);
}

void Scheduler::notifyFromSignal() { claimIdle(~uint64_t(0)); }

void Scheduler::finish() {
  // Sequentially consistent: the idle protocol. A worker that sets its idle bit
  // after the look at `idle` in claimIdle sees this in its second look. It also
  // releases the status.
  done.store(true, std::memory_order_seq_cst);
  while (claimIdle(~uint64_t(0)))
    ;
}
