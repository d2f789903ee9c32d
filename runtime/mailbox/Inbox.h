//===- Inbox.h - The lock-free inbox of a process ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// One word per process does three jobs at once. Its top 16 bits are the
// generation of the slot; the rest is the newest node of a list (newest first)
// or a mark:
//
//   Empty    the owner is awake and has drained everything
//   Waiting  the owner is parked; whoever replaces the mark wakes it
//   Closed   the process has ended, or the slot was never used
//
// A sender links its node in front with one compare-and-swap, which checks the
// generation and liveness in the same step and tells whether the owner has to
// be woken: exactly one sender ever sees Waiting, so there is at most one
// wake-up. The owner takes the whole list with one exchange and reverses it.
// Since lists are only pushed to and taken whole, a reused node address does no
// harm: the compare-and-swap then links to the node that really is the newest.
//
// This is Treiber's stack (IBM RJ 5118, 1986), taken whole.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_MAILBOX_INBOX_H
#define SNOW_RUNTIME_MAILBOX_INBOX_H

#include "process/Process.h"
#include "sched/Scheduler.h"

namespace snow::rt {

/// Links the message into the inbox of the pid's process and wakes it if it
/// waits. False, and the message still belongs to the caller, if there is no
/// such process.
bool push(uint64_t pid, Message *message);

/// push() by the calling thread's worker, for a block that the process table
/// has found for the pid.
bool pushTo(Worker *worker, Process &process, uint64_t pid, Message *message);

/// As push, but frees the message if there is no such process.
void pushOrFree(uint64_t pid, Message *message);

inline uint64_t inboxWord(const Process &process, uint64_t mark) {
  return uint64_t(pidGeneration(process.pid)) << 48 | mark;
}

/// True if nothing has arrived since the last drain. Owner only.
inline bool inboxIsEmpty(const Process &process) {
  // Relaxed: a hint; drain() synchronises.
  return (process.inbox.load(std::memory_order_relaxed) & kInboxPointerMask) ==
         kInboxEmpty;
}

/// Takes a waiting process out of that state, as a sender does that wakes it;
/// false if it does not wait or is another one. The caller has to run it.
inline bool claimWaiting(Process &process, uint64_t pid) {
  uint64_t waiting = uint64_t(pidGeneration(pid)) << 48 | kInboxWaiting;
  uint64_t empty = uint64_t(pidGeneration(pid)) << 48 | kInboxEmpty;
  if (onlyWorker) [[likely]] {
    // Relaxed: nobody else writes.
    if (process.inbox.load(std::memory_order_relaxed) != waiting)
      return false;
    process.inbox.store(empty, std::memory_order_relaxed);
    return true;
  }
  // Acquire: all that the process wrote before it waited.
  return process.inbox.compare_exchange_strong(
      waiting, empty, std::memory_order_acquire, std::memory_order_relaxed);
}

/// Takes all nodes, oldest first, linked by `next`. Leaves `mark` in their
/// place. Owner only.
Message *takeInbox(Process &process, uint64_t mark = kInboxEmpty);

/// Marks the process as waiting if its inbox is empty; false if it is not.
/// Called after the process's context has been saved.
inline bool tryWait(Process &process) {
  uint64_t empty = inboxWord(process, kInboxEmpty);
  if (onlyWorker) [[likely]] {
    // Relaxed: nobody else writes.
    if (process.inbox.load(std::memory_order_relaxed) != empty)
      return false;
    process.inbox.store(inboxWord(process, kInboxWaiting),
                        std::memory_order_relaxed);
    return true;
  }
  // Release: whoever sees the mark may resume the process, so all that it and
  // its worker wrote must be visible. Relaxed on failure: drain() synchronises.
  return process.inbox.compare_exchange_strong(
      empty, inboxWord(process, kInboxWaiting), std::memory_order_release,
      std::memory_order_relaxed);
}

} // namespace snow::rt

#endif // SNOW_RUNTIME_MAILBOX_INBOX_H
