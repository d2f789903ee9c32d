//===- bench_caf.h - What the CAF programs share --------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Written for CAF 0.17, the one in Debian 12.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_BENCHMARKS_ACTORS_BENCH_CAF_H
#define SNOW_BENCHMARKS_ACTORS_BENCH_CAF_H

#include "caf/all.hpp"

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>

/// Tells the program that measures this one where it is.
inline void mark(const char *text) { std::cerr << text << std::endl; }

/// As many scheduler threads as cores that this process may run on, which is
/// what hardware_concurrency counts.
inline void useAllowedCores(caf::actor_system_config &config) {
  config.set("scheduler.max-threads", std::thread::hardware_concurrency());
}

/// Prints the result and leaves without waiting for actors that are idle.
template <typename T> [[noreturn]] void finish(const T &result) {
  std::cout << result << std::endl;
  std::_Exit(0);
}

#endif // SNOW_BENCHMARKS_ACTORS_BENCH_CAF_H
