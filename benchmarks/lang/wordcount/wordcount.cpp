//===- wordcount.cpp - Counting 1,000,000 words in a map --------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

static int64_t seed = 42;

static int64_t next() {
  int64_t now = seed;
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return now;
}

// A square of the random number makes some words frequent.
static std::string word() {
  int64_t n = next() / 65536 % 1000;
  return "w" + std::to_string(n * n / 37);
}

static std::string line() {
  std::string text;
  for (int i = 0; i < 1000; ++i) {
    if (i)
      text += ' ';
    text += word();
  }
  return text;
}

int main() {
  std::unordered_map<std::string, int64_t> counts;
  for (int i = 0; i < 1000; ++i) {
    std::string text = line();
    std::string_view rest = text;
    while (!rest.empty()) {
      size_t end = std::min(rest.find(' '), rest.size());
      ++counts[std::string(rest.substr(0, end))];
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  std::vector<std::pair<std::string, int64_t>> sorted(counts.begin(),
                                                      counts.end());
  std::sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  std::printf("%zu\n", sorted.size());
  for (int i = 0; i < 5; ++i)
    std::printf("%s %ld\n", sorted[i].first.c_str(), sorted[i].second);
}
