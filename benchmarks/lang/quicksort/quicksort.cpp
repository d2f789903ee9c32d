//===- quicksort.cpp - Quicksort of 500,000 numbers -------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <vector>

using List = std::vector<int64_t>;

static List sorted(List xs) {
  if (xs.size() < 2)
    return xs;
  int64_t pivot = xs[xs.size() / 2];
  List smaller, equal, larger;
  std::copy_if(xs.begin(), xs.end(), std::back_inserter(smaller),
               [=](int64_t x) { return x < pivot; });
  std::copy_if(xs.begin(), xs.end(), std::back_inserter(equal),
               [=](int64_t x) { return x == pivot; });
  std::copy_if(xs.begin(), xs.end(), std::back_inserter(larger),
               [=](int64_t x) { return x > pivot; });
  List out = sorted(std::move(smaller));
  out.insert(out.end(), equal.begin(), equal.end());
  larger = sorted(std::move(larger));
  out.insert(out.end(), larger.begin(), larger.end());
  return out;
}

int main() {
  List xs;
  for (int64_t seed = 42; xs.size() < 500000;
       seed = (seed * 1103515245 + 12345) % 2147483648)
    xs.push_back(seed);
  xs = sorted(std::move(xs));
  std::printf("%ld %ld %ld\n", xs.front(), xs[250000], xs.back());
}
