//===- StartStack.h - A worker's newly started processes --------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// The owner pushes and pops on top, so that a tree of processes is run depth
// first and few of them exist at a time; thieves take the oldest, which stand
// for the largest parts of such a tree. The array is split: what lies below
// `split` is shared and guarded by a lock, what lies above is the owner's and
// costs it no atomic operation (as in Lace: T. van Dijk and J. van de Pol,
// "Lace: Non-blocking Split Deque for Work-Stealing", 2014). Nobody waits for
// the lock: who does not get it goes elsewhere, so that it does not matter when
// its holder is not running.
//
// An entry has a base: the top of the stack before it and what was started
// with it were pushed.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SCHED_STARTSTACK_H
#define SNOW_RUNTIME_SCHED_STARTSTACK_H

#include <algorithm>
#include <atomic>
#include <cstdint>

namespace snow::rt {

struct Process;

class StartStack {
public:
  static constexpr uint32_t kCapacity = 4096;
  /// Entries that a thief takes at most.
  static constexpr uint32_t kMaxStolen = 32;

  // The owner's part.

  bool empty() const {
    // Relaxed: a thief can only make it emptier.
    return top == bottom.load(std::memory_order_relaxed);
  }
  uint32_t height() const { return top; }
  /// The base of the uppermost entry.
  uint32_t topBase() const {
    return empty() ? top : slots[(top - 1) % kCapacity].base;
  }

  /// False if the stack is full.
  bool push(Process *process, uint32_t base) {
    // Acquire: a slot is overwritten only after the thief has read it.
    if (top - bottom.load(std::memory_order_acquire) == kCapacity)
      return false;
    slots[top++ % kCapacity] = {process, base};
    return true;
  }

  /// The newest, or null. `base` gets its base.
  Process *pop(uint32_t &base) {
    // Relaxed: only the owner writes it.
    if (top == split.load(std::memory_order_relaxed) && !reclaim())
      return nullptr;
    const Slot &slot = slots[--top % kCapacity];
    base = slot.base;
    return slot.process;
  }

  /// The oldest, or null.
  Process *popOldest() {
    if (empty() || !tryLock())
      return nullptr;
    Process *process = nullptr;
    uint32_t b = bottom.load(std::memory_order_relaxed); // Locked.
    if (b != top) {
      process = slots[b % kCapacity].process;
      bottom.store(b + 1, std::memory_order_relaxed); // The owner's own.
      if (split.load(std::memory_order_relaxed) == b) // Locked.
        split.store(b + 1, std::memory_order_relaxed);
    }
    unlock();
    return process;
  }

  /// Lets thieves take all but the newest.
  void publish() {
    // Relaxed: only the owner writes it.
    if (top - split.load(std::memory_order_relaxed) < 2 || !tryLock())
      return;
    split.store(top - 1, std::memory_order_relaxed); // Ordered by the lock.
    unlock();
  }

  // Everybody's part.

  /// The number of the oldest entry: it is the same entry as long as the number
  /// is.
  uint32_t oldest() const {
    return bottom.load(std::memory_order_relaxed); // A hint.
  }
  bool hasShared() const {
    // Sequentially consistent: part of the idle protocol in Scheduler.h.
    return bottom.load(std::memory_order_seq_cst) !=
           split.load(std::memory_order_seq_cst);
  }

  /// Moves the older half of what is shared to the caller's stack, as far as
  /// there is room. That is mostly empty, but need not be: its owner may have
  /// got nothing because another thief held its lock.
  uint32_t stealInto(StartStack &thief) {
    if (!hasShared() || !tryLock())
      return 0;
    Process *taken[kMaxStolen];
    // Acquire: as in push. Other thieves can only make more room.
    uint32_t room =
        kCapacity - (thief.top - thief.bottom.load(std::memory_order_acquire));
    // Relaxed, all: locked.
    uint32_t b = bottom.load(std::memory_order_relaxed);
    uint32_t n = split.load(std::memory_order_relaxed) - b;
    n = std::min({n - n / 2, kMaxStolen, room});
    for (uint32_t i = 0; i != n; ++i)
      taken[i] = slots[(b + i) % kCapacity].process;
    // Release: the slots were read before the owner reuses them.
    bottom.store(b + n, std::memory_order_release);
    unlock();
    for (uint32_t i = 0; i != n; ++i)
      thief.push(taken[i], thief.top);
    return n;
  }

private:
  struct Slot {
    Process *process;
    uint32_t base;
  };

  /// Takes half of what is shared back. False if there is nothing.
  bool reclaim() {
    if (empty() || !tryLock())
      return false;
    // Relaxed, all: locked.
    uint32_t b = bottom.load(std::memory_order_relaxed);
    uint32_t s = split.load(std::memory_order_relaxed);
    split.store(b + (s - b) / 2, std::memory_order_relaxed);
    unlock();
    return s != b;
  }

  bool tryLock() {
    // Acquire: what the last holder wrote.
    return !locked.load(std::memory_order_relaxed) &&
           !locked.exchange(true, std::memory_order_acquire);
  }
  void unlock() {
    // Release: the next holder sees what this one wrote.
    locked.store(false, std::memory_order_release);
  }

  uint32_t top = 0;
  Slot slots[kCapacity];
  // Written now and then, by owner and thieves.
  alignas(64) std::atomic<uint32_t> bottom{0};
  std::atomic<uint32_t> split{0};
  std::atomic<bool> locked{false};
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_SCHED_STARTSTACK_H
