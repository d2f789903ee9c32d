//===- Trace.h - What happened in a run, line by line -----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SIM_TRACE_H
#define SNOW_RUNTIME_SIM_TRACE_H

#include "mailbox/Message.h"
#include "process/Process.h"
#include "sim/Options.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

namespace snow::rt {
class Runtime;
}

namespace snow::rt::sim {

class Simulation;

/// Written at once, so that a run that is killed leaves all that it did.
class Trace {
public:
  explicit Trace(const Options &options);

  void noteStart(const Simulation &simulation, const Process &process);
  void noteEnd(const Simulation &simulation, const Process &process,
               const Reason &reason);
  void notePush(const Simulation &simulation, uint64_t to,
                const Message &message, bool isDelivered);
  void noteTake(const Simulation &simulation, const Process &process,
                const Message &message);
  void noteName(const Simulation &simulation, std::string_view name,
                uint64_t pid);
  void noteOutput(const Simulation &simulation, std::string_view text);
  void noteProgramEnd(const Simulation &simulation, Runtime &runtime,
                      int64_t status);

  /// `<0.7> worker`, or with a registered name `<0.7> worker "printer"`.
  std::string nameOf(uint64_t pid) const;
  /// The same, filled up to the width of a column.
  std::string padded(uint64_t pid) const;

private:
  /// A line with the time and who did it: the running process, or the clock or
  /// the runtime if there is none.
  void line(const Simulation &simulation, std::string_view text) const;
  std::string takeNumber(const Message &message);

  int fd = -1; // -1: there is no trace.
  /// Functions of processes, while there is a trace also of those that have
  /// ended, and registered names.
  std::map<uint64_t, std::string> functions;
  std::map<uint64_t, std::string> names;
  /// Numbers of messages that are on their way or wait in a mailbox.
  std::unordered_map<const Message *, uint64_t> numbers;
  uint64_t lastNumber = 0;
};

} // namespace snow::rt::sim

#endif // SNOW_RUNTIME_SIM_TRACE_H
