//===- Exposed.h - A word with one writer and curious others ----*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SCHED_EXPOSED_H
#define SNOW_RUNTIME_SCHED_EXPOSED_H

#include <atomic>

namespace snow::rt {

/// One thread writes it, others may look without asking and must not rely on
/// what they see. Costs the owner what a plain word costs.
template <typename T> class Exposed {
public:
  explicit constexpr Exposed(T value) : word(value) {}
  Exposed(const Exposed &) = delete;

  // Relaxed, both: a look orders nothing, and the owner knows what it wrote.
  operator T() const { return word.load(std::memory_order_relaxed); }
  T operator=(T value) {
    word.store(value, std::memory_order_relaxed);
    return value;
  }
  T operator->() const { return *this; }

  /// Sets a new value and gives the former one; no read-modify-write.
  T replace(T value) {
    T former = *this;
    *this = value;
    return former;
  }

private:
  static_assert(std::atomic<T>::is_always_lock_free);
  std::atomic<T> word;
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_SCHED_EXPOSED_H
