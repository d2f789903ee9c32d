//===- Supervisor.h - The supervisor process --------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Semantics: runtime specification, section 8; where it is silent, OTP's
// supervisor behaviour (stdlib, supervisor(3)).
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SUPERVISOR_SUPERVISOR_H
#define SNOW_RUNTIME_SUPERVISOR_SUPERVISOR_H

#include "process/Process.h"
#include "supervisor/Config.h"

#include <string>
#include <string_view>
#include <vector>

namespace snow::rt {

/// Requests to a supervisor are service calls with these tags.
enum class SupervisorRequest : uint64_t {
  Ready,
  StartChild,
  TerminateChild,
  Count,
  Which
};

class Supervisor {
public:
  Supervisor(Process &self, SupervisorConfig config, uint64_t parent)
      : self(self), config(std::move(config)), parent(parent) {}

  /// Starts the children and serves until the supervisor ends, which it does by
  /// throwing ProcessExit.
  [[noreturn]] void run();

private:
  struct Child {
    size_t spec;
    uint64_t pid = kNoPid; // kNoPid: not running.
    std::vector<uint8_t> args;
  };

  void startFirst();
  bool startChild(Child &child, Reason &failure);
  void stopChild(Child &child);
  void stopFrom(size_t first);
  void forgetEnd(uint64_t pid);
  bool waitDown(uint64_t ref, uint64_t deadline);
  void childEnded(uint64_t pid, const Reason &reason);
  void restart(size_t index);
  void countRestart();
  [[noreturn]] void end(Reason reason);
  void handle(Message *message);
  void handleRequest(Message *message);
  void answer(uint64_t caller, uint64_t value, std::string_view text = {});
  std::string describeChildren() const;

  Process &self;
  SupervisorConfig config;
  uint64_t parent;
  std::vector<Child> children;
  std::vector<uint64_t> restarts; // Times, monotonic nanoseconds.
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_SUPERVISOR_SUPERVISOR_H
