//===- ContextAbi.cpp - C entries: process context, panics and memory -----===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "fiber/Fiber.h"
#include "mailbox/Mailbox.h"
#include "process/ProcessExit.h"
#include "sched/Poke.h"
#include "value/Heap.h"
#include "value/Share.h"
#include "value/Strings.h"

#include <algorithm>
#include <cstdlib>

using namespace snow::rt;

/// Never inlined: see currentWorker.
static __attribute__((noinline)) void *threadContext() {
  // Code outside any process may count down for ever.
  static thread_local snow_context context{INT64_MAX, nullptr, {}};
  return &context;
}

/// Pauses of a flooding sender in one slice: some microseconds.
constexpr int64_t kMaxPause = 200;

extern "C" {

__attribute__((noinline)) void *snow_process_context() {
  Process *process = currentProcess();
  if (process) [[likely]]
    return &process->context;
  return threadContext();
}

void snow_process_yield() {
  Worker *worker = currentWorker();
  Process *self = worker ? worker->current : nullptr;
  if (!self) {
    static_cast<snow_context *>(threadContext())->reductions = INT64_MAX;
    return;
  }
  if (worker->stack->overflowed) {
    // Once: what runs while the stack unwinds may use the reserve.
    worker->stack->overflowed = false;
    panic("stack overflow");
  }
  // A process that is to end has one reduction: the poke may have taken that.
  if (isPoked(*self) && worker->answerPoke(*self) && !self->exitPending)
    return;
  drainInbox(*self);
  checkExit(*self);
  if constexpr (kSimulated) {
    sim::sliceIsOver(*self);
  } else if (worker->hasNothingElse() && !worker->directCaller &&
             !worker->isFlooding()) {
    worker->housekeeping();
    if (worker->hasNothingElse() && !worker->runtime.scheduler.isDone()) {
      // What is owed beyond the slice is for flooding somebody on another
      // worker, who gets time to catch up.
      int64_t debt = std::min<int64_t>(-self->reductions() / 16, kMaxPause);
      for (int64_t i = onlyWorker ? debt : 0; i < debt; ++i)
        cpuRelax();
      self->setReductions(SNOW_REDUCTIONS_PER_SLICE);
      return;
    }
  }
  switchAway(self, SwitchReason::Yield);
  drainInbox(*self);
  checkExit(*self);
}

void snow_panic(void *message, void *location) {
  Process *self = currentProcess();
  if (self && location)
    self->context.location = location;
  panic(std::string(textOf(message)));
}

void *snow_alloc(int64_t size) {
  // A negative size is too large a one.
  return allocateObject(static_cast<size_t>(size));
}

void snow_retain(void *object) { retainObject(object); }

void snow_release(void *object, void *type) {
  // Compiled code asks for these too: variants without fields are static.
  if (!object || isStatic(object))
    return;
  releaseObject(object, static_cast<const snow_type *>(type));
}

void snow_value_share(void *type, int64_t value) {
  shareValue(static_cast<const snow_type *>(type), value);
}

void snow_value_keep(void *type, int64_t value) {
  keepValue(static_cast<const snow_type *>(type), value);
}

} // extern "C"
