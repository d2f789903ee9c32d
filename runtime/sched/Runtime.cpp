//===- Runtime.cpp - Everything one run of a program shares ---------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sched/Runtime.h"

#include "mailbox/Inbox.h"
#include "process/Lifecycle.h"
#include "sched/Worker.h"

using namespace snow::rt;

// Found by utils/gdb/snow.py.
extern "C" {
std::atomic<Runtime *> snow_active_runtime{nullptr};
}
static constexpr std::atomic<Runtime *> &activeRuntime = snow_active_runtime;
static std::atomic<uint64_t> lastReference{0};
static std::atomic<uint64_t> lastCallReference{0};

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

uint64_t Runtime::takeCallReferences(uint64_t count) {
  // Relaxed: as above.
  return lastCallReference.fetch_add(count, std::memory_order_relaxed) + 1;
}

void Runtime::inject(uint64_t pid, Message *message) {
  {
    std::lock_guard lock(outsideMutex);
    injected.emplace_back(pid, message);
    // Sequentially consistent: part of the idle protocol, see Scheduler.h.
    injectedCount.store(injected.size(), std::memory_order_seq_cst);
  }
  scheduler.notifyOne();
}

void Runtime::deliverInjectedSlowly() {
  std::vector<std::pair<uint64_t, Message *>> taken;
  {
    std::lock_guard lock(outsideMutex);
    taken.swap(injected);
    injectedCount.store(0, std::memory_order_seq_cst); // As in inject.
  }
  for (auto [pid, message] : taken)
    pushOrFree(pid, message);
}

Runtime::Runtime()
    : stacks(runnerEntry), timers(*this), scheduler(*this), end(*this),
      outsideMessages(messageStock) {}

Runtime::~Runtime() {
  // What was abandoned at the end still owns messages and side blocks.
  table.forEachLive(
      [](Process &process, uint64_t) { discardProcess(process); });
  timers.clear();
  for (auto [pid, message] : injected)
    freeMessage(message);
}
