//===- StackPool.h - Pooled process stacks ----------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Stacks are cut from large mappings and committed by the kernel page by page
// as they are touched. The lowest page of each is a guard. A pooled stack is
// parked at the bottom of its entry function, ready to be jumped to by any
// worker. What has not been used between two calls of trim() gives its pages
// back to the system; addresses are kept until the runtime ends.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_FIBER_STACKPOOL_H
#define SNOW_RUNTIME_FIBER_STACKPOOL_H

#include "fiber/Fiber.h"

#include <cstddef>
#include <mutex>
#include <vector>

namespace snow::rt {

/// Address space of one process stack, guard included; only what is used is
/// committed. Room for 10,000 frames of ordinary size (language specification,
/// section 9), also of code that is not optimised and under sanitizers, where
/// frames are several times larger. SNOW_STACK_KIB overrides it.
constexpr size_t kDefaultStackSize = 16 * 1024 * 1024;
/// Above the guard lies a reserve that is protected as well. A process that
/// runs into it gets it and panics at its next reduction check.
constexpr size_t kStackReserve = 64 * 1024;
/// Main has a stack of its own size: there is only one of it.
constexpr size_t kMainStackSize = 64 * 1024 * 1024;
/// Stacks that a worker keeps for itself.
constexpr size_t kStackCacheLimit = 64;

class StackPool {
public:
  explicit StackPool(StackEntry entry);
  ~StackPool();
  StackPool(const StackPool &) = delete;
  StackPool &operator=(const StackPool &) = delete;

  /// Address space of one pooled stack.
  size_t stackSize() const { return stride; }

  /// Size of the guard at the low end of each stack, without the reserve.
  static size_t guardSize();

  /// Opens, and protects again, the reserve above a stack's guard. Opening is
  /// safe in a signal handler.
  static void openReserve(StackBase base);
  static void closeReserve(StackBase base);

  /// Moves free stacks into `cache`, mapping new ones if there are none. Memory
  /// exhaustion is fatal.
  void refill(std::vector<Fiber *> &cache);

  /// Takes back the `count` oldest stacks of a cache.
  void drain(std::vector<Fiber *> &cache, size_t count);

  /// Returns the memory of the stacks that have been in the pool since the last
  /// call.
  void trim();

  /// A stack outside the pool, for main; freed with the pool.
  Fiber *createMain(StackEntry mainEntry);

  /// Stacks in the pool whose memory is kept, and given back.
  size_t warmCount();
  size_t coldCount();

private:
  StackBase mapRegion(size_t size);

  struct Region {
    void *address;
    size_t size;
  };
  size_t stride;
  const StackEntry entry;
  std::mutex mutex;
  std::vector<Fiber *> warm;
  std::vector<StackBase> cold;
  /// The least number of warm stacks since the last trim().
  size_t lowWater = 0;
  std::vector<Region> regions;
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_FIBER_STACKPOOL_H
