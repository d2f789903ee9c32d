//===- Reductions.cpp - What long library calls count ---------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process/Reductions.h"

#include "process/Process.h"
#include "sched/Worker.h"

using namespace snow::rt;

/// Takes some ten microseconds.
static constexpr size_t kManyElements = 32768;

void snow::rt::countManyElements(size_t elements) {
  Worker *worker = currentWorker();
  Process *self = worker ? worker->current : nullptr;
  if (!self)
    return;
  if (elements >= kManyElements)
    worker->shareBeforeLongCall();
  self->spendReductions(static_cast<int64_t>(elements / kElementsPerReduction));
}
