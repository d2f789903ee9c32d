//===- StringAbi.cpp - C entries: strings ---------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process/ProcessExit.h"
#include "process/Reductions.h"
#include "value/Heap.h"
#include "value/Lists.h"
#include "value/Results.h"
#include "value/Strings.h"
#include "value/TextIndex.h"
#include "value/TextNumbers.h"
#include "value/Unicode.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>

using namespace snow::rt;

namespace {

/// As many scalars are counted at once.
constexpr size_t kNearScalars = 64;

int64_t count(size_t number) { return static_cast<int64_t>(number); }

/// The text itself, or a new object of a part of it.
void *partOf(void *object, std::string_view part) {
  if (object && part.size() == textOf(object).size()) {
    retainObject(object);
    return object;
  }
  return makeString(part);
}

/// What stands at an offset, as a text.
snow_string *scalarText(std::string_view text, size_t at) {
  auto first = static_cast<uint8_t>(text[at]);
  if (first < 0x80)
    return stringOfByte(first);
  return makeString(text.substr(at, scalarAt(text, at).size));
}

size_t findPart(std::string_view text, std::string_view part, size_t from) {
  if (text.size() - from < part.size())
    return text.npos;
  if (part.size() == 1)
    return text.find(part[0], from);
  const void *found = ::memmem(text.data() + from, text.size() - from,
                               part.data(), part.size());
  return found ? static_cast<size_t>(static_cast<const char *>(found) -
                                     text.data())
               : text.npos;
}

} // namespace

extern "C" {

void *snow_string_concat(void *a, void *b) {
  return appendToString(a, {&b, 1});
}

void *snow_string_concat_all(void *first, void *parts, int64_t count) {
  auto **strings = static_cast<void **>(parts);
  if (!strings || count < 0 || count > (int64_t(1) << 31))
    count = 0;
  return appendToString(first, {strings, static_cast<size_t>(count)});
}

void *snow_string_build(void *first, void *parts, int64_t count, int64_t ints) {
  const auto *words = static_cast<const int64_t *>(parts);
  if (!words || count < 0 || count > 64)
    count = 0;
  return buildString(first, {words, static_cast<size_t>(count)},
                     static_cast<uint64_t>(ints));
}

int8_t snow_string_eq(void *a, void *b) {
  std::string_view left = textOf(a), right = textOf(b);
  if (left.size() != right.size())
    return false;
  // Mostly the first byte decides, or there is no other.
  if (left.size() <= 1 || left[0] != right[0])
    return left.empty() || left[0] == right[0];
  return a == b || left == right;
}

int64_t snow_string_compare(void *a, void *b) {
  int c = textOf(a).compare(textOf(b));
  return c < 0 ? -1 : c > 0;
}

void *snow_string_from_int(int64_t value) { return textOfInt(value); }

void *snow_string_from_float(double value) {
  std::string text;
  appendFloat(text, value);
  return makeString(text);
}

int64_t snow_string_length(void *text) { return count(lengthOfText(text)); }

void *snow_string_slice(void *text, int64_t start, int64_t stop) {
  std::string_view whole = textOf(text);
  start = std::max<int64_t>(start, 0);
  if (stop <= start)
    return makeString({});
  if (isKnownAscii(text, static_cast<size_t>(stop - 1))) {
    if (stop - start == 1)
      return scalarText(whole, static_cast<size_t>(start));
    return partOf(text, whole.substr(static_cast<size_t>(start),
                                     static_cast<size_t>(stop - start)));
  }
  size_t from = offsetInText(text, static_cast<size_t>(start));
  auto wanted = static_cast<size_t>(stop - start);
  if (wanted == 1)
    return from < whole.size() ? scalarText(whole, from) : makeString({});
  size_t to = wanted <= kNearScalars
                  ? offsetOfScalar(whole, wanted, from)
                  : offsetInText(text, static_cast<size_t>(stop));
  return partOf(text, whole.substr(from, to - from));
}

void *snow_string_index(void *text, int64_t index) {
  std::string_view whole = textOf(text);
  size_t at =
      index < 0 ? whole.size() : offsetInText(text, static_cast<size_t>(index));
  if (at >= whole.size())
    panicIndex(index, lengthOfText(text));
  return scalarText(whole, at);
}

int64_t snow_string_next(void *text, int64_t offset) {
  std::string_view whole = textOf(text);
  if (offset < 0 || static_cast<uint64_t>(offset) >= whole.size())
    return count(whole.size());
  if (static_cast<uint8_t>(whole[static_cast<size_t>(offset)]) < 0x80)
    return offset + 1;
  return offset + count(scalarAt(whole, static_cast<size_t>(offset)).size);
}

void *snow_string_part(void *text, int64_t start, int64_t stop) {
  std::string_view whole = textOf(text);
  int64_t size = count(whole.size());
  start = std::clamp<int64_t>(start, 0, size);
  stop = std::clamp<int64_t>(stop, start, size);
  return partOf(text, whole.substr(static_cast<size_t>(start),
                                   static_cast<size_t>(stop - start)));
}

int8_t snow_string_contains(void *text, void *part) {
  std::string_view whole = textOf(text);
  countElements(whole.size());
  return findPart(whole, textOf(part), 0) != std::string_view::npos;
}

int8_t snow_string_starts_with(void *text, void *prefix) {
  return textOf(text).starts_with(textOf(prefix));
}

int8_t snow_string_ends_with(void *text, void *suffix) {
  return textOf(text).ends_with(textOf(suffix));
}

void *snow_string_trim(void *text) {
  return partOf(text, trimmed(textOf(text)));
}

void *snow_string_to_upper(void *text) {
  return makeString(toUpper(textOf(text)));
}

void *snow_string_to_lower(void *text) {
  return makeString(toLower(textOf(text)));
}

void *snow_string_replace(void *text, void *old_part, void *new_part) {
  std::string_view whole = textOf(text), from = textOf(old_part),
                   to = textOf(new_part);
  countElements(whole.size());
  std::string out;
  if (from.empty()) {
    for (size_t at = 0; at < whole.size();) {
      size_t size = scalarAt(whole, at).size;
      out += to;
      out += whole.substr(at, size);
      at += size;
    }
    out += to;
    return makeString(out);
  }
  size_t at = 0;
  for (size_t hit; (hit = findPart(whole, from, at)) != whole.npos;
       at = hit + from.size()) {
    out += whole.substr(at, hit - at);
    out += to;
  }
  if (at == 0)
    return partOf(text, whole);
  out += whole.substr(at);
  return makeString(out);
}

void *snow_string_split(void *text, void *separator) {
  std::string_view whole = textOf(text), between = textOf(separator);
  countElements(whole.size());
  snow_list *parts = emptyList();
  auto add = [&](std::string_view part) {
    parts = appendToList(nullptr, parts, toWord(makeString(part)));
  };
  if (between.empty()) {
    add({});
    for (size_t at = 0; at < whole.size();) {
      size_t size = scalarAt(whole, at).size;
      add(whole.substr(at, size));
      at += size;
    }
    add({});
    return parts;
  }
  size_t at = 0;
  for (size_t hit; (hit = findPart(whole, between, at)) != whole.npos;
       at = hit + between.size())
    add(whole.substr(at, hit - at));
  add(whole.substr(at));
  return parts;
}

int64_t snow_string_size(void *text) { return count(textOf(text).size()); }

int64_t snow_string_part_end(void *text, void *separator, int64_t start) {
  std::string_view whole = textOf(text), between = textOf(separator);
  auto from = static_cast<size_t>(start);
  if (from >= whole.size() || between.empty())
    return count(whole.size());
  size_t end = std::min(findPart(whole, between, from), whole.size());
  countElements(end - from);
  return count(end);
}

void *snow_string_join(void *parts, void *separator) {
  std::string_view between = textOf(separator);
  auto words = wordsOf(parts);
  size_t size = words.empty() ? 0 : (words.size() - 1) * between.size();
  for (int64_t word : words)
    size += textOf(toPointer<void>(word)).size();
  countElements(size + words.size());
  snow_string *string = newString(size);
  char *to = bytesOf(string);
  for (size_t i = 0; i != words.size(); ++i) {
    if (i)
      to = copyText(to, between);
    std::string_view part = textOf(toPointer<void>(words[i]));
    to = copyText(to, part);
  }
  return string;
}

void *snow_string_to_int(void *text) {
  int64_t value;
  return parseInt(trimmed(textOf(text)), value) ? makeSome(value) : makeNone();
}

int8_t snow_string_read_int(void *text, void *out) {
  auto &value = *static_cast<int64_t *>(out);
  bool found = parseInt(trimmed(textOf(text)), value);
  if (!found)
    value = 0;
  return found;
}

int8_t snow_string_read_float(void *text, void *out) {
  auto &value = *static_cast<double *>(out);
  bool found = parseFloat(trimmed(textOf(text)), value);
  if (!found)
    value = 0;
  return found;
}

void *snow_string_to_float(void *text) {
  double value;
  return parseFloat(trimmed(textOf(text)), value)
             ? makeSome(std::bit_cast<int64_t>(value))
             : makeNone();
}

} // extern "C"
