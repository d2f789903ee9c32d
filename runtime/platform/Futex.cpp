//===- Futex.cpp - A 32-bit word that threads sleep on --------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "platform/Futex.h"

#include <climits>
#include <ctime>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace snow::rt;

#if !defined(SNOW_SIM) // There it is virtual: sim/Simulation.cpp.
uint64_t snow::rt::monotonicNow() {
  timespec ts;
  clock_gettime(CLOCK_MONOTONIC, &ts);
  return uint64_t(ts.tv_sec) * 1000000000u + uint64_t(ts.tv_nsec);
}
#endif

void snow::rt::futexWait(std::atomic<uint32_t> &word, uint32_t expected,
                         uint64_t deadline) {
  static_assert(sizeof(word) == sizeof(uint32_t));
  timespec ts;
  timespec *limit = nullptr;
  if (deadline != kNoDeadline) {
    ts.tv_sec = static_cast<time_t>(deadline / 1000000000u);
    ts.tv_nsec = static_cast<long>(deadline % 1000000000u);
    limit = &ts;
  }
  // The bitset form takes an absolute time on the monotonic clock.
  syscall(SYS_futex, reinterpret_cast<uint32_t *>(&word),
          FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, expected, limit, nullptr,
          FUTEX_BITSET_MATCH_ANY);
}

void snow::rt::futexWake(std::atomic<uint32_t> &word, int count) {
  syscall(SYS_futex, reinterpret_cast<uint32_t *>(&word),
          FUTEX_WAKE | FUTEX_PRIVATE_FLAG, count, nullptr, nullptr, 0);
}
