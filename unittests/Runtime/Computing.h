//===- Computing.h - Counting reductions in tests ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_UNITTESTS_RUNTIME_COMPUTING_H
#define SNOW_UNITTESTS_RUNTIME_COMPUTING_H

#include "snow/Runtime/ABI/Runtime.h"

namespace snow::test {

/// Counts as compiled code does at a call or a loop turn. Another worker may
/// poke the process meanwhile, so ThreadSanitizer has to be told that the
/// counter is read and written atomically.
inline void countReduction(snow_context *context) {
  int64_t left = __atomic_load_n(&context->reductions, __ATOMIC_RELAXED) - 1;
  __atomic_store_n(&context->reductions, left, __ATOMIC_RELAXED);
  if (left < 0)
    snow_process_yield();
}

} // namespace snow::test

#endif // SNOW_UNITTESTS_RUNTIME_COMPUTING_H
