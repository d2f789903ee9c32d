//===- WaitsFor.h - Who waits for whom, and what a standstill is *- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SIM_WAITSFOR_H
#define SNOW_RUNTIME_SIM_WAITSFOR_H

#include "sim/Sim.h"

#include <string>
#include <vector>

namespace snow::rt::sim {

class Trace;

/// What it means that no process can run.
enum class Standstill : uint8_t {
  Rest,      // All that still live wait for messages: the program is over.
  Deadlock,  // Some wait for an answer that cannot come.
  LostWakeup // Something has come for a process that sleeps.
};

class WaitsFor {
public:
  void begin(const Process &process, WaitKind kind, uint64_t on);
  void end(const Process &process);

  /// Called when no process can run: decides what that means and, unless it is
  /// a rest without main, writes the graph on standard error.
  Standstill reportStandstill(Runtime &runtime, const Trace &trace) const;

private:
  struct Wait {
    bool active = false;
    uint64_t on = 0;
    const char *phrase = nullptr;
  };
  Wait waitOf(const Process &process) const;
  /// A line of the graph.
  std::string describe(Runtime &runtime, const Process &process,
                       const Trace &trace) const;
  /// The first circle among the waits; empty if there is none.
  std::vector<const Process *>
  findCycle(Runtime &runtime, const std::vector<const Process *> &live) const;

  std::vector<Wait> waits; // By slot.
};

} // namespace snow::rt::sim

#endif // SNOW_RUNTIME_SIM_WAITSFOR_H
