//===- Allocator.cpp - Memory of objects ----------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/Allocator.h"

#include "snow/Runtime/ABI/Runtime.h"
#include "value/TextIndex.h"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <sys/mman.h>
#include <vector>

using namespace snow::rt;

constinit thread_local BlockCache snow::rt::blockCache = {};

namespace {

constexpr size_t kSlabSize = 64 * 1024;
/// The first slabs are taken one by one, so that a small program stays small;
/// the others from chunks that the system may map with one large page each.
constexpr size_t kSingleSlabs = 32;
constexpr size_t kChunkSize = 2 * 1024 * 1024;

/// Blocks that move between a thread and the stock at once: about a page.
constexpr int32_t batchOf(size_t sizeClass) {
  return static_cast<int32_t>(
      std::clamp<size_t>(4096 / (sizeClass * kBlockUnit + 1), 8, 64));
}

/// Batches of free blocks, linked by `next`.
class Stock {
public:
  FreeBlock *take(size_t sizeClass) {
    std::lock_guard lock(mutex);
    auto &batches = lists[sizeClass];
    if (batches.empty() && !addSlab(sizeClass))
      return nullptr;
    FreeBlock *batch = batches.back();
    batches.pop_back();
    return batch;
  }

  void give(size_t sizeClass, FreeBlock *batch) {
    std::lock_guard lock(mutex);
    lists[sizeClass].push_back(batch);
  }

private:
  char *takeSlab() {
    if (numSlabs++ < kSingleSlabs)
      return static_cast<char *>(std::aligned_alloc(64, kSlabSize));
    if (chunkLeft == 0) {
      chunk = static_cast<char *>(std::aligned_alloc(kChunkSize, kChunkSize));
      if (!chunk)
        return static_cast<char *>(std::aligned_alloc(64, kSlabSize));
      chunkLeft = kChunkSize;
#ifdef MADV_HUGEPAGE
      // Advice: where there are no large pages, small ones do.
      (void)::madvise(chunk, kChunkSize, MADV_HUGEPAGE);
#endif
    }
    chunkLeft -= kSlabSize;
    return chunk + chunkLeft;
  }

  bool addSlab(size_t sizeClass) {
    char *slab = takeSlab();
    if (!slab)
      return false;
    size_t size = sizeClass * kBlockUnit;
    auto batch = static_cast<size_t>(batchOf(sizeClass));
    FreeBlock *head = nullptr;
    for (size_t i = kSlabSize / size / batch * batch; i-- != 0;) {
      auto *block = reinterpret_cast<FreeBlock *>(slab + i * size);
      block->next = head;
      head = block;
      if (i % batch == 0) {
        lists[sizeClass].push_back(head);
        head = nullptr;
      }
    }
    return true;
  }

  std::mutex mutex;
  std::vector<FreeBlock *> lists[kBlockClasses];
  size_t numSlabs = 0;
  char *chunk = nullptr;
  size_t chunkLeft = 0;
};

/// Never freed: blocks are given back until the last moment.
Stock &stock() {
  static auto *instance = new Stock();
  return *instance;
}

/// All threads' caches, for the statistic.
struct Caches {
  std::mutex mutex;
  std::vector<BlockCache *> all;
  int64_t ended = 0; ///< Blocks of threads that are no more.
};
Caches &caches() {
  static auto *instance = new Caches();
  return *instance;
}

void giveBatch(BlockCache::List &list, size_t sizeClass) {
  FreeBlock *batch = list.head, *last = batch;
  int32_t count = batchOf(sizeClass);
  for (int32_t i = 1; i != count; ++i)
    last = last->next;
  list.head = last->next;
  list.room += count;
  last->next = nullptr;
  stock().give(sizeClass, batch);
}

/// The thread has handed its blocks back. Trivial, so that it can still be read
/// then.
constinit thread_local bool isEnding = false;

/// Makes the thread's cache known, and hands its blocks to the stock when the
/// thread ends.
class Membership {
public:
  Membership() {
    for (size_t sizeClass = 1; sizeClass != kBlockClasses; ++sizeClass)
      blockCache.lists[sizeClass].room = 2 * batchOf(sizeClass);
    Caches &c = caches();
    std::lock_guard lock(c.mutex);
    c.all.push_back(&blockCache);
  }
  Membership(const Membership &) = delete;
  Membership &operator=(const Membership &) = delete;
  ~Membership() {
    for (size_t sizeClass = 1; sizeClass != kBlockClasses; ++sizeClass) {
      BlockCache::List &list = blockCache.lists[sizeClass];
      while (2 * batchOf(sizeClass) - list.room >= batchOf(sizeClass))
        giveBatch(list, sizeClass);
      // What is less than a batch stays out of use.
      list = {nullptr, 0};
    }
    Caches &c = caches();
    std::lock_guard lock(c.mutex);
    c.ended += blockCache.inUse.exchange(0, std::memory_order_relaxed);
    std::erase(c.all, &blockCache);
    isEnding = true;
  }
};

/// False when the thread is ending: it no longer has lists.
bool join() {
  if (isEnding)
    return false;
  static thread_local Membership membership;
  return true;
}

void count(int64_t change) {
  if (!join()) {
    Caches &c = caches();
    std::lock_guard lock(c.mutex);
    c.ended += change;
    return;
  }
  blockCache.inUse.store(
      blockCache.inUse.load(std::memory_order_relaxed) + change,
      std::memory_order_relaxed); // Written by this thread alone.
}

} // namespace

void *snow::rt::allocateSlowly(size_t size) {
  count(1);
  if (kSanitized || size > kMaxBlock)
    return std::malloc(size);
  size_t sizeClass = (size + kBlockUnit - 1) / kBlockUnit;
  FreeBlock *batch = stock().take(sizeClass);
  if (!batch || !join()) // The rest of the last batch stays out of use.
    return batch;
  BlockCache::List &list = blockCache.lists[sizeClass];
  list.head = batch->next;
  list.room -= batchOf(sizeClass) - 1;
  return batch;
}

void snow::rt::freeSlowly(void *block, size_t size) {
  count(-1);
  // What Heap.cpp asks to give back is an object and its header.
  if (size & kIndexMark) [[unlikely]] {
    freeTextIndex(size - sizeof(snow_header));
    size = kMaxBlock + 1; // Only large ones have an index.
  }
  if (kSanitized || size > kMaxBlock) {
    std::free(block);
    return;
  }
  if (!join())
    return; // As above.
  size_t sizeClass = (size + kBlockUnit - 1) / kBlockUnit;
  BlockCache::List &list = blockCache.lists[sizeClass];
  if (list.room <= 0)
    giveBatch(list, sizeClass);
  auto *free = static_cast<FreeBlock *>(block);
  free->next = list.head;
  list.head = free;
  --list.room;
}

void *snow::rt::growBlock(void *block, size_t oldSize, size_t size) {
  bool isLarge = !kSanitized && oldSize > kMaxBlock && size > oldSize;
  return isLarge ? std::realloc(block, size) : nullptr;
}

int64_t snow::rt::blocksInUse() {
  Caches &c = caches();
  std::lock_guard lock(c.mutex);
  int64_t sum = c.ended;
  for (BlockCache *each : c.all)
    sum += each->inUse.load(std::memory_order_relaxed);
  return sum;
}
