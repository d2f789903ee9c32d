//===- Dump.cpp - A list of all processes ---------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "observe/Dump.h"

#include "mailbox/Message.h"
#include "process/Pid.h"
#include "sched/Runtime.h"
#include "sched/Worker.h"

#include <algorithm>
#include <iterator>
#include <vector>

using namespace snow::rt;

namespace {

struct Row {
  std::string pid, function, state, place, messages, reductions, bytes;
};

/// Messages that were sent and not received yet, and what their nodes take.
struct Mailbox {
  size_t count = 0;
  size_t bytes = 0;

  void add(const Message *message) {
    for (; message; message = message->next) {
      count += isVisible(message->kind);
      bytes += messageBytes(*message);
    }
  }
};

uint64_t newestOf(const Process &process) {
  // Acquire: pairs with the senders' release, so the nodes can be read.
  return process.inbox.load(std::memory_order_acquire) & kInboxPointerMask;
}

Mailbox mailboxOf(const Process &process) {
  Mailbox mailbox;
  mailbox.add(process.first);
  if (uint64_t newest = newestOf(process); newest > kInboxClosed)
    mailbox.add(reinterpret_cast<const Message *>(newest));
  return mailbox;
}

size_t bytesOf(const Process &process, const Fiber *stack,
               const Mailbox &mailbox) {
  size_t bytes = sizeof(Process) + mailbox.bytes;
  if (process.side)
    bytes += sizeof(ProcessSide);
  if (process.frame != process.frameWords)
    bytes += static_cast<size_t>(process.frame[-1]) * sizeof(int64_t);
  if (stack && stack == process.stack)
    // What lies above the saved context is in use.
    bytes += static_cast<size_t>(stack->base + stack->size -
                                 stack->context.lowest());
  return bytes;
}

std::string stateOf(const Process &process, const Worker *runner) {
  if (runner)
    return "runs on worker " + std::to_string(runner->index);
  // Relaxed: nobody runs, or it is a hint.
  uint64_t target = process.waitsFor.load(std::memory_order_relaxed);
  if (target != kNoPid)
    return "waits for the reply of " + pidText(target);
  if (newestOf(process) == kInboxWaiting && process.isSleeping)
    return "sleeps";
  if (newestOf(process) == kInboxWaiting)
    return process.receiveIsTimed ? "waits for a message or the time"
                                  : "waits for a message";
  return "ready";
}

std::string placeOf(const Process &process) {
  const auto *location =
      static_cast<const snow_string *>(process.context.location);
  if (!location)
    return "-";
  return std::string(reinterpret_cast<const char *>(location + 1),
                     location->length);
}

const Worker *runnerOf(const Runtime &runtime, const Process &process) {
  for (const auto &worker : runtime.scheduler.workers)
    if (worker->current == &process)
      return worker.get();
  return nullptr;
}

Row describe(Runtime &runtime, const Process &process, uint64_t slot,
             bool isStill) {
  // Relaxed: the generation of a process that may be ending.
  uint64_t inbox = process.inbox.load(std::memory_order_relaxed);
  uint64_t pid = makePid(slot, static_cast<uint16_t>(inbox >> 48));
  if (!isStill)
    return {pidText(pid), "-", "-", "-", "-", "-", "-"};
  Row row;
  row.pid = pidText(pid);
  for (const std::string &name : runtime.names.namesOf(pid))
    row.pid += " " + name;
  row.function = runtime.functions.describe(
      reinterpret_cast<const void *>(process.function));
  const Worker *runner = runnerOf(runtime, process);
  row.state = stateOf(process, runner);
  row.place = placeOf(process);
  Mailbox mailbox = mailboxOf(process);
  row.messages = std::to_string(mailbox.count);
  row.reductions = std::to_string(
      std::max<int64_t>(0, SNOW_REDUCTIONS_PER_SLICE - process.reductions()));
  row.bytes = std::to_string(
      bytesOf(process, runner ? runner->stack : process.stack, mailbox));
  return row;
}

std::string counted(size_t number, const char *one, const char *many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

constexpr std::string Row::*columns[] = {
    &Row::pid,      &Row::function,   &Row::state, &Row::place,
    &Row::messages, &Row::reductions, &Row::bytes};

} // namespace

std::string snow::rt::processList(Runtime &runtime, bool isStill) {
  std::vector<Row> rows{{"process", "function", "state", "line", "messages",
                         "reductions", "bytes"}};
  runtime.table.forEachLive([&](Process &process, uint64_t slot) {
    rows.push_back(describe(runtime, process, slot, isStill));
  });
  std::string text =
      "[snow] " + counted(rows.size() - 1, "process", "processes") + " on " +
      counted(runtime.scheduler.workerCount, "worker", "workers") +
      (isStill ? "\n" : "; a worker did not stop, so only pids are shown\n");
  size_t widths[std::size(columns)] = {};
  for (const Row &row : rows)
    for (size_t i = 0; i != std::size(columns); ++i)
      widths[i] = std::max(widths[i], (row.*columns[i]).size());
  for (const Row &row : rows) {
    std::string line;
    for (size_t i = 0; i != std::size(columns); ++i) {
      const std::string &cell = row.*columns[i];
      line += "  " + cell;
      line.append(widths[i] - cell.size(), ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}
