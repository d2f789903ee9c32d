//===- Match.cpp - Reading a message as a value of a type -----------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mailbox/Match.h"

#include "mailbox/MessagePool.h"
#include "term/Decoder.h"
#include "value/BuiltinTypes.h"
#include "value/Compare.h"
#include "value/Convert.h"
#include "value/Heap.h"
#include "value/Strings.h"

using namespace snow::rt;

namespace {

enum : uint8_t { kNone = 0, kDirect = 1, kDecoded = 2 };

bool give(Message *message, const snow_type *&cachedType, int64_t &cachedWord,
          const snow_type *type, int64_t word, int64_t &out) {
  cachedType = type;
  cachedWord = word;
  message->matched = kDecoded;
  out = word;
  return true;
}

bool isSystemMessageType(const snow_type *type) {
  return type->kind == SNOW_TYPE_SUM && type->count == 4 &&
         textOf(type->name) == "SystemMessage";
}

bool matchValue(Message *message, const snow_type *type, int64_t &out) {
  const snow_type *held = message->value.type;
  int64_t word = message->value.word;
  if (held == type) [[likely]] {
    message->matched = kDirect;
    out = word;
    return true;
  }
  auto &cache = message->valueDecoded;
  if (cache.type == type) {
    message->matched = kDecoded;
    out = cache.word;
    return true;
  }
  if (type->kind == SNOW_TYPE_ANY) {
    dropDecoded(message);
    retainWord(held, word);
    return give(message, cache.type, cache.word, type,
                toWord(makeAny(held, word)), out);
  }
  // An Any message reads as what is in it.
  bool unpacked = false;
  while (held->kind == SNOW_TYPE_ANY && word) {
    auto *any = toPointer<snow_any>(word);
    held = any->type;
    word = any->value;
    unpacked = true;
  }
  if (held->kind != type->kind)
    return false;
  if (equalTypes(held, type)) {
    if (!unpacked) {
      message->matched = kDirect;
      out = word;
      return true;
    }
    dropDecoded(message);
    retainWord(held, word);
    return give(message, cache.type, cache.word, type, word, out);
  }
  // Different types of one kind may still agree: an empty list, a list of Any
  // that holds only Ints.
  int64_t decoded;
  if (!convertValue(held, word, type, decoded))
    return false;
  dropDecoded(message);
  return give(message, cache.type, cache.word, type, decoded, out);
}

bool matchBytes(Message *message, const snow_type *type, int64_t &out) {
  const snow_block &block = message->block;
  if (block.tag != SNOW_TAG_USER_TERM || block.size < 8)
    return false;
  auto &cache = message->decoded;
  if (cache.type == type) {
    message->matched = kDecoded;
    out = cache.word;
    return true;
  }
  int64_t word;
  if (!decodeTerm(type, block.bytes + 8, block.size - 8, word))
    return false;
  dropDecoded(message);
  return give(message, cache.type, cache.word, type, word, out);
}

bool matchSystem(Message *message, const snow_type *type, int64_t &out) {
  bool any = type->kind == SNOW_TYPE_ANY;
  if (!any && !isSystemMessageType(type))
    return false;
  auto &cache = message->decoded;
  if (cache.type == type) {
    message->matched = kDecoded;
    out = cache.word;
    return true;
  }
  void *object = makeSystemMessage(message->block.bytes, message->block.size);
  if (!object)
    return false;
  int64_t word = any ? toWord(makeAny(systemMessageType(), toWord(object)))
                     : toWord(object);
  dropDecoded(message);
  return give(message, cache.type, cache.word, type, word, out);
}

} // namespace

bool snow::rt::matchMessage(Message *message, const snow_type *type,
                            int64_t &out) {
  switch (message->kind) {
  case MessageKind::Value:
    return matchValue(message, type, out);
  case MessageKind::Bytes:
    return matchBytes(message, type, out);
  case MessageKind::System:
    return matchSystem(message, type, out);
  default:
    return false;
  }
}

void snow::rt::consumeMatched(Message *message) {
  if (message->kind == MessageKind::Value) {
    if (message->matched == kDirect) {
      // The process takes over the message's reference.
      if (message->valueDecoded.type)
        dropDecoded(message);
      recycleMessage(message);
      return;
    }
    if (message->matched == kDecoded)
      message->valueDecoded.type = nullptr;
  } else if (message->matched == kDecoded) {
    message->decoded.type = nullptr;
  }
  freeMessage(message);
}
