//===- Mailbox.h - The receiver's side of a mailbox -------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_MAILBOX_MAILBOX_H
#define SNOW_RUNTIME_MAILBOX_MAILBOX_H

#include "mailbox/Inbox.h"
#include "platform/Futex.h"
#include "process/Signals.h"
#include "sched/Runtime.h"
#include "sched/Worker.h"
#include "sim/Sim.h"

#include <algorithm>

namespace snow::rt {

/// Appends a visible message to the private queue. Owner only.
inline void appendMessage(Process &process, Message *message) {
  message->next = nullptr;
  *process.tail = message;
  process.tail = &message->next;
}

/// Takes the message at `link` out of the private queue. Owner only.
void unlinkMessage(Process &process, Message **link);

/// drainInbox, if there is something.
SNOW_RARE void drainArrived(Process &process);

/// Moves what has arrived into the private queue and handles signals. Never
/// throws; call checkExit afterwards.
inline void drainInbox(Process &process) {
  if (!inboxIsEmpty(process))
    drainArrived(process);
}

/// pushTo(), called where that is the exception.
SNOW_RARE bool pushRarely(Worker &worker, Process &process, uint64_t pid,
                          Message *message);

/// Sends a visible message, by the calling thread's worker, to a block that the
/// process table has found for the pid; false, and the message still belongs to
/// the caller, if there is no such process.
SNOW_INLINE bool post(Worker &worker, Process &process, uint64_t pid,
                      Message *message) {
  if (kSimulated || watched != 0) [[unlikely]]
    return pushRarely(worker, process, pid, message);
  const uint64_t generation = uint64_t(pidGeneration(pid)) << 48;
  // Relaxed: what follows checks the value again; with one worker nobody else
  // writes.
  uint64_t seen = process.inbox.load(std::memory_order_relaxed) ^ generation;
  if (seen != kInboxWaiting) {
    if (seen > kInboxPointerMask || seen == kInboxClosed) [[unlikely]]
      return false;
    message->next = reinterpret_cast<Message *>(seen); // Null if it is empty.
    uint64_t word = generation | reinterpret_cast<uint64_t>(message);
    if (onlyWorker) [[likely]] {
      process.inbox.store(word, std::memory_order_relaxed); // As the load.
      return true;
    }
    seen |= generation;
    // Release: the owner reads the node after its exchange.
    return process.inbox.compare_exchange_strong(seen, word,
                                                 std::memory_order_release,
                                                 std::memory_order_relaxed) ||
           pushRarely(worker, process, pid, message);
  }
  // Whoever takes a process out of waiting owns it until it is ready: the
  // message goes where the process would put it.
  if (onlyWorker) [[likely]]
    process.inbox.store(generation | kInboxEmpty, std::memory_order_relaxed);
  else if (!claimWaiting(process, pid)) [[unlikely]]
    return pushRarely(worker, process, pid, message);
  appendMessage(process, message);
  worker.enqueue(&process, /*next=*/true);
  return true;
}

/// Backlogs up to this cost a sender nothing.
constexpr uint32_t kFreeBacklog = 128;

/// Reductions that a message costs its sender beyond. So much at once that what
/// senders and receiver hand on per slice fits the nearest cache; then slowly
/// more, so that a sender gets through some dozen messages in a slice.
inline int64_t backlogCost(uint32_t backlog) {
  return std::max<uint32_t>(std::min<uint32_t>(backlog / 2, 64), backlog / 32);
}

/// Counts a message that has been sent; the sender pays for a long backlog.
/// Loses counts if several workers send at once: that makes the pressure a
/// little weaker, and costs no read-modify-write.
SNOW_INLINE void countSent(Process &receiver, Worker *worker) {
  // Relaxed, both: a statistic.
  uint32_t backlog = receiver.backlog.load(std::memory_order_relaxed) + 1;
  receiver.backlog.store(backlog, std::memory_order_relaxed);
  if (backlog > kFreeBacklog && worker) [[unlikely]]
    worker->payForBacklog(receiver, backlogCost(backlog));
}

/// Messages that the owner takes before it tells the senders, so that it and
/// they do not write the same cache line in turns.
constexpr uint8_t kTellAfter = 32;
SNOW_RARE void tellTaken(Process &process);

/// Counts a message that the owner has taken.
SNOW_INLINE void countTaken(Process &process) {
  if (++process.taken == kTellAfter) [[unlikely]]
    tellTaken(process);
}

/// The ordinary part of takeMessage().
SNOW_INLINE void unlinkTaken(Process &process, Message **link,
                             Message *message) {
  *link = message->next;
  if (process.tail == &message->next)
    process.tail = link;
  process.scan = &process.first;
  countTaken(process);
}

/// Takes a visible message for good: unlinks it, notes the caller of a call and
/// the room that it leaves. The scan ends.
Message *takeMessage(Process &process, Message **link);

/// A process without a stack is about to wait in a timed receive; and the
/// receive is over.
void startReceiveTimer(Process &process);
void endReceiveTime(Process &process);

/// Where a receive was when its guard began to wait or to call. The message at
/// the scan position stays in the queue, marked as set aside, and the borrowed
/// values that the guard has read from it stay valid.
struct SetAside {
  Message *message;
  Message **link;
  uint64_t deadline;
  bool wasTimed, wasTimedOut;
  bool hadSetAside, queueHadChanged;
};

/// Sets the message at the scan position aside; a scan may begin anew.
void setAside(Process &process, SetAside &slot);
/// Goes on where setAside was called.
void putBack(Process &process, const SetAside &slot);
/// The process has left all receives, as by a panic in a guard.
void abandonReceives(Process &process);
/// The oldest message that is not set aside, or the end of the queue.
Message **firstOnOffer(Process &process);

/// True if a process without a stack has something to go on with.
inline bool canContinue(const Process &process) {
  return *process.scan || process.exitPending || process.receiveTimedOut;
}

/// Sends a visible message, minding the receiver's bound. Takes ownership.
void sendMessage(uint64_t target, Message *message);

/// Tells waiting senders that there is room, if there is.
void grantRoom(Process &process);

/// The block form of a message, which is then held by the process until
/// releaseBlock. A Value is written out as a term.
snow_block *holdBlock(Process &process, Message *message);
void releaseBlock(Process &process, snow_block *block);

/// A Bytes message for a Value message, which is freed; other kinds unchanged.
Message *toBlockMessage(Message *message);

/// Waits until ready() or until the deadline; drains before each look. True if
/// ready. Throws if the process has to end.
template <typename Ready>
bool waitFor(Process &process, uint64_t deadline, Ready &&ready) {
  schedulePoint();
  drainInbox(process);
  checkExit(process);
  if (ready())
    return true;
  if (deadline == 0)
    return false;
  if (deadline == kNoDeadline) {
    do {
      waitForInbox(&process);
      drainInbox(process);
      checkExit(process);
    } while (!ready());
    return true;
  }
  uint32_t serial = ++process.waitSerial;
  process.waitTimedOut = false;
  ScopedWait timer(*runtime(), process.pid, serial, deadline);
  for (;;) {
    waitForInbox(&process);
    drainInbox(process);
    checkExit(process);
    if (ready())
      return true;
    if (process.waitTimedOut)
      return false;
  }
}

/// The deadline of a time limit in milliseconds as waitFor takes it.
inline uint64_t deadlineOf(int64_t ms) {
  return ms < 0 ? kNoDeadline : ms == 0 ? 0 : deadlineAfter(ms);
}

} // namespace snow::rt

#endif // SNOW_RUNTIME_MAILBOX_MAILBOX_H
