//===- Trace.cpp - What happened in a run, line by line -------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sim/Trace.h"

#include "process/Pid.h"
#include "sched/Runtime.h"
#include "sched/Worker.h"
#include "sim/MessageText.h"
#include "sim/Search.h"
#include "sim/Simulation.h"

#include <cerrno>
#include <cstdio>
#include <unistd.h>

using namespace snow::rt;
using namespace snow::rt::sim;

static constexpr size_t kNameColumn = 26;

Trace::Trace(const Options &options)
    : fd(options.trace ? traceDescriptor() : -1) {}

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

static std::string functionOf(const Process &process) {
  return process.pid == 0 ? "main"
                          : runtime()->functions.describe(
                                reinterpret_cast<void *>(process.function));
}

std::string Trace::nameOf(uint64_t pid) const {
  std::string text = pidText(pid);
  if (auto it = functions.find(pid); it != functions.end())
    text += " " + it->second;
  else if (Runtime *rt = runtime(); rt && rt->table.isAlive(pid))
    text += " " + functionOf(*rt->table.find(pid));
  if (auto it = names.find(pid); it != names.end())
    text += " \"" + it->second + "\"";
  return text;
}

std::string Trace::padded(uint64_t pid) const {
  std::string text = nameOf(pid);
  text.append(text.size() < kNameColumn ? kNameColumn - text.size() : 0, ' ');
  return text + "  ";
}

//===----------------------------------------------------------------------===//
// Lines
//===----------------------------------------------------------------------===//

static void writeAll(int fd, std::string_view text) {
  while (!text.empty()) {
    ssize_t size = ::write(fd, text.data(), text.size());
    if (size < 0 && errno != EINTR)
      return;
    text.remove_prefix(size < 0 ? 0 : static_cast<size_t>(size));
  }
}

void Trace::line(const Simulation &simulation, std::string_view text) const {
  uint64_t time = (simulation.now - kStartOfTime) / 1000;
  char stamp[48];
  std::snprintf(stamp, sizeof stamp, "%6llu.%06llu  ",
                static_cast<unsigned long long>(time / 1000000),
                static_cast<unsigned long long>(time % 1000000));
  const Process *self = simulation.isDelivering ? nullptr : currentProcess();
  std::string who = self ? padded(self->pid)
                    : simulation.isDelivering
                        ? "(clock)" + std::string(kNameColumn - 5, ' ')
                        : "(runtime)" + std::string(kNameColumn - 7, ' ');
  writeAll(fd, stamp + who + std::string(text) + "\n");
}

void Trace::noteStart(const Simulation &simulation, const Process &process) {
  names.erase(process.pid);
  if (fd < 0)
    return;
  functions[process.pid] = functionOf(process);
  line(simulation, "starts " + nameOf(process.pid));
}

void Trace::noteEnd(const Simulation &simulation, const Process &,
                    const Reason &reason) {
  if (fd >= 0)
    line(simulation, "ends: " + reason.display());
}

void Trace::noteName(const Simulation &simulation, std::string_view name,
                     uint64_t pid) {
  if (fd >= 0)
    line(simulation,
         "registers " + nameOf(pid) + " as \"" + std::string(name) + "\"");
  names[pid] = name;
}

void Trace::noteOutput(const Simulation &simulation, std::string_view text) {
  if (fd < 0)
    return;
  std::string shown(text.substr(0, 100));
  for (char &c : shown)
    if (c == '\n')
      c = ' ';
  line(simulation, "prints " + shown);
}

void Trace::noteProgramEnd(const Simulation &simulation, Runtime &,
                           int64_t status) {
  if (fd >= 0)
    line(simulation, "the program ends with status " + std::to_string(status) +
                         " after " + std::to_string(simulation.steps) +
                         " steps");
}

//===----------------------------------------------------------------------===//
// Messages and signals
//===----------------------------------------------------------------------===//

/// What the sender does, with `%` for the receiver and `@` for the message's
/// number; null for signals that people need not see.
static const char *phraseOf(const Message &message) {
  switch (message.kind) {
  case MessageKind::Request:
    return isCall(message) ? "calls %@: " : "casts@ to %: ";
  case MessageKind::Bytes:
  case MessageKind::Value:
  case MessageKind::System:
    return "sends@ to %: ";
  case MessageKind::Call:
    return "calls %@: ";
  case MessageKind::ExitLink:
    return "tells its link %: ended, ";
  case MessageKind::Exit:
    return "sends an exit signal to %: ";
  case MessageKind::Link:
    return "links to %";
  case MessageKind::Unlink:
    return "unlinks from %";
  case MessageKind::Monitor:
    return "monitors %";
  case MessageKind::Demonitor:
    return "ends its monitor of %";
  case MessageKind::Down:
    return "tells its monitor %: down, ";
  case MessageKind::Reply:
  case MessageKind::ReplyValue:
    return "replies to %: ";
  case MessageKind::ReplyFailed:
    return "fails the call of %: ";
  case MessageKind::JobResult:
    return "gives its result to %: ";
  case MessageKind::JobFailed:
    return "fails its awaiter %: ";
  case MessageKind::Timeout:
    return "wakes %: its time is over";
  case MessageKind::WantRoom:
    return "asks for room in the mailbox of %";
  case MessageKind::Room:
    return "has room for %";
  case MessageKind::Deadlock:
    return "tells %: no process can run";
  case MessageKind::Stop:
    return "stops %";
  case MessageKind::UnlinkAck:
  case MessageKind::Wake:
    return nullptr;
  }
  return nullptr;
}

void Trace::notePush(const Simulation &simulation, uint64_t to,
                     const Message &message, bool isDelivered) {
  if (fd < 0)
    return;
  const char *phrase = phraseOf(message);
  if (!phrase)
    return;
  std::string text = phrase;
  if (size_t at = text.find('@'); at != text.npos) {
    if (isDelivered)
      numbers[&message] = ++lastNumber;
    text.replace(
        at, 1, isDelivered ? " #" + std::to_string(lastNumber) : std::string());
  }
  text.replace(text.find('%'), 1, nameOf(to));
  text += textOfMessage(runtime()->table.find(to), message);
  if (!isDelivered)
    text += " (dropped: there is no such process)";
  line(simulation, text);
}

std::string Trace::takeNumber(const Message &message) {
  auto it = numbers.find(&message);
  if (it == numbers.end())
    return {};
  std::string text = " #" + std::to_string(it->second);
  numbers.erase(it);
  return text;
}

void Trace::noteTake(const Simulation &simulation, const Process &process,
                     const Message &message) {
  if (fd >= 0)
    line(simulation, "receives" + takeNumber(message) + ": " +
                         textOfMessage(&process, message));
}
