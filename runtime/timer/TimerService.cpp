//===- TimerService.cpp - Timed waits and delayed messages ----------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "timer/TimerService.h"

#include "mailbox/Inbox.h"
#include "sched/Runtime.h"
#include "sim/Sim.h"

#include <algorithm>
#include <memory>
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

uint64_t TimerService::insert(TimerEntry &entry) {
  unsigned wake = kNobody;
  uint64_t reference = 0;
  {
    std::lock_guard lock(mutex);
    if (entry.kind == TimerEntry::Kind::Send) {
      if (isLocalPid(entry.pid) && !runtime.table.isAlive(entry.pid))
        return 0;
      index(entry);
      reference = entry.serial;
    }
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
  return reference;
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

void TimerService::index(TimerEntry &entry) {
  entry.serial = ++lastReference;
  byReference.emplace(entry.serial, &entry);
  TimerEntry *&newest = byPid[entry.pid];
  entry.nextOfPid = newest;
  if (newest)
    newest->previousOfPid = &entry;
  newest = &entry;
}

void TimerService::unindex(TimerEntry &entry) {
  byReference.erase(entry.serial);
  if (entry.nextOfPid)
    entry.nextOfPid->previousOfPid = entry.previousOfPid;
  if (entry.previousOfPid)
    entry.previousOfPid->nextOfPid = entry.nextOfPid;
  else if (entry.nextOfPid)
    byPid[entry.pid] = entry.nextOfPid;
  else
    byPid.erase(entry.pid);
}

void TimerService::take(TimerEntry &entry) {
  wheel.remove(&entry);
  unindex(entry);
  // Release: pairs with pending().
  count.fetch_sub(1, std::memory_order_release);
}

uint64_t TimerService::sendAfter(uint64_t pid, int64_t ms, Message *message) {
  auto entry = std::make_unique<TimerEntry>();
  entry->kind = TimerEntry::Kind::Send;
  entry->pid = pid;
  entry->message = message;
  entry->when = tickAtOrAfter(deadlineAfter(ms));
  if (Process *receiver = runtime.table.find(pid))
    // Sequentially consistent: see the header.
    receiver->hasTimers.store(true, std::memory_order_seq_cst);
  uint64_t ref = insert(*entry);
  if (ref)
    entry.release(); // The wheel's now.
  else
    freeMessage(message);
  return ref;
}

std::optional<uint64_t> TimerService::cancel(uint64_t ref) {
  std::unique_ptr<TimerEntry> entry;
  {
    std::lock_guard lock(mutex);
    auto it = byReference.find(ref);
    if (it == byReference.end())
      return std::nullopt;
    entry.reset(it->second);
    take(*entry);
    updateNext();
  }
  freeMessage(entry->message);
  uint64_t due = origin + entry->when * 1000000u, now = monotonicNow();
  return due > now ? (due - now + 999999u) / 1000000u : 0;
}

void TimerService::cancelAll(Process &process) {
  // Sequentially consistent: see the header.
  if (!process.hasTimers.load(std::memory_order_seq_cst))
    return;
  TimerEntry *ended = nullptr;
  {
    std::lock_guard lock(mutex);
    process.hasTimers.store(false, std::memory_order_relaxed); // Locked.
    for (auto it = byPid.find(process.pid); it != byPid.end();
         it = byPid.find(process.pid)) {
      TimerEntry *entry = it->second;
      take(*entry);
      entry->next = ended;
      ended = entry;
    }
    updateNext();
  }
  while (ended) {
    std::unique_ptr<TimerEntry> entry(ended);
    ended = entry->next;
    freeMessage(entry->message);
  }
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
  std::vector<DueTimer> fired;
  {
    std::lock_guard lock(mutex);
    wheel.advance(tickNow(now), [&](TimerEntry *entry) {
      bool isWait = entry->kind == TimerEntry::Kind::Wait;
      if (entry->kind == TimerEntry::Kind::Send)
        unindex(*entry);
      fired.push_back({entry->pid, entry->serial, isWait ? nullptr : entry});
    });
    updateNext();
  }
  for (const DueTimer &timer : fired) {
    if constexpr (kSimulated)
      sim::timerIsDue(timer);
    else
      deliver(timer);
  }
}

void TimerService::deliver(const DueTimer &timer) {
  bool isWait = !timer.entry, counts = true;
  if (isWait) {
    pushOrFree(timer.pid,
               newSignal(MessageKind::Timeout, kNoPid, timer.serial));
  } else {
    if (timer.entry->kind == TimerEntry::Kind::Send) {
      pushOrFree(timer.pid, timer.entry->message);
    } else {
      counts = false;
      runtime.end.stopLimitReached();
    }
    delete timer.entry;
  }
  // Only now: until here this worker is busy, but a count that is still up can
  // do no harm. Release: pairs with pending().
  if (counts)
    count.fetch_sub(1, std::memory_order_release);
  if (isWait)
    waits.fetch_sub(1, std::memory_order_release);
}

void TimerService::drop(TimerEntry *entry) {
  if (!entry || entry->kind == TimerEntry::Kind::Wait)
    return; // On an abandoned process's stack.
  if (entry->message)
    freeMessage(entry->message);
  delete entry;
}

uint64_t TimerService::beginWatch(unsigned worker) {
  std::lock_guard lock(mutex);
  watcher = worker;
  if (wheel.nextTick(watchedTick))
    return origin + watchedTick * 1000000u;
  watchedTick = ~uint64_t(0); // Whatever comes is earlier.
  return kNoDeadline;
}

void TimerService::endWatch() {
  std::lock_guard lock(mutex);
  watcher = kNobody;
}

void TimerService::clear() {
  byReference.clear();
  byPid.clear();
  wheel.clear([](TimerEntry *entry) { drop(entry); });
  if constexpr (kSimulated)
    sim::dropTimers();
}

ScopedWait::ScopedWait(Runtime &runtime, uint64_t pid, uint64_t serial,
                       uint64_t deadline)
    : service(runtime.timers) {
  service.armWait(entry, pid, serial, deadline);
}

ScopedWait::~ScopedWait() { service.disarm(entry); }
