//===- Options.h - What a run of the twin is asked for ----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// The settings come from the environment, so that they work alike for a program
// in memory, an executable and a test. `snowc run --runtime=sim` sets them from
// its options.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SIM_OPTIONS_H
#define SNOW_RUNTIME_SIM_OPTIONS_H

#include <cstdint>
#include <string>

namespace snow::rt::sim {

enum class PolicyKind : uint8_t { RandomWalk, Pct };

struct Options {
  /// SNOW_SIM_SEED
  uint64_t seed = 0;
  /// SNOW_SIM_SEEDS=FIRST..END, without END; empty if there is nothing to
  /// search.
  uint64_t firstSeed = 0;
  uint64_t endSeed = 0;
  /// SNOW_SIM_POLICY=random or pct
  PolicyKind policy = PolicyKind::RandomWalk;
  /// SNOW_SIM_DEPTH: how many ordered events a bug is made of (pct).
  uint64_t depth = 3;
  /// SNOW_SIM_STEPS: how long a run is (pct). 0: a search measures it, a single
  /// run takes kDefaultSteps.
  uint64_t steps = 0;
  /// SNOW_SIM_MAX_STEPS: a run that is longer fails. 0: no limit.
  uint64_t maxSteps = 0;
  /// SNOW_SIM_TRACE=1: the trace is written on standard error.
  bool trace = false;
  /// SNOW_SIM_COMMAND and SNOW_SIM_INPUT: how to say a seed to whoever started
  /// this program, before and behind the options. Empty: as environment.
  std::string command;
  std::string input;

  bool isSearch() const { return firstSeed != endSeed; }

  /// Reads the environment; a mistake in it ends the program with status 2.
  static Options fromEnvironment();

  /// The command that runs the seed again.
  std::string replayCommand(const char *program) const;
};

constexpr uint64_t kDefaultSteps = 1000;
/// In a search.
constexpr uint64_t kSearchMaxSteps = 2000000;

} // namespace snow::rt::sim

#endif // SNOW_RUNTIME_SIM_OPTIONS_H
