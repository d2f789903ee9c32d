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

void snow::rt::countManyElements(size_t elements) {
  if (Process *self = currentProcess())
    self->context.reductions -=
        static_cast<int64_t>(elements / kElementsPerReduction);
}
