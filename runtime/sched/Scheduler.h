//===- Scheduler.h - Workers and idleness -----------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// The idle protocol. `idle` has a bit per worker. A worker that finds nothing
// sets its bit, then looks at every queue once more without taking anything,
// and only then sleeps. Whoever makes work that another worker should take
// publishes it first and then looks at `idle`; if a bit is set it clears one
// and wakes that worker. Both sides are sequentially consistent, so either the
// worker sees the work or the other side sees the bit (Dekker's handshake).
// While its bit is set a worker holds no process and takes none.
//
// So when all bits are set and all queues are empty, no process is ready or
// running. The worker that sets the last bit decides what that means: nothing
// (timers or holds are outstanding), a deadlock of main, or the end. No counter
// is kept per message or per switch.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SCHED_SCHEDULER_H
#define SNOW_RUNTIME_SCHED_SCHEDULER_H

#include "process/Process.h"
#include "sched/GlobalQueue.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace snow::rt {

class Runtime;
class Worker;

constexpr unsigned kMaxWorkers = 64;

/// The program runs on one worker, so that nothing that only workers touch
/// needs read-modify-writes; other threads go through Runtime::inject. Set
/// before the workers start.
extern __attribute__((visibility("hidden"))) bool onlyWorker;

class Scheduler {
public:
  explicit Scheduler(Runtime &runtime);
  ~Scheduler();

  /// Runs the program to its end on `count` workers, the caller one of them.
  void run(unsigned count);

  /// Makes a process that was waiting ready. Any thread; `worker` is its own.
  void wake(Worker *worker, Process *process);
  /// Makes a new process ready. Any thread; `worker` is its own.
  void start(Worker *worker, Process *process);

  /// Tells one idle worker that there is work, if there is one.
  void notifyOne();
  /// Wakes a worker for its timers, or for what it has been sent.
  void notifyWorker(unsigned index);
  /// Only atomics and a system call: safe in a signal handler.
  void notifyFromSignal();

  /// True when workers have to return.
  bool isDone() const {
    // Sequentially consistent: part of the idle protocol, and pairs with
    // finish() (a load costs nothing extra on x86).
    return done.load(std::memory_order_seq_cst);
  }
  void finish();

  // Used by workers.
  bool single() const { return onlyWorker; }
  /// At most half of the workers, and of the cores, search at a time. While one
  /// does nobody is woken: it will find what there is.
  bool beginSearch() {
    // Relaxed: only the number of searchers depends on it.
    if (searching.load(std::memory_order_relaxed) >= maxSearching)
      return false;
    // Sequentially consistent: the idle protocol. Whoever made work and saw a
    // searcher is seen by it when it looks again before it sleeps.
    searching.fetch_add(1, std::memory_order_seq_cst);
    return true;
  }
  void endSearch() {
    searching.fetch_sub(1, std::memory_order_seq_cst); // As beginSearch.
  }
  /// True if a worker looks for work or sleeps, about right.
  bool isAnyoneFree() const {
    // Relaxed: who is missed now is seen next time.
    return !onlyWorker && (idle.load(std::memory_order_relaxed) != 0 ||
                           searching.load(std::memory_order_relaxed) != 0);
  }
  /// True if a worker sleeps and none looks for work, about right.
  bool isUnwatched() const {
    // Relaxed: as isAnyoneFree. Whoever makes work asks again and again.
    return !onlyWorker && idle.load(std::memory_order_relaxed) != 0 &&
           searching.load(std::memory_order_relaxed) == 0 &&
           !hasWatcher.load(std::memory_order_relaxed);
  }
  /// True if a worker sleeps that could wait in the poller, where nobody does
  /// although there is something to wait for, about right.
  bool isPollerDeserted() const;
  /// One of the sleepers looks around now and then. False if another one does.
  bool beginWatch() {
    // Relaxed: it orders nothing.
    return !hasWatcher.load(std::memory_order_relaxed) &&
           !hasWatcher.exchange(true, std::memory_order_relaxed);
  }
  void endWatch() {
    // Sequentially consistent: the watcher looks once more after it.
    hasWatcher.store(false, std::memory_order_seq_cst);
  }
  uint64_t fullMask() const {
    return workerCount == 64 ? ~uint64_t(0) : (uint64_t(1) << workerCount) - 1;
  }
  bool queuesAreEmpty() const;

  std::atomic<uint64_t> idle{0};
  GlobalQueue global;
  std::vector<std::unique_ptr<Worker>> workers;
  unsigned workerCount = 0;
  unsigned maxSearching = 1;

private:
  bool claimIdle(uint64_t candidates);

  Runtime &runtime;
  std::atomic<unsigned> searching{0};
  std::atomic<bool> hasWatcher{false};
  std::vector<std::thread> threads;
  std::atomic<bool> done{false};
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_SCHED_SCHEDULER_H
