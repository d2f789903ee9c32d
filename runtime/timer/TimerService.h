//===- TimerService.h - Timed waits and delayed messages --------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// One wheel for the program, minded by the workers: a busy worker looks at it
// every few slices, and of the idle ones one sleeps no longer than until the
// next tick that matters. There is no timer thread.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_TIMER_TIMERSERVICE_H
#define SNOW_RUNTIME_TIMER_TIMERSERVICE_H

#include "platform/Futex.h"
#include "timer/TimerWheel.h"

#include <atomic>
#include <mutex>

namespace snow::rt {

class Runtime;

/// Longest delay; longer ones are cut to it (about a thousand years would not
/// fit the wheel, this is one).
constexpr int64_t kMaxDelayMs = int64_t(1) << 35;

class TimerService {
public:
  explicit TimerService(Runtime &runtime)
      : runtime(runtime), origin(monotonicNow()) {}

  /// Sends the Timeout signal `serial` to `pid` at the deadline (monotonic
  /// nanoseconds) or later. The entry must outlive the arming.
  void armWait(TimerEntry &entry, uint64_t pid, uint64_t serial,
               uint64_t deadline);
  /// Undoes armWait; does nothing if it has fired. A Timeout signal may still
  /// arrive, with a serial that nobody waits for any more.
  void disarm(TimerEntry &entry);

  /// Sends the message after ms milliseconds; takes ownership of it.
  void sendAfter(uint64_t pid, int64_t ms, Message *message);

  void addStopLimit(uint64_t ms);

  /// Fires what is due. Cheap if nothing is.
  void fireDue();

  /// The calling worker is about to sleep. Returns how long it may: until the
  /// next timer if it is the one to mind them, else for ever.
  uint64_t beginWatch(unsigned worker);
  void endWatch(unsigned worker);

  /// Timers that may wake a process, and the timed waits among them.
  size_t pending() const {
    // Acquire: a decision that sees none sees what the last one did.
    return count.load(std::memory_order_acquire);
  }
  size_t waiters() const {
    return waits.load(std::memory_order_acquire);
  } // As above.

  /// Frees undelivered messages. No worker may run.
  void clear();

private:
  uint64_t tickAtOrAfter(uint64_t ns) const {
    return (ns - origin + 999999) / 1000000;
  }
  uint64_t tickNow(uint64_t ns) const { return (ns - origin) / 1000000; }
  /// Inserts under the lock, then wakes the minding worker if needed.
  void insert(TimerEntry &entry);
  void updateNext();

  static constexpr unsigned kNobody = ~0u;

  Runtime &runtime;
  const uint64_t origin;
  std::mutex mutex;
  TimerWheel wheel;
  unsigned watcher = kNobody;
  uint64_t watchedTick = 0;
  std::atomic<size_t> count{0};
  std::atomic<size_t> waits{0};
  /// Monotonic nanoseconds of the next tick that matters; kNoDeadline if none.
  std::atomic<uint64_t> nextDue{kNoDeadline};
};

/// A timed wait of the calling process, disarmed at the end of the scope.
class ScopedWait {
public:
  ScopedWait(Runtime &runtime, uint64_t pid, uint64_t serial,
             uint64_t deadline);
  ~ScopedWait();
  ScopedWait(const ScopedWait &) = delete;
  ScopedWait &operator=(const ScopedWait &) = delete;

private:
  TimerService &service;
  TimerEntry entry;
};

/// Monotonic nanoseconds ms milliseconds from now.
uint64_t deadlineAfter(int64_t ms);

} // namespace snow::rt

#endif // SNOW_RUNTIME_TIMER_TIMERSERVICE_H
