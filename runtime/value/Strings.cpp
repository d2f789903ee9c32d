//===- Strings.cpp - String objects and number texts ----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/Strings.h"

#include "process/Reductions.h"
#include "value/Heap.h"
#include "value/TextIndex.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>

using namespace snow::rt;

constinit SmallStrings snow::rt::smallStrings;

/// Whole allocation units, so that the rest is room to grow.
static size_t objectSize(size_t size) {
  return (sizeof(snow_string) + size + 15) & ~size_t(15);
}

snow_string *snow::rt::newString(size_t size) {
  if (size == 0)
    return &smallStrings.entries[0].string;
  auto *string =
      static_cast<snow_string *>(allocateWords(objectSize(size), "String"));
  string->length = size;
  return string;
}

snow_string *snow::rt::makeString(std::string_view text) {
  countElements(text.size());
  if (text.size() == 1)
    return stringOfByte(static_cast<uint8_t>(text[0]));
  snow_string *string = newString(text.size());
  copyText(bytesOf(string), text);
  return string;
}

/// A unique string, with room for `size` bytes and for more: one that is being
/// built is likely to go on growing.
static __attribute__((noinline)) snow_string *makeRoom(void *string,
                                                       size_t size) {
  if (sizeOfText(string) >= sizeof(snow_string) + size)
    return static_cast<snow_string *>(string); // It only has an index.
  dropTextIndex(string);
  return static_cast<snow_string *>(
      growObject(string, objectSize(size + size / 2), "String"));
}

/// A string that begins with `first` and has room for `size` bytes, which are
/// its length from now on. In place, amortised, if nothing else holds it and
/// `mayGrow`; `first` is null then, else its reference is left to be released
/// when it is not read any more. Null stands for the empty string.
static inline snow_string *extend(void *&first, size_t size, bool mayGrow) {
  auto *string = static_cast<snow_string *>(first);
  size_t oldSize = textOf(first).size();
  if (first && mayGrow && isUnique(first)) {
    countElements(size - oldSize);
    // The mark of an index makes the room negative.
    if (static_cast<int64_t>(headerOf(first)->size) <
        static_cast<int64_t>(sizeof(snow_string) + size)) [[unlikely]]
      string = makeRoom(first, size);
    string->length = size;
    first = nullptr;
    return string;
  }
  countElements(size);
  string = newString(size);
  copyText(bytesOf(string), textOf(first));
  return string;
}

/// As extend, with the bytes behind the first `oldSize` written by `write`.
template <typename Write>
static inline void *extendBy(void *first, size_t oldSize, size_t size,
                             bool mayGrow, Write &&write) {
  if (size == oldSize)
    return first ? first : newString(0);
  snow_string *string = extend(first, size, mayGrow);
  write(bytesOf(string) + oldSize);
  releaseObject(first, nullptr);
  return string;
}

void *snow::rt::appendToString(void *first, std::span<void *const> others) {
  size_t oldSize = textOf(first).size(), size = oldSize;
  bool mayGrow = true;
  for (void *other : others) {
    size += textOf(other).size();
    mayGrow &= other != first;
  }
  return extendBy(first, oldSize, size, mayGrow, [&](char *to) {
    for (void *other : others)
      to = copyText(to, textOf(other));
  });
}

namespace {
/// The decimal digits of a number and its sign, at the end of a buffer.
struct Digits {
  char buffer[20]; // Those of the least Int.
  uint8_t begin;

  explicit Digits(int64_t value) {
    static constexpr auto pairs = [] {
      std::array<char, 200> all{};
      for (size_t i = 0; i != 100; ++i) {
        all[2 * i] = static_cast<char>('0' + i / 10);
        all[2 * i + 1] = static_cast<char>('0' + i % 10);
      }
      return all;
    }();
    char *at = std::end(buffer);
    auto rest = static_cast<uint64_t>(value);
    if (value < 0)
      rest = 0 - rest;
    for (; rest >= 100; rest /= 100)
      std::memcpy(at -= 2, &pairs[2 * (rest % 100)], 2);
    if (rest >= 10)
      std::memcpy(at -= 2, &pairs[2 * rest], 2);
    else
      *--at = static_cast<char>('0' + rest);
    if (value < 0)
      *--at = '-';
    begin = static_cast<uint8_t>(at - buffer);
  }
  std::string_view text() const {
    return std::string_view(buffer, sizeof buffer).substr(begin);
  }
};
} // namespace

void *snow::rt::buildString(void *first, std::span<const int64_t> words,
                            uint64_t ints) {
  size_t oldSize = textOf(first).size(), size = oldSize;
  bool mayGrow = true;
  union Texts { // Not set before it is used.
    Texts() {}
    Digits digits[64];
  } texts;
  size_t used = 0;
  for (size_t i = 0; i != words.size(); ++i) {
    if (ints >> i & 1) {
      size += std::construct_at(&texts.digits[used++], words[i])->text().size();
      continue;
    }
    const void *other = toPointer<void>(words[i]);
    size += textOf(other).size();
    mayGrow &= other != first;
  }
  return extendBy(first, oldSize, size, mayGrow, [&](char *to) {
    used = 0;
    for (size_t i = 0; i != words.size(); ++i)
      to = copyText(to, ints >> i & 1 ? texts.digits[used++].text()
                                      : textOf(toPointer<void>(words[i])));
  });
}

snow_string *snow::rt::textOfInt(int64_t value) {
  return makeString(Digits(value).text());
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
