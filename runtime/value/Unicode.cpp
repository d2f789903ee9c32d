//===- Unicode.cpp - Scalars, white space and case ------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/Unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstring>

using namespace snow::rt;

namespace {

/// A scalar whose upper-case form has several.
struct SpecialCase {
  int32_t scalar;
  const char *upper; // UTF-8
};
/// From SpecialCasing.txt of the Unicode character database, unconditional
/// mappings; in order.
constexpr SpecialCase kSpecialUpper[] = {
#include "value/SpecialUpper.inc"
};

constexpr int32_t kCapitalSigma = 0x3A3;
constexpr int32_t kDottedCapitalI = 0x130;

/// The size of the sequence that begins at a byte: 1 for a byte that begins
/// none that is well-formed (Unicode, table 3-7).
size_t sequenceSize(std::string_view text, size_t at) {
  auto byte = [&](size_t i) { return static_cast<uint8_t>(text[at + i]); };
  auto goesOn = [&](size_t i) { return (byte(i) & 0xC0) == 0x80; };
  uint8_t first = byte(0);
  size_t left = text.size() - at;
  if (first < 0xC2)
    return 1;
  if (first < 0xE0)
    return left >= 2 && goesOn(1) ? 2 : 1;
  if (first < 0xF0) {
    if (left < 3 || !goesOn(1) || !goesOn(2))
      return 1;
    // No overlong forms, no surrogates.
    bool isGood = first == 0xE0   ? byte(1) >= 0xA0
                  : first == 0xED ? byte(1) < 0xA0
                                  : true;
    return isGood ? 3 : 1;
  }
  if (first > 0xF4 || left < 4 || !goesOn(1) || !goesOn(2) || !goesOn(3))
    return 1;
  bool isGood = first == 0xF0   ? byte(1) >= 0x90
                : first == 0xF4 ? byte(1) < 0x90
                                : true;
  return isGood ? 4 : 1;
}

void appendScalar(std::string &out, int32_t scalar) {
  utf8proc_uint8_t bytes[4];
  auto size = utf8proc_encode_char(scalar, bytes);
  out.append(reinterpret_cast<const char *>(bytes), static_cast<size_t>(size));
}

/// The Unicode property Cased, but for modifier letters, which are skipped.
bool isCased(int32_t scalar) {
  switch (utf8proc_category(scalar)) {
  case UTF8PROC_CATEGORY_LU:
  case UTF8PROC_CATEGORY_LL:
  case UTF8PROC_CATEGORY_LT:
    return true;
  default:
    break;
  }
  auto in = [scalar](int32_t first, int32_t last) {
    return scalar >= first && scalar <= last;
  };
  // Ordinal indicators, Roman numerals, letters in circles and boxes.
  return scalar == 0xAA || scalar == 0xBA || in(0x2160, 0x217F) ||
         in(0x24B6, 0x24E9) || in(0x1F130, 0x1F149) || in(0x1F150, 0x1F169) ||
         in(0x1F170, 0x1F189);
}

bool isCaseIgnorable(int32_t scalar) {
  switch (utf8proc_category(scalar)) {
  case UTF8PROC_CATEGORY_MN:
  case UTF8PROC_CATEGORY_ME:
  case UTF8PROC_CATEGORY_CF:
  case UTF8PROC_CATEGORY_LM:
  case UTF8PROC_CATEGORY_SK:
    return true;
  default:
    break;
  }
  // What may stand within a word: apostrophes, full stops, colons, middle dots.
  constexpr int32_t withinWords[] = {
      '\'',   '.',    ':',    0xB7,   0x387,  0x55F,  0x5F4,  0x2018, 0x2019,
      0x2024, 0x2027, 0xFE13, 0xFE52, 0xFE55, 0xFF07, 0xFF0E, 0xFF1A};
  return std::find(std::begin(withinWords), std::end(withinWords), scalar) !=
         std::end(withinWords);
}

/// Whether the sigma at `at` ends a word: a cased letter in front of it, none
/// behind, case-ignorable ones between them skipped.
bool isFinalSigma(std::string_view text, size_t at, size_t size) {
  size_t before = at;
  bool cased = false;
  while (before) {
    size_t start = before - 1;
    while (start && (static_cast<uint8_t>(text[start]) & 0xC0) == 0x80)
      --start;
    Scalar scalar = scalarAt(text, start);
    if (scalar.value < 0)
      return false;
    if (!isCaseIgnorable(scalar.value)) {
      cased = isCased(scalar.value);
      break;
    }
    before = start;
  }
  if (!cased)
    return false;
  for (size_t next = at + size; next < text.size();) {
    Scalar scalar = scalarAt(text, next);
    if (scalar.value < 0)
      return true;
    if (!isCaseIgnorable(scalar.value))
      return !isCased(scalar.value);
    next += scalar.size;
  }
  return true;
}

bool isWhiteSpace(int32_t scalar) {
  if (scalar < 0x80)
    return scalar == ' ' || (scalar >= 9 && scalar <= 13);
  switch (utf8proc_category(scalar)) {
  case UTF8PROC_CATEGORY_ZS:
  case UTF8PROC_CATEGORY_ZL:
  case UTF8PROC_CATEGORY_ZP:
    return true;
  default:
    return scalar == 0x85;
  }
}

} // namespace

Scalar snow::rt::scalarAt(std::string_view text, size_t offset) {
  auto first = static_cast<uint8_t>(text[offset]);
  if (first < 0x80)
    return {first, 1};
  utf8proc_int32_t scalar;
  // Strict: no surrogates, no overlong forms.
  auto size = utf8proc_iterate(
      reinterpret_cast<const utf8proc_uint8_t *>(text.data() + offset),
      static_cast<utf8proc_ssize_t>(std::min<size_t>(text.size() - offset, 4)),
      &scalar);
  if (size <= 0)
    return {-1, 1};
  return {scalar, static_cast<size_t>(size)};
}

size_t snow::rt::asciiPrefix(std::string_view text, size_t from) {
  size_t at = from;
  for (uint64_t word; at + 8 <= text.size(); at += 8) {
    std::memcpy(&word, text.data() + at, 8);
    if (word & 0x8080808080808080)
      break;
  }
  return at - from;
}

size_t snow::rt::countScalars(std::string_view text) {
  size_t count = 0;
  for (size_t at = 0; at < text.size();) {
    size_t ascii = asciiPrefix(text, at);
    at += ascii;
    count += ascii;
    // Those that begin among the eight bytes that stopped it.
    for (size_t stop = std::min(at + 8, text.size()); at < stop; ++count)
      at += sequenceSize(text, at);
  }
  return count;
}

size_t snow::rt::offsetOfScalar(std::string_view text, size_t number,
                                size_t from) {
  size_t at = from;
  while (number && at < text.size()) {
    // Not beyond what is asked for: the rest of the text may be long.
    size_t ascii = asciiPrefix(
        text.substr(0, at + std::min(number, text.size() - at)), at);
    at += ascii;
    number -= ascii;
    for (size_t stop = std::min(at + 8, text.size()); number && at < stop;
         --number)
      at += sequenceSize(text, at);
  }
  return at;
}

/// Whether a byte is ASCII and no white space.
static bool isPlain(char c) { return c > ' ' && c < 0x7F; }

std::string_view snow::rt::trimmed(std::string_view text) {
  if (!text.empty() && isPlain(text.front()) && isPlain(text.back()))
    return text;
  while (!text.empty()) {
    Scalar scalar = scalarAt(text, 0);
    if (scalar.value < 0 || !isWhiteSpace(scalar.value))
      break;
    text.remove_prefix(scalar.size);
  }
  while (!text.empty()) {
    size_t start = text.size() - 1;
    while (start && text.size() - start < 4 &&
           (static_cast<uint8_t>(text[start]) & 0xC0) == 0x80)
      --start;
    Scalar scalar = scalarAt(text, start);
    if (scalar.value < 0 || start + scalar.size != text.size() ||
        !isWhiteSpace(scalar.value))
      break;
    text = text.substr(0, start);
  }
  return text;
}

/// The text with every scalar changed: ASCII letters by `ascii`, others by
/// `other(out, scalar, at)`; bytes that are none stay.
template <typename Ascii, typename Other>
static std::string mapScalars(std::string_view text, Ascii ascii, Other other) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    Scalar scalar = scalarAt(text, at);
    if (scalar.value < 0)
      out += text[at];
    else if (scalar.value < 0x80)
      out += ascii(text[at]);
    else
      other(out, scalar, at);
    at += scalar.size;
  }
  return out;
}

std::string snow::rt::toUpper(std::string_view text) {
  auto ascii = [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  };
  return mapScalars(text, ascii, [](std::string &out, Scalar scalar, size_t) {
    const auto *special = std::lower_bound(
        std::begin(kSpecialUpper), std::end(kSpecialUpper), scalar.value,
        [](const SpecialCase &a, int32_t b) { return a.scalar < b; });
    if (special != std::end(kSpecialUpper) && special->scalar == scalar.value)
      out += special->upper;
    else
      appendScalar(out, utf8proc_toupper(scalar.value));
  });
}

std::string snow::rt::toLower(std::string_view text) {
  auto ascii = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  };
  return mapScalars(text, ascii,
                    [text](std::string &out, Scalar scalar, size_t at) {
                      if (scalar.value == kDottedCapitalI)
                        out += "i\xCC\x87"; // With a combining dot above.
                      else if (scalar.value == kCapitalSigma &&
                               isFinalSigma(text, at, scalar.size))
                        appendScalar(out, 0x3C2);
                      else
                        appendScalar(out, utf8proc_tolower(scalar.value));
                    });
}
