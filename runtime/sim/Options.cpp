//===- Options.cpp - What a run of the twin is asked for ------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sim/Options.h"

#include "platform/Fatal.h"

#include <charconv>
#include <cstdlib>
#include <string_view>
#include <unistd.h>

using namespace snow::rt;
using namespace snow::rt::sim;

namespace {

[[noreturn]] void refuse(const char *name, std::string_view value,
                         const char *wanted) {
  report("sim: " + std::string(name) + "=" + std::string(value) + ": " +
         wanted);
  ::_exit(2);
}

bool parse(std::string_view text, uint64_t &out) {
  const char *begin = text.data(), *end = begin + text.size();
  auto [at, error] = std::from_chars(begin, end, out);
  return error == std::errc() && at == end;
}

void read(const char *name, uint64_t &out) {
  const char *value = std::getenv(name);
  if (value && *value && !parse(value, out))
    refuse(name, value, "not a number");
}

std::string text(const char *name) {
  const char *value = std::getenv(name);
  return value ? value : "";
}

} // namespace

Options Options::fromEnvironment() {
  Options options;
  read("SNOW_SIM_SEED", options.seed);
  read("SNOW_SIM_DEPTH", options.depth);
  read("SNOW_SIM_STEPS", options.steps);
  read("SNOW_SIM_MAX_STEPS", options.maxSteps);
  if (std::string range = text("SNOW_SIM_SEEDS"); !range.empty()) {
    std::string_view view = range;
    size_t dots = view.find("..");
    if (dots == view.npos || !parse(view.substr(0, dots), options.firstSeed) ||
        !parse(view.substr(dots + 2), options.endSeed) ||
        options.firstSeed >= options.endSeed)
      refuse("SNOW_SIM_SEEDS", range, "not a range FIRST..END");
    if (options.maxSteps == 0)
      options.maxSteps = kSearchMaxSteps;
  }
  if (std::string policy = text("SNOW_SIM_POLICY"); policy == "pct")
    options.policy = PolicyKind::Pct;
  else if (!policy.empty() && policy != "random")
    refuse("SNOW_SIM_POLICY", policy, "there are random and pct");
  if (options.depth == 0)
    refuse("SNOW_SIM_DEPTH", "0", "the least depth is 1");
  options.trace = text("SNOW_SIM_TRACE") == "1";
  options.command = text("SNOW_SIM_COMMAND");
  options.input = text("SNOW_SIM_INPUT");
  return options;
}

std::string Options::replayCommand(const char *program) const {
  std::string line = command;
  bool asOptions = !command.empty();
  auto add = [&](const char *option, const char *variable,
                 const std::string &value) {
    if (!line.empty())
      line += ' ';
    line += asOptions ? option : variable;
    line += '=' + value;
  };
  add("--seed", "SNOW_SIM_SEED", std::to_string(seed));
  if (policy == PolicyKind::Pct) {
    add("--policy", "SNOW_SIM_POLICY", "pct");
    add("--depth", "SNOW_SIM_DEPTH", std::to_string(depth));
    add("--steps", "SNOW_SIM_STEPS", std::to_string(steps));
  }
  // The limit of a search is not a program's.
  if (maxSteps && maxSteps != kSearchMaxSteps)
    add("--max-steps", "SNOW_SIM_MAX_STEPS", std::to_string(maxSteps));
  return line + ' ' + (asOptions ? input : program ? program : "PROGRAM");
}
