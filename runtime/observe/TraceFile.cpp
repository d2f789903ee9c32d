//===- TraceFile.cpp - Traces that Perfetto and Chromium read -------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "observe/TraceFile.h"

#include "platform/Fatal.h"
#include "platform/Futex.h"
#include "process/Pid.h"
#include "sched/Runtime.h"
#include "json/Encoder.h"

#include <cerrno>
#include <cinttypes>
#include <cstring>

using namespace snow::rt;
using namespace snow::rt::observe;

std::unique_ptr<TraceFile> TraceFile::open(const char *path, Runtime &runtime,
                                           unsigned workers, uint64_t began) {
  std::FILE *file = std::fopen(path, "w");
  if (!file) {
    report(std::string("cannot write the trace ") + path + ": " +
           std::strerror(errno));
    return nullptr;
  }
  std::unique_ptr<TraceFile> trace(new TraceFile(file, path, runtime, began));
  trace->buffer = "[";
  for (unsigned i = 0; i != workers; ++i)
    trace->buffer += (i ? ",\n" : "\n") +
                     std::string("{\"ph\":\"M\",\"pid\":1,\"tid\":") +
                     std::to_string(i) +
                     ",\"name\":\"thread_name\",\"args\":{\"name\":\"worker " +
                     std::to_string(i) + "\"}}";
  return trace;
}

TraceFile::TraceFile(std::FILE *file, const char *path, Runtime &runtime,
                     uint64_t began)
    : file(file), path(path), runtime(runtime), began(began) {}

TraceFile::~TraceFile() {
  buffer += "\n]\n";
  bool isWritten =
      std::fwrite(buffer.data(), 1, buffer.size(), file) == buffer.size();
  if (std::fclose(file) != 0 || !isWritten)
    report("cannot write the trace " + path + ": " + std::strerror(errno));
}

const std::string &TraceFile::nameOf(const void *function) {
  auto [it, isNew] = names.try_emplace(function);
  if (isNew)
    appendJsonString(it->second, runtime.functions.describe(function));
  return it->second;
}

void TraceFile::append(unsigned worker, const Event &event) {
  char head[96];
  uint64_t at = event.time - began;
  auto begin = [&](const char *phase) {
    std::snprintf(head, sizeof head,
                  ",\n{\"ph\":\"%s\",\"pid\":1,\"tid\":%u,\"ts\":%" PRIu64
                  ".%03u",
                  phase, worker, at / 1000, static_cast<unsigned>(at % 1000));
    buffer += head;
  };
  auto process = [&] { return "\"" + pidText(event.pid) + "\""; };
  // A message's address is its flow's name: the arrow ends before the address
  // is used again.
  auto flow = [&] {
    std::snprintf(head, sizeof head,
                  ",\"cat\":\"message\",\"name\":\"message\",\"id\":\"%p\"",
                  event.what);
    buffer += head;
  };
  switch (event.kind) {
  case EventKind::Start:
    begin("b");
    buffer += ",\"cat\":\"process\",\"id\":" + process() +
              ",\"name\":" + nameOf(event.what);
    // Nobody started main.
    if (event.other != kNoPid)
      buffer += ",\"args\":{\"started by\":\"" + pidText(event.other) + "\"}";
    buffer += "}";
    return;
  case EventKind::End:
    begin("e");
    buffer += ",\"cat\":\"process\",\"id\":" + process() +
              ",\"name\":" + nameOf(event.what) + "}";
    return;
  case EventKind::RunBegin:
    begin("B");
    buffer += ",\"cat\":\"run\",\"name\":" + nameOf(event.what) +
              ",\"args\":{\"process\":" + process() + "}}";
    return;
  case EventKind::RunEnd:
    begin("E");
    buffer += "}";
    return;
  case EventKind::Send:
    begin("s");
    flow();
    buffer += ",\"args\":{\"to\":" + process() + "}}";
    return;
  case EventKind::Receive:
    begin("f");
    flow();
    buffer += ",\"bp\":\"e\"}";
    return;
  case EventKind::DirectCall:
    begin("i");
    buffer += ",\"s\":\"t\",\"cat\":\"call\",\"name\":\"direct call\","
              "\"args\":{\"service\":" +
              process() + "}}";
    return;
  case EventKind::Steal:
    begin("i");
    buffer += ",\"s\":\"t\",\"cat\":\"scheduler\",\"name\":\"steal\","
              "\"args\":{\"from worker\":" +
              std::to_string(event.other) + "}}";
    return;
  case EventKind::SleepBegin:
    begin("B");
    buffer += ",\"cat\":\"scheduler\",\"name\":\"asleep\"}";
    return;
  case EventKind::SleepEnd:
    begin("E");
    buffer += "}";
    return;
  case EventKind::Switch:
    begin("i");
    buffer += ",\"s\":\"t\",\"cat\":\"scheduler\",\"name\":\"switch stack\"}";
    return;
  }
}

void TraceFile::write(unsigned worker, const std::vector<Event> &events) {
  std::lock_guard lock(mutex);
  for (const Event &event : events)
    append(worker, event);
  // Failed writes are reported when the file is closed.
  std::fwrite(buffer.data(), 1, buffer.size(), file);
  buffer.clear();
}
