//===- JsonAbi.cpp - C entries: JSON and rows -----------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process/Reductions.h"
#include "value/BuiltinTypes.h"
#include "value/Heap.h"
#include "value/Lists.h"
#include "value/Results.h"
#include "value/Strings.h"
#include "json/Decoder.h"
#include "json/Encoder.h"
#include "json/Parser.h"

#include <memory>
#include <string>

using namespace snow::rt;

namespace {

const JsonValue *jsonOf(void *json) {
  return json ? static_cast<const JsonValue *>(json)
              : makeJson(JsonKind::Null, 0);
}

snow_result *okOf(const snow_type *type, int64_t word) {
  return makeOk(retainWord(type, word));
}

struct ReleaseJson {
  void operator()(JsonValue *json) const {
    releaseObject(json, primitiveType(SNOW_TYPE_JSON));
  }
};

/// Ok of the content if the Json is of the kind, else the error.
snow_result *contentOf(void *json, JsonKind kind, const char *error) {
  const JsonValue *value = jsonOf(json);
  return value->kind == kind ? okOf(jsonContentType(kind), value->word)
                             : makeErr(error);
}

} // namespace

extern "C" {

void *snow_json_parse(void *text) {
  countElements(textOf(text).size());
  std::string error;
  JsonValue *json = parseJson(textOf(text), error);
  return json ? makeOk(toWord(json)) : makeErr(error);
}

void *snow_json_encode(void *type, int64_t value) {
  std::string text;
  appendJson(text, static_cast<const snow_type *>(type), value);
  return makeString(text);
}

void *snow_json_decode(void *type, void *text) {
  countElements(textOf(text).size());
  std::string error;
  std::unique_ptr<JsonValue, ReleaseJson> json(parseJson(textOf(text), error));
  int64_t word;
  if (!type || !json ||
      !decodeJson(static_cast<const snow_type *>(type), json.get(), word,
                  error))
    return makeErr(error);
  return makeOk(word);
}

void *snow_row_decode(void *type, void *row) {
  auto *structType = static_cast<const snow_type *>(type);
  std::string error;
  int64_t word;
  if (!structType || structType->kind != SNOW_TYPE_STRUCT ||
      !decodeRow(structType, row ? static_cast<Table *>(row) : emptyTable(),
                 word, error))
    return makeErr(error);
  return makeOk(word);
}

void *snow_json_get(void *json, void *key) {
  const JsonValue *value = jsonOf(json);
  if (value->kind != JsonKind::Object)
    return makeErr("expected Object");
  const JsonValue *member = memberOf(value, key);
  if (!member)
    return makeErr("missing field: " + std::string(textOf(key)));
  return okOf(primitiveType(SNOW_TYPE_JSON), toWord(member));
}

void *snow_json_at(void *json, int64_t index) {
  const JsonValue *value = jsonOf(json);
  if (value->kind != JsonKind::Array)
    return makeErr("expected Array");
  auto items = wordsOf(toPointer<void>(value->word));
  if (static_cast<uint64_t>(index) >= items.size())
    return makeErr("array index " + std::to_string(index) +
                   " out of bounds (length " + std::to_string(items.size()) +
                   ")");
  return okOf(primitiveType(SNOW_TYPE_JSON), items[static_cast<size_t>(index)]);
}

void *snow_json_as_int(void *json) {
  int64_t word;
  return jsonAsInt(jsonOf(json), word) ? makeOk(word) : makeErr("expected Int");
}

void *snow_json_as_float(void *json) {
  int64_t word;
  return jsonAsFloat(jsonOf(json), word) ? makeOk(word)
                                         : makeErr("expected Float");
}

void *snow_json_as_string(void *json) {
  return contentOf(json, JsonKind::String, "expected String");
}

void *snow_json_as_bool(void *json) {
  const JsonValue *value = jsonOf(json);
  return value->kind == JsonKind::Bool ? makeOk(value->word)
                                       : makeErr("expected Bool");
}

void *snow_json_as_list(void *json) {
  return contentOf(json, JsonKind::Array, "expected Array");
}

void *snow_json_as_map(void *json) {
  return contentOf(json, JsonKind::Object, "expected Object");
}

int8_t snow_json_is_null(void *json) {
  return jsonOf(json)->kind == JsonKind::Null;
}

} // extern "C"
