//===- Futex.h - A 32-bit word that threads sleep on ------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// A thin wrapper over the Linux futex call, because std::atomic::wait has no
// time limit and the idle worker that minds the timers needs one.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PLATFORM_FUTEX_H
#define SNOW_RUNTIME_PLATFORM_FUTEX_H

#include <atomic>
#include <cstdint>

namespace snow::rt {

/// Monotonic nanoseconds since an arbitrary start.
uint64_t monotonicNow();

constexpr uint64_t kNoDeadline = ~uint64_t(0);

/// Sleeps while *word == expected, until woken or until the monotonic deadline
/// in nanoseconds. Wakes spuriously; callers loop.
void futexWait(std::atomic<uint32_t> &word, uint32_t expected,
               uint64_t deadline = kNoDeadline);

/// Wakes up to `count` sleepers. Safe in a signal handler.
void futexWake(std::atomic<uint32_t> &word, int count = 1);

/// One step of a busy wait.
inline void cpuRelax() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

} // namespace snow::rt

#endif // SNOW_RUNTIME_PLATFORM_FUTEX_H
