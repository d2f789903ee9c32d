//===- Reductions.h - What long library calls count -------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PROCESS_REDUCTIONS_H
#define SNOW_RUNTIME_PROCESS_REDUCTIONS_H

#include <cstddef>

namespace snow::rt {

/// Elements of a list, entries of a map or bytes of a String that a runtime
/// function goes through at the price of one call (runtime specification,
/// section 10).
constexpr size_t kElementsPerReduction = 100;

void countManyElements(size_t elements) __attribute__((noinline));

/// Takes what so many elements cost from the running process's slice. It yields
/// at its next check.
inline void countElements(size_t elements) {
  if (elements >= kElementsPerReduction) [[unlikely]]
    countManyElements(elements);
}

} // namespace snow::rt

#endif // SNOW_RUNTIME_PROCESS_REDUCTIONS_H
