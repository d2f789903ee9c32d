//===- Runtime.cpp - Everything one run of a program shares ---------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sched/Runtime.h"

#include "process/Lifecycle.h"
#include "sched/Worker.h"

using namespace snow::rt;

static std::atomic<Runtime *> activeRuntime{nullptr};
static std::atomic<uint64_t> lastReference{0};

Runtime *snow::rt::runtime() {
  // Acquire: pairs with setRuntime; a plain load on x86.
  return activeRuntime.load(std::memory_order_acquire);
}

void snow::rt::setRuntime(Runtime *runtime) {
  // Release: the runtime is complete for whoever sees it.
  activeRuntime.store(runtime, std::memory_order_release);
}

uint64_t Runtime::nextReference() {
  // Relaxed: only uniqueness matters.
  return lastReference.fetch_add(1, std::memory_order_relaxed) + 1;
}

Runtime::Runtime()
    : timers(*this), scheduler(*this), end(*this),
      outsideMessages(messageStock) {}

Runtime::~Runtime() {
  // What was abandoned at the end still owns messages and side blocks.
  table.forEachLive([](Process &process) { discardProcess(process); });
  timers.clear();
}
