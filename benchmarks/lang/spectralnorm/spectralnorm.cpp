//===- spectralnorm.cpp - Spectral norm of a 700 by 700 matrix --*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <vector>

static double a(int64_t i, int64_t j) {
  return 1.0 / static_cast<double>((i + j) * (i + j + 1) / 2 + i + 1);
}

static std::vector<double> times(const std::vector<double> &u) {
  int64_t size = static_cast<int64_t>(u.size());
  std::vector<double> between(u.size()), out(u.size());
  for (int64_t i = 0; i < size; ++i) {
    double sum = 0;
    for (int64_t j = 0; j < size; ++j)
      sum += a(i, j) * u[j];
    between[i] = sum;
  }
  for (int64_t i = 0; i < size; ++i) {
    double sum = 0;
    for (int64_t j = 0; j < size; ++j)
      sum += a(j, i) * between[j];
    out[i] = sum;
  }
  return out;
}

static double dot(const std::vector<double> &a, const std::vector<double> &b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i)
    sum += a[i] * b[i];
  return sum;
}

int main() {
  std::vector<double> u(700, 1.0);
  for (int n = 0; n < 9; ++n)
    u = times(times(u));
  std::vector<double> v = times(u), w = times(v);
  std::printf("%lld\n", std::llround(std::sqrt(dot(v, w) / dot(v, v)) * 1e9));
}
