//===- PokeTest.cpp - Tests of handing a woken process over ---------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Computing.h"
#include "ProgramRunner.h"

#include "sched/Poke.h"
#include "sim/Sim.h"

#include <atomic>
#include <chrono>
#include <thread>

using namespace snow;
using namespace snow::test;

namespace {

TEST(Poke, SaysWhatWasLeft) {
  rt::Process process;
  for (int64_t left :
       {int64_t(3999), int64_t(1), int64_t(0), int64_t(-1), int64_t(-100000)}) {
    process.setReductions(left);
    EXPECT_FALSE(rt::isPoked(process));
    rt::poke(process);
    EXPECT_TRUE(rt::isPoked(process));
    rt::poke(process); // Repeated until there is an answer.
    process.spendReductions(7);
    EXPECT_TRUE(rt::isPoked(process));
    rt::unpoke(process);
    EXPECT_EQ(process.reductions(), left - 7);
  }
}

/// Computes as compiled code does, a microsecond between two looks at the
/// reductions, until the condition holds or so many have been used.
template <typename Condition>
bool computeUntil(int64_t reductions, Condition &&holds) {
  auto *context = static_cast<snow_context *>(snow_process_context());
  for (; reductions != 0 && !holds(); --reductions) {
    auto end = std::chrono::steady_clock::now() + std::chrono::microseconds(1);
    while (std::chrono::steady_clock::now() < end)
      ;
    countReduction(context);
  }
  return holds();
}

// What a process wakes runs next on its worker, so it waits while the process
// computes; unless another worker has nothing to do.
TEST(Poke, AWokenProcessRunsElsewhereWhileItsSenderComputes) {
  if (rt::kSimulated)
    GTEST_SKIP() << "one worker";
  bool handedOver = false;
  int64_t left = 0;
  ProgramResult result = runProgram([&] {
    std::atomic<int> received{0};
    int64_t receiver = spawn([&] {
      while (receiveInt() != 0)
        ++received;
    });
    auto *context = static_cast<snow_context *>(snow_process_context());
    for (int i = 0; i != 5000 && !handedOver; ++i) {
      // A message from outside wakes the other worker, which goes on looking.
      int before = received;
      std::thread([&] { sendInt(receiver, 1); }).join();
      computeUntil(1 << 20, [&] { return received != before; });
      __atomic_store_n(&context->reductions, 0, __ATOMIC_RELAXED);
      computeUntil(2, [] { return false; }); // A slice begins.
      before = received;
      sendInt(receiver, 2);
      handedOver = computeUntil(3000, [&] { return received != before; });
      computeUntil(1, [] { return false; }); // Poked again meanwhile?
      left = __atomic_load_n(&context->reductions, __ATOMIC_RELAXED);
      computeUntil(1 << 20, [&] { return received != before; });
    }
    sendInt(receiver, 0);
  });
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_TRUE(handedOver);
  // Within one slice, which goes on after the message was handed over.
  EXPECT_LT(left, SNOW_REDUCTIONS_PER_SLICE);
  EXPECT_GT(left, SNOW_REDUCTIONS_PER_SLICE - 3100);
}

} // namespace
