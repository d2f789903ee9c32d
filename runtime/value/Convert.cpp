//===- Convert.cpp - Values as values of a type with Any inside -----------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process/ProcessExit.h"
#include "term/Decoder.h"
#include "term/Encoder.h"
#include "value/BuiltinTypes.h"
#include "value/Compare.h"
#include "value/Heap.h"
#include "value/Lists.h"

#include <algorithm>
#include <vector>

using namespace snow::rt;

/// An object like that of the word, its parts still those of the original and
/// not counted; null for what is not built of words alone.
static void *copyShape(const snow_type *type, int64_t word) {
  Children parts = childrenOf(type, word);
  switch (type->kind) {
  case SNOW_TYPE_TUPLE:
  case SNOW_TYPE_STRUCT: {
    auto *copy =
        static_cast<int64_t *>(allocateObject(parts.count * sizeof(int64_t)));
    std::copy_n(parts.words, parts.count, copy);
    return copy;
  }
  case SNOW_TYPE_SUM: {
    auto *copy = static_cast<int64_t *>(
        allocateObject((parts.count + 1) * sizeof(int64_t)));
    copy[0] = toPointer<int64_t>(word)[0];
    std::copy_n(parts.words, parts.count, copy + 1);
    return copy;
  }
  case SNOW_TYPE_OPTION:
  case SNOW_TYPE_RESULT: {
    auto *copy =
        static_cast<snow_result *>(allocateObject(sizeof(snow_result)));
    *copy = *toPointer<snow_result>(word);
    return copy;
  }
  case SNOW_TYPE_LIST:
  case SNOW_TYPE_QUEUE: {
    snow_list *copy = newFilledList(parts.count);
    std::copy_n(parts.words, parts.count, copy->data);
    return copy;
  }
  default:
    return nullptr;
  }
}

/// Borrowed: the word; owned: the result.
static int64_t convert(const snow_type *from, const snow_type *to,
                       int64_t word) {
  if (to->kind == SNOW_TYPE_ANY && from->kind != SNOW_TYPE_ANY) {
    retainWord(from, word);
    return toWord(makeAny(from, word));
  }
  Children parts = childrenOf(from, word);
  if (from->kind != to->kind || equalTypes(from, to) ||
      (parts.count == 0 && from->kind != SNOW_TYPE_MAP &&
       from->kind != SNOW_TYPE_SET)) {
    retainWord(from, word);
    return word;
  }
  if (void *copy = copyShape(from, word)) {
    Children into = childrenOf(to, toWord(copy));
    for (size_t i = 0; i != parts.count; ++i)
      into.words[i] = convert(parts.type(i), into.type(i), parts.words[i]);
    return toWord(copy);
  }
  // Maps and sets are built anew: their keys may hash differently.
  std::vector<uint8_t> term;
  int64_t result = 0;
  if (!encodeTerm(from, word, term) ||
      !decodeTerm(to, term.data(), term.size(), result))
    panic("non-exhaustive match");
  return result;
}

extern "C" int64_t snow_value_convert(void *from, void *to, int64_t value) {
  return convert(static_cast<const snow_type *>(from),
                 static_cast<const snow_type *>(to), value);
}
