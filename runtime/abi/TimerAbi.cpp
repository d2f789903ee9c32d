//===- TimerAbi.cpp - C entries: timers -----------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mailbox/Mailbox.h"
#include "value/Heap.h"
#include "value/Results.h"

using namespace snow::rt;

extern "C" {

void snow_timer_sleep(int64_t ms) {
  Process *self = currentProcess();
  if (!self || ms <= 0)
    return;
  // For the list of processes; the sleep may be cut short by an exit.
  struct Sleep {
    explicit Sleep(Process &process) : process(process) {
      process.isSleeping = true;
    }
    ~Sleep() { process.isSleeping = false; }
    Process &process;
  } sleep(*self);
  waitFor(*self, deadlineAfter(ms), [] { return false; });
}

int64_t snow_timer_start(void *type, int64_t target, int64_t ms,
                         int64_t value) {
  auto *valueType = static_cast<const snow_type *>(type);
  if (Runtime *rt = runtime(); rt && type)
    return static_cast<int64_t>(rt->timers.sendAfter(
        static_cast<uint64_t>(target), ms, newValueMessage(valueType, value)));
  releaseWord(valueType, value);
  return 0;
}

void snow_timer_send_after(int64_t target, int64_t ms, void *type,
                           int64_t value) {
  snow_timer_start(type, target, ms, value);
}

void *snow_timer_cancel(int64_t ref) {
  Runtime *rt = runtime();
  std::optional<uint64_t> left;
  if (rt)
    left = rt->timers.cancel(static_cast<uint64_t>(ref));
  return left ? makeSome(static_cast<int64_t>(*left)) : makeNone();
}

} // extern "C"
