//===- JsonValue.cpp - Json objects ---------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/JsonValue.h"

#include "value/BuiltinTypes.h"
#include "value/Heap.h"

using namespace snow::rt;

const snow_type *snow::rt::jsonContentType(JsonKind kind) {
  switch (kind) {
  case JsonKind::String:
    return primitiveType(SNOW_TYPE_STRING);
  case JsonKind::Array:
    return jsonListType();
  case JsonKind::Object:
    return jsonMapType();
  default:
    return nullptr;
  }
}

namespace {
struct StaticJson {
  snow_header header;
  JsonValue json;
};
} // namespace

JsonValue *snow::rt::makeJson(JsonKind kind, int64_t word) {
  alignas(16) static StaticJson constants[] = {
      {{SNOW_IMMORTAL, 0}, {JsonKind::Null, 0}},
      {{SNOW_IMMORTAL, 0}, {JsonKind::Bool, 0}},
      {{SNOW_IMMORTAL, 0}, {JsonKind::Bool, 1}}};
  if (kind == JsonKind::Null)
    return &constants[0].json;
  if (kind == JsonKind::Bool)
    return &constants[word ? 2 : 1].json;
  auto *json =
      static_cast<JsonValue *>(allocateWords(sizeof(JsonValue), "Json"));
  json->kind = kind;
  json->word = word;
  return json;
}
