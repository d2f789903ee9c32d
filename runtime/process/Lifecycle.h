//===- Lifecycle.h - Start and end of processes -----------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PROCESS_LIFECYCLE_H
#define SNOW_RUNTIME_PROCESS_LIFECYCLE_H

#include "platform/Inline.h"
#include "process/Process.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

namespace snow::rt {

/// What starting a process takes from the slice of the one that starts it. The
/// processes of one slice, and what they are sent, fit the nearest cache.
constexpr int64_t kStartReductions = 40;

/// Starts a process on a copy of the argument bytes; `types` is the tuple type
/// of arguments that are values, which move to the process. With a task the
/// process runs a job and `function` only names it. Any thread.
uint64_t spawnProcess(void (*function)(void *), const void *args, size_t size,
                      Priority priority, const JobTask *task = nullptr,
                      bool supervisor = false,
                      const snow_type *types = nullptr);

/// Makes the function process 0. Once per runtime.
void startMain(void (*function)(void *));

/// The first slice, as runSlice().
bool runFirstSlice(Process &process);
/// The exit that the caller is about to end with, in a handler of exceptions.
std::unique_ptr<ProcessExit> caughtExit() __attribute__((noinline));
/// The end of a process that has suspended itself before.
void endSuspending(Process &process, std::unique_ptr<ProcessExit> thrown)
    __attribute__((noinline));

/// Runs the process's function, or its continuation, on the calling stack. True
/// if it has ended: everybody who has to know has been told. False if it has
/// suspended itself. Compiled code has no type for the sanitizer to check.
__attribute__((no_sanitize("function"))) SNOW_INLINE bool
runSlice(Process &process) {
  if (!process.hasBegun) [[unlikely]]
    return runFirstSlice(process);
  std::unique_ptr<ProcessExit> thrown;
  try {
    std::exchange(process.context.continuation, nullptr)(process.frame,
                                                         &process.context);
  } catch (...) {
    thrown = caughtExit();
  }
  // Outside the handler: what runs at the end may change stacks.
  if (!thrown && process.context.continuation) [[likely]]
    return false;
  endSuspending(process, std::move(thrown));
  return true;
}

/// The process's state area with room for at least that many words.
int64_t *growFrame(Process &process, size_t words);

/// Frees what a process owns without telling anybody. Its inbox is closed.
void discardProcess(Process &process);

} // namespace snow::rt

#endif // SNOW_RUNTIME_PROCESS_LIFECYCLE_H
