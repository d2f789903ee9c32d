//===- Fiber.h - A stack and the context to go on with it -------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// The object lies at the top of its own stack, so a process without a stack
// pays nothing for it.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_FIBER_FIBER_H
#define SNOW_RUNTIME_FIBER_FIBER_H

#include "fiber/StackContext.h"
#include "platform/Sanitizers.h"

#include <cstddef>

namespace snow::rt {

/// The lowest address of a stack (that of its guard).
using StackBase = char *;

/// The C++ runtime's per-thread exception state (Itanium C++ ABI, 2.2.2). A
/// stack may be left inside a catch block, so each has its own copy.
struct ExceptionState {
  void *caughtExceptions = nullptr;
  unsigned int uncaughtExceptions = 0;
};

/// The calling thread's exception state. The address holds for the thread, not
/// for the fiber.
ExceptionState *threadExceptionState();

struct Fiber {
  StackContext context;
  StackBase base = nullptr;
  size_t size = 0;
  ExceptionState exceptions;
  SanitizerFiber sanitizer;

  /// Builds a fiber on [base, base + size) that will run `entry`. Its guard
  /// must be in place.
  static Fiber *create(StackBase base, size_t size, StackEntry entry);

  /// Not to be used again as it is; the memory stays. Another one must run.
  void destroy() { sanitizer.destroy(); }

  /// The process has run into the reserve, which is open, and has to panic.
  bool overflowed = false;
  /// The reserve has to be protected again before another process runs here.
  bool reserveOpen = false;

  /// True if the address lies in the guard of this fiber's stack.
  bool inGuard(const void *address) const;
  /// True if the address lies in the protected reserve above the guard.
  bool inReserve(const void *address) const;
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_FIBER_FIBER_H
