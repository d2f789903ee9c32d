//===- strings.cpp - A text of 2,000,000 numbers, appended ------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

int main() {
  std::string text;
  for (int64_t i = 0; i < 2000000; ++i) {
    text += std::to_string(i * 7919 % 10007);
    text += ',';
  }
  // Scalars, not bytes: those that do not go on with one.
  std::printf("%ld\n", std::count_if(text.begin(), text.end(), [](char c) {
                return (c & 0xC0) != 0x80;
              }));
  int64_t sum = 0;
  std::string_view rest = text;
  while (!rest.empty()) {
    size_t end = std::min(rest.find(','), rest.size());
    int64_t n = 0;
    std::from_chars(rest.data(), rest.data() + end, n);
    sum += n;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::printf("%ld\n", sum);
}
