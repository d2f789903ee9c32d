//===- CrashReport.h - The line about a panic -------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PROCESS_CRASHREPORT_H
#define SNOW_RUNTIME_PROCESS_CRASHREPORT_H

namespace snow::rt {

struct Process;
class ProcessExit;

/// Writes the line that tells of a panic in a process other than main.
void reportCrash(const Process &process, const ProcessExit &exit);

} // namespace snow::rt

#endif // SNOW_RUNTIME_PROCESS_CRASHREPORT_H
