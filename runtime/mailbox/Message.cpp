//===- Message.cpp - What travels between processes -----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mailbox/Message.h"

#include "mailbox/MessagePool.h"
#include "sched/Worker.h"
#include "term/ClosureTable.h"
#include "value/Heap.h"
#include "value/Share.h"

#include <algorithm>
#include <cstring>

using namespace snow::rt;

Message *snow::rt::newMessage(MessageKind kind, size_t payload) {
  Message *message =
      allocateMessage(std::max(kMessageHeader + payload, sizeof(Message)));
  message->next = nullptr;
  message->begin(kind);
  message->decoded.type = nullptr;
  message->decoded.word = 0;
  message->valueDecoded.type = nullptr;
  return message;
}

Message *snow::rt::newBlockMessage(MessageKind kind, const void *bytes,
                                   size_t size) {
  Message *message = newMessage(kind, size);
  message->block.tag = 0;
  if (size) {
    std::memcpy(&message->block.tag, bytes, std::min<size_t>(size, 8));
    std::memcpy(message->block.bytes, bytes, size);
  }
  message->block.size = size;
  return message;
}

Message *snow::rt::newValueMessage(const snow_type *type, int64_t word) {
  Message *message = allocateMessage(sizeof(Message));
  message->beginValue(type, word);
  if (isObjectType(type))
    shareValue(type, word);
  return message;
}

Message *snow::rt::newRequest(uint64_t tag, const snow_type *types,
                              const int64_t *words) {
  uint32_t count = types ? types->count : 0;
  Message *message = newMessage(MessageKind::Request, 8 * size_t(count));
  message->call.caller = kNoPid;
  message->call.ref = 0;
  message->request.tag = tag;
  message->request.types = types;
  for (uint32_t i = 0; i != count; ++i) {
    message->request.words[i] = words[i];
    if (isObjectType(types->children[i]))
      shareValue(types->children[i], words[i]);
  }
  return message;
}

Message *snow::rt::newSignal(MessageKind kind, uint64_t from, uint64_t ref) {
  Message *message = newMessage(kind);
  message->signal.from = from;
  message->signal.ref = ref;
  return message;
}

Message *snow::rt::newSignal(MessageKind kind, uint64_t from, uint64_t ref,
                             const Reason &reason) {
  Message *message = newSignal(kind, from, ref);
  message->reason = new Reason(reason);
  return message;
}

void snow::rt::dropDecoded(Message *message) {
  switch (message->kind) {
  case MessageKind::Value:
    if (message->valueDecoded.type)
      releaseWord(message->valueDecoded.type, message->valueDecoded.word);
    message->valueDecoded.type = nullptr;
    break;
  case MessageKind::Bytes:
  case MessageKind::System:
    if (message->decoded.type)
      releaseWord(message->decoded.type, message->decoded.word);
    message->decoded.type = nullptr;
    break;
  default:
    break;
  }
  message->matched = 0;
}

/// Closures in the term of a block, which has other bytes in front.
static void dropBlockClosures(Message *message) {
  size_t front;
  switch (message->kind) {
  case MessageKind::Call: // Tag and caller.
    front = 16;
    break;
  case MessageKind::Bytes: // Tag.
    front = 8;
    break;
  case MessageKind::Reply:
    front = 0;
    break;
  default:
    return;
  }
  if (message->block.size > front)
    dropClosures(message->block.bytes + front, message->block.size - front);
}

void snow::rt::freeHeld(Message *message) {
  // The place of what it held otherwise is used for the list.
  dropBlockClosures(message);
  recycleMessage(message);
}

void snow::rt::freeMessage(Message *message) {
  dropBlockClosures(message);
  switch (message->kind) {
  case MessageKind::Value:
    dropDecoded(message);
    releaseWord(message->value.type, message->value.word);
    break;
  case MessageKind::Bytes:
  case MessageKind::System:
    dropDecoded(message);
    break;
  case MessageKind::Request:
    if (const snow_type *types = message->request.types)
      for (uint32_t i = 0; i != types->count; ++i)
        releaseWord(types->children[i], message->request.words[i]);
    break;
  case MessageKind::ReplyValue:
    releaseWord(message->valueDecoded.type, message->valueDecoded.word);
    break;
  case MessageKind::JobResult:
    releaseWord(message->valueDecoded.type,
                static_cast<int64_t>(message->signal.ref));
    break;
  case MessageKind::ExitLink:
  case MessageKind::Exit:
  case MessageKind::Down:
  case MessageKind::ReplyFailed:
  case MessageKind::JobFailed:
    delete message->reason;
    break;
  default:
    break;
  }
  recycleMessage(message);
}
