//===- Random.h - The numbers that a seed stands for ------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
// generators", OOPSLA 2014): a few instructions, one word of state, and every
// seed gives another sequence, small ones too.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SIM_RANDOM_H
#define SNOW_RUNTIME_SIM_RANDOM_H

#include <cstdint>

namespace snow::rt::sim {

class Random {
public:
  explicit Random(uint64_t seed) : state(seed) {}

  uint64_t next() {
    uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

  /// A number below the limit, which is not 0.
  uint64_t below(uint64_t limit) {
    return static_cast<uint64_t>(
        (static_cast<unsigned __int128>(next()) * limit) >> 64);
  }

private:
  uint64_t state;
};

} // namespace snow::rt::sim

#endif // SNOW_RUNTIME_SIM_RANDOM_H
