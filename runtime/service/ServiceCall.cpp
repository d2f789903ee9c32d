//===- ServiceCall.cpp - Calls to services and their replies --------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "service/ServiceCall.h"

#include "mailbox/Mailbox.h"
#include "process/Pid.h"
#include "sched/Switching.h"
#include "term/ClosureTable.h"
#include "term/Decoder.h"
#include "term/Encoder.h"
#include "value/Heap.h"
#include "value/Share.h"

#include <cstring>

using namespace snow::rt;

namespace {

/// Longer circles of waits than this are not looked for.
constexpr size_t kMaxCircle = 4096;

/// The time in which a reply is expected. Also ends it when the wait unwinds.
class CallScope {
public:
  CallScope(Process &self, uint64_t target, uint64_t ref)
      : self(self), side(*self.side) {
    side.callRef = ref;
    // Sequentially consistent: of two processes that close a circle together,
    // each stores first and then looks, so at least one sees the other. With
    // one worker nobody stores at the same time.
    self.waitsFor.store(target, onlyWorker ? std::memory_order_relaxed
                                           : std::memory_order_seq_cst);
  }
  SNOW_INLINE ~CallScope() {
    side.callRef = 0;
    // Relaxed: until it is seen the process only seems to wait still.
    self.waitsFor.store(kNoPid, std::memory_order_relaxed);
    if (side.isReplied()) [[unlikely]]
      dropReply(side);
  }
  /// Of a reply that nobody has read.
  static SNOW_RARE void dropReply(ProcessSide &side) {
    if (side.reply)
      freeMessage(side.reply);
    side.reply = nullptr;
    if (std::exchange(side.hasDirectReply, false))
      releaseWord(side.directType, side.directWord);
  }
  /// The node of the reply; one is made for what has none.
  Message *takeReply() {
    if (!std::exchange(side.hasDirectReply, false))
      return std::exchange(side.reply, nullptr);
    Message *message = newMessage(MessageKind::ReplyValue);
    message->valueDecoded.type = side.directType;
    message->valueDecoded.word = side.directWord;
    return message;
  }

private:
  Process &self;
  ProcessSide &side;
};

/// Whose reply the process waits for; kNoPid if it is gone or waits for none.
uint64_t waitOf(uint64_t pid) {
  Process *process = runtime()->table.find(pid);
  if (!process || !runtime()->table.isAlive(pid))
    return kNoPid;
  // Sequentially consistent: see CallScope.
  return process->waitsFor.load(std::memory_order_seq_cst);
}

/// The text of the circle that self's wait for `target` closes; empty if it
/// closes none.
std::string findCircle(const Process &self, uint64_t target) {
  size_t length = 0;
  for (uint64_t at = target; at != self.pid; at = waitOf(at))
    if (at == kNoPid || ++length > kMaxCircle)
      return {};
  std::string text = "deadlock: " + pidText(self.pid);
  for (uint64_t at = target; at != self.pid && at != kNoPid && length-- != 0;
       at = waitOf(at))
    text += " -> " + pidText(at);
  return text + " -> " + pidText(self.pid);
}

/// Runs the service in the calling process's place if it waits. False, and the
/// call is still the caller's, if it does not.
SNOW_INLINE bool callDirectly(Worker *worker, Process &self, uint64_t target,
                              Message *call) {
  Process *service = ProcessTable::findIn(worker->processes, target);
  if constexpr (kSimulated)
    if (!sim::takesDirectPath())
      return false;
  // Relaxed, both: decided by the claim.
  if (!service || service->waitsFor.load(std::memory_order_relaxed) != kNoPid ||
      !claimWaiting(*service, target))
    return false;
  // Relaxed: the claim has synchronised. A service that has begun a call of its
  // own meanwhile cannot answer now, and may close a circle. It looks once more
  // for its reply, in vain, and gets the call through its inbox.
  if (service->waitsFor.load(std::memory_order_relaxed) != kNoPid) {
    worker->enqueue(service, /*next=*/true);
    return false;
  }
  if constexpr (kSimulated)
    sim::notePush(target, *call, true);
  appendMessage(*service, call);
  if (service->priority != self.priority) {
    worker->enqueue(service, /*next=*/true);
    return true;
  }
  settleDirectCaller(*worker);
  note(EventKind::Send, target, self.pid, call);
  note(EventKind::DirectCall, target, self.pid);
  self.stack = worker->stack;
  Fiber *to = std::exchange(service->stack, nullptr);
  service->setReductions(sliceBudget());
  if (to) {
    worker->setCurrent(service);
  } else {
    to = worker->takeParked();
    worker->setCurrent(nullptr);
    worker->handedOver = service;
  }
  switchHere(*worker, to, Departure::Call, &self);
  return true;
}

/// What no other process waits for any more.
void endWait(uint64_t caller, uint64_t service) {
  Process *process = runtime()->table.find(caller);
  if (!process || !runtime()->table.isAlive(caller))
    return;
  if (onlyWorker) {
    // Relaxed: nobody else writes.
    if (process->waitsFor.load(std::memory_order_relaxed) == service)
      process->waitsFor.store(kNoPid, std::memory_order_relaxed);
    return;
  }
  // Relaxed: a call that follows the reply reads it on the same thread, or
  // after the reply has been received.
  process->waitsFor.compare_exchange_strong(
      service, kNoPid, std::memory_order_relaxed, std::memory_order_relaxed);
}

} // namespace

Message *snow::rt::newCallMessage(uint64_t caller, uint64_t tag,
                                  const void *payload, size_t size) {
  Message *call = newMessage(MessageKind::Call, 16 + size);
  call->block.tag = tag;
  call->block.size = 16 + size;
  std::memcpy(call->block.bytes, &tag, 8);
  std::memcpy(call->block.bytes + 8, &caller, 8);
  if (size)
    std::memcpy(call->block.bytes + 16, payload, size);
  return call;
}

/// Sends the call through the service's inbox; false, and why, if that is no
/// use.
__attribute__((noinline)) static bool
callByInbox(Process &self, uint64_t target, Message *call, Reason &failure) {
  std::string circle = findCircle(self, target);
  if (circle.empty() && push(target, call))
    return true;
  freeMessage(call);
  failure = circle.empty() ? Reason{ReasonCode::NoProc, {}}
                           : Reason{ReasonCode::Error, std::move(circle)};
  return false;
}

/// Sends the call and waits until there is a reply in the side block.
static __attribute__((noinline)) bool
callAndWait(Process &self, uint64_t target, Message *call, Reason &failure) {
  call->call.caller = self.pid;
  call->call.ref = self.side->callRef;
  if (!callDirectly(currentWorker(), self, target, call) &&
      !callByInbox(self, target, call, failure))
    return false;
  // The caller comes back from a direct call with its reply, or as one who has
  // to wait on. An exit that has come meanwhile counts first, as it would have
  // without.
  waitFor(self, kNoDeadline, [&] { return self.side->isReplied(); });
  return true;
}

Message *snow::rt::tryCallService(Process &self, uint64_t target, Message *call,
                                  Reason &failure) {
  schedulePoint();
  self.sideBlock();
  CallScope scope(self, target, currentWorker()->nextCallReference());
  if (!callAndWait(self, target, call, failure))
    return nullptr;
  Message *reply = scope.takeReply();
  if (reply->kind != MessageKind::ReplyFailed)
    return reply;
  failure = *reply->reason;
  freeMessage(reply);
  return nullptr;
}

[[noreturn]] static void panicForCall(const Reason &failure) {
  if (failure.text.starts_with("deadlock: "))
    panic("service call failed: " + failure.text);
  panic("service call failed: " + failure.display());
}

Message *snow::rt::callService(Process &self, uint64_t target, Message *call) {
  if (target == self.pid) {
    freeMessage(call);
    panic("service call to self");
  }
  Reason failure;
  if (Message *reply = tryCallService(self, target, call, failure))
    return reply;
  panicForCall(failure);
}

/// The word of a reply, which is freed; panics if it is not of the type.
__attribute__((noinline)) static int64_t readReply(Message *reply,
                                                   const snow_type *type) {
  if (reply->kind == MessageKind::ReplyFailed) {
    Reason failure = *reply->reason;
    freeMessage(reply);
    panicForCall(failure);
  }
  int64_t word;
  if (reply->kind == MessageKind::ReplyValue &&
      reply->valueDecoded.type == type) {
    word = reply->valueDecoded.word;
    recycleMessage(reply);
    return word;
  }
  std::vector<uint8_t> term;
  const uint8_t *bytes = reply->block.bytes;
  size_t size = reply->block.size;
  if (reply->kind == MessageKind::ReplyValue) {
    encodeTerm(reply->valueDecoded.type, reply->valueDecoded.word, term);
    bytes = term.data();
    size = term.size();
  }
  bool decodes = type && decodeTerm(type, bytes, size, word);
  freeMessage(reply);
  if (!decodes)
    panic("service call failed: bad reply");
  return word;
}

[[noreturn]] static __attribute__((noinline)) void panicForSelf(Message *call) {
  freeMessage(call);
  panic("service call to self");
}

/// The way of a call for the service's inbox.
static __attribute__((noinline)) void
sendCallAndWait(Process &self, uint64_t target, Message *call) {
  Reason failure;
  if (!callByInbox(self, target, call, failure))
    panicForCall(failure);
  waitFor(self, kNoDeadline, [&] { return self.side->isReplied(); });
}

/// A caller that has come back without its reply, or to something else.
static __attribute__((noinline)) void waitForReply(Process &self) {
  waitFor(self, kNoDeadline, [&] { return self.side->isReplied(); });
}

/// newRequest(), inlined for what fits the smallest node.
static SNOW_INLINE Message *newRequestBy(Worker *worker, uint64_t tag,
                                         const snow_type *types,
                                         const int64_t *words) {
  uint32_t count = types ? types->count : 0;
  if (kSanitized || !worker || count > kSmallRequest) [[unlikely]]
    return newRequest(tag, types, words);
  Message *message = worker->messages.allocate(0);
  message->begin(MessageKind::Request);
  message->call.caller = kNoPid;
  message->call.ref = 0;
  message->request.tag = tag;
  message->request.types = types;
  for (uint32_t i = 0; i != count; ++i) {
    message->request.words[i] = words[i];
    if (isObjectKind(types->children[i]->kind) &&
        !isReadyToMove(types->children[i], words[i]))
      shareRarely(types->children[i], words[i]);
  }
  return message;
}

/// Code outside any process.
[[noreturn]] static __attribute__((noinline)) void
panicForCaller(Message *call) {
  freeMessage(call);
  panic("service call failed: NoProc");
}

int64_t snow::rt::callForWord(uint64_t target, uint64_t tag,
                              const snow_type *types, const int64_t *words,
                              const snow_type *replyType) {
  Worker *worker = currentWorker();
  Process *caller = worker ? worker->current : nullptr;
  Message *call = newRequestBy(worker, tag, types, words);
  if (!caller) [[unlikely]]
    panicForCaller(call);
  Process &self = *caller;
  if (target == self.pid) [[unlikely]]
    panicForSelf(call);
  schedulePoint();
  ProcessSide &side = self.sideBlock();
  uint64_t ref = worker->nextCallReference();
  CallScope scope(self, target, ref);
  call->call.caller = self.pid;
  call->call.ref = ref;
  if (!callDirectly(worker, self, target, call)) [[unlikely]]
    sendCallAndWait(self, target, call);
  else if (!inboxIsEmpty(self) || self.exitPending || !side.isReplied())
      [[unlikely]]
    waitForReply(self); // An exit that has come meanwhile counts first.
  if (side.hasDirectReply && side.directType == replyType) [[likely]] {
    side.hasDirectReply = false;
    return side.directWord;
  }
  return readReply(scope.takeReply(), replyType);
}

snow_block *snow::rt::replyBlock(Process &self, Message *reply) {
  if (reply->kind == MessageKind::ReplyValue) {
    std::vector<uint8_t> term;
    encodeTerm(reply->valueDecoded.type, reply->valueDecoded.word, term);
    freeMessage(reply);
    reply = newBlockMessage(MessageKind::Reply, term.data(), term.size());
    reply->block.tag = SNOW_TAG_SERVICE_REPLY;
  }
  return holdBlock(self, reply);
}

/// The caller, if it waits for this answer and nobody but the worker knows.
static Process *directCallerOf(Worker &worker, uint64_t caller, uint64_t ref) {
  Process *direct = worker.directCaller;
  if (!direct || direct->pid != caller || direct->side->callRef != ref ||
      direct->side->isReplied())
    return nullptr;
  // Relaxed: nobody else touches it, and a look at it that comes too early only
  // sees a wait that is almost over.
  direct->waitsFor.store(kNoPid, std::memory_order_relaxed);
  return direct;
}

/// The reference of the caller's call, which is removed; 0 if there is none.
static uint64_t takeCall(Process &self, uint64_t caller) {
  return self.side ? self.side->calls.remove(caller) : 0;
}

static void sendAnswer(Process &self, uint64_t caller, uint64_t ref,
                       Message *reply) {
  reply->signal.from = self.pid;
  reply->signal.ref = ref;
  endWait(caller, self.pid);
  pushOrFree(caller, reply);
}

/// An answer that goes through the caller's inbox.
static __attribute__((noinline)) void sendWord(Process &self, uint64_t caller,
                                               uint64_t ref,
                                               const snow_type *type,
                                               int64_t word) {
  Message *reply = newMessage(MessageKind::ReplyValue);
  reply->valueDecoded.type = type;
  reply->valueDecoded.word = word;
  sendAnswer(self, caller, ref, reply);
}

void snow::rt::answerWithWord(Worker &worker, Process &self, uint64_t caller,
                              const snow_type *type, int64_t word) {
  if constexpr (kSimulated) {
    Message *reply = newMessage(MessageKind::ReplyValue);
    reply->valueDecoded.type = type;
    reply->valueDecoded.word = word;
    return answerCall(self, caller, reply);
  }
  uint64_t ref = takeCall(self, caller);
  if (!ref) [[unlikely]]
    return releaseWord(type, word);
  if (Process *direct = directCallerOf(worker, caller, ref)) [[likely]] {
    direct->side->directType = type;
    direct->side->directWord = word;
    direct->side->hasDirectReply = true;
    return;
  }
  sendWord(self, caller, ref, type, word);
}

void snow::rt::answerCall(Process &self, uint64_t caller, Message *reply) {
  schedulePoint();
  uint64_t ref = takeCall(self, caller);
  if (!ref) {
    freeMessage(reply);
  } else if (Process *direct = directCallerOf(*currentWorker(), caller, ref)) {
    direct->side->reply = reply;
    if constexpr (kSimulated)
      sim::notePush(caller, *reply, true);
  } else {
    sendAnswer(self, caller, ref, reply);
  }
}
