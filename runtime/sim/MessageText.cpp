//===- MessageText.cpp - What a message says, for people ------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sim/MessageText.h"

#include "sched/Runtime.h"
#include "term/Decoder.h"
#include "value/BuiltinTypes.h"
#include "value/Heap.h"
#include "value/Text.h"

#include <cstring>

using namespace snow::rt;

namespace {

constexpr size_t kMaxText = 160;

std::string valueText(const snow_type *type, int64_t word) {
  std::string text;
  appendValue(text, type, word, TextForm::Structure);
  if (text.size() > kMaxText) {
    size_t cut = kMaxText;
    // Not in the middle of a character.
    while (cut && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80)
      --cut;
    text.resize(cut);
    text += "...";
  }
  return text;
}

/// A term as text; others are told by their size.
std::string termText(const uint8_t *bytes, size_t size) {
  const snow_type *any = primitiveType(SNOW_TYPE_ANY);
  int64_t word;
  if (!decodeTerm(any, bytes, size, word))
    return std::to_string(size) + " bytes";
  std::string text = valueText(any, word);
  releaseWord(any, word);
  return text;
}

uint64_t wordAt(const uint8_t *bytes) {
  uint64_t word;
  std::memcpy(&word, bytes, 8);
  return word;
}

std::string handlerName(const Process *receiver, uint64_t tag) {
  const void *function =
      receiver ? reinterpret_cast<const void *>(receiver->function) : nullptr;
  return runtime()->functions.handler(function, tag);
}

/// A handler and the arguments of the call or cast.
std::string handlerText(const Process *receiver, uint64_t tag,
                        const uint8_t *bytes, size_t size) {
  std::string arguments = termText(bytes, size);
  if (!arguments.starts_with('('))
    arguments = "(" + arguments + ")";
  return handlerName(receiver, tag) + arguments;
}

std::string bytesText(const Process *receiver, const snow_block &block) {
  if (block.size < 8)
    return std::to_string(block.size) + " bytes";
  uint64_t tag = wordAt(block.bytes);
  if (tag == SNOW_TAG_USER_TERM)
    return termText(block.bytes + 8, block.size - 8);
  if (tag < uint64_t(1) << 32)
    return handlerText(receiver, tag, block.bytes + 8, block.size - 8);
  return std::to_string(block.size) + " bytes";
}

/// A handler and the arguments of a call or cast that are values of this
/// program.
std::string requestText(const Process *receiver, const Message &message) {
  std::string text = handlerName(receiver, message.request.tag) + "(";
  const snow_type *types = message.request.types;
  for (uint32_t i = 0; types && i != types->count; ++i)
    text += (i ? ", " : "") +
            valueText(types->children[i], message.request.words[i]);
  return text + ")";
}

std::string systemText(const snow_block &block) {
  void *object = makeSystemMessage(block.bytes, block.size);
  if (!object)
    return std::to_string(block.size) + " bytes";
  std::string text = valueText(systemMessageType(), toWord(object));
  releaseObject(object, systemMessageType());
  return text;
}

} // namespace

std::string sim::textOfMessage(const Process *receiver,
                               const Message &message) {
  switch (message.kind) {
  case MessageKind::Value:
    return valueText(message.value.type, message.value.word);
  case MessageKind::Bytes:
    return bytesText(receiver, message.block);
  case MessageKind::Call:
    return handlerText(receiver, message.block.tag, message.block.bytes + 16,
                       message.block.size - 16);
  case MessageKind::Request:
    return requestText(receiver, message);
  case MessageKind::ReplyValue:
    return valueText(message.valueDecoded.type, message.valueDecoded.word);
  case MessageKind::System:
    return systemText(message.block);
  case MessageKind::Reply:
    return termText(message.block.bytes, message.block.size);
  case MessageKind::JobResult:
    return valueText(message.valueDecoded.type ? message.valueDecoded.type
                                               : primitiveType(SNOW_TYPE_INT),
                     static_cast<int64_t>(message.signal.ref));
  case MessageKind::ExitLink:
  case MessageKind::Exit:
  case MessageKind::Down:
  case MessageKind::ReplyFailed:
  case MessageKind::JobFailed:
    return message.reason->display();
  default:
    return {};
  }
}
