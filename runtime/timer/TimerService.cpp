//===- TimerService.cpp - Timed waits and delayed messages ----------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "timer/TimerService.h"

#include "mailbox/Inbox.h"
#include "sched/Runtime.h"

#include <algorithm>
#include <vector>

using namespace snow::rt;

uint64_t snow::rt::deadlineAfter(int64_t ms) {
  ms = std::clamp<int64_t>(ms, 0, kMaxDelayMs);
  return monotonicNow() + static_cast<uint64_t>(ms) * 1000000u;
}

void TimerService::updateNext() {
  uint64_t tick;
  // Relaxed: a hint for fireDue(); the wheel itself is under the mutex.
  nextDue.store(wheel.nextTick(tick) ? origin + tick * 1000000u : kNoDeadline,
                std::memory_order_relaxed);
}

void TimerService::insert(TimerEntry &entry) {
  unsigned wake = kNobody;
  {
    std::lock_guard lock(mutex);
    wheel.insert(&entry);
    // Release: pairs with pending().
    if (entry.kind != TimerEntry::Kind::StopLimit)
      count.fetch_add(1, std::memory_order_release);
    if (entry.kind == TimerEntry::Kind::Wait)
      waits.fetch_add(1, std::memory_order_release);
    updateNext();
    if (watcher != kNobody && entry.when < watchedTick)
      wake = watcher;
  }
  if (wake != kNobody)
    runtime.scheduler.notifyWorker(wake);
}

void TimerService::armWait(TimerEntry &entry, uint64_t pid, uint64_t serial,
                           uint64_t deadline) {
  entry.kind = TimerEntry::Kind::Wait;
  entry.pid = pid;
  entry.serial = serial;
  entry.when = tickAtOrAfter(deadline);
  insert(entry);
}

void TimerService::disarm(TimerEntry &entry) {
  std::lock_guard lock(mutex);
  if (!entry.armed)
    return;
  wheel.remove(&entry);
  // Release: pairs with pending().
  count.fetch_sub(1, std::memory_order_release);
  waits.fetch_sub(1, std::memory_order_release);
  updateNext();
}

void TimerService::sendAfter(uint64_t pid, int64_t ms, Message *message) {
  auto *entry = new TimerEntry();
  entry->kind = TimerEntry::Kind::Send;
  entry->pid = pid;
  entry->message = message;
  entry->when = tickAtOrAfter(deadlineAfter(ms));
  insert(*entry);
}

void TimerService::addStopLimit(uint64_t ms) {
  auto *entry = new TimerEntry();
  entry->kind = TimerEntry::Kind::StopLimit;
  entry->when = tickAtOrAfter(deadlineAfter(static_cast<int64_t>(ms)));
  insert(*entry);
}

void TimerService::fireDue() {
  // Relaxed: a hint; what it may miss is found at the next look.
  uint64_t due = nextDue.load(std::memory_order_relaxed);
  if (due == kNoDeadline)
    return;
  uint64_t now = monotonicNow();
  if (now < due)
    return;
  // Delivery happens outside the lock: it may arm other workers.
  struct Fired {
    uint64_t pid;
    uint64_t serial;
    TimerEntry *entry; // Null for waits, whose entry is on the waiter's stack.
  };
  std::vector<Fired> fired;
  size_t waitsFired = 0, countFired = 0;
  {
    std::lock_guard lock(mutex);
    wheel.advance(tickNow(now), [&](TimerEntry *entry) {
      bool isWait = entry->kind == TimerEntry::Kind::Wait;
      waitsFired += isWait;
      countFired += entry->kind != TimerEntry::Kind::StopLimit;
      fired.push_back({entry->pid, entry->serial, isWait ? nullptr : entry});
    });
    updateNext();
  }
  for (const Fired &f : fired) {
    if (!f.entry) {
      pushOrFree(f.pid, newSignal(MessageKind::Timeout, kNoPid, f.serial));
    } else {
      if (f.entry->kind == TimerEntry::Kind::Send)
        pushOrFree(f.pid, f.entry->message);
      else
        runtime.end.stopLimitReached();
      delete f.entry;
    }
  }
  // Only now: until here this worker is busy, but a count that is still up can
  // do no harm. Release: pairs with pending().
  count.fetch_sub(countFired, std::memory_order_release);
  waits.fetch_sub(waitsFired, std::memory_order_release);
}

uint64_t TimerService::beginWatch(unsigned worker) {
  std::lock_guard lock(mutex);
  uint64_t tick;
  if (watcher != kNobody || !wheel.nextTick(tick))
    return kNoDeadline;
  watcher = worker;
  watchedTick = tick;
  return origin + tick * 1000000u;
}

void TimerService::endWatch(unsigned worker) {
  std::lock_guard lock(mutex);
  if (watcher == worker)
    watcher = kNobody;
}

void TimerService::clear() {
  wheel.clear([](TimerEntry *entry) {
    if (entry->kind == TimerEntry::Kind::Wait)
      return; // On an abandoned process's stack.
    if (entry->message)
      freeMessage(entry->message);
    delete entry;
  });
}

ScopedWait::ScopedWait(Runtime &runtime, uint64_t pid, uint64_t serial,
                       uint64_t deadline)
    : service(runtime.timers) {
  service.armWait(entry, pid, serial, deadline);
}

ScopedWait::~ScopedWait() { service.disarm(entry); }
