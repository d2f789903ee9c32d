//===- Signals.cpp - Links, monitors and exit signals ---------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process/Signals.h"

#include "mailbox/Inbox.h"
#include "mailbox/Mailbox.h"
#include "sched/Runtime.h"

#include <cstring>
#include <exception>
#include <utility>

using namespace snow::rt;

//===----------------------------------------------------------------------===//
// Exits
//===----------------------------------------------------------------------===//

/// Asks the process to end. The first request counts; only a kill overrules,
/// so that a terminate block can neither outlast nor outrun it.
static void requestExit(Process &process, ProcessExit::Cause cause,
                        const Reason &reason, uint64_t from,
                        bool isKill = false) {
  ProcessSide &side = process.sideBlock();
  bool mayTerminate = side.onExit || side.isTerminating;
  if (side.exit && !(isKill && mayTerminate))
    return;
  if (side.isTerminating && !isKill)
    return;
  side.exit.emplace(cause, reason);
  side.exit->from = from;
  side.exit->isKill = isKill;
  process.exitPending = true;
}

void snow::rt::throwPendingExit(Process &process) {
  // While landing pads run, waiting calls in them (a terminate block) work.
  if (std::uncaught_exceptions() > 0)
    return;
  throw ProcessExit(*process.side->exit);
}

/// Appends the visible message `[tag][words][reason]`.
static void deliverSystem(Process &process, uint64_t tag, const uint64_t *words,
                          size_t count, const Reason &reason) {
  std::vector<uint8_t> bytes(8 + 8 * count);
  std::memcpy(bytes.data(), &tag, 8);
  std::memcpy(bytes.data() + 8, words, 8 * count);
  reason.encode(bytes);
  appendMessage(process, newBlockMessage(MessageKind::System, bytes.data(),
                                         bytes.size()));
}

/// An exit signal has arrived. Killed by Process.exit cannot be trapped; Normal
/// ends the process only if it comes from itself.
static void receiveExit(Process &process, uint64_t from, const Reason &reason,
                        bool viaLink) {
  bool kill = !viaLink && reason.code == ReasonCode::Killed;
  if (process.trapExit && !kill)
    deliverSystem(process, SNOW_TAG_EXIT, &from, 1, reason);
  else if (!reason.isNormal())
    requestExit(process, ProcessExit::Cause::Signal, reason, from, kill);
  else if (from == process.pid)
    // Only from itself a process takes Normal (OTP, erlang:exit/2).
    requestExit(process, ProcessExit::Cause::Exit, reason, from);
}

void snow::rt::sendExit(uint64_t from, uint64_t target, const Reason &reason) {
  schedulePoint();
  pushOrFree(target, newSignal(MessageKind::Exit, from, 0, reason));
}

//===----------------------------------------------------------------------===//
// Links
//===----------------------------------------------------------------------===//

// Unlinking is acknowledged, as in OTP since 23 (ERTS "Links", unlink
// protocol): until the acknowledgement comes, a link request that crosses the
// unlinking is ignored, because the other side will drop that link when it sees
// the unlink.

void snow::rt::linkProcess(Process &self, uint64_t target) {
  schedulePoint();
  if (target == self.pid)
    return;
  auto [it, isNew] = self.sideBlock().links.try_emplace(target, 0);
  if (!isNew && it->second == 0) {
    if (auto *started = self.side->linkedStarts)
      for (StartedProcess &process : *started)
        process.keepsLink |= process.pid == target;
    return;
  }
  it->second = 0;
  Message *signal = newSignal(MessageKind::Link, self.pid);
  if (push(target, signal))
    return;
  freeMessage(signal);
  pushOrFree(self.pid, newSignal(MessageKind::ExitLink, target, 0,
                                 Reason{ReasonCode::NoProc, {}}));
}

void snow::rt::unlinkProcess(Process &self, uint64_t target) {
  schedulePoint();
  if (!self.side)
    return;
  auto it = self.side->links.find(target);
  if (it == self.side->links.end() || it->second != 0)
    return;
  it->second = Runtime::nextReference();
  Message *signal = newSignal(MessageKind::Unlink, self.pid, it->second);
  if (push(target, signal))
    return;
  freeMessage(signal);
  self.side->links.erase(it);
}

static void receiveLink(Process &process, uint64_t from) {
  // A link that waits for its unlink to be seen stays unlinked.
  process.sideBlock().links.try_emplace(from, 0);
}

static void receiveUnlink(Process &process, uint64_t from, uint64_t id) {
  if (process.side) {
    auto it = process.side->links.find(from);
    if (it != process.side->links.end() && it->second == 0)
      process.side->links.erase(it);
  }
  pushOrFree(from, newSignal(MessageKind::UnlinkAck, process.pid, id));
}

static void receiveUnlinkAck(Process &process, uint64_t from, uint64_t id) {
  if (!process.side)
    return;
  auto it = process.side->links.find(from);
  if (it != process.side->links.end() && it->second == id)
    process.side->links.erase(it);
}

static void receiveExitLink(Process &process, Message *signal) {
  if (!process.side)
    return;
  auto it = process.side->links.find(signal->signal.from);
  if (it == process.side->links.end())
    return;
  bool active = it->second == 0;
  process.side->links.erase(it);
  if (active)
    receiveExit(process, signal->signal.from, *signal->reason,
                /*viaLink=*/true);
}

//===----------------------------------------------------------------------===//
// Monitors
//===----------------------------------------------------------------------===//

uint64_t snow::rt::monitorProcess(Process &self, uint64_t target) {
  schedulePoint();
  uint64_t ref = Runtime::nextReference();
  self.sideBlock().monitors.emplace(ref, target);
  Message *signal = newSignal(MessageKind::Monitor, self.pid, ref);
  if (!push(target, signal)) {
    freeMessage(signal);
    pushOrFree(self.pid, newSignal(MessageKind::Down, target, ref,
                                   Reason{ReasonCode::NoProc, {}}));
  }
  return ref;
}

bool snow::rt::demonitorProcess(Process &self, uint64_t ref) {
  schedulePoint();
  if (!self.side)
    return false;
  auto it = self.side->monitors.find(ref);
  if (it != self.side->monitors.end()) {
    uint64_t target = it->second;
    self.side->monitors.erase(it);
    // A Down that is on its way finds no monitor and vanishes.
    pushOrFree(target, newSignal(MessageKind::Demonitor, self.pid, ref));
    return true;
  }
  for (Message **link = &self.first; *link; link = &(*link)->next) {
    Message *message = *link;
    if (message->kind != MessageKind::System ||
        message->block.tag != SNOW_TAG_DOWN)
      continue;
    uint64_t downRef;
    std::memcpy(&downRef, message->block.bytes + 8, 8);
    if (downRef != ref)
      continue;
    unlinkMessage(self, link);
    self.queueHasChanged = self.hasSetAside;
    freeMessage(message);
    return true;
  }
  return false;
}

static void receiveDown(Process &process, Message *signal) {
  if (!process.side || !process.side->monitors.erase(signal->signal.ref))
    return;
  uint64_t words[] = {signal->signal.ref, signal->signal.from};
  deliverSystem(process, SNOW_TAG_DOWN, words, 2, *signal->reason);
}

//===----------------------------------------------------------------------===//
// Jobs and calls
//===----------------------------------------------------------------------===//

static void receiveJobEnd(Process &process, Message *signal) {
  if (!process.side)
    return;
  auto it = process.side->jobs.find(signal->signal.from);
  if (it == process.side->jobs.end())
    return;
  it->second.finished = true;
  it->second.failed = signal->kind == MessageKind::JobFailed;
  if (it->second.failed)
    it->second.text = signal->reason->jobText();
  else {
    it->second.word = static_cast<int64_t>(signal->signal.ref);
    it->second.resultType = std::exchange(signal->valueDecoded.type, nullptr);
  }
}

/// Keeps the answer to the call in progress; true if it was one.
static bool receiveReply(Process &process, Message *signal) {
  if (!process.side || process.side->isReplied() ||
      process.side->callRef == 0 || process.side->callRef != signal->signal.ref)
    return false;
  process.side->reply = signal;
  return true;
}

static void receiveWantRoom(Process &process, uint64_t from) {
  // The owner answers when it next takes a message, or at once.
  process.sideBlock().roomWaiters.push_back(from);
  grantRoom(process);
}

void snow::rt::handleSignal(Process &process, Message *signal) {
  uint64_t from = signal->signal.from, ref = signal->signal.ref;
  switch (signal->kind) {
  case MessageKind::ExitLink:
    receiveExitLink(process, signal);
    break;
  case MessageKind::Exit:
    receiveExit(process, from, *signal->reason, /*viaLink=*/false);
    break;
  case MessageKind::Link:
    receiveLink(process, from);
    break;
  case MessageKind::Unlink:
    receiveUnlink(process, from, ref);
    break;
  case MessageKind::UnlinkAck:
    receiveUnlinkAck(process, from, ref);
    break;
  case MessageKind::Monitor:
    process.sideBlock().watchers.emplace(ref, from);
    break;
  case MessageKind::Demonitor:
    if (process.side)
      process.side->watchers.erase(ref);
    break;
  case MessageKind::Down:
    receiveDown(process, signal);
    break;
  case MessageKind::Reply:
  case MessageKind::ReplyValue:
  case MessageKind::ReplyFailed:
    if (receiveReply(process, signal))
      return;
    break;
  case MessageKind::JobResult:
  case MessageKind::JobFailed:
    receiveJobEnd(process, signal);
    break;
  case MessageKind::Timeout:
    if (ref == process.waitSerial)
      process.waitTimedOut = true;
    if (process.receiveIsTimed && process.side->receiveTimer.serial == ref)
      process.receiveTimedOut = true;
    break;
  case MessageKind::WantRoom:
    receiveWantRoom(process, from);
    break;
  case MessageKind::Room:
    process.roomSignalled = true;
    break;
  case MessageKind::Wake: // The waiting code looks for itself.
    grantRoom(process);
    break;
  case MessageKind::Deadlock:
    requestExit(process, ProcessExit::Cause::Panic,
                {ReasonCode::Error, "deadlock: all processes are waiting"},
                kNoPid);
    if (const auto *at =
            static_cast<const snow_string *>(process.context.location))
      process.side->exit->location.assign(
          reinterpret_cast<const char *>(at + 1), at->length);
    break;
  case MessageKind::Stop:
    requestExit(process, ProcessExit::Cause::Stop, {ReasonCode::Shutdown, {}},
                kNoPid);
    break;
  case MessageKind::Bytes:
  case MessageKind::Value:
  case MessageKind::Call:
  case MessageKind::Request:
  case MessageKind::System:
    break;
  }
  freeMessage(signal);
}
