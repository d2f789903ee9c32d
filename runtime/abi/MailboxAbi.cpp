//===- MailboxAbi.cpp - C entries: receiving ------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mailbox/Mailbox.h"
#include "mailbox/Match.h"
#include "process/Lifecycle.h"

#include <algorithm>
#include <exception>

using namespace snow::rt;

/// The end of the current receive; its time runs from the first wait on.
static uint64_t receiveDeadlineOf(Process &self, int64_t timeout_ms) {
  if (timeout_ms == 0)
    return 0;
  if (timeout_ms < 0)
    return kNoDeadline;
  ProcessSide &side = self.sideBlock();
  if (!self.receiveIsTimed) {
    self.receiveIsTimed = true;
    side.receiveDeadline = deadlineAfter(timeout_ms);
  }
  return side.receiveDeadline;
}

/// A receive is over without a message: the next one begins at the oldest.
static void giveUpReceive(Process &self) {
  self.scan = &self.first;
  if (self.receiveIsTimed)
    endReceiveTime(self);
}

/// snow_mailbox_next_word, for messages that are not quite ordinary.
static __attribute__((noinline)) int8_t takeValueSlowly(Process &self,
                                                        Message **link,
                                                        const void *type,
                                                        void *out) {
  Message *message = *link;
  if (message->kind != MessageKind::Value || message->value.type != type)
    return 0;
  *static_cast<int64_t *>(out) = message->value.word;
  message->matched = 1; // The value itself, whose reference moves.
  consumeMatched(takeMessage(self, link));
  return 1;
}

extern "C" {

void *snow_actor_receive(int64_t timeout_ms) {
  Process *self = currentProcess();
  if (!self)
    return nullptr;
  if (!waitFor(*self, deadlineOf(timeout_ms),
               [&] { return *firstOnOffer(*self) != nullptr; }))
    return nullptr;
  return holdBlock(*self, takeMessage(*self, firstOnOffer(*self)));
}

void snow_block_release(void *block) {
  if (Process *self = currentProcess())
    releaseBlock(*self, static_cast<snow_block *>(block));
}

void *snow_mailbox_peek() {
  Process *self = currentProcess();
  if (!self)
    return nullptr;
  if (self->scan == &self->first)
    schedulePoint();
  // At the start of a receive, so that signals take effect in time, and when
  // all messages have been offered.
  if (self->scan == &self->first || !*self->scan)
    drainInbox(*self);
  // This entry cannot unwind; snow_mailbox_wait, which follows, can.
  if (self->exitPending && std::uncaught_exceptions() == 0) [[unlikely]]
    return nullptr;
  return *self->scan;
}

int8_t snow_mailbox_next_word(void *context, void *type, void *out) {
  // The context is the head of the control block.
  auto *self = static_cast<Process *>(context);
  if (self->scan == &self->first)
    schedulePoint();
  Message **scan = self->scan;
  if (scan == &self->first || !*scan) {
    drainInbox(*self);
    scan = self->scan;
  }
  if (self->exitPending) [[unlikely]]
    return 0;
  Message *message = *scan;
  if (!message)
    return 2;
  bool isPlain = message->head() == plainHead(MessageKind::Value);
  if (kSimulated || !isPlain || watched != 0 || self->receiveIsTimed ||
      self->hasSetAside) [[unlikely]]
    return takeValueSlowly(*self, scan, type, out);
  if (message->value.type != type) [[unlikely]]
    return 0;
  *static_cast<int64_t *>(out) = message->value.word;
  unlinkTaken(*self, scan, message);
  recyclePlain(currentWorker()->messages, message);
  return 1;
}

int8_t snow_mailbox_match(void *msg, void *type, void *out) {
  int64_t word;
  if (!msg || !type || !out ||
      !matchMessage(static_cast<Message *>(msg),
                    static_cast<const snow_type *>(type), word))
    return 0;
  *static_cast<int64_t *>(out) = word;
  return 1;
}

void snow_mailbox_skip() {
  Process *self = currentProcess();
  if (self && *self->scan)
    self->scan = &(*self->scan)->next;
}

void snow_mailbox_take() {
  Process *self = currentProcess();
  if (self && *self->scan)
    consumeMatched(takeMessage(*self, self->scan));
}

void snow_mailbox_leave() {
  if (Process *self = currentProcess())
    giveUpReceive(*self);
}

void snow_mailbox_set_aside(void *slot) {
  static_assert(sizeof(SetAside) <= SNOW_SET_ASIDE_BYTES);
  Process *self = currentProcess();
  if (self && slot)
    setAside(*self, *static_cast<SetAside *>(slot));
}

void snow_mailbox_put_back(void *slot) {
  Process *self = currentProcess();
  if (self && slot)
    putBack(*self, *static_cast<SetAside *>(slot));
}

int8_t snow_mailbox_wait(int64_t timeout_ms) {
  Process *self = currentProcess();
  if (!self)
    return 0;
  uint64_t deadline = receiveDeadlineOf(*self, timeout_ms);
  if (waitFor(*self, deadline, [&] { return *self->scan != nullptr; }))
    return 1;
  giveUpReceive(*self);
  return 0;
}

void *snow_actor_frame(int64_t words) {
  Process *self = currentProcess();
  if (!self || words < 0)
    return nullptr;
  return growFrame(*self, static_cast<size_t>(words));
}

int8_t snow_actor_suspend(void *continuation, int64_t timeout_ms) {
  Process *self = currentProcess();
  if (!self || !continuation)
    return 0;
  drainInbox(*self);
  checkExit(*self);
  uint64_t deadline = receiveDeadlineOf(*self, timeout_ms);
  if ((self->receiveTimedOut || deadline == 0) && !*self->scan) {
    giveUpReceive(*self);
    return 0;
  }
  self->context.continuation = reinterpret_cast<Continuation>(continuation);
  return 1;
}

void *snow_actor_receive_match(void *matcher, void *env, int64_t timeout_ms) {
  Process *self = currentProcess();
  if (!self || !matcher)
    return nullptr;
  auto accepts = reinterpret_cast<int8_t (*)(void *, void *)>(matcher);
  uint64_t deadline = deadlineOf(timeout_ms);
  self->scan = &self->first;
  for (;;) {
    while (*self->scan) {
      Message **link = self->scan;
      Message *message = *link;
      if (isSetAside(message->kind)) {
        self->scan = &message->next;
        continue;
      }
      if (message->kind == MessageKind::Value ||
          message->kind == MessageKind::Request) {
        // The block form takes the value's place in the mailbox.
        Message *next = message->next;
        bool last = self->tail == &message->next;
        message = toBlockMessage(message);
        message->next = next;
        *link = message;
        if (last)
          self->tail = &message->next;
        self->queueHasChanged = self->hasSetAside;
      }
      if (accepts(env, &message->block))
        return holdBlock(*self, takeMessage(*self, link));
      self->scan = &message->next;
    }
    if (!waitFor(*self, deadline, [&] { return *self->scan != nullptr; })) {
      self->scan = &self->first;
      return nullptr;
    }
  }
}

int64_t snow_process_set_mailbox_bound(int64_t target_pid, int64_t bound,
                                       int64_t policy) {
  Runtime *rt = runtime();
  auto pid = static_cast<uint64_t>(target_pid);
  if (!rt || bound < 0 || policy < 0 || policy > 2 || !rt->table.isAlive(pid))
    return 1;
  // More than fits is as good as none.
  auto limit = static_cast<uint32_t>(std::min<int64_t>(bound, kBoundMask));
  uint32_t word =
      bound ? static_cast<uint32_t>(policy) << kBoundPolicyShift | limit : 0;
  // Relaxed: a bound counts from when a sender happens to see it.
  rt->table.find(pid)->bound.store(word, std::memory_order_relaxed);
  // There may be room for senders that wait.
  pushOrFree(pid, newSignal(MessageKind::Wake, kNoPid));
  return 0;
}

} // extern "C"
