//===- Recorder.h - A worker's events ---------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_OBSERVE_RECORDER_H
#define SNOW_RUNTIME_OBSERVE_RECORDER_H

#include "observe/Watch.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace snow::rt::observe {

struct Event {
  uint64_t time; // Nanoseconds of the monotonic clock.
  uint64_t pid;
  uint64_t other;
  const void *what;
  EventKind kind;
};

/// Events kept for the report of a crash, per worker.
constexpr size_t kRecentEvents = 32;
/// Events that a worker collects before they go to the trace file.
constexpr size_t kTraceBatch = 16 * 1024;

/// Written by its worker alone. Only `recent` is read by others, when the
/// program has crashed and nothing is certain any more.
struct Recorder {
  std::array<Event, kRecentEvents> recent{};
  /// How many events there were. Atomic for the reader in a signal handler.
  std::atomic<uint64_t> total{0};
  std::array<uint64_t, kEventKinds> counts{};
  uint64_t asleep = 0; // Nanoseconds.
  uint64_t sleepBegan = 0;
  std::vector<Event> pending;
};

} // namespace snow::rt::observe

#endif // SNOW_RUNTIME_OBSERVE_RECORDER_H
