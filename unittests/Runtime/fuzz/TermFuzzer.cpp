//===- TermFuzzer.cpp - Fuzzes the term decoder and validator -------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// The first byte chooses the expected type. Whatever decodes must be valid, and
// must encode and decode again to an equal value.
//
//===----------------------------------------------------------------------===//

#include "snow/Runtime/ABI/Runtime.h"
#include "term/Decoder.h"
#include "term/Encoder.h"
#include "term/Validator.h"
#include "value/Heap.h"
#include "value/Text.h"

#include <cstdlib>

using namespace snow::rt;

namespace {

snow_type anyType = {SNOW_TYPE_ANY, 0, nullptr, nullptr, nullptr, nullptr, 0};
snow_type intType = {SNOW_TYPE_INT, 0, nullptr, nullptr, nullptr, nullptr, 0};
snow_type stringType = {SNOW_TYPE_STRING, 0,       nullptr, nullptr,
                        nullptr,          nullptr, 0};
const snow_type *listChildren[] = {&anyType};
snow_type listType = {SNOW_TYPE_LIST, 1,       nullptr, listChildren,
                      nullptr,        nullptr, 0};
const snow_type *tupleChildren[] = {&intType, &stringType, &listType};
snow_type tupleType = {SNOW_TYPE_TUPLE, 3,       nullptr, tupleChildren,
                       nullptr,         nullptr, 0};
snow_type chainType = {SNOW_TYPE_OPTION, 1,       nullptr, nullptr,
                       nullptr,          nullptr, 0};
const snow_type *chainChildren[] = {&chainType};

const snow_type *const kTypes[] = {&anyType,  &intType,   &stringType,
                                   &listType, &tupleType, &chainType};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  chainType.children = chainChildren;
  if (size == 0)
    return 0;
  const snow_type *type = kTypes[data[0] % (sizeof kTypes / sizeof kTypes[0])];
  ++data;
  --size;
  validateTerm(data, size, TermScope::CrossNode);
  int64_t value;
  if (!decodeTerm(type, data, size, value))
    return 0;
  if (!validateTerm(data, size, TermScope::Local))
    std::abort();
  std::string text, textAgain;
  appendValue(text, type, value, TextForm::Debug);
  std::vector<uint8_t> term;
  int64_t again;
  if (!encodeTerm(type, value, term) ||
      !decodeTerm(type, term.data(), term.size(), again))
    std::abort();
  appendValue(textAgain, type, again, TextForm::Debug);
  if (text != textAgain)
    std::abort();
  releaseWord(type, value);
  releaseWord(type, again);
  return 0;
}
