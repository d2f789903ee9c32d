//===- NumberAbi.cpp - C entries: numbers and ranges ----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process/ProcessExit.h"
#include "process/Reductions.h"
#include "value/Heap.h"
#include "value/Lists.h"

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace snow::rt;

/// Saturates; NaN gives 0.
static int64_t toInt(double x) {
  constexpr double limit = 9223372036854775808.0; // 2^63
  if (std::isnan(x))
    return 0;
  if (x >= limit)
    return INT64_MAX;
  if (x < -limit)
    return INT64_MIN;
  return static_cast<int64_t>(x);
}

static const snow_range &rangeOf(const void *range) {
  static const snow_range empty{0, 0};
  return range ? *static_cast<const snow_range *>(range) : empty;
}

/// May be larger than an Int.
static uint64_t lengthOf(const snow_range &range) {
  return range.end <= range.start ? 0
                                  : static_cast<uint64_t>(range.end) -
                                        static_cast<uint64_t>(range.start);
}

extern "C" {

int64_t snow_math_abs_int(int64_t x) {
  return x < 0 ? static_cast<int64_t>(-static_cast<uint64_t>(x)) : x;
}
double snow_math_abs_float(double x) { return std::fabs(x); }
int64_t snow_math_min_int(int64_t a, int64_t b) { return std::min(a, b); }
int64_t snow_math_max_int(int64_t a, int64_t b) { return std::max(a, b); }
double snow_math_min_float(double a, double b) { return std::fmin(a, b); }
double snow_math_max_float(double a, double b) { return std::fmax(a, b); }
double snow_math_pow(double x, double y) { return std::pow(x, y); }
double snow_math_sqrt(double x) { return std::sqrt(x); }
int64_t snow_math_floor(double x) { return toInt(std::floor(x)); }
int64_t snow_math_ceil(double x) { return toInt(std::ceil(x)); }
int64_t snow_math_round(double x) { return toInt(std::round(x)); }
int64_t snow_float_to_int(double x) { return toInt(x); }
double snow_int_to_float(int64_t n) { return static_cast<double>(n); }

void *snow_range_new(int64_t start, int64_t stop) {
  auto *range = static_cast<snow_range *>(allocateWords(sizeof(snow_range)));
  range->start = start;
  range->end = stop;
  return range;
}

int64_t snow_range_length(void *range) {
  return static_cast<int64_t>(
      std::min<uint64_t>(lengthOf(rangeOf(range)), INT64_MAX));
}

int8_t snow_range_contains(void *range, int64_t number) {
  const snow_range &r = rangeOf(range);
  return number >= r.start && number < r.end;
}

void *snow_range_to_list(void *range) {
  const snow_range &r = rangeOf(range);
  uint64_t length = lengthOf(r);
  if (length > (uint64_t(1) << 40))
    panic("out of memory");
  countElements(length);
  snow_list *list = newList(length);
  list->length = length;
  std::iota(list->data, list->data + length, r.start);
  return list;
}

} // extern "C"
