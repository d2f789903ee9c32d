//===- TimerService.h - Timed waits and delayed messages --------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// One wheel for the program, minded by the workers: a busy worker looks at it
// every few slices, and of the idle ones one sleeps, in the poller, no longer
// than until the next tick that matters. There is no timer thread.
//
// A message's timer ends with its receiver (as in OTP, erlang:send_after/3), so
// it neither keeps memory nor the program. As with names (NameRegistry.h) a
// process that never had one pays a look at its hasTimers: arming sets it and
// then looks whether the inbox is closed, the end closes the inbox and then
// looks at the flag, all sequentially consistent.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_TIMER_TIMERSERVICE_H
#define SNOW_RUNTIME_TIMER_TIMERSERVICE_H

#include "platform/Futex.h"
#include "timer/TimerWheel.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace snow::rt {

class Runtime;
struct Process;

/// Longest delay; longer ones are cut to it. So many nanoseconds, nearly three
/// centuries, still fit a clock's word.
constexpr int64_t kMaxDelayMs = int64_t(1) << 43;

/// A timer that has been taken off the wheel and is yet to be delivered.
struct DueTimer {
  uint64_t pid;
  uint64_t serial;
  TimerEntry *entry; // Null for waits, whose entry is on the waiter's stack.
};

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

  /// Sends the message after ms milliseconds, unless the receiver ends or the
  /// timer is cancelled before; takes ownership of it. Gives the timer's
  /// reference, unique in the program's life; 0 if the receiver has ended.
  uint64_t sendAfter(uint64_t pid, int64_t ms, Message *message);
  /// Milliseconds that were left to the timer, rounded up; nothing if it has
  /// fired or never was. After this its message does not come any more.
  std::optional<uint64_t> cancel(uint64_t ref);
  /// Cancels the timers of a process whose inbox is closed.
  void cancelAll(Process &process);

  void addStopLimit(uint64_t ms);

  /// Fires what is due. Cheap if nothing is.
  void fireDue();
  /// Does what the timer is for.
  void deliver(const DueTimer &timer);
  /// Frees an entry that nobody is to hear of; of a wait it does nothing.
  static void drop(TimerEntry *entry);
  /// Of the next timer; kNoDeadline if there is none.
  uint64_t nextDeadline() const {
    // Relaxed: a hint, as in fireDue().
    return nextDue.load(std::memory_order_relaxed);
  }

  /// The calling worker is about to sleep in the poller, and is woken for
  /// timers that are set meanwhile. Returns until when it may.
  uint64_t beginWatch(unsigned worker);
  void endWatch();

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
  /// Inserts under the lock, then wakes the minding worker if needed. Gives a
  /// message's reference, 0 if the receiver has ended.
  uint64_t insert(TimerEntry &entry);
  void updateNext();
  /// Notes a message's timer under its reference and its receiver, and undoes
  /// it. Under the lock.
  void index(TimerEntry &entry);
  void unindex(TimerEntry &entry);
  /// Takes a message's armed timer out of everything. Under the lock.
  void take(TimerEntry &entry);

  static constexpr unsigned kNobody = ~0u;

  Runtime &runtime;
  const uint64_t origin;
  std::mutex mutex;
  TimerWheel wheel;
  uint64_t lastReference = 0;
  std::unordered_map<uint64_t, TimerEntry *> byReference;
  /// The newest timer of each local receiver that has some.
  std::unordered_map<uint64_t, TimerEntry *> byPid;
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
