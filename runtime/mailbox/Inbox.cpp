//===- Inbox.cpp - The lock-free inbox of a process -----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mailbox/Inbox.h"

#include "sched/Runtime.h"
#include "sched/Worker.h"
#include "sim/Sim.h"

using namespace snow::rt;

bool snow::rt::push(uint64_t pid, Message *message) {
  Runtime *rt = runtime();
  Process *process = rt ? rt->table.find(pid) : nullptr;
  bool isDelivered = process && pushTo(currentWorker(), *process, pid, message);
  if constexpr (kSimulated)
    if (!isDelivered)
      sim::notePush(pid, *message, false);
  return isDelivered;
}

/// Links the message in front of `seen`; false if that is another process's
/// word or closed.
static bool linkTo(uint64_t seen, uint64_t generation, Message *message) {
  uint64_t newest = seen & kInboxPointerMask;
  if ((seen & ~kInboxPointerMask) != generation || newest == kInboxClosed)
    return false;
  message->next =
      newest <= kInboxClosed ? nullptr : reinterpret_cast<Message *>(newest);
  return true;
}

/// For the record of events.
static uint64_t senderOf(const Worker *worker) {
  return worker && worker->current ? worker->current->pid : kNoPid;
}

bool snow::rt::pushTo(Worker *worker, Process &process, uint64_t pid,
                      Message *message) {
  const uint64_t generation = uint64_t(pidGeneration(pid)) << 48;
  const uint64_t word = generation | reinterpret_cast<uint64_t>(message);
  // Noted before others can take the message.
  if (watched != 0 && isVisible(message->kind)) [[unlikely]]
    note(EventKind::Send, pid, senderOf(worker), message);
  // Relaxed: the compare-and-swap below checks the value again; with one worker
  // nobody else writes.
  uint64_t seen = process.inbox.load(std::memory_order_relaxed);
  if (onlyWorker) [[likely]] {
    if (!worker) [[unlikely]] {
      runtime()->inject(pid, message);
      return true;
    }
    if (!linkTo(seen, generation, message))
      return false;
    process.inbox.store(word, std::memory_order_relaxed); // As the load.
  } else {
    do
      if (!linkTo(seen, generation, message))
        return false;
    // Release: the owner reads the node after its exchange. Acquire: a sender
    // that takes the Waiting mark goes on to touch the process itself.
    while (!process.inbox.compare_exchange_weak(
        seen, word, std::memory_order_acq_rel, std::memory_order_relaxed));
  }
  if constexpr (kSimulated)
    sim::notePush(pid, *message, true);
  if ((seen & kInboxPointerMask) == kInboxWaiting)
    runtime()->scheduler.wake(worker, &process);
  return true;
}

void snow::rt::pushOrFree(uint64_t pid, Message *message) {
  if (!push(pid, message))
    freeMessage(message);
}

Message *snow::rt::takeInbox(Process &process, uint64_t mark) {
  // Acquire: pairs with the senders' release, through the chain of their
  // read-modify-writes. Release and sequential consistency matter only for
  // closing, see NameRegistry; on x86 they cost nothing extra.
  uint64_t word;
  if (onlyWorker) {
    // Relaxed: nobody else writes.
    word = process.inbox.load(std::memory_order_relaxed);
    process.inbox.store(inboxWord(process, mark), std::memory_order_relaxed);
  } else {
    word = process.inbox.exchange(inboxWord(process, mark),
                                  std::memory_order_seq_cst);
  }
  word &= kInboxPointerMask;
  if (word <= kInboxClosed)
    return nullptr;
  Message *newest = reinterpret_cast<Message *>(word);
  Message *oldest = nullptr;
  while (newest) {
    Message *next = newest->next;
    newest->next = oldest;
    oldest = newest;
    newest = next;
  }
  return oldest;
}
