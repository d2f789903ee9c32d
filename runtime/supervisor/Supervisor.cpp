//===- Supervisor.cpp - The supervisor process ----------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "supervisor/Supervisor.h"

#include "mailbox/Mailbox.h"
#include "process/CrashReport.h"
#include "service/ServiceCall.h"
#include "term/Encoder.h"
#include "value/Heap.h"

#include <algorithm>
#include <cstring>

using namespace snow::rt;

/// Whose EXIT a message is; kNoPid if it is another message.
static uint64_t exitedPid(const Message &message) {
  if (message.kind != MessageKind::System || message.block.tag != SNOW_TAG_EXIT)
    return kNoPid;
  uint64_t pid;
  std::memcpy(&pid, message.block.bytes + 8, 8);
  return pid;
}

void Supervisor::run() {
  self.trapExit = true;
  try {
    startFirst();
    for (;;) {
      waitFor(self, kNoDeadline,
              [&] { return self.first || !retries.empty(); });
      // In turns, so that neither can hold up the other.
      retryOne();
      if (!self.first)
        continue;
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
  stopFrom(children.begin());
  throw ProcessExit(ProcessExit::Cause::Stop, {ReasonCode::Shutdown, {}});
}

void Supervisor::end(Reason reason) {
  stopFrom(children.begin());
  throw ProcessExit(ProcessExit::Cause::Exit, std::move(reason));
}

//===----------------------------------------------------------------------===//
// Starting and stopping
//===----------------------------------------------------------------------===//

void Supervisor::startFirst() {
  if (config.strategy == Strategy::SimpleOneForOne)
    return;
  for (size_t i = 0; i != config.children.size(); ++i) {
    Reason failure;
    if (!startChild(children.insert(children.end(), Child{i, {}, {}}), failure))
      end(std::move(failure));
  }
}

Supervisor::Values::Values(const snow_type *types, const int64_t *from) {
  this->types = types;
  for (uint32_t i = 0, e = types ? types->count : 0; i != e; ++i)
    words.push_back(retainWord(types->children[i], from[i]));
}

Supervisor::Values::~Values() {
  for (size_t i = 0; i != words.size(); ++i)
    releaseWord(types->children[i], words[i]);
}

using StartWithArguments = int64_t (*)(void *, void *, int64_t);

uint64_t Supervisor::callStart(const ChildSpec &spec, const Values &values) {
  auto start = reinterpret_cast<StartWithArguments>(spec.start);
  if (reinterpret_cast<uintptr_t>(spec.env) == kDecodesArguments) {
    // The scope is left by what ends the start function, too.
    struct Scope {
      Scope(ProcessSide &side, const Values &values) : side(side) {
        side.startValues = &values;
      }
      ~Scope() { side.startValues = nullptr; }
      ProcessSide &side;
    } scope(self.sideBlock(), values);
    const StartValues *args = &values;
    return static_cast<uint64_t>(
        start(spec.env, const_cast<StartValues *>(args), 0));
  }
  std::vector<uint8_t> term;
  if (values.types &&
      !encodeTerm(values.types, toWord(values.words.data()), term))
    panic("argument cannot be serialised");
  return static_cast<uint64_t>(
      start(spec.env, term.data(), static_cast<int64_t>(term.size())));
}

uint64_t Supervisor::callStart(const Child &child) {
  const ChildSpec &spec = config.children[child.spec];
  if (config.strategy != Strategy::SimpleOneForOne)
    return static_cast<uint64_t>(
        reinterpret_cast<int64_t (*)(void *)>(spec.start)(spec.env));
  if (child.values)
    return callStart(spec, *child.values);
  // The function takes the closures out of them.
  Arguments args = child.args;
  return static_cast<uint64_t>(reinterpret_cast<StartWithArguments>(spec.start)(
      spec.env, args.data(), static_cast<int64_t>(args.size())));
}

/// Of what a start function has spawned only the child stays linked.
void Supervisor::unlinkHelpers(const std::vector<StartedProcess> &spawned,
                               uint64_t kept) {
  for (auto [pid, keepsLink] : spawned) {
    if (pid == kept || keepsLink)
      continue;
    unlinkProcess(self, pid);
    if (!runtime()->table.isAlive(pid))
      forgetEnd(pid, &self.first);
  }
}

/// Whether the EXIT of that process is among the messages drained so far.
bool Supervisor::hasSeenEnd(uint64_t pid) {
  for (Message *message = self.first; message; message = message->next)
    if (exitedPid(*message) == pid)
      return true;
  return false;
}

/// A process that its start function spawns is linked before it runs, as by
/// OTP's start_link: even if it ends at once, that is the end of a child, with
/// its reason, and not a failed start. A failed start is a process whose end
/// was known before the start function returned.
bool Supervisor::startChild(Children::iterator child, Reason &failure) {
  std::vector<StartedProcess> spawned;
  self.sideBlock().linkedStarts = &spawned;
  uint64_t pid;
  try {
    pid = callStart(*child);
  } catch (const ProcessExit &exit) {
    self.side->linkedStarts = nullptr;
    unlinkHelpers(spawned, kNoPid);
    // The start function's own end; what ends the supervisor goes on.
    if (exit.cause != ProcessExit::Cause::Panic &&
        exit.cause != ProcessExit::Cause::Exit)
      throw;
    abandonReceives(self);
    if (exit.cause == ProcessExit::Cause::Panic)
      reportCrash(self, exit);
    failure = exit.reason;
    return false;
  } catch (...) {
    self.side->linkedStarts = nullptr;
    throw;
  }
  self.side->linkedStarts = nullptr;
  unlinkHelpers(spawned, pid);
  bool isNew =
      std::any_of(spawned.begin(), spawned.end(),
                  [&](const auto &process) { return process.pid == pid; });
  bool isAlive = runtime()->table.isAlive(pid);
  if (!isAlive && (!isNew || hasSeenEnd(pid))) {
    forgetEnd(pid, &self.first);
    failure = Reason{ReasonCode::NoProc, {}};
    return false;
  }
  if (pid == self.pid || !running.try_emplace(pid, child).second) {
    failure = Reason{ReasonCode::Error, "already started"};
    return false;
  }
  child->pid = pid;
  linkProcess(self, pid);
  return true;
}

/// Waits for the DOWN of a monitor set when `from` was the end of the mailbox.
bool Supervisor::waitDown(uint64_t ref, Message **from, uint64_t deadline) {
  return waitFor(self, deadline, [&] {
    for (Message **link = from; *link; link = &(*link)->next) {
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

/// Drops a waiting EXIT of a process whose end is already dealt with.
void Supervisor::forgetEnd(uint64_t pid, Message **from) {
  for (Message **link = from; *link;) {
    Message *message = *link;
    if (exitedPid(*message) != pid) {
      link = &message->next;
      continue;
    }
    unlinkMessage(self, link);
    freeMessage(message);
  }
}

/// The link stays until the child is gone: should the supervisor be killed
/// meanwhile, the child goes with it.
void Supervisor::stopChild(Child &child) {
  child.isRetrying = false;
  uint64_t pid = std::exchange(child.pid, kNoPid);
  if (pid == kNoPid)
    return;
  running.erase(pid);
  const ChildSpec &spec = config.children[child.spec];
  drainInbox(self);
  Message **from = self.tail;
  if (!runtime()->table.isAlive(pid)) {
    unlinkProcess(self, pid); // For an EXIT that is on its way.
    return forgetEnd(pid, &self.first);
  }
  uint64_t ref = monitorProcess(self, pid);
  Reason kill{ReasonCode::Killed, {}};
  if (!spec.brutalKill) {
    sendExit(self.pid, pid, Reason{ReasonCode::Shutdown, {}});
    auto ms =
        static_cast<int64_t>(std::min<uint64_t>(spec.shutdownMs, kMaxDelayMs));
    if (!waitDown(ref, from, deadlineAfter(ms))) {
      sendExit(self.pid, pid, kill);
      waitDown(ref, from, kNoDeadline);
    }
  } else {
    sendExit(self.pid, pid, kill);
    waitDown(ref, from, kNoDeadline);
  }
  // Links are told before monitors.
  forgetEnd(pid, from);
}

void Supervisor::stopFrom(Children::iterator first) {
  for (auto it = children.end(); it != first;)
    stopChild(*--it);
}

//===----------------------------------------------------------------------===//
// Restarts
//===----------------------------------------------------------------------===//

void Supervisor::countRestart() {
  uint64_t now = monotonicNow();
  uint64_t span =
      std::min<uint64_t>(config.maxSeconds, 1000000000u) * 1000000000u;
  while (!restarts.empty() && now - restarts.front() > span)
    restarts.pop_front();
  restarts.push_back(now);
  if (restarts.size() > config.maxRestarts)
    end(Reason{ReasonCode::Shutdown, {}});
}

/// Starts a child again, with those that its strategy includes. A start that
/// fails is tried again by the same strategy, each time as a further restart,
/// and other messages in between (OTP stdlib, supervisor.erl,
/// try_again_restart).
void Supervisor::restart(Children::iterator child) {
  countRestart();
  Children::iterator last = std::next(child);
  if (config.strategy == Strategy::OneForAll ||
      config.strategy == Strategy::RestForOne) {
    bool isAll = config.strategy == Strategy::OneForAll;
    stopFrom(isAll ? children.begin() : child);
    // Temporary children stopped on the way are not started again.
    for (auto it = isAll ? children.begin() : child; it != children.end();)
      it = config.children[it->spec].restart == Restart::Temporary
               ? children.erase(it)
               : std::next(it);
    if (isAll)
      child = children.begin();
    last = children.end();
  }
  Reason failure;
  for (; child != last; ++child)
    if (!startChild(child, failure)) {
      child->isRetrying = true;
      retries.push_back(child);
      return;
    }
}

void Supervisor::retryOne() {
  if (retries.empty())
    return;
  Children::iterator child = retries.front();
  retries.pop_front();
  // A restart of all may have started it; nothing starts while the program
  // ends.
  if (std::exchange(child->isRetrying, false) && !runtime()->end.isStopping())
    restart(child);
}

void Supervisor::childEnded(uint64_t pid, const Reason &reason) {
  auto it = running.find(pid);
  if (it == running.end()) {
    // Not a child: the parent, or somebody who asks for the end.
    if (pid == parent || reason.code == ReasonCode::Shutdown)
      end(reason);
    return;
  }
  Children::iterator child = it->second;
  running.erase(it);
  child->pid = kNoPid;
  Restart kind = config.children[child->spec].restart;
  bool wanted = reason.isNormal() || reason.code == ReasonCode::Shutdown;
  // Nothing is started again while the program ends.
  if (runtime()->end.isStopping())
    return;
  if (kind == Restart::Permanent || (kind == Restart::Transient && !wanted))
    restart(child);
  else if (kind == Restart::Temporary ||
           config.strategy == Strategy::SimpleOneForOne)
    children.erase(child);
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

void Supervisor::addChild(uint64_t caller, Child child) {
  if (config.strategy != Strategy::SimpleOneForOne)
    return answer(caller, kNoPid, "not a simple_one_for_one supervisor");
  Reason failure;
  auto added = children.insert(children.end(), std::move(child));
  if (startChild(added, failure))
    return answer(caller, added->pid);
  children.erase(added);
  answer(caller, kNoPid, failure.jobText());
}

void Supervisor::handleRequest(Message *message) {
  const uint8_t *payload = message->block.bytes + 16;
  size_t size = message->block.size - 16;
  uint64_t caller = message->call.caller;
  switch (static_cast<SupervisorRequest>(message->block.tag)) {
  case SupervisorRequest::Ready:
    return answer(caller, 0);
  case SupervisorRequest::StartChild:
    return addChild(caller, Child{0, {payload, size}, {}});
  case SupervisorRequest::TerminateChild: {
    uint64_t pid = kNoPid;
    if (size == 8)
      std::memcpy(&pid, payload, 8);
    auto it = running.find(pid);
    if (it == running.end())
      return answer(caller, 1);
    Children::iterator child = it->second;
    stopChild(*child);
    if (config.strategy == Strategy::SimpleOneForOne)
      children.erase(child);
    return answer(caller, 0);
  }
  case SupervisorRequest::Count:
    return answer(caller, running.size());
  case SupervisorRequest::Which:
    return answer(caller, 0, describeChildren());
  case SupervisorRequest::StartChildValues:
    return; // Comes as a request with values.
  }
}

void Supervisor::handle(Message *message) {
  if (message->kind == MessageKind::Call)
    return handleRequest(message);
  if (message->kind == MessageKind::Request) {
    constexpr auto tag =
        static_cast<uint64_t>(SupervisorRequest::StartChildValues);
    if (isCall(*message) && message->request.tag == tag)
      addChild(message->call.caller,
               Child{0,
                     {},
                     std::make_unique<Values>(message->request.types,
                                              message->request.words)});
    return;
  }
  uint64_t from = exitedPid(*message);
  Reason reason;
  if (from == kNoPid)
    return; // Not for a supervisor.
  if (decodeReason(message->block.bytes + 16, message->block.size - 16, reason))
    childEnded(from, reason);
}
