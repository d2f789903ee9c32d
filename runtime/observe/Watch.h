//===- Watch.h - What happens, for whoever watches --------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// The hooks of tracing, statistics and the record of last events. A program
// that nobody watches pays one load and one branch not taken for each.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_OBSERVE_WATCH_H
#define SNOW_RUNTIME_OBSERVE_WATCH_H

#include <cstdint>

namespace snow::rt {

enum WatchBits : uint32_t {
  kWatchTrace = 1,  // SNOW_TRACE=FILE
  kWatchStats = 2,  // SNOW_STATS=1
  kWatchRecent = 4, // SNOW_EVENTS=1
};

/// What is watched. Written while no worker runs.
extern __attribute__((visibility("hidden"))) uint32_t watched;

enum class EventKind : uint8_t {
  Start,      // pid was started by other; what: its function
  End,        // pid has ended
  RunBegin,   // pid begins to run; what: its function
  RunEnd,     // pid leaves the worker
  Send,       // a message for pid by other; what: the message
  Receive,    // pid takes a message; what: the message
  DirectCall, // other calls the idle service pid on its own worker
  Switch,     // the worker has changed stacks
  Steal,      // processes were taken from the worker other
  SleepBegin, // the worker has nothing to do
  SleepEnd,
};
constexpr unsigned kEventKinds = unsigned(EventKind::SleepEnd) + 1;

namespace observe {
/// Notes an event on the calling thread's worker, if it has one.
void record(EventKind kind, uint64_t pid, uint64_t other, const void *what);
} // namespace observe

inline void note(EventKind kind, uint64_t pid, uint64_t other = 0,
                 const void *what = nullptr) {
  if (watched != 0) [[unlikely]]
    observe::record(kind, pid, other, what);
}

} // namespace snow::rt

#endif // SNOW_RUNTIME_OBSERVE_WATCH_H
