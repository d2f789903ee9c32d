//===- StackPool.cpp - Pooled process stacks ------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "fiber/StackPool.h"

#include "platform/Fatal.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <sys/mman.h>
#include <unistd.h>

using namespace snow::rt;

namespace {

constexpr size_t kStacksPerRegion = 32;
/// Stacks that move to a worker at once.
constexpr size_t kStackBatch = kStackCacheLimit / 4;

/// Since Linux 6.13 a guard needs no mapping of its own, so that the number of
/// stacks is not bounded by vm.max_map_count.
constexpr int kMadvGuardInstall = 102;
constexpr int kMadvGuardRemove = 103;

/// Only a hint; a race costs one failed call.
std::atomic<bool> lightGuards{true};

void installGuard(char *address, size_t size) {
  // Relaxed: the flag orders nothing.
  if (lightGuards.load(std::memory_order_relaxed)) {
    if (madvise(address, size, kMadvGuardInstall) == 0)
      return;
    lightGuards.store(false, std::memory_order_relaxed);
  }
  if (mprotect(address, size, PROT_NONE) != 0)
    fatal("out of memory for process stacks (see vm.max_map_count)");
}

size_t configuredStackSize() {
  size_t size = kDefaultStackSize;
  if (const char *text = std::getenv("SNOW_STACK_KIB")) {
    long kib = std::strtol(text, nullptr, 10);
    if (kib >= 128 && kib <= 1024 * 1024)
      size = static_cast<size_t>(kib) * 1024;
  }
  size_t page = StackPool::guardSize();
  return (size + page - 1) / page * page;
}

} // namespace

size_t StackPool::guardSize() {
  static const size_t page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  return page;
}

void StackPool::openReserve(StackBase base) {
  // One of the two ways protected it; undoing the other one changes nothing.
  char *reserve = base + guardSize();
  madvise(reserve, kStackReserve, kMadvGuardRemove);
  mprotect(reserve, kStackReserve, PROT_READ | PROT_WRITE);
}

void StackPool::closeReserve(StackBase base) {
  installGuard(base + guardSize(), kStackReserve);
}

StackPool::StackPool(StackEntry entry)
    : stride(configuredStackSize()), entry(entry) {}

StackPool::~StackPool() {
  for (Fiber *stack : warm)
    stack->destroy();
  for (const Region &region : regions)
    munmap(region.address, region.size);
}

StackBase StackPool::mapRegion(size_t size) {
  void *address = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (address == MAP_FAILED)
    fatal("out of memory for process stacks");
  // A huge page would commit far more than most stacks need.
  madvise(address, size, MADV_NOHUGEPAGE);
  regions.push_back({address, size});
  return static_cast<StackBase>(address);
}

Fiber *StackPool::createMain(StackEntry mainEntry) {
  std::lock_guard lock(mutex);
  StackBase base = mapRegion(kMainStackSize);
  installGuard(base, guardSize() + kStackReserve);
  return Fiber::create(base, kMainStackSize, mainEntry);
}

void StackPool::refill(std::vector<Fiber *> &cache) {
  std::lock_guard lock(mutex);
  if (warm.empty() && cold.empty()) {
    StackBase base = mapRegion(stride * kStacksPerRegion);
    for (size_t i = 0; i != kStacksPerRegion; ++i) {
      installGuard(base + i * stride, guardSize() + kStackReserve);
      cold.push_back(base + i * stride);
    }
  }
  for (size_t i = 0; i != kStackBatch; ++i) {
    if (!warm.empty()) {
      cache.push_back(warm.back());
      warm.pop_back();
    } else if (!cold.empty()) {
      cache.push_back(Fiber::create(cold.back(), stride, entry));
      cold.pop_back();
    }
  }
  lowWater = std::min(lowWater, warm.size());
}

void StackPool::drain(std::vector<Fiber *> &cache, size_t count) {
  std::lock_guard lock(mutex);
  // The newest stacks stay: their pages are warm.
  auto end = cache.begin() + static_cast<ptrdiff_t>(count);
  warm.insert(warm.end(), cache.begin(), end);
  cache.erase(cache.begin(), end);
}

void StackPool::trim() {
  std::lock_guard lock(mutex);
  size_t guard = guardSize() + kStackReserve;
  for (size_t i = 0; i != lowWater; ++i) {
    Fiber *stack = warm[i];
    StackBase base = stack->base;
    stack->destroy();
    madvise(base + guard, stride - guard, MADV_DONTNEED);
    cold.push_back(base);
  }
  warm.erase(warm.begin(), warm.begin() + static_cast<ptrdiff_t>(lowWater));
  lowWater = warm.size();
}

size_t StackPool::warmCount() {
  std::lock_guard lock(mutex);
  return warm.size();
}

size_t StackPool::coldCount() {
  std::lock_guard lock(mutex);
  return cold.size();
}
