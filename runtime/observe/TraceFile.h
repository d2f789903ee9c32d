//===- TraceFile.h - Traces that Perfetto and Chromium read -----*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// The format: "Trace Event Format" (Google, 2016), the JSON array form, which
// need not be closed to be read. One thread of the trace is one worker.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_OBSERVE_TRACEFILE_H
#define SNOW_RUNTIME_OBSERVE_TRACEFILE_H

#include "observe/Recorder.h"

#include <cstdio>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace snow::rt {
class Runtime;
}

namespace snow::rt::observe {

class TraceFile {
public:
  /// Creates the file. Null, after a line on stderr, if that fails. Times are
  /// counted from `began`, in nanoseconds of the monotonic clock.
  static std::unique_ptr<TraceFile> open(const char *path, Runtime &runtime,
                                         unsigned workers, uint64_t began);
  /// Closes the array and the file; a failed write is reported.
  ~TraceFile();

  /// Appends a worker's events, in their order. Any thread.
  void write(unsigned worker, const std::vector<Event> &events);

private:
  TraceFile(std::FILE *file, const char *path, Runtime &runtime,
            uint64_t began);
  void append(unsigned worker, const Event &event);
  const std::string &nameOf(const void *function);

  std::mutex mutex;
  std::FILE *file;
  std::string path;
  Runtime &runtime;
  uint64_t began;
  std::string buffer;
  /// Names of functions as JSON strings, asked for once.
  std::unordered_map<const void *, std::string> names;
};

} // namespace snow::rt::observe

#endif // SNOW_RUNTIME_OBSERVE_TRACEFILE_H
