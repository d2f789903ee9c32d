//===- StackPoolTest.cpp - Pooled stacks ----------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "fiber/StackPool.h"
#include "ProgramRunner.h"
#include "process/Process.h"

#include <fstream>

using namespace snow::rt;
using namespace snow::test;

namespace {

void never(Worker *) {}

TEST(StackPool, UnusedStacksGiveTheirMemoryBack) {
  StackPool pool(never);
  std::vector<Fiber *> cache;
  pool.refill(cache);
  size_t count = cache.size();
  ASSERT_GT(count, 0u);
  size_t cold = pool.coldCount();
  pool.drain(cache, count);
  EXPECT_EQ(pool.warmCount(), count);
  pool.trim(); // Begins the time in which they are not used.
  EXPECT_EQ(pool.warmCount(), count);
  pool.refill(cache); // All of them are used once more.
  pool.drain(cache, cache.size());
  pool.trim();
  EXPECT_GE(pool.warmCount(), count);
  pool.trim();
  EXPECT_EQ(pool.warmCount(), 0u);
  EXPECT_EQ(pool.coldCount(), cold + count);
  // And can be used again.
  pool.refill(cache);
  for (Fiber *stack : cache)
    EXPECT_EQ(reinterpret_cast<uintptr_t>(stack->context.lowest()) % 8, 0u);
  pool.drain(cache, cache.size());
}

TEST(StackPool, AnIdleProcessIsItsBlock) { EXPECT_LE(sizeof(Process), 160u); }

void waitingEntry(void *) {
  while (snow_mailbox_peek())
    snow_mailbox_skip();
  snow_actor_suspend(reinterpret_cast<void *>(waitingEntry), -1);
}

/// Bytes of the program in memory.
size_t resident() {
  size_t total = 0, pages = 0;
  std::ifstream("/proc/self/statm") >> total >> pages;
  return pages * 4096;
}

TEST(StackPool, SuspendedProcessesOwnNoStack) {
  if (kSanitized)
    GTEST_SKIP() << "sanitizers keep memory of their own";
  runProgram(
      [] {
        size_t before = resident();
        const size_t count = 200000;
        for (size_t i = 0; i != count; ++i) {
          int64_t word = 0;
          snow_actor_spawn(reinterpret_cast<void *>(waitingEntry), &word, 8, 1);
          if (i % 64 == 63)
            snow_process_yield();
        }
        snow_timer_sleep(10);
        EXPECT_LT((resident() - before) / count, 256u);
      },
      1);
}

} // namespace
