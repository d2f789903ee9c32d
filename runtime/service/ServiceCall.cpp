//===- ServiceCall.cpp - Calls to services and their replies --------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "service/ServiceCall.h"

#include "mailbox/Mailbox.h"

#include <cstring>

using namespace snow::rt;

namespace {

/// The time in which a reply is expected. Also ends it when the wait unwinds.
class CallScope {
public:
  CallScope(ProcessSide &side, uint64_t ref) : side(side) {
    side.callRef = ref;
  }
  ~CallScope() {
    side.callRef = 0;
    if (side.reply)
      freeMessage(side.reply);
    side.reply = nullptr;
  }
  Message *takeReply() { return std::exchange(side.reply, nullptr); }

private:
  ProcessSide &side;
};

} // namespace

snow_block *snow::rt::tryCallService(Process &self, uint64_t target,
                                     uint64_t tag, const void *payload,
                                     size_t size, Reason &failure) {
  uint64_t ref = Runtime::nextReference();
  ProcessSide &side = self.sideBlock();
  Message *call = newMessage(MessageKind::Call, 16 + size);
  call->call.caller = self.pid;
  call->call.ref = ref;
  call->block.tag = tag;
  call->block.size = 16 + size;
  std::memcpy(call->block.bytes, &tag, 8);
  std::memcpy(call->block.bytes + 8, &self.pid, 8);
  if (size)
    std::memcpy(call->block.bytes + 16, payload, size);
  CallScope scope(side, ref);
  if (!push(target, call)) {
    freeMessage(call);
    failure = Reason{ReasonCode::NoProc, {}};
    return nullptr;
  }
  waitFor(self, kNoDeadline, [&] { return side.reply != nullptr; });
  Message *reply = scope.takeReply();
  if (reply->kind == MessageKind::Reply)
    return holdBlock(self, reply);
  failure = *reply->reason;
  freeMessage(reply);
  return nullptr;
}

snow_block *snow::rt::callService(Process &self, uint64_t target, uint64_t tag,
                                  const void *payload, size_t size) {
  if (target == self.pid)
    panic("service call to self");
  Reason failure;
  if (snow_block *block =
          tryCallService(self, target, tag, payload, size, failure))
    return block;
  panic("service call failed: " + failure.display());
}

void snow::rt::replyToCall(Process &self, uint64_t caller, const void *reply,
                           size_t size) {
  uint64_t ref = self.side ? self.side->calls.remove(caller) : 0;
  if (!ref)
    return;
  Message *message = newMessage(MessageKind::Reply, size);
  message->signal.from = self.pid;
  message->signal.ref = ref;
  message->block.tag = SNOW_TAG_SERVICE_REPLY;
  message->block.size = size;
  if (size)
    std::memcpy(message->block.bytes, reply, size);
  pushOrFree(caller, message);
}
