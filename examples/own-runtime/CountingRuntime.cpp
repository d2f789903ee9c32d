//===- CountingRuntime.cpp - A runtime that counts what is sent -----------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Two functions of the ABI, each around the one of Snow's runtime, whose name
// objcopy has changed; docs/howto/bring-your-own-runtime.md tells how. What is
// included checks the signatures.
//
//===----------------------------------------------------------------------===//

#include "snow/Runtime/ABI/Runtime.h"

#include <atomic>
#include <cinttypes>
#include <cstdio>

extern "C" {
decltype(snow_actor_send_value) base_actor_send_value;
decltype(snow_rt_run_scheduler) base_rt_run_scheduler;
}

// Relaxed, all: a statistic, read when the workers have ended.
static std::atomic<int64_t> sent{0};

void snow_actor_send_value(int64_t target, void *type, int64_t value) {
  sent.fetch_add(1, std::memory_order_relaxed);
  base_actor_send_value(target, type, value);
}

int64_t snow_rt_run_scheduler() {
  int64_t status = base_rt_run_scheduler();
  std::fprintf(stderr, "%" PRId64 " values sent\n",
               sent.load(std::memory_order_relaxed));
  return status;
}
