//===- Mailbox.cpp - The receiver's side of a mailbox ---------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mailbox/Mailbox.h"

#include "term/Encoder.h"
#include "value/Heap.h"

#include <cstring>

using namespace snow::rt;

void snow::rt::unlinkMessage(Process &process, Message **link) {
  Message *message = *link;
  *link = message->next;
  if (process.tail == &message->next)
    process.tail = link;
  if (process.scan == &message->next)
    process.scan = link;
}

/// Senders that flood the process are slowed where it runs.
static void notePlace(Process &process) {
  // Relaxed: a hint.
  if (Worker *worker = currentWorker())
    process.drainedOn.store(static_cast<uint8_t>(worker->index),
                            std::memory_order_relaxed);
}

void snow::rt::tellTaken(Process &process) {
  process.taken = 0;
  // Relaxed: as in countSent. It may be too low already.
  uint32_t backlog = process.backlog.load(std::memory_order_relaxed);
  process.backlog.store(backlog > kTellAfter ? backlog - kTellAfter : 0,
                        std::memory_order_relaxed);
  // A long list lasts a while, and its process may move meanwhile.
  notePlace(process);
}

bool snow::rt::pushRarely(Worker &worker, Process &process, uint64_t pid,
                          Message *message) {
  return pushTo(&worker, process, pid, message);
}

void snow::rt::drainArrived(Process &process) {
  bool empty = !process.first;
  uint32_t visible = 0;
  Message *message = takeInbox(process);
  while (message) {
    Message *next = message->next;
    if (isVisible(message->kind)) [[likely]] {
      appendMessage(process, message);
      ++visible;
    } else {
      handleSignal(process, message);
    }
    message = next;
  }
  if (empty && visible > kFreeBacklog / 2) [[unlikely]] {
    process.taken = 0;
    // Relaxed: a statistic.
    process.backlog.store(visible, std::memory_order_relaxed);
    notePlace(process);
  }
}

void snow::rt::startReceiveTimer(Process &process) {
  ProcessSide &side = *process.side;
  if (side.receiveTimer.serial == 0)
    runtime()->timers.armWait(side.receiveTimer, process.pid,
                              ++process.waitSerial, side.receiveDeadline);
}

void snow::rt::endReceiveTime(Process &process) {
  ProcessSide &side = *process.side;
  if (side.receiveTimer.serial != 0)
    runtime()->timers.disarm(side.receiveTimer);
  side.receiveTimer.serial = 0;
  process.receiveIsTimed = process.receiveTimedOut = false;
}

//===----------------------------------------------------------------------===//
// Receives inside guards
//===----------------------------------------------------------------------===//

void snow::rt::setAside(Process &process, SetAside &slot) {
  slot = {*process.scan,
          process.scan,
          0,
          process.receiveIsTimed,
          process.receiveTimedOut,
          process.hasSetAside,
          process.queueHasChanged};
  if (slot.wasTimed) {
    slot.deadline = process.side->receiveDeadline;
    endReceiveTime(process);
  }
  if (slot.message)
    slot.message->kind = withSetAside(slot.message->kind, true);
  process.hasSetAside = true;
  process.queueHasChanged = false;
  process.scan = &process.first;
}

void snow::rt::putBack(Process &process, const SetAside &slot) {
  if (process.receiveIsTimed)
    endReceiveTime(process);
  process.scan = slot.link;
  // The link may have been part of a message that is gone.
  if (process.queueHasChanged) {
    process.scan = &process.first;
    while (*process.scan && *process.scan != slot.message)
      process.scan = &(*process.scan)->next;
  }
  if (slot.message)
    slot.message->kind = withSetAside(slot.message->kind, false);
  process.hasSetAside = slot.hadSetAside;
  process.queueHasChanged =
      slot.hadSetAside && (process.queueHasChanged || slot.queueHadChanged);
  if (slot.wasTimed) {
    process.side->receiveDeadline = slot.deadline;
    process.receiveIsTimed = true;
    process.receiveTimedOut = slot.wasTimedOut;
  }
}

void snow::rt::abandonReceives(Process &process) {
  process.scan = &process.first;
  if (process.receiveIsTimed)
    endReceiveTime(process);
  if (!process.hasSetAside)
    return;
  process.hasSetAside = process.queueHasChanged = false;
  for (Message *message = process.first; message; message = message->next)
    message->kind = withSetAside(message->kind, false);
}

Message **snow::rt::firstOnOffer(Process &process) {
  Message **link = &process.first;
  while (*link && isSetAside((*link)->kind))
    link = &(*link)->next;
  return link;
}

//===----------------------------------------------------------------------===//
// Taking
//===----------------------------------------------------------------------===//

/// What hardly any receive has to do when its message has been taken.
static void endUnusualReceive(Process &process) {
  if (process.receiveIsTimed)
    endReceiveTime(process);
  process.queueHasChanged = process.hasSetAside;
}

Message *snow::rt::takeMessage(Process &process, Message **link) {
  Message *message = *link;
  note(EventKind::Receive, process.pid, 0, message);
  if constexpr (kSimulated)
    sim::noteTake(process, *message);
  unlinkTaken(process, link, message);
  if (process.receiveIsTimed || process.hasSetAside) [[unlikely]]
    endUnusualReceive(process);
  if (isCall(*message))
    process.sideBlock().calls.add(message->call.caller, message->call.ref);
  if (message->counted) [[unlikely]] {
    // Relaxed: a count; senders decide on it again and again.
    process.boundedLength.fetch_sub(1, std::memory_order_relaxed);
    message->counted = false;
    grantRoom(process);
  }
  return message;
}

//===----------------------------------------------------------------------===//
// Bounds
//===----------------------------------------------------------------------===//

static bool hasRoom(const Process &process) {
  // Relaxed: as in takeMessage.
  uint32_t bound = process.bound.load(std::memory_order_relaxed) & kBoundMask;
  return bound == 0 || process.boundedLength.load(std::memory_order_relaxed) <
                           static_cast<int32_t>(bound);
}

void snow::rt::grantRoom(Process &process) {
  if (!process.side || process.side->roomWaiters.empty() || !hasRoom(process))
    return;
  // All of them: who comes too late waits again.
  std::vector<uint64_t> waiters = std::move(process.side->roomWaiters);
  process.side->roomWaiters.clear();
  for (uint64_t waiter : waiters)
    pushOrFree(waiter, newSignal(MessageKind::Room, process.pid));
}

/// False if the message must not be sent.
static bool passBound(uint64_t target, Process &receiver, Message *message) {
  for (;;) {
    // Another process may have the block by now: sending will tell.
    if (!runtime()->table.isAlive(target))
      return true;
    // Relaxed: as in takeMessage.
    uint32_t word = receiver.bound.load(std::memory_order_relaxed);
    if ((word & kBoundMask) == 0)
      return true;
    if (hasRoom(receiver)) {
      receiver.boundedLength.fetch_add(1, std::memory_order_relaxed);
      message->counted = true;
      return true;
    }
    Process *self = currentProcess();
    switch (static_cast<BoundPolicy>(word >> kBoundPolicyShift)) {
    case BoundPolicy::Drop:
      return false;
    case BoundPolicy::Fail:
      if (!self)
        return false;
      freeMessage(message);
      panic("mailbox full");
    case BoundPolicy::Wait: {
      // Nobody can take from the own mailbox while its owner waits here.
      if (!self || self == &receiver)
        return true;
      self->roomSignalled = false;
      Message *want = newSignal(MessageKind::WantRoom, self->pid);
      if (!push(target, want)) {
        freeMessage(want);
        return false;
      }
      try {
        WaitNote note(*self, WaitKind::Room, target);
        waitFor(*self, kNoDeadline, [&] { return self->roomSignalled; });
      } catch (...) {
        freeMessage(message);
        throw;
      }
      break;
    }
    }
  }
}

void snow::rt::sendMessage(uint64_t target, Message *message) {
  Runtime *rt = runtime();
  Process *receiver = rt ? rt->table.find(target) : nullptr;
  schedulePoint();
  if (!receiver) {
    freeMessage(message);
    return;
  }
  // Relaxed: a bound counts from when the sender happens to see it.
  if (receiver->bound.load(std::memory_order_relaxed) != 0) [[unlikely]]
    if (!passBound(target, *receiver, message)) {
      freeMessage(message);
      return;
    }
  // Waiting for room may have moved the process.
  Worker *worker = currentWorker();
  if (pushTo(worker, *receiver, target, message)) [[likely]] {
    countSent(*receiver, worker);
  } else {
    if constexpr (kSimulated)
      sim::notePush(target, *message, false);
    // Relaxed: as in takeMessage. If the receiver has ended in between, the
    // count is that of the process which has its block now, or has been reset
    // before this: then that one has room for a message more.
    if (message->counted)
      receiver->boundedLength.fetch_sub(1, std::memory_order_relaxed);
    freeMessage(message);
  }
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

/// The block form of a request: its words as a tuple term.
static Message *requestToBlock(Message *message) {
  bool call = isCall(*message);
  std::vector<uint8_t> bytes(call ? 16 : 8);
  std::memcpy(bytes.data(), &message->request.tag, 8);
  if (call)
    std::memcpy(bytes.data() + 8, &message->call.caller, 8);
  if (const snow_type *types = message->request.types)
    encodeTerm(types, toWord(message->request.words), bytes);
  Message *block =
      newBlockMessage(call ? MessageKind::Call : MessageKind::Bytes,
                      bytes.data(), bytes.size());
  if (call)
    block->call = message->call;
  block->counted = message->counted;
  freeMessage(message);
  return block;
}

Message *snow::rt::toBlockMessage(Message *message) {
  if (message->kind == MessageKind::Request)
    return requestToBlock(message);
  if (message->kind != MessageKind::Value)
    return message;
  std::vector<uint8_t> bytes(8);
  uint64_t tag = SNOW_TAG_USER_TERM;
  std::memcpy(bytes.data(), &tag, 8);
  encodeTerm(message->value.type, message->value.word, bytes);
  Message *block =
      newBlockMessage(MessageKind::Bytes, bytes.data(), bytes.size());
  block->counted = message->counted;
  freeMessage(message);
  return block;
}

snow_block *snow::rt::holdBlock(Process &process, Message *message) {
  message = toBlockMessage(message);
  dropDecoded(message);
  Message *&held = process.sideBlock().heldBlocks;
  message->held.previous = nullptr;
  message->next = held;
  if (held)
    held->held.previous = message;
  held = message;
  return &message->block;
}

void snow::rt::releaseBlock(Process &process, snow_block *block) {
  if (!block || !process.side)
    return;
  Message *message = Message::ofBlock(block);
  Message *previous = message->held.previous;
  (previous ? previous->next : process.side->heldBlocks) = message->next;
  if (message->next)
    message->next->held.previous = previous;
  freeHeld(message);
}
