//===- Strings.cpp - String objects and number texts ----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/Strings.h"

#include "process/Reductions.h"
#include "value/Heap.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
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
      allocateWords((sizeof(snow_string) + size + 15) & ~size_t(15), "String"));
  string->length = size;
  return string;
}

snow_string *snow::rt::makeString(std::string_view text) {
  countElements(text.size());
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
  countElements(grow ? size : size - head.size());
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
  if (value == 0) {
    out += std::signbit(value) ? "-0" : "0";
    return;
  }
  // The shortest digits that read back equal, as D.DDDe+XX.
  char buffer[40];
  auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value,
                                    std::chars_format::scientific);
  if (error != std::errc())
    return;
  std::string_view text(buffer, static_cast<size_t>(end - buffer));
  if (text.front() == '-') {
    out += '-';
    text.remove_prefix(1);
  }
  size_t mark = text.find('e');
  // The exponent has a sign, and reading takes no plus.
  const char *exponentAt = text.begin() + mark + 1;
  if (*exponentAt == '+')
    ++exponentAt;
  int exponent = 0;
  std::from_chars(exponentAt, end, exponent);
  std::string digits(text.substr(0, 1));
  if (mark > 2)
    digits += text.substr(2, mark - 2);
  int point = exponent + 1; // Digits in front of the point.
  auto count = static_cast<int>(digits.size());
  if (point <= 0) {
    out += "0.";
    out.append(static_cast<size_t>(-point), '0');
    out += digits;
  } else if (point >= count) {
    out += digits;
    out.append(static_cast<size_t>(point - count), '0');
  } else {
    out.append(digits, 0, static_cast<size_t>(point));
    out += '.';
    out.append(digits, static_cast<size_t>(point));
  }
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
