//===- Inbox.cpp - The lock-free inbox of a process -----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mailbox/Inbox.h"

#include "sched/Runtime.h"
#include "sched/Scheduler.h"

using namespace snow::rt;

bool snow::rt::push(uint64_t pid, Message *message) {
  Runtime *rt = runtime();
  Process *process = rt ? rt->table.find(pid) : nullptr;
  return process && pushTo(*process, pid, message);
}

bool snow::rt::pushTo(Process &process, uint64_t pid, Message *message) {
  // Relaxed: the compare-and-swap below checks the value again.
  uint64_t seen = process.inbox.load(std::memory_order_relaxed);
  const uint64_t generation = uint64_t(pidGeneration(pid)) << 48;
  uint64_t newest;
  do {
    newest = seen & kInboxPointerMask;
    if ((seen & ~kInboxPointerMask) != generation || newest == kInboxClosed)
      return false;
    message->next =
        newest <= kInboxClosed ? nullptr : reinterpret_cast<Message *>(newest);
    // Release: the owner reads the node after its exchange. Acquire: a sender
    // that takes the Waiting mark goes on to touch the process itself.
  } while (!process.inbox.compare_exchange_weak(
      seen, generation | reinterpret_cast<uint64_t>(message),
      std::memory_order_acq_rel, std::memory_order_relaxed));
  if (newest == kInboxWaiting)
    runtime()->scheduler.wake(&process);
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
  uint64_t word = process.inbox.exchange(inboxWord(process, mark),
                                         std::memory_order_seq_cst) &
                  kInboxPointerMask;
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
