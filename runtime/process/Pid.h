//===- Pid.h - Text of pids -------------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PROCESS_PID_H
#define SNOW_RUNTIME_PROCESS_PID_H

#include <cstdint>
#include <string>

namespace snow::rt {

/// `<0.local>` for processes of this program, else `<session.local.creation>`.
std::string pidText(uint64_t pid);

} // namespace snow::rt

#endif // SNOW_RUNTIME_PROCESS_PID_H
