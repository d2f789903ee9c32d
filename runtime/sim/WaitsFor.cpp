//===- WaitsFor.cpp - Who waits for whom, and what a standstill is --------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sim/WaitsFor.h"

#include "mailbox/Inbox.h"
#include "platform/Fatal.h"
#include "sched/Runtime.h"
#include "sim/MessageText.h"
#include "sim/Trace.h"

#include <algorithm>

using namespace snow::rt;
using namespace snow::rt::sim;

/// Unread messages that a report shows.
static constexpr size_t kShownMessages = 3;

void WaitsFor::begin(const Process &process, WaitKind kind, uint64_t on) {
  uint64_t slot = pidSlot(process.pid);
  if (slot >= waits.size())
    waits.resize(slot + 1);
  waits[slot] = {true, on,
                 kind == WaitKind::Job ? "waits for the result of job "
                                       : "waits for room in the mailbox of "};
}

void WaitsFor::end(const Process &process) {
  if (uint64_t slot = pidSlot(process.pid); slot < waits.size())
    waits[slot] = {};
}

WaitsFor::Wait WaitsFor::waitOf(const Process &process) const {
  // Relaxed: there is one thread.
  uint64_t callee = process.waitsFor.load(std::memory_order_relaxed);
  if (callee != kNoPid)
    return {true, callee, "waits for the reply of "};
  uint64_t slot = pidSlot(process.pid);
  return slot < waits.size() ? waits[slot] : Wait();
}

static uint64_t inboxOf(const Process &process) {
  // Relaxed: there is one thread.
  return process.inbox.load(std::memory_order_relaxed) & kInboxPointerMask;
}

/// Nothing runs, so whoever lives must have been told to wait.
static bool hasLostWakeup(const Process &process) {
  return inboxOf(process) != kInboxWaiting;
}

std::string WaitsFor::describe(Runtime &runtime, const Process &process,
                               const Trace &trace) const {
  std::string line = "  " + trace.padded(process.pid);
  Wait wait = waitOf(process);
  if (hasLostWakeup(process)) {
    line += "sleeps, though something has come for it";
  } else if (!wait.active) {
    line += "waits for a message";
  } else {
    line += wait.phrase;
    line += trace.nameOf(wait.on);
    if (!runtime.table.isAlive(wait.on))
      line += ", which has ended";
  }
  size_t unread = 0;
  std::string shown;
  for (const Message *message = process.first; message;
       message = message->next) {
    if (++unread <= kShownMessages)
      shown += (unread == 1 ? "" : "; ") + textOfMessage(&process, *message);
  }
  if (unread)
    line += "; unread: " + std::to_string(unread) + " (" + shown +
            (unread > kShownMessages ? "; ..." : "") + ")";
  return line;
}

std::vector<const Process *>
WaitsFor::findCycle(Runtime &runtime,
                    const std::vector<const Process *> &live) const {
  for (const Process *start : live) {
    std::vector<const Process *> path{start};
    for (;;) {
      Wait wait = waitOf(*path.back());
      if (!wait.active || !runtime.table.isAlive(wait.on))
        break;
      const Process *on = runtime.table.find(wait.on);
      auto seen = std::find(path.begin(), path.end(), on);
      if (seen != path.end())
        return {seen, path.end()};
      path.push_back(on);
    }
  }
  return {};
}

Standstill WaitsFor::reportStandstill(Runtime &runtime,
                                      const Trace &trace) const {
  std::vector<const Process *> live;
  runtime.table.forEachLive(
      [&](const Process &process, uint64_t) { live.push_back(&process); });
  std::sort(live.begin(), live.end(), [](const Process *a, const Process *b) {
    // Relaxed: there is one thread.
    return a->serial.load(std::memory_order_relaxed) <
           b->serial.load(std::memory_order_relaxed);
  });
  size_t lost = 0, waiting = 0;
  for (const Process *process : live) {
    lost += hasLostWakeup(*process);
    waiting += waitOf(*process).active;
  }
  if (!lost && !waiting && !runtime.table.isAlive(0))
    return Standstill::Rest;
  std::string text = "[snow] sim: ";
  if (lost)
    text += "lost wake-up: nothing runs, and " + std::to_string(lost) +
            (lost == 1 ? " process sleeps" : " processes sleep") +
            " though something has come\n";
  else
    text += "deadlock: no process can run\n";
  for (const Process *process : live)
    text += describe(runtime, *process, trace) + "\n";
  std::vector<const Process *> cycle = findCycle(runtime, live);
  if (!cycle.empty()) {
    text += "  cycle: ";
    for (const Process *process : cycle)
      text += trace.nameOf(process->pid) + " -> ";
    text += trace.nameOf(cycle.front()->pid) + "\n";
  }
  runtime.output.flush();
  writeError(text);
  return lost      ? Standstill::LostWakeup
         : waiting ? Standstill::Deadlock
                   : Standstill::Rest;
}
