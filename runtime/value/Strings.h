//===- Strings.h - String objects and number texts --------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_STRINGS_H
#define SNOW_RUNTIME_VALUE_STRINGS_H

#include "snow/Runtime/ABI/Runtime.h"

#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace snow::rt {

/// Strings of no and of one byte, which are never counted.
struct SmallStrings {
  struct alignas(16) Entry {
    snow_header header{SNOW_IMMORTAL, 0};
    snow_string string{0};
    char bytes[8]{};
  };
  Entry entries[1 + 256];

  constexpr SmallStrings() {
    for (unsigned byte = 0; byte != 256; ++byte) {
      entries[1 + byte].string.length = 1;
      entries[1 + byte].bytes[0] = static_cast<char>(byte);
    }
  }
};
extern SmallStrings smallStrings;

inline snow_string *stringOfByte(uint8_t byte) {
  return &smallStrings.entries[1 + byte].string;
}

/// A new String object; the caller owns it.
snow_string *makeString(std::string_view text);

/// The decimal digits of an Int.
snow_string *textOfInt(int64_t value);

/// A new String object of `size` bytes that are to be written.
snow_string *newString(size_t size);

inline char *bytesOf(snow_string *string) {
  return reinterpret_cast<char *>(string + 1);
}

/// `first` followed by the other Strings. The caller's reference to first is
/// consumed; if nothing else holds it, it grows in place, amortised.
void *appendToString(void *first, std::span<void *const> others);

/// As appendToString, of words: Strings, and Ints where a bit of `ints` is set.
/// At most 64.
void *buildString(void *first, std::span<const int64_t> words, uint64_t ints);

/// Copies a text that is mostly short; the place behind it.
inline char *copyText(char *to, std::string_view text) {
  const char *from = text.data();
  size_t size = text.size();
  // Two words that overlap.
  if (size >= 8 && size <= 16) {
    uint64_t first, last;
    std::memcpy(&first, from, 8);
    std::memcpy(&last, from + size - 8, 8);
    std::memcpy(to, &first, 8);
    std::memcpy(to + size - 8, &last, 8);
  } else if (size >= 4 && size < 8) {
    uint32_t first, last;
    std::memcpy(&first, from, 4);
    std::memcpy(&last, from + size - 4, 4);
    std::memcpy(to, &first, 4);
    std::memcpy(to + size - 4, &last, 4);
  } else if (size < 4) {
    if (size) {
      to[0] = from[0];
      to[size / 2] = from[size / 2];
      to[size - 1] = from[size - 1];
    }
  } else {
    std::memcpy(to, from, size);
  }
  return to + size;
}

/// The bytes of a String object; null is the empty string.
inline std::string_view textOf(const void *object) {
  if (!object)
    return {};
  const auto *string = static_cast<const snow_string *>(object);
  return {reinterpret_cast<const char *>(string + 1), string->length};
}

/// (pointer, length) parameters as a text; false if they are not one.
inline bool textOf(const void *bytes, int64_t length, std::string_view &out) {
  if (length < 0 || length > (int64_t(1) << 31) || (!bytes && length))
    return false;
  out = {static_cast<const char *>(bytes), static_cast<size_t>(length)};
  return true;
}

/// Shortest positional digits that read back equal.
void appendFloat(std::string &out, double value);
void appendInt(std::string &out, int64_t value);
/// `"..."` with the escapes of Debug.
void appendQuoted(std::string &out, std::string_view text);

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_STRINGS_H
