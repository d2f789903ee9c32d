//===- TextNumbers.cpp - Reading numbers ----------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/TextNumbers.h"

#include <charconv>
#include <cstdlib>
#include <string>

using namespace snow::rt;

/// std::from_chars takes no plus sign; false if a minus follows one.
static bool skipPlus(std::string_view &text) {
  if (!text.starts_with('+'))
    return true;
  text.remove_prefix(1);
  return !text.starts_with('-');
}

bool snow::rt::parseFloat(std::string_view text, double &out) {
  if (!skipPlus(text))
    return false;
  const char *end = text.end();
  auto [at, error] = std::from_chars(text.begin(), end, out);
  // `nan(...)` is none of ours.
  if (at != end || error == std::errc::invalid_argument ||
      text.find('(') != text.npos)
    return false;
  if (error == std::errc::result_out_of_range)
    out = std::strtod(std::string(text).c_str(), nullptr);
  return true;
}

bool snow::rt::parseInt(std::string_view text, int64_t &out) {
  if (!skipPlus(text))
    return false;
  const char *end = text.end();
  auto [at, error] = std::from_chars(text.begin(), end, out);
  return at == end && error == std::errc();
}
