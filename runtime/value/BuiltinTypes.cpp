//===- BuiltinTypes.cpp - Types that the runtime itself describes ---------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/BuiltinTypes.h"

#include "value/Heap.h"
#include "value/Strings.h"

#include <array>
#include <cstring>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

using namespace snow::rt;

namespace {

constexpr unsigned kMaxTuple = 255;

/// All built-in descriptions, made once.
struct Catalogue {
  using Types = std::deque<std::vector<const snow_type *>>;

  snow_type primitives[SNOW_TYPE_HANDLE + 1]{};
  snow_type list, option, result, map, set, queue, jsonList, jsonMap;
  snow_type ordering, reason, message;
  std::array<snow_type, kMaxTuple + 1> tuples;
  std::deque<snow_type> variants;
  Types childLists;

  Catalogue() {
    for (uint32_t kind = 0; kind <= SNOW_TYPE_HANDLE; ++kind)
      primitives[kind].kind = kind;
    const snow_type *any = &primitives[SNOW_TYPE_ANY];
    const snow_type *pid = &primitives[SNOW_TYPE_PID];
    const snow_type *string = &primitives[SNOW_TYPE_STRING];
    list = make(SNOW_TYPE_LIST, "", {any});
    option = make(SNOW_TYPE_OPTION, "", {any});
    result = make(SNOW_TYPE_RESULT, "", {any, any});
    map = make(SNOW_TYPE_MAP, "", {any, any});
    set = make(SNOW_TYPE_SET, "", {any});
    queue = make(SNOW_TYPE_QUEUE, "", {any});
    const snow_type *json = &primitives[SNOW_TYPE_JSON];
    jsonList = make(SNOW_TYPE_LIST, "", {json});
    jsonMap = make(SNOW_TYPE_MAP, "", {string, json});
    ordering = make(
        SNOW_TYPE_SUM, "Ordering",
        {variant("Less", {}), variant("Equal", {}), variant("Greater", {})});
    for (unsigned n = 0; n != tuples.size(); ++n)
      tuples[n] =
          make(SNOW_TYPE_TUPLE, "", std::vector<const snow_type *>(n, any));
    reason = make(SNOW_TYPE_SUM, "ExitReason",
                  {variant("Normal", {}), variant("Shutdown", {}),
                   variant("Killed", {}), variant("Error", {string}),
                   variant("NoProc", {}), variant("NoConnection", {}),
                   variant("Custom", {string})});
    message =
        make(SNOW_TYPE_SUM, "SystemMessage",
             {variant("Down", {&primitives[SNOW_TYPE_INT], pid, &reason}),
              variant("Exit", {pid, &reason}), variant("NodeDown", {string}),
              variant("NodeUp", {string})});
  }

  snow_type make(uint32_t kind, std::string_view name,
                 std::vector<const snow_type *> children) {
    snow_type type{};
    type.kind = kind;
    type.count = static_cast<uint32_t>(children.size());
    if (!name.empty())
      type.name = staticString(name);
    type.flags = SNOW_TYPE_HAS_DISPLAY;
    childLists.push_back(std::move(children));
    type.children = childLists.back().data();
    return type;
  }

  const snow_type *variant(std::string_view name,
                           std::vector<const snow_type *> fields) {
    variants.push_back(make(SNOW_TYPE_TUPLE, name, std::move(fields)));
    return &variants.back();
  }
};

const Catalogue &catalogue() {
  static const Catalogue instance;
  return instance;
}

int64_t *makeVariant(uint64_t index, size_t fields) {
  auto *object = static_cast<int64_t *>(allocateObject(8 * (1 + fields)));
  object[0] = static_cast<int64_t>(index);
  return object;
}

} // namespace

const void *snow::rt::staticString(std::string_view text) {
  // Kept for the life of the program, as the constants of compiled code are.
  static std::mutex mutex;
  std::lock_guard lock(mutex);
  static std::deque<std::unique_ptr<char[]>> kept;
  size_t size = sizeof(snow_header) + sizeof(snow_string) + text.size();
  kept.push_back(std::make_unique<char[]>(size));
  auto *header = reinterpret_cast<snow_header *>(kept.back().get());
  header->count = SNOW_IMMORTAL;
  header->size = 0;
  auto *string = reinterpret_cast<snow_string *>(header + 1);
  string->length = text.size();
  std::memcpy(string + 1, text.data(), text.size());
  return string;
}

const snow_type *snow::rt::primitiveType(snow_type_kind kind) {
  return &catalogue().primitives[kind];
}
const snow_type *snow::rt::anyListType() { return &catalogue().list; }
const snow_type *snow::rt::anyOptionType() { return &catalogue().option; }
const snow_type *snow::rt::anyResultType() { return &catalogue().result; }
const snow_type *snow::rt::anyTupleType(unsigned count) {
  return count <= kMaxTuple ? &catalogue().tuples[count] : nullptr;
}
const snow_type *snow::rt::anyMapType() { return &catalogue().map; }
const snow_type *snow::rt::anySetType() { return &catalogue().set; }
const snow_type *snow::rt::anyQueueType() { return &catalogue().queue; }
const snow_type *snow::rt::jsonListType() { return &catalogue().jsonList; }
const snow_type *snow::rt::jsonMapType() { return &catalogue().jsonMap; }
const snow_type *snow::rt::orderingType() { return &catalogue().ordering; }
const snow_type *snow::rt::exitReasonType() { return &catalogue().reason; }
const snow_type *snow::rt::systemMessageType() { return &catalogue().message; }

snow_any *snow::rt::makeAny(const snow_type *type, int64_t word) {
  auto *any = static_cast<snow_any *>(allocateObject(sizeof(snow_any), "Any"));
  any->type = type;
  any->value = word;
  return any;
}

void *snow::rt::makeReasonObject(const Reason &reason) {
  auto *object =
      static_cast<snow_exit_reason *>(allocateObject(sizeof(snow_exit_reason)));
  object->variant = reasonVariant(reason.code);
  if (reason.code == ReasonCode::Error || reason.code == ReasonCode::Custom)
    object->text = makeString(reason.text);
  return object;
}

void *snow::rt::makeSystemMessage(const uint8_t *bytes, size_t size) {
  if (size < 8)
    return nullptr;
  uint64_t tag, words[2];
  std::memcpy(&tag, bytes, 8);
  bytes += 8;
  size -= 8;
  Reason reason;
  switch (tag) {
  case SNOW_TAG_DOWN: {
    if (size < 16 || !decodeReason(bytes + 16, size - 16, reason))
      return nullptr;
    std::memcpy(words, bytes, 16);
    int64_t *object = makeVariant(0, 3);
    object[1] = static_cast<int64_t>(words[0]);
    object[2] = static_cast<int64_t>(words[1]);
    object[3] = toWord(makeReasonObject(reason));
    return object;
  }
  case SNOW_TAG_EXIT: {
    if (size < 8 || !decodeReason(bytes + 8, size - 8, reason))
      return nullptr;
    std::memcpy(words, bytes, 8);
    int64_t *object = makeVariant(1, 2);
    object[1] = static_cast<int64_t>(words[0]);
    object[2] = toWord(makeReasonObject(reason));
    return object;
  }
  case SNOW_TAG_NODEDOWN:
  case SNOW_TAG_NODEUP: {
    int64_t *object = makeVariant(tag == SNOW_TAG_NODEDOWN ? 2 : 3, 1);
    object[1] =
        toWord(makeString({reinterpret_cast<const char *>(bytes), size}));
    return object;
  }
  default:
    return nullptr;
  }
}
