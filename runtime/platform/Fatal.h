//===- Fatal.h - Lines on stderr and the fatal path -------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Every line the runtime writes on stderr goes through here, as one write.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PLATFORM_FATAL_H
#define SNOW_RUNTIME_PLATFORM_FATAL_H

#include <string_view>

namespace snow::rt {

/// Writes `[snow] TEXT` and a newline on stderr in one write.
void report(std::string_view text);

/// Writes the text as it is on stderr in one write (short writes are retried).
void writeError(std::string_view text);

/// Called by fatal() before it ends the program; null at first.
extern void (*beforeFatal)();

/// An internal fault: writes `[snow] fatal: TEXT` and ends the program with
/// status 70. Never used for what a program or its input can cause, memory
/// exhaustion apart.
[[noreturn]] void fatal(std::string_view text);

} // namespace snow::rt

#endif // SNOW_RUNTIME_PLATFORM_FATAL_H
