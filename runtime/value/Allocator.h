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

#include "platform/Sanitizers.h"

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace snow::rt {

constexpr size_t kBlockUnit = 16;
constexpr size_t kBlockClasses = 33; // Blocks of 0, 16, ... 512 bytes.
constexpr size_t kMaxBlock = (kBlockClasses - 1) * kBlockUnit;

struct FreeBlock {
  FreeBlock *next;
};

/// The lists of one thread. Trivial, so that an access is a plain one.
struct BlockCache {
  struct List {
    FreeBlock *head;
    /// Blocks that may be added before some are given to the stock.
    int32_t room;
  };
  List lists[kBlockClasses];
  /// Blocks that the thread took less those it gave back; written by it alone.
  std::atomic<int64_t> inUse;
};
extern constinit thread_local BlockCache blockCache
    __attribute__((tls_model("initial-exec")));

/// The ways that are not worth inlining: lists that are empty or full, large
/// blocks, threads that are new. Null if there is no memory.
void *allocateSlowly(size_t size);
void freeSlowly(void *block, size_t size);

/// allocateBlock() of up to kMaxBlock bytes from the own list, null if that is
/// empty. Under the same conditions.
inline void *takeOwnBlock(size_t size) {
  // Sanitizers see a use after free only if blocks are not pooled.
  if (kSanitized)
    return nullptr;
  BlockCache &own = blockCache;
  auto &list = own.lists[(size + kBlockUnit - 1) / kBlockUnit];
  FreeBlock *block = list.head;
  if (!block) [[unlikely]]
    return nullptr;
  list.head = block->next;
  ++list.room;
  // Relaxed, no addition in one step: only this thread writes it.
  own.inUse.store(own.inUse.load(std::memory_order_relaxed) + 1,
                  std::memory_order_relaxed);
  return block;
}

/// A block of at least `size` bytes, 16-byte aligned; null if there is none.
/// Only for functions that are never inlined themselves and switch to no other
/// process: it may move to another thread, and a compiler that sees the
/// thread's lists may keep their address.
inline void *allocateBlock(size_t size) {
  if (size <= kMaxBlock) [[likely]]
    if (void *block = takeOwnBlock(size)) [[likely]]
      return block;
  return allocateSlowly(size);
}

/// Gives back a block of allocateBlock(size), under the same conditions.
inline void freeBlock(void *block, size_t size) {
  BlockCache &own = blockCache;
  if (kSanitized || size > kMaxBlock) [[unlikely]]
    return freeSlowly(block, size);
  auto &list = own.lists[(size + kBlockUnit - 1) / kBlockUnit];
  if (list.room <= 0) [[unlikely]]
    return freeSlowly(block, size);
  --list.room;
  auto *free = static_cast<FreeBlock *>(block);
  free->next = list.head;
  list.head = free;
  own.inUse.store(own.inUse.load(std::memory_order_relaxed) - 1,
                  std::memory_order_relaxed); // As above.
}

/// A large block with room for `size` bytes that begins with what was in
/// `block`, which is gone: the system may have moved its pages instead of the
/// bytes. Null if a block is small or there is no memory; then nothing has
/// changed.
void *growBlock(void *block, size_t oldSize, size_t size);

/// Blocks that are out. A statistic: exact when no other thread allocates.
int64_t blocksInUse();

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_ALLOCATOR_H
