//===- Allocator.cpp - Memory of objects ----------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/Allocator.h"

#include "platform/Sanitizers.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <vector>

using namespace snow::rt;

namespace {

constexpr size_t kUnit = 16;
constexpr size_t kClasses = 33; // Blocks of 0, 16, ... 512 bytes.
constexpr size_t kMaxBlock = (kClasses - 1) * kUnit;
constexpr size_t kSlabSize = 64 * 1024;

struct FreeBlock {
  FreeBlock *next;
};

/// Blocks that move between a thread and the stock at once: about a page.
constexpr unsigned batchOf(size_t sizeClass) {
  return static_cast<unsigned>(
      std::clamp<size_t>(4096 / (sizeClass * kUnit + 1), 8, 64));
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

  /// Blocks that ended threads have taken less those they gave back.
  std::atomic<int64_t> ended{0};

private:
  bool addSlab(size_t sizeClass) {
    auto *slab = static_cast<char *>(std::aligned_alloc(64, kSlabSize));
    if (!slab)
      return false;
    size_t size = sizeClass * kUnit;
    unsigned batch = batchOf(sizeClass);
    size_t whole = kSlabSize / size / batch * batch;
    FreeBlock *head = nullptr;
    for (size_t i = whole; i-- != 0;) {
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
  std::vector<FreeBlock *> lists[kClasses];
};

/// Never freed: blocks are given back until the last moment.
Stock &stock() {
  static auto *instance = new Stock();
  return *instance;
}

/// The lists of one thread. Trivial, so that an access is a plain one.
struct Cache {
  struct List {
    FreeBlock *head;
    unsigned count;
  };
  List lists[kClasses];
  /// Written by the thread alone.
  std::atomic<int64_t> inUse;
  bool known; // To the list of caches.
};
constinit thread_local Cache cache
    __attribute__((tls_model("initial-exec"))) = {};

/// All threads' caches, for the statistic.
struct Caches {
  std::mutex mutex;
  std::vector<Cache *> all;
};
Caches &caches() {
  static auto *instance = new Caches();
  return *instance;
}

/// Hands the thread's blocks to the stock when the thread ends.
struct ThreadEnd {
  ~ThreadEnd() {
    Cache &own = cache;
    for (size_t sizeClass = 1; sizeClass != kClasses; ++sizeClass) {
      Cache::List &list = own.lists[sizeClass];
      unsigned batch = batchOf(sizeClass);
      while (list.count >= batch)
        spill(list, sizeClass);
      // What is less than a batch stays out of use.
      list = {nullptr, 0};
    }
    Caches &c = caches();
    std::lock_guard lock(c.mutex);
    stock().ended.fetch_add(own.inUse.load(std::memory_order_relaxed),
                            std::memory_order_relaxed);
    std::erase(c.all, &own);
    own.known = false;
    own.inUse.store(0, std::memory_order_relaxed);
  }

  static void spill(Cache::List &list, size_t sizeClass) {
    FreeBlock *batch = list.head, *last = batch;
    unsigned count = batchOf(sizeClass);
    for (unsigned i = 1; i != count; ++i)
      last = last->next;
    list.head = last->next;
    list.count -= count;
    last->next = nullptr;
    stock().give(sizeClass, batch);
  }
};

void enrol(Cache &own) {
  static thread_local ThreadEnd end;
  (void)&end;
  Caches &c = caches();
  std::lock_guard lock(c.mutex);
  c.all.push_back(&own);
  own.known = true;
}

void count(Cache &own, int64_t change) {
  if (!own.known) [[unlikely]]
    enrol(own);
  // Relaxed, no addition in one step: only this thread writes it.
  own.inUse.store(own.inUse.load(std::memory_order_relaxed) + change,
                  std::memory_order_relaxed);
}

bool refill(Cache::List &list, size_t sizeClass) {
  list.head = stock().take(sizeClass);
  list.count = list.head ? batchOf(sizeClass) : 0;
  return list.head;
}

} // namespace

void *snow::rt::allocateBlock(size_t size) {
  Cache &own = cache;
  count(own, 1);
  size_t sizeClass = (size + kUnit - 1) / kUnit;
  // Sanitizers see a use after free only if blocks are not pooled.
  if (size > kMaxBlock || kSanitized) [[unlikely]]
    return std::malloc(size);
  Cache::List &list = own.lists[sizeClass];
  if (!list.head && !refill(list, sizeClass)) [[unlikely]]
    return nullptr;
  FreeBlock *block = list.head;
  list.head = block->next;
  --list.count;
  return block;
}

void snow::rt::freeBlock(void *block, size_t size) {
  Cache &own = cache;
  count(own, -1);
  if (size > kMaxBlock || kSanitized) [[unlikely]] {
    std::free(block);
    return;
  }
  size_t sizeClass = (size + kUnit - 1) / kUnit;
  Cache::List &list = own.lists[sizeClass];
  auto *free = static_cast<FreeBlock *>(block);
  free->next = list.head;
  list.head = free;
  if (++list.count >= 2 * batchOf(sizeClass)) [[unlikely]]
    ThreadEnd::spill(list, sizeClass);
}

int64_t snow::rt::blocksInUse() {
  Caches &c = caches();
  std::lock_guard lock(c.mutex);
  int64_t sum = stock().ended.load(std::memory_order_relaxed);
  for (Cache *each : c.all)
    sum += each->inUse.load(std::memory_order_relaxed);
  return sum;
}
