//===- Observer.h - The watching of one run ---------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_OBSERVE_OBSERVER_H
#define SNOW_RUNTIME_OBSERVE_OBSERVER_H

#include "observe/Recorder.h"
#include "observe/TraceFile.h"

#include <memory>
#include <string>
#include <vector>

namespace snow::rt {
class Runtime;
}

namespace snow::rt::observe {

/// A row of the table for debuggers, see GdbLayout.cpp.
struct LayoutRow {
  const char *name;
  uint64_t value;
};

} // namespace snow::rt::observe

extern "C" const snow::rt::observe::LayoutRow snow_gdb_layout[];

namespace snow::rt::observe {

/// Reads SNOW_TRACE, SNOW_STATS and SNOW_EVENTS and sets `watched` while it
/// lives. Made before the workers start, gone after they have ended.
class Observer {
public:
  Observer(Runtime &runtime, unsigned workers);
  ~Observer();
  Observer(const Observer &) = delete;
  Observer &operator=(const Observer &) = delete;

  /// Notes an event of the worker.
  void note(unsigned worker, const Event &event);

  /// The table that SNOW_STATS=1 prints at the end.
  std::string statistics() const;

  const Recorder &recorder(unsigned worker) const { return *recorders[worker]; }
  unsigned workers() const { return static_cast<unsigned>(recorders.size()); }

private:
  uint64_t began;
  /// Keeps the table in every program.
  [[maybe_unused]] const LayoutRow *const layout = snow_gdb_layout;
  std::vector<std::unique_ptr<Recorder>> recorders;
  std::unique_ptr<TraceFile> trace;
};

/// Writes the last events of each worker on stderr, if they are kept. Neither
/// allocates nor locks: safe in a handler of SIGSEGV.
void reportRecentEvents();

} // namespace snow::rt::observe

#endif // SNOW_RUNTIME_OBSERVE_OBSERVER_H
