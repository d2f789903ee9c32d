//===- NotYet.h - Entries whose body is still to come -----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// The list of what is missing: grep for SNOW_NOT_YET.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PLATFORM_NOTYET_H
#define SNOW_RUNTIME_PLATFORM_NOTYET_H

#include "platform/Fatal.h"

#include <atomic>

/// Says once per entry that it is not there yet and what is missing.
#define SNOW_NOT_YET(name, missing)                                            \
  do {                                                                         \
    static std::atomic<bool> said{false};                                      \
    /* Relaxed: only that one of several callers is the first. */              \
    if (!said.exchange(true, std::memory_order_relaxed))                       \
      snow::rt::report(name ": not available in this runtime yet (" missing    \
                            ")");                                              \
  } while (false)

#endif // SNOW_RUNTIME_PLATFORM_NOTYET_H
