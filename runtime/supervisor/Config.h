//===- Config.h - The configuration of a supervisor -------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Runtime specification, section 8.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SUPERVISOR_CONFIG_H
#define SNOW_RUNTIME_SUPERVISOR_CONFIG_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace snow::rt {

enum class Strategy : uint8_t {
  OneForOne,
  OneForAll,
  RestForOne,
  SimpleOneForOne
};
enum class Restart : uint8_t { Permanent, Transient, Temporary };

struct ChildSpec {
  std::string name;
  void *start = nullptr;
  void *env = nullptr;
  Restart restart = Restart::Permanent;
  bool brutalKill = false;
  uint64_t shutdownMs = 0;
  bool isSupervisor = false;
};

struct SupervisorConfig {
  Strategy strategy = Strategy::OneForOne;
  uint32_t maxRestarts = 0;
  uint64_t maxSeconds = 0;
  std::vector<ChildSpec> children;
};

/// The environment of start functions of strategy 3 that compiled code has.
/// They do nothing with their arguments but give them to snow_term_decode_args
/// (the conversion of snow.supervisor.start to snow_rt writes it).
inline constexpr uintptr_t kDecodesArguments = 1;

/// False if bytes are missing or left over, or a code is unknown.
bool parseSupervisorConfig(const void *bytes, size_t size,
                           SupervisorConfig &out);

} // namespace snow::rt

#endif // SNOW_RUNTIME_SUPERVISOR_CONFIG_H
