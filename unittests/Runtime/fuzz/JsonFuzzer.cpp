//===- JsonFuzzer.cpp - Fuzzes the JSON decoder ---------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// The first byte chooses a type to read the text as. What parses must print as
// a text that parses to the same text again, and nothing may be left over.
//
//===----------------------------------------------------------------------===//

#include "snow/Runtime/ABI/Runtime.h"
#include "value/BuiltinTypes.h"
#include "value/Heap.h"
#include "json/Decoder.h"
#include "json/Encoder.h"
#include "json/Parser.h"

#include <cstdlib>
#include <string>
#include <string_view>

using namespace snow::rt;

namespace {

const snow_type *primitive(snow_type_kind kind) { return primitiveType(kind); }

snow_type make(uint32_t kind, uint32_t count, const snow_type *const *children,
               const void *const *names = nullptr, const void *name = nullptr) {
  return {kind, count, name, children, names, nullptr, 0};
}

/// Option<Int>, List<String>, Map<String, Float>, a struct of these and a sum.
struct Types {
  const snow_type *number = primitive(SNOW_TYPE_INT);
  const snow_type *text = primitive(SNOW_TYPE_STRING);
  const snow_type *entry[2] = {text, primitive(SNOW_TYPE_FLOAT)};
  snow_type option = make(SNOW_TYPE_OPTION, 1, &number);
  snow_type list = make(SNOW_TYPE_LIST, 1, &text);
  snow_type map = make(SNOW_TYPE_MAP, 2, entry);
  const snow_type *fields[3] = {&option, &list, &map};
  const void *names[3] = {staticString("o"), staticString("l"),
                          staticString("m")};
  snow_type record = make(SNOW_TYPE_STRUCT, 3, fields, names);
  snow_type leaf =
      make(SNOW_TYPE_TUPLE, 0, nullptr, nullptr, staticString("L"));
  const snow_type *branches[2] = {&sum, &record};
  snow_type node =
      make(SNOW_TYPE_TUPLE, 2, branches, nullptr, staticString("N"));
  const snow_type *variants[2] = {&leaf, &node};
  snow_type sum = make(SNOW_TYPE_SUM, 2, variants);
};

std::string encode(const snow_type *type, int64_t word) {
  std::string text;
  appendJson(text, type, word);
  return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static Types types;
  static const snow_type *const json = primitive(SNOW_TYPE_JSON);
  if (size == 0)
    return 0;
  const snow_type *const choices[] = {json, &types.record, &types.sum,
                                      &types.map};
  const snow_type *type = choices[data[0] % 4];
  std::string_view text(reinterpret_cast<const char *>(data + 1), size - 1);
  int64_t before = liveObjects();
  std::string error;
  JsonValue *value = parseJson(text, error);
  if (value) {
    std::string printed = encode(json, toWord(value));
    JsonValue *again = parseJson(printed, error);
    if (!again || encode(json, toWord(again)) != printed)
      std::abort();
    int64_t word;
    if (decodeJson(type, value, word, error)) {
      std::string typed = encode(type, word);
      releaseWord(type, word);
      JsonValue *back = parseJson(typed, error);
      if (!back)
        std::abort();
      if (decodeJson(type, back, word, error)) {
        if (encode(type, word) != typed)
          std::abort();
        releaseWord(type, word);
      } else if (typed.find("null") == std::string::npos) {
        // Only a Float too large for a finite value, which prints as null,
        // does not come back.
        std::abort();
      }
      releaseObject(back, json);
    }
    releaseObject(again, json);
    releaseObject(value, json);
  }
  if (liveObjects() != before)
    std::abort();
  return 0;
}
