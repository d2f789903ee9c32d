//===- ValueAbi.cpp - C entries: values, input and output -----------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "platform/Fatal.h"
#include "process/ProcessExit.h"
#include "sched/Runtime.h"
#include "value/Compare.h"
#include "value/Heap.h"
#include "value/Strings.h"
#include "value/Text.h"

#include <cstring>

using namespace snow::rt;

static void *valueText(void *type, int64_t value, TextForm form) {
  std::string text;
  appendValue(text, static_cast<const snow_type *>(type), value, form);
  return makeString(text);
}

extern "C" {

void *snow_string_concat(void *a, void *b) {
  return snow_string_concat_all(a, &b, 1);
}

void *snow_string_concat_all(void *first, void *parts, int64_t count) {
  auto *const *strings = static_cast<void *const *>(parts);
  if (!strings || count < 0 || count > (int64_t(1) << 31))
    count = 0;
  std::string_view head = textOf(first);
  size_t size = head.size();
  for (int64_t i = 0; i < count; ++i)
    size += textOf(strings[i]).size();
  auto *string =
      static_cast<snow_string *>(allocateObject(sizeof(snow_string) + size));
  string->length = size;
  char *bytes = reinterpret_cast<char *>(string + 1);
  bytes += head.copy(bytes, head.size());
  for (int64_t i = 0; i < count; ++i) {
    std::string_view part = textOf(strings[i]);
    bytes += part.copy(bytes, part.size());
  }
  releaseObject(first, nullptr);
  return string;
}

int8_t snow_string_eq(void *a, void *b) { return textOf(a) == textOf(b); }

int64_t snow_string_compare(void *a, void *b) {
  int c = textOf(a).compare(textOf(b));
  return c < 0 ? -1 : c > 0;
}

void *snow_string_from_int(int64_t value) {
  std::string text;
  appendInt(text, value);
  return makeString(text);
}

void *snow_string_from_float(double value) {
  std::string text;
  appendFloat(text, value);
  return makeString(text);
}

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

void snow_io_print(void *text) {
  if (Runtime *rt = runtime())
    rt->output.append(textOf(text), /*newline=*/false);
}

void snow_io_println(void *text) {
  if (Runtime *rt = runtime())
    rt->output.append(textOf(text), /*newline=*/true);
}

void snow_io_eprintln(void *text) {
  std::string line(textOf(text));
  line += '\n';
  writeError(line);
}

} // extern "C"
