//===- Allocator.h - Memory of objects --------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Small blocks come from free lists of the calling thread, by size; full and
// empty lists are exchanged in batches through a shared stock, so objects that
// were sent to another worker come back without contention per object. Memory
// once taken for small blocks is kept for reuse.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_ALLOCATOR_H
#define SNOW_RUNTIME_VALUE_ALLOCATOR_H

#include <cstddef>
#include <cstdint>

namespace snow::rt {

/// A block of at least `size` bytes, 16-byte aligned; null if there is none.
/// Never inlined: a process may move to another thread, and a compiler that
/// sees the thread's lists may keep their address.
void *allocateBlock(size_t size) __attribute__((noinline));

/// Gives back a block of allocateBlock(size).
void freeBlock(void *block, size_t size) __attribute__((noinline));

/// Blocks that are out. A statistic: exact when no other thread allocates.
int64_t blocksInUse();

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_ALLOCATOR_H
