//===- ProcessExit.h - The exception that ends a process --------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PROCESS_PROCESSEXIT_H
#define SNOW_RUNTIME_PROCESS_PROCESSEXIT_H

#include "process/Reason.h"

#include <string>

namespace snow::rt {

/// Thrown on a process's stack to end it; caught in the process's entry. It
/// never leaves the fiber. Compiled code runs its landing pads as it passes.
class ProcessExit {
public:
  enum class Cause : uint8_t {
    Panic,  // snow_panic or a failing runtime operation: reported
    Exit,   // snow_process_exit_self
    Signal, // an exit signal of process `from`
    Stop,   // the end of the program
  };

  ProcessExit(Cause cause, Reason reason)
      : cause(cause), reason(std::move(reason)) {}

  Cause cause;
  Reason reason;
  std::string location; // FILE:LINE:COLUMN of a panic, or empty
  uint64_t from = 0;    // of a signal
  bool isKill = false;  // Process.exit(p, Killed): no terminate block any more
};

/// Panics in the calling process with the location of its context. Outside any
/// process it is a fatal error: there is nothing to unwind.
[[noreturn]] void panic(std::string message);

} // namespace snow::rt

#endif // SNOW_RUNTIME_PROCESS_PROCESSEXIT_H
