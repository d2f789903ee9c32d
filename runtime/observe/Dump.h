//===- Dump.h - A list of all processes -------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_OBSERVE_DUMP_H
#define SNOW_RUNTIME_OBSERVE_DUMP_H

#include <string>

namespace snow::rt {

class Runtime;

/// A line for every process: pid, names, function, what it does or waits for,
/// where it is in the source, messages in its mailbox, reductions of its last
/// slice, bytes. `isStill` says that no process runs; else what belongs to the
/// processes alone is left out.
std::string processList(Runtime &runtime, bool isStill);

} // namespace snow::rt

#endif // SNOW_RUNTIME_OBSERVE_DUMP_H
