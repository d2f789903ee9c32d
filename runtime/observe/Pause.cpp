//===- Pause.cpp - All workers at rest, to look at the processes ----------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "observe/Pause.h"

#include "observe/Dump.h"
#include "platform/Fatal.h"
#include "sched/Runtime.h"
#include "sched/Worker.h"

#include <chrono>

using namespace snow::rt;

void Pause::standStill(std::unique_lock<std::mutex> &lock) {
  ++standing;
  changed.notify_all();
  // Relaxed: under the mutex.
  changed.wait(lock, [&] { return !looking.load(std::memory_order_relaxed); });
  --standing;
}

void Pause::look(std::unique_lock<std::mutex> &lock, bool onWorker) {
  looking.store(true, std::memory_order_seq_cst); // As isWanted.
  Scheduler &scheduler = runtime.scheduler;
  unsigned others = scheduler.workerCount - (onWorker ? 1 : 0);
  lock.unlock();
  for (unsigned i = 0; i != scheduler.workerCount; ++i)
    scheduler.notifyWorker(i);
  lock.lock();
  bool isStill =
      changed.wait_for(lock, std::chrono::milliseconds(kPauseLimitMs),
                       [&] { return standing == others; });
  writeError(processList(runtime, isStill));
  looking.store(false, std::memory_order_relaxed); // Under the mutex.
  changed.notify_all();
}

void Pause::come() {
  std::unique_lock lock(mutex);
  // Relaxed: under the mutex.
  if (looking.load(std::memory_order_relaxed)) {
    standStill(lock);
    return;
  }
  // Sequentially consistent: as isWanted.
  if (requested.exchange(false, std::memory_order_seq_cst))
    look(lock, /*onWorker=*/true);
}

void Pause::writeNow() {
  std::unique_lock lock(mutex);
  bool onWorker = currentWorker() != nullptr;
  while (looking.load(std::memory_order_relaxed)) { // Under the mutex.
    if (onWorker)
      standStill(lock);
    else
      changed.wait(lock);
  }
  look(lock, onWorker);
}
