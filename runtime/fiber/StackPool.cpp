//===- StackPool.cpp - Pooled process stacks ------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "fiber/StackPool.h"

#include "platform/Fatal.h"

#include <atomic>
#include <cstdlib>
#include <sys/mman.h>
#include <unistd.h>

using namespace snow::rt;

namespace {

constexpr size_t kStacksPerRegion = 32;

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

StackPool::StackPool() : stride(configuredStackSize()) {}

StackPool::~StackPool() {
  for (const Region &region : regions)
    munmap(region.address, region.size);
}

StackBase StackPool::mapRegion(size_t size) {
  void *address = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (address == MAP_FAILED)
    fatal("out of memory for process stacks");
  // A huge page would commit eight stacks at once.
  madvise(address, size, MADV_NOHUGEPAGE);
  regions.push_back({address, size});
  return static_cast<StackBase>(address);
}

StackBase StackPool::mapSingle(size_t size) {
  std::lock_guard lock(mutex);
  StackBase base = mapRegion(size);
  installGuard(base, guardSize() + kStackReserve);
  return base;
}

void StackPool::refill(std::vector<StackBase> &cache) {
  std::lock_guard lock(mutex);
  if (free.empty()) {
    StackBase base = mapRegion(stride * kStacksPerRegion);
    for (size_t i = 0; i != kStacksPerRegion; ++i) {
      installGuard(base + i * stride, guardSize() + kStackReserve);
      free.push_back(base + i * stride);
    }
  }
  for (size_t i = 0; i != kStackCacheLimit / 4 && !free.empty(); ++i) {
    cache.push_back(free.back());
    free.pop_back();
  }
}

void StackPool::drain(std::vector<StackBase> &cache) {
  std::lock_guard lock(mutex);
  // The newest stacks stay: their pages are warm.
  size_t count = cache.size() / 2;
  free.insert(free.end(), cache.begin(), cache.begin() + count);
  cache.erase(cache.begin(), cache.begin() + count);
}
