//===- Supervisor.cpp - The supervisor process ----------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "supervisor/Supervisor.h"

#include "mailbox/Mailbox.h"
#include "service/ServiceCall.h"

#include <algorithm>
#include <cstring>

using namespace snow::rt;

void Supervisor::run() {
  self.trapExit = true;
  try {
    startFirst();
    for (;;) {
      waitFor(self, kNoDeadline, [&] { return self.first != nullptr; });
      Message *message = takeMessage(self, &self.first);
      try {
        handle(message);
      } catch (...) {
        freeMessage(message);
        throw;
      }
      freeMessage(message);
    }
  } catch (const ProcessExit &exit) {
    if (exit.cause != ProcessExit::Cause::Stop)
      throw;
  }
  // The end of the program: the children first, in reverse order.
  self.exitPending = false;
  self.side->exit.reset();
  stopFrom(0);
  throw ProcessExit(ProcessExit::Cause::Stop, {ReasonCode::Shutdown, {}});
}

void Supervisor::end(Reason reason) {
  stopFrom(0);
  throw ProcessExit(ProcessExit::Cause::Exit, std::move(reason));
}

//===----------------------------------------------------------------------===//
// Starting and stopping
//===----------------------------------------------------------------------===//

void Supervisor::startFirst() {
  if (config.strategy == Strategy::SimpleOneForOne)
    return;
  for (size_t i = 0; i != config.children.size(); ++i) {
    children.push_back({i, kNoPid, {}});
    Reason failure;
    if (!startChild(children.back(), failure))
      end(std::move(failure));
  }
}

bool Supervisor::startChild(Child &child, Reason &failure) {
  const ChildSpec &spec = config.children[child.spec];
  int64_t result;
  try {
    result = config.strategy == Strategy::SimpleOneForOne
                 ? reinterpret_cast<int64_t (*)(void *, void *, int64_t)>(
                       spec.start)(spec.env, child.args.data(),
                                   static_cast<int64_t>(child.args.size()))
                 : reinterpret_cast<int64_t (*)(void *)>(spec.start)(spec.env);
  } catch (const ProcessExit &exit) {
    // The start function's own end; what ends the supervisor goes on.
    if (exit.cause != ProcessExit::Cause::Panic &&
        exit.cause != ProcessExit::Cause::Exit)
      throw;
    failure = exit.reason;
    return false;
  }
  auto pid = static_cast<uint64_t>(result);
  if (!runtime()->table.isAlive(pid)) {
    failure = Reason{ReasonCode::NoProc, {}};
    return false;
  }
  child.pid = pid;
  linkProcess(self, pid);
  return true;
}

bool Supervisor::waitDown(uint64_t ref, uint64_t deadline) {
  return waitFor(self, deadline, [&] {
    for (Message **link = &self.first; *link; link = &(*link)->next) {
      Message *message = *link;
      uint64_t found;
      if (message->kind != MessageKind::System ||
          message->block.tag != SNOW_TAG_DOWN)
        continue;
      std::memcpy(&found, message->block.bytes + 8, 8);
      if (found != ref)
        continue;
      unlinkMessage(self, link);
      freeMessage(message);
      return true;
    }
    return false;
  });
}

/// Drops a waiting EXIT of a child whose end is already dealt with.
void Supervisor::forgetEnd(uint64_t pid) {
  for (Message **link = &self.first; *link;) {
    Message *message = *link;
    uint64_t from = kNoPid;
    if (message->kind == MessageKind::System &&
        message->block.tag == SNOW_TAG_EXIT)
      std::memcpy(&from, message->block.bytes + 8, 8);
    if (from != pid) {
      link = &message->next;
      continue;
    }
    unlinkMessage(self, link);
    freeMessage(message);
  }
}

void Supervisor::stopChild(Child &child) {
  if (child.pid == kNoPid)
    return;
  const ChildSpec &spec = config.children[child.spec];
  uint64_t ref = monitorProcess(self, child.pid);
  unlinkProcess(self, child.pid);
  Reason kill{ReasonCode::Killed, {}};
  if (!spec.brutalKill) {
    sendExit(self.pid, child.pid, Reason{ReasonCode::Shutdown, {}});
    auto ms =
        static_cast<int64_t>(std::min<uint64_t>(spec.shutdownMs, kMaxDelayMs));
    if (!waitDown(ref, deadlineAfter(ms))) {
      sendExit(self.pid, child.pid, kill);
      waitDown(ref, kNoDeadline);
    }
  } else {
    sendExit(self.pid, child.pid, kill);
    waitDown(ref, kNoDeadline);
  }
  forgetEnd(child.pid);
  child.pid = kNoPid;
}

void Supervisor::stopFrom(size_t first) {
  for (size_t i = children.size(); i-- > first;)
    stopChild(children[i]);
}

//===----------------------------------------------------------------------===//
// Restarts
//===----------------------------------------------------------------------===//

void Supervisor::countRestart() {
  uint64_t now = monotonicNow();
  uint64_t span =
      std::min<uint64_t>(config.maxSeconds, 1000000000u) * 1000000000u;
  std::erase_if(restarts, [&](uint64_t time) { return now - time > span; });
  restarts.push_back(now);
  if (restarts.size() > config.maxRestarts)
    end(Reason{ReasonCode::Shutdown, {}});
}

void Supervisor::restart(size_t index) {
  size_t first = index, last = index + 1;
  if (config.strategy == Strategy::OneForAll)
    first = 0;
  if (config.strategy == Strategy::OneForAll ||
      config.strategy == Strategy::RestForOne) {
    stopFrom(first);
    // Temporary children stopped on the way are not started again.
    std::erase_if(children, [&](const Child &child) {
      return &child >= &children[first] && child.pid == kNoPid &&
             config.children[child.spec].restart == Restart::Temporary;
    });
    last = children.size();
  }
  for (size_t i = first; i != last; ++i) {
    Reason failure;
    // A start that fails counts as a further restart.
    while (!startChild(children[i], failure))
      countRestart();
  }
}

void Supervisor::childEnded(uint64_t pid, const Reason &reason) {
  auto it = std::find_if(children.begin(), children.end(),
                         [&](const Child &child) { return child.pid == pid; });
  if (it == children.end()) {
    // Not a child: the parent, or somebody who asks for the end.
    if (pid == parent || reason.code == ReasonCode::Shutdown)
      end(reason);
    return;
  }
  it->pid = kNoPid;
  Restart kind = config.children[it->spec].restart;
  bool wanted = reason.isNormal() || reason.code == ReasonCode::Shutdown;
  // Nothing is started again while the program ends.
  if (runtime()->end.isStopping())
    return;
  if (kind == Restart::Permanent || (kind == Restart::Transient && !wanted)) {
    countRestart();
    restart(static_cast<size_t>(it - children.begin()));
  } else if (kind == Restart::Temporary ||
             config.strategy == Strategy::SimpleOneForOne) {
    children.erase(it);
  }
}

//===----------------------------------------------------------------------===//
// Messages
//===----------------------------------------------------------------------===//

/// A reply is a word and a text.
void Supervisor::answer(uint64_t caller, uint64_t value,
                        std::string_view text) {
  std::string reply(reinterpret_cast<const char *>(&value), sizeof value);
  reply += text;
  Message *message =
      newBlockMessage(MessageKind::Reply, reply.data(), reply.size());
  message->block.tag = SNOW_TAG_SERVICE_REPLY;
  answerCall(self, caller, message);
}

/// For each running child its pid, the length of its name and the name.
std::string Supervisor::describeChildren() const {
  std::string text;
  for (const Child &child : children) {
    if (child.pid == kNoPid)
      continue;
    const std::string &name = config.children[child.spec].name;
    uint64_t length = name.size();
    text.append(reinterpret_cast<const char *>(&child.pid), 8);
    text.append(reinterpret_cast<const char *>(&length), 8);
    text += name;
  }
  return text;
}

void Supervisor::handleRequest(Message *message) {
  const uint8_t *payload = message->block.bytes + 16;
  size_t size = message->block.size - 16;
  uint64_t caller = message->call.caller;
  switch (static_cast<SupervisorRequest>(message->block.tag)) {
  case SupervisorRequest::Ready:
    return answer(caller, 0);
  case SupervisorRequest::StartChild: {
    if (config.strategy != Strategy::SimpleOneForOne)
      return answer(caller, kNoPid, "not a simple_one_for_one supervisor");
    Reason failure;
    Child child{0, kNoPid, {payload, payload + size}};
    if (!startChild(child, failure))
      return answer(caller, kNoPid, failure.jobText());
    children.push_back(child);
    return answer(caller, child.pid);
  }
  case SupervisorRequest::TerminateChild: {
    uint64_t pid = kNoPid;
    if (size == 8)
      std::memcpy(&pid, payload, 8);
    auto it =
        std::find_if(children.begin(), children.end(), [&](const Child &child) {
          return pid != kNoPid && child.pid == pid;
        });
    if (it == children.end())
      return answer(caller, 1);
    stopChild(*it);
    if (config.strategy == Strategy::SimpleOneForOne)
      children.erase(it);
    return answer(caller, 0);
  }
  case SupervisorRequest::Count:
    return answer(caller,
                  static_cast<uint64_t>(std::count_if(
                      children.begin(), children.end(),
                      [](const Child &child) { return child.pid != kNoPid; })));
  case SupervisorRequest::Which:
    return answer(caller, 0, describeChildren());
  }
}

void Supervisor::handle(Message *message) {
  if (message->kind == MessageKind::Call)
    return handleRequest(message);
  if (message->kind != MessageKind::System ||
      message->block.tag != SNOW_TAG_EXIT)
    return; // Not for a supervisor.
  uint64_t from;
  Reason reason;
  std::memcpy(&from, message->block.bytes + 8, 8);
  if (decodeReason(message->block.bytes + 16, message->block.size - 16, reason))
    childEnded(from, reason);
}
