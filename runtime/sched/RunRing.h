//===- RunRing.h - A worker's bounded run queue -----------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Single producer, many consumers, first in first out. The owner appends at the
// tail; the owner and thieves take from the head with a compare-and-swap. The
// scheme is that of the Go scheduler's per-P queue (proc.go: runqput, runqget,
// runqsteal; design: D. Vyukov, "Scalable Go Scheduler Design Doc", 2012).
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SCHED_RUNRING_H
#define SNOW_RUNTIME_SCHED_RUNRING_H

#include <atomic>
#include <cstdint>

namespace snow::rt {

struct Process;

class RunRing {
public:
  static constexpr uint32_t kCapacity = 256;

  /// Owner only. False if the ring is full.
  bool push(Process *process) {
    // Acquire: the slot may be overwritten only after the taker has read it.
    uint32_t h = head.load(std::memory_order_acquire);
    // Relaxed: only the owner writes the tail.
    uint32_t t = tail.load(std::memory_order_relaxed);
    if (t - h >= kCapacity)
      return false;
    // Relaxed: published by the tail.
    slots[t % kCapacity].store(process, std::memory_order_relaxed);
    // Release: a thief that sees the new tail sees the slot and the process.
    tail.store(t + 1, std::memory_order_release);
    return true;
  }

  /// Owner only; `alone` if nobody steals.
  Process *pop(bool alone) {
    // Relaxed: the compare-and-swap checks it; only the owner writes the tail.
    uint32_t h = head.load(std::memory_order_relaxed);
    uint32_t t = tail.load(std::memory_order_relaxed);
    while (h != t) {
      // Relaxed: the owner wrote the slot itself.
      Process *process = slots[h % kCapacity].load(std::memory_order_relaxed);
      if (alone) {
        head.store(h + 1, std::memory_order_relaxed); // Nobody else looks.
        return process;
      }
      // Release: orders the slot's read before its reuse by a push. Relaxed on
      // failure: only the index is used.
      if (head.compare_exchange_weak(h, h + 1, std::memory_order_release,
                                     std::memory_order_relaxed))
        return process;
    }
    return nullptr;
  }

  /// Moves half of this ring (at least one) to `thief`, whose owner calls this
  /// and whose ring must be empty. Returns the number moved.
  uint32_t stealInto(RunRing &thief) {
    // Acquire: the head must not be older than the tail read below.
    uint32_t h = head.load(std::memory_order_acquire);
    for (;;) {
      // Acquire: pairs with push.
      uint32_t t = tail.load(std::memory_order_acquire);
      uint32_t n = t - h;
      n -= n / 2;
      if (n == 0)
        return 0;
      if (n > kCapacity / 2) { // The two loads do not belong together.
        h = head.load(std::memory_order_acquire);
        continue;
      }
      // Relaxed: the thief's own tail; slots are published by it.
      uint32_t to = thief.tail.load(std::memory_order_relaxed);
      for (uint32_t i = 0; i != n; ++i)
        thief.slots[(to + i) % kCapacity].store(
            slots[(h + i) % kCapacity].load(std::memory_order_relaxed),
            std::memory_order_relaxed);
      // Acquire and release: the slots were read before the owner reuses them,
      // and a failed attempt reads the indices afresh.
      if (head.compare_exchange_weak(h, h + n, std::memory_order_acq_rel,
                                     std::memory_order_acquire)) {
        // Release: as in push.
        thief.tail.store(to + n, std::memory_order_release);
        return n;
      }
    }
  }

  /// An estimate for others, exact for the owner if nobody steals.
  uint32_t size() const {
    // Sequentially consistent: part of the idle protocol in Scheduler.h (a load
    // costs nothing extra on x86).
    uint32_t h = head.load(std::memory_order_seq_cst);
    return tail.load(std::memory_order_seq_cst) - h;
  }

  /// For others: true if what was pushed before `seenTail` is still there; then
  /// notes what there is now.
  bool isStuck(uint32_t &seenTail) const {
    // Relaxed, both: hints. The tail is read second, so it is not behind.
    uint32_t h = head.load(std::memory_order_relaxed);
    bool stuck = static_cast<int32_t>(seenTail - h) > 0;
    seenTail = tail.load(std::memory_order_relaxed);
    return stuck;
  }

  /// Owner's cheap check.
  bool empty() const {
    // Relaxed: as in pop.
    return head.load(std::memory_order_relaxed) ==
           tail.load(std::memory_order_relaxed);
  }

private:
  alignas(64) std::atomic<uint32_t> head{0};
  alignas(64) std::atomic<uint32_t> tail{0};
  std::atomic<Process *> slots[kCapacity]{};
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_SCHED_RUNRING_H
