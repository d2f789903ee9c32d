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

snow_string *snow::rt::makeString(std::string_view text) {
  auto *string = static_cast<snow_string *>(
      allocateObject(sizeof(snow_string) + text.size()));
  string->length = text.size();
  if (!text.empty())
    std::memcpy(string + 1, text.data(), text.size());
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
