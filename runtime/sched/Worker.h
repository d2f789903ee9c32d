//===- Worker.h - One worker thread of the scheduler ------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SCHED_WORKER_H
#define SNOW_RUNTIME_SCHED_WORKER_H

#include "fiber/Fiber.h"
#include "mailbox/MessagePool.h"
#include "process/Process.h"
#include "sched/RunRing.h"

#include <atomic>
#include <deque>
#include <utility>
#include <vector>

namespace snow::rt {

class Runtime;

/// Slices between two looks at the clock and the signals, and between two looks
/// at the shared queue (a prime, so that the two do not fall together).
constexpr unsigned kHousekeepingTicks = 32;
constexpr unsigned kGlobalTicks = 61;
/// Just-woken processes that may run in a row while others are ready.
constexpr unsigned kWokenStreak = 32;

/// What a process asks of the worker as it switches away.
enum class SwitchReason : uint8_t { Wait, Yield, Exit };

class Worker {
public:
  Worker(Runtime &runtime, unsigned index);

  /// Runs processes until the scheduler is done. Called on the worker's thread.
  void run();

  /// Puts a process that has just become ready where this worker will find it.
  /// Owner only; `next` prefers the slot for just-woken processes.
  void enqueue(Process *process, bool next);

  Runtime &runtime;
  const unsigned index;
  Process *current = nullptr;
  MessageCache messages;
  /// Free blocks for new processes, and blocks of ended ones.
  std::deque<Process *> freeBlocks;
  std::vector<Process *> endedBlocks;

  // Parking: 1 means a wake-up is waiting. See Scheduler.h.
  alignas(64) std::atomic<uint32_t> token{0};

  RunRing rings[kPriorities];

  /// Called by the fiber side; see Switch.cpp.
  boost::context::detail::fcontext_t schedulerContext = nullptr;
  SanitizerFiber sanitizer;
  SwitchReason reason = SwitchReason::Exit;
  /// A process that switched directly to another one and is not waiting yet.
  Process *leftBehind = nullptr;

  /// The process that a waiting process may switch to without going through the
  /// scheduler loop; null if the loop has something to look at first.
  Process *takeDirect() {
    if (!woken || !woken->fiber || !rings[0].empty() ||
        wokenStreak >= kWokenStreak || (tick + 1) % kHousekeepingTicks == 0 ||
        (tick + 1) % kGlobalTicks == 0)
      return nullptr;
    ++tick;
    ++wokenStreak;
    return std::exchange(woken, nullptr);
  }

  void switchExceptions(Fiber *from, Fiber *to) {
    from->exceptions = *exceptions;
    *exceptions = to->exceptions;
  }

private:
  friend class Scheduler;

  Process *findWork();
  Process *pickLocal();
  Process *pickRings();
  bool refillFromGlobal();
  bool steal();
  void housekeeping();
  void park();
  bool leaveIdle();
  void resume(Process *process);
  void giveStack(Process *process);
  void takeStack(Process *process);
  void recycleBlock(Process *process);
  bool anyoneHasWork();

  /// The process woken last: it runs next, its data is still in the cache.
  Process *woken = nullptr;
  unsigned wokenStreak = 0;
  unsigned tick = 0;
  unsigned priorityTick = 0;
  uint64_t random;
  std::vector<StackBase> stacks;
  ExceptionState *exceptions = nullptr;
};

/// The calling thread's worker, or null. Never inlined: a fiber may move to
/// another thread, and a compiler that sees the access may keep its address.
Worker *currentWorker();

/// The process that the calling thread runs, or null.
Process *currentProcess();

/// Switches from the calling process to its worker. Returns when the process is
/// resumed, perhaps on another thread.
void switchAway(Process *self, SwitchReason reason);

/// Waits until something is in the inbox. Does not look at it.
void waitForInbox(Process *self);

} // namespace snow::rt

#endif // SNOW_RUNTIME_SCHED_WORKER_H
