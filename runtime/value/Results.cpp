//===- Results.cpp - Option and Result objects ----------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/Results.h"

#include "process/ProcessExit.h"
#include "value/Heap.h"
#include "value/Strings.h"

#include <string>

using namespace snow::rt;

static snow_result *makeResult(uint8_t tag, int64_t word) {
  auto *result =
      static_cast<snow_result *>(allocateObject(sizeof(snow_result), "Result"));
  result->tag = tag;
  result->value = word;
  return result;
}

snow_result *snow::rt::makeSome(int64_t word) { return makeResult(0, word); }
snow_result *snow::rt::makeOk(int64_t word) { return makeResult(0, word); }
snow_result *snow::rt::makeErr(std::string_view text) {
  return makeResult(1, toWord(makeString(text)));
}

snow_result *snow::rt::makeNone() {
  struct Static {
    snow_header header;
    snow_result result;
  };
  alignas(16) static Static none = {{SNOW_IMMORTAL, 0}, {1, {0}, 0}};
  return &none.result;
}

void snow::rt::panicIndex(int64_t index, size_t length) {
  panic("index " + std::to_string(index) + " out of bounds (length " +
        std::to_string(length) + ")");
}
