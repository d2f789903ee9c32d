//===- Strings.cpp - String objects and number texts ----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/Strings.h"

#include "value/Heap.h"

#include <charconv>
#include <cmath>
#include <cstring>

using namespace snow::rt;

namespace {
/// Strings of no and of one byte, which are never counted.
struct SmallStrings {
  struct alignas(16) Entry {
    snow_header header{SNOW_IMMORTAL, 0};
    snow_string string{0};
    char bytes[8]{};
  };
  Entry entries[1 + 256];

  SmallStrings() {
    for (unsigned byte = 0; byte != 256; ++byte) {
      entries[1 + byte].string.length = 1;
      entries[1 + byte].bytes[0] = static_cast<char>(byte);
    }
  }
};
SmallStrings smallStrings;
} // namespace

snow_string *snow::rt::newString(size_t size) {
  if (size == 0)
    return &smallStrings.entries[0].string;
  // Whole allocation units, so that the rest is room to grow.
  auto *string = static_cast<snow_string *>(
      allocateWords((sizeof(snow_string) + size + 15) & ~size_t(15)));
  string->length = size;
  return string;
}

snow_string *snow::rt::makeString(std::string_view text) {
  if (text.size() == 1)
    return &smallStrings.entries[1 + static_cast<uint8_t>(text[0])].string;
  snow_string *string = newString(text.size());
  text.copy(bytesOf(string), text.size());
  return string;
}

void *snow::rt::appendToString(void *first, std::span<void *const> others) {
  std::string_view head = textOf(first);
  size_t size = head.size();
  bool unique = first && isUnique(first);
  for (void *other : others) {
    size += textOf(other).size();
    unique &= other != first;
  }
  if (size == head.size())
    return first ? first : newString(0);
  auto *string = static_cast<snow_string *>(first);
  bool grow = !unique || headerOf(first)->size < sizeof(snow_string) + size;
  if (grow) {
    // One that is being built is likely to go on growing.
    snow_string *grown = newString(unique ? size + size / 2 : size);
    head.copy(bytesOf(grown), head.size());
    string = grown;
  }
  char *to = bytesOf(string) + head.size();
  for (void *other : others) {
    std::string_view text = textOf(other);
    to += text.copy(to, text.size());
  }
  string->length = size;
  if (grow)
    releaseObject(first, nullptr);
  return string;
}

void snow::rt::appendFloat(std::string &out, double value) {
  if (std::isnan(value)) {
    out += "NaN";
    return;
  }
  if (std::isinf(value)) {
    out += value < 0 ? "-inf" : "inf";
    return;
  }
  // The longest: a sign, "0." and 17 digits behind 323 zeros; 309 digits.
  char buffer[512];
  auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value,
                                    std::chars_format::fixed);
  if (error == std::errc())
    out.append(buffer, end);
}

void snow::rt::appendInt(std::string &out, int64_t value) {
  char buffer[24];
  auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
  if (error == std::errc())
    out.append(buffer, end);
}

void snow::rt::appendQuoted(std::string &out, std::string_view text) {
  out += '"';
  for (char c : text) {
    switch (c) {
    case '\\':
      out += "\\\\";
      break;
    case '"':
      out += "\\\"";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\t':
      out += "\\t";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\0':
      out += "\\0";
      break;
    default:
      out += c;
    }
  }
  out += '"';
}
