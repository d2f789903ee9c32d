//===- Switching.h - From stack to stack, inlined ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// For the places where a switch is worth being inlined; others call
// switchStack(). What a switch means is told in Switch.cpp.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SCHED_SWITCHING_H
#define SNOW_RUNTIME_SCHED_SWITCHING_H

#include "sched/Worker.h"

namespace snow::rt {

/// What is seldom done about the stack left behind.
SNOW_RARE void dealWithLeft(Worker &worker, Fiber &left);

/// First thing on a stack: deals with the one that was left.
SNOW_INLINE Worker &arrive(Worker &worker, Fiber &here) {
  Fiber &left = *worker.left;
  bool fromThread = worker.departure == Departure::None;
  here.sanitizer.entered(fromThread ? &left.sanitizer : nullptr);
  if (worker.departure == Departure::Park)
    worker.park(&left);
  else if (worker.departure == Departure::Call)
    worker.directCaller = worker.departed;
  else
    dealWithLeft(worker, left);
  return worker;
}

/// switchStack(), inlined.
SNOW_INLINE Worker &switchHere(Worker &worker, Fiber *to, Departure departure,
                               Process *departed = nullptr) {
  note(EventKind::Switch, kNoPid);
  Fiber *here = worker.stack;
  here->exceptions = *worker.exceptions;
  *worker.exceptions = to->exceptions;
  worker.departure = departure;
  worker.departed = departed;
  worker.left = here;
  worker.stack = to;
  // Nothing is passed in locals: AddressSanitizer frees those of the last time.
  here->sanitizer.leaveFor(to->sanitizer, departure == Departure::Over);
  // Whoever comes passes its worker, so no thread-local is read.
  Worker *arrived = jumpStack(here->context, to->context, &worker);
  return arrive(*arrived, *here);
}

} // namespace snow::rt

#endif // SNOW_RUNTIME_SCHED_SWITCHING_H
