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

bool snow::rt::parseFloat(std::string_view text, double &out) {
  if (!text.empty() && text.front() == '+') {
    text.remove_prefix(1);
    if (!text.empty() && text.front() == '-')
      return false;
  }
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
  if (!text.empty() && text.front() == '+') {
    text.remove_prefix(1);
    if (!text.empty() && text.front() == '-')
      return false;
  }
  const char *end = text.end();
  auto [at, error] = std::from_chars(text.begin(), end, out);
  return at == end && error == std::errc();
}
