//===- ValueAbi.cpp - C entries: values of any type -----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process/ProcessExit.h"
#include "value/Compare.h"
#include "value/Convert.h"
#include "value/Hash.h"
#include "value/Heap.h"
#include "value/Results.h"
#include "value/Strings.h"
#include "value/Text.h"

using namespace snow::rt;

static void *valueText(void *type, int64_t value, TextForm form) {
  std::string text;
  appendValue(text, static_cast<const snow_type *>(type), value, form);
  return makeString(text);
}

extern "C" {

void *snow_value_display(void *type, int64_t value) {
  return valueText(type, value, TextForm::Display);
}

void *snow_value_inspect(void *type, int64_t value) {
  return valueText(type, value, TextForm::Debug);
}

int8_t snow_value_eq(void *type, int64_t a, int64_t b) {
  return equalValues(static_cast<const snow_type *>(type), a, b);
}

int64_t snow_value_compare(void *type, int64_t a, int64_t b) {
  return compareValues(static_cast<const snow_type *>(type), a, b);
}

int64_t snow_value_hash(void *type, int64_t value) {
  return static_cast<int64_t>(
      hashValue(static_cast<const snow_type *>(type), value));
}

int64_t snow_hash_combine(int64_t a, int64_t b) {
  return static_cast<int64_t>(
      combineHashes(static_cast<uint64_t>(a), static_cast<uint64_t>(b)));
}

int8_t snow_any_matches(void *any, void *type) {
  auto *object = static_cast<const snow_any *>(any);
  return object && type &&
         canConvert(object->type, object->value,
                    static_cast<const snow_type *>(type));
}

int64_t snow_any_get(void *any, void *type) {
  auto *object = static_cast<const snow_any *>(any);
  int64_t word;
  if (!object || !type ||
      !convertValue(object->type, object->value,
                    static_cast<const snow_type *>(type), word))
    panic("non-exhaustive match");
  return word;
}

void snow_panic_index(int64_t index, int64_t length) {
  panicIndex(index, static_cast<size_t>(length));
}

int64_t snow_tuple_nth(void *type, void *tuple, int64_t index) {
  auto *tupleType = static_cast<const snow_type *>(type);
  size_t size = tupleType ? tupleType->count : 0;
  if (!tuple || static_cast<uint64_t>(index) >= size)
    panicIndex(index, size);
  return retainWord(tupleType->children[index],
                    static_cast<const int64_t *>(tuple)[index]);
}

} // extern "C"
