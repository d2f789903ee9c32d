//===- ProgramEnd.cpp - Quiescence, stop sequence and exit status ---------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sched/ProgramEnd.h"

#include "mailbox/Inbox.h"
#include "platform/Fatal.h"
#include "process/Pid.h"
#include "process/ProcessExit.h"
#include "sched/Runtime.h"

#include <algorithm>
#include <tuple>

using namespace snow::rt;

bool ProgramEnd::isQuiescent() {
  Scheduler &scheduler = runtime.scheduler;
  // Sequentially consistent: the idle protocol, see Scheduler.h.
  if (scheduler.idle.load(std::memory_order_seq_cst) != scheduler.fullMask())
    return false;
  // Acquire: pairs with release().
  if (holds.load(std::memory_order_acquire) != 0)
    return false;
  if (!scheduler.queuesAreEmpty() || hasSignal() || runtime.hasInjected() ||
      runtime.pause.isWanted())
    return false;
  // In the stop sequence only a process that is still ending may sleep; other
  // timers have nobody to wake.
  return isStopping() ? runtime.timers.waiters() == 0
                      : runtime.timers.pending() == 0;
}

void ProgramEnd::act(unsigned worker) {
  std::unique_lock lock(mutex);
  Scheduler &scheduler = runtime.scheduler;
  // Sequentially consistent: the idle protocol. If another worker has left the
  // idle state too, one of the two will come back and find the same again.
  uint64_t others = scheduler.fullMask() & ~(uint64_t(1) << worker);
  if ((scheduler.idle.load(std::memory_order_seq_cst) & others) != others ||
      !scheduler.queuesAreEmpty())
    return;
  if (!isStopping()) {
    // Acquire: pairs with mainEnded().
    bool noMain =
        mainDone.load(std::memory_order_acquire) || !runtime.mainFunction;
    if (!noMain && !deadlockTold) {
      deadlockTold = true;
      Message *signal = newSignal(MessageKind::Deadlock, kNoPid);
      if (push(0, signal))
        return;
      freeMessage(signal);
    }
    // A main that waits again while the panic unwinds it is left behind.
    if (!noMain)
      exitStatus = 1;
    beginStop(/*forced=*/false);
  }
  if (!stopNext())
    scheduler.finish();
}

void ProgramEnd::collectLive() {
  // Supervisors are stopped first, then the youngest.
  std::vector<std::tuple<bool, uint64_t, uint64_t>> live;
  runtime.table.forEachLive([&](Process &process, uint64_t slot) {
    // Relaxed: forEachLive has synchronised with the start; a block that is
    // reused meanwhile only takes another place in the order.
    uint64_t inbox = process.inbox.load(std::memory_order_relaxed);
    live.emplace_back(process.isSupervisor.load(std::memory_order_relaxed),
                      process.serial.load(std::memory_order_relaxed),
                      makePid(slot, static_cast<uint16_t>(inbox >> 48)));
  });
  std::sort(live.begin(), live.end());
  remaining.clear();
  for (auto [supervisor, serial, pid] : live)
    remaining.push_back(pid);
}

bool ProgramEnd::stopNext() {
  for (;;) {
    while (!remaining.empty()) {
      uint64_t pid = remaining.back();
      remaining.pop_back();
      Message *signal = newSignal(MessageKind::Stop, kNoPid);
      // Relaxed: the push comes later, and releases.
      if (isForced)
        told.store(pid, std::memory_order_relaxed);
      if (push(pid, signal))
        return true;
      freeMessage(signal);
    }
    collectLive();
    // Processes that were told and waited again are left behind.
    if (remaining.empty() || remaining.size() >= lastRound)
      return false;
    lastRound = remaining.size();
  }
}

void ProgramEnd::beginStop(bool forced) {
  // Release: what led to the stop. Only ever set under the mutex.
  if (stopping.exchange(true, std::memory_order_acq_rel) && !forced)
    return;
  runtime.timers.addStopLimit(kStopLimitMs);
  if (!forced)
    return;
  isForced = true;
  remaining.clear();
  stopNext();
}

void ProgramEnd::stopNextAfter(uint64_t pid) {
  std::lock_guard lock(mutex);
  // Relaxed: under the mutex.
  if (told.load(std::memory_order_relaxed) == pid)
    stopNext();
}

void ProgramEnd::mainEnded(const ProcessExit *exit) {
  // Release: pairs with act().
  mainDone.store(true, std::memory_order_release);
  if (!exit || exit->cause == ProcessExit::Cause::Stop)
    return;
  if (exit->reason.isNormal())
    return;
  runtime.output.flush();
  std::string text = "panic: ";
  if (exit->cause == ProcessExit::Cause::Signal)
    text += "linked process " + pidText(exit->from) +
            " exited: " + exit->reason.display();
  else if (exit->reason.code == ReasonCode::Error)
    text += exit->reason.text;
  else
    text += exit->reason.display();
  text += '\n';
  if (!exit->location.empty())
    text += "  at " + exit->location + "\n";
  writeError(text);
  std::lock_guard lock(mutex);
  exitStatus = 1;
  beginStop(/*forced=*/true);
}

void ProgramEnd::handleSignal() {
  // Sequentially consistent: as hasSignal().
  int number = pendingSignal.exchange(0, std::memory_order_seq_cst);
  if (!number)
    return;
  std::lock_guard lock(mutex);
  exitStatus = 128 + number;
  beginStop(/*forced=*/true);
}

void ProgramEnd::stopLimitReached() { runtime.scheduler.finish(); }
