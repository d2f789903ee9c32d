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

static snow_list *newList(size_t count) {
  auto *list = static_cast<snow_list *>(allocateObject(16 + 8 * count));
  list->length = list->capacity = count;
  return list;
}

extern "C" {

void *snow_string_concat(void *a, void *b) {
  std::string_view x = textOf(a), y = textOf(b);
  auto *string = static_cast<snow_string *>(
      allocateObject(sizeof(snow_string) + x.size() + y.size()));
  string->length = x.size() + y.size();
  char *bytes = reinterpret_cast<char *>(string + 1);
  x.copy(bytes, x.size());
  y.copy(bytes + x.size(), y.size());
  return string;
}

void *snow_string_join(void *parts, int64_t count) {
  auto *const *strings = static_cast<void *const *>(parts);
  if (!strings || count < 0 || count > (int64_t(1) << 31))
    count = 0;
  size_t size = 0;
  for (int64_t i = 0; i < count; ++i)
    size += textOf(strings[i]).size();
  auto *string =
      static_cast<snow_string *>(allocateObject(sizeof(snow_string) + size));
  string->length = size;
  char *bytes = reinterpret_cast<char *>(string + 1);
  for (int64_t i = 0; i < count; ++i) {
    std::string_view part = textOf(strings[i]);
    bytes += part.copy(bytes, part.size());
  }
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

void *snow_list_make(void *words, int64_t count) {
  if (!words || count < 0 || count > (int64_t(1) << 31))
    count = 0;
  snow_list *list = newList(static_cast<size_t>(count));
  if (count)
    std::memcpy(list->words, words, 8 * static_cast<size_t>(count));
  return list;
}

void *snow_list_append(void *list, int64_t word) {
  auto *old = static_cast<const snow_list *>(list);
  size_t count = old ? old->length : 0;
  snow_list *result = newList(count + 1);
  if (count)
    std::memcpy(result->words, old->words, 8 * count);
  result->words[count] = word;
  return result;
}

int64_t snow_list_get(void *list, int64_t index) {
  auto *object = static_cast<const snow_list *>(list);
  uint64_t length = object ? object->length : 0;
  if (static_cast<uint64_t>(index) >= length)
    panic("index " + std::to_string(index) + " out of bounds (length " +
          std::to_string(length) + ")");
  return object->words[index];
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
