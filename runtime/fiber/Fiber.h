//===- Fiber.h - The execution context of a process -------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// A fiber is a stack and what is needed to go on with it. The object lives at
// the top of its own stack, so a process without a stack pays nothing for it.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_FIBER_FIBER_H
#define SNOW_RUNTIME_FIBER_FIBER_H

#include "fiber/StackPool.h"
#include "platform/Sanitizers.h"

#include <boost/context/detail/fcontext.hpp>

namespace snow::rt {

/// The C++ runtime's per-thread exception state (Itanium C++ ABI, 2.2.2). A
/// fiber may be switched inside a catch block, so each fiber has its own copy.
struct ExceptionState {
  void *caughtExceptions = nullptr;
  unsigned int uncaughtExceptions = 0;
};

/// The calling thread's exception state. The address holds for the thread, not
/// for the fiber.
ExceptionState *threadExceptionState();

struct Fiber {
  boost::context::detail::fcontext_t context;
  StackBase base;
  size_t size;
  bool pooled;
  ExceptionState exceptions;
  SanitizerFiber sanitizer;

  /// Builds a fiber on [base, base + size) that will run `entry`. Its guard
  /// must be in place.
  static Fiber *create(StackBase base, size_t size, bool pooled,
                       void (*entry)(boost::context::detail::transfer_t));

  /// The process has run into its reserve, which is open, and has to panic.
  bool overflowed = false;
  /// The reserve has to be protected again before the stack is used anew.
  bool reserveOpen = false;

  /// True if the address lies in the guard of this fiber's stack.
  bool inGuard(const void *address) const;
  /// True if the address lies in the protected reserve above the guard.
  bool inReserve(const void *address) const;
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_FIBER_FIBER_H
