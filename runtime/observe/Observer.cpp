//===- Observer.cpp - The watching of one run -----------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "observe/Observer.h"

#include "platform/Fatal.h"
#include "platform/Futex.h"
#include "platform/PlainText.h"
#include "sched/Runtime.h"
#include "sched/Worker.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

using namespace snow::rt;
using namespace snow::rt::observe;

uint32_t snow::rt::watched = 0;

/// The observer of the run, for record(); changes only while no worker runs.
static Observer *active = nullptr;

static const char *const kindNames[kEventKinds] = {
    "start",     "end",          "run",   "leave", "send",   "receive",
    "hand-over", "switch stack", "steal", "sleep", "wake up"};

static bool isSet(const char *name) {
  const char *text = std::getenv(name);
  return text && *text && std::strcmp(text, "0") != 0;
}

void observe::record(EventKind kind, uint64_t pid, uint64_t other,
                     const void *what) {
  // Threads outside the scheduler have no place in the record.
  if (Worker *worker = currentWorker(); worker && active)
    active->note(worker->index, {monotonicNow(), pid, other, what, kind});
}

Observer::Observer(Runtime &runtime, unsigned workers) : began(monotonicNow()) {
  uint32_t bits = 0;
  if (const char *path = std::getenv("SNOW_TRACE"); path && *path) {
    trace = TraceFile::open(path, runtime, workers, began);
    if (trace)
      bits |= kWatchTrace | kWatchRecent;
  }
  if (isSet("SNOW_STATS"))
    bits |= kWatchStats;
  if (isSet("SNOW_EVENTS"))
    bits |= kWatchRecent;
  if (!bits)
    return;
  for (unsigned i = 0; i != workers; ++i)
    recorders.push_back(std::make_unique<Recorder>());
  active = this;
  watched = bits;
  beforeFatal = reportRecentEvents;
  // Main was started before there was anybody to note it.
  if (runtime.mainFunction)
    note(0, {began, 0, kNoPid,
             reinterpret_cast<const void *>(runtime.mainFunction),
             EventKind::Start});
}

Observer::~Observer() {
  if (!watched || active != this)
    return;
  if (trace)
    for (unsigned i = 0; i != workers(); ++i)
      trace->write(i, recorders[i]->pending);
  if (watched & kWatchStats)
    writeError(statistics());
  watched = 0;
  beforeFatal = nullptr;
  active = nullptr;
}

void Observer::note(unsigned worker, const Event &event) {
  Recorder &recorder = *recorders[worker];
  // Relaxed: only a crash report on another thread reads it, as it is.
  uint64_t index = recorder.total.load(std::memory_order_relaxed);
  recorder.recent[index % kRecentEvents] = event;
  recorder.total.store(index + 1, std::memory_order_relaxed);
  ++recorder.counts[static_cast<unsigned>(event.kind)];
  if (event.kind == EventKind::SleepBegin)
    recorder.sleepBegan = event.time;
  else if (event.kind == EventKind::SleepEnd)
    recorder.asleep += event.time - recorder.sleepBegan;
  if (!trace)
    return;
  recorder.pending.push_back(event);
  if (recorder.pending.size() >= kTraceBatch) {
    trace->write(worker, recorder.pending);
    recorder.pending.clear();
  }
}

//===----------------------------------------------------------------------===//
// Statistics
//===----------------------------------------------------------------------===//

static void appendColumn(std::string &text, std::string_view cell,
                         size_t width) {
  if (cell.size() < width)
    text.append(width - cell.size(), ' ');
  text += cell;
}

std::string Observer::statistics() const {
  using Column = std::pair<const char *, EventKind>;
  static constexpr Column columns[] = {
      {"started", EventKind::Start},
      {"ended", EventKind::End},
      {"runs", EventKind::RunBegin},
      {"sends", EventKind::Send},
      {"receives", EventKind::Receive},
      {"direct calls", EventKind::DirectCall},
      {"switches", EventKind::Switch},
      {"steals", EventKind::Steal},
      {"sleeps", EventKind::SleepBegin},
  };
  constexpr size_t width = 13;
  std::string text = "[snow] scheduler statistics\n";
  appendColumn(text, "worker", 8);
  for (const Column &column : columns)
    appendColumn(text, column.first, width);
  appendColumn(text, "asleep ms", width);
  text += '\n';
  std::array<uint64_t, kEventKinds> sums{};
  auto appendRow = [&](std::string_view name, const auto &counts,
                       uint64_t asleep) {
    appendColumn(text, name, 8);
    for (const Column &column : columns)
      appendColumn(text,
                   std::to_string(counts[static_cast<unsigned>(column.second)]),
                   width);
    appendColumn(text, std::to_string(asleep / 1000000), width);
    text += '\n';
  };
  uint64_t asleep = 0;
  for (unsigned i = 0; i != workers(); ++i) {
    const Recorder &each = *recorders[i];
    appendRow(std::to_string(i), each.counts, each.asleep);
    for (unsigned kind = 0; kind != kEventKinds; ++kind)
      sums[kind] += each.counts[kind];
    asleep += each.asleep;
  }
  if (workers() > 1)
    appendRow("all", sums, asleep);
  text += "[snow] ran for " +
          std::to_string((monotonicNow() - began) / 1000000) + " ms\n";
  return text;
}

//===----------------------------------------------------------------------===//
// The last events
//===----------------------------------------------------------------------===//

void observe::reportRecentEvents() {
  if (!(watched & kWatchRecent) || !active)
    return;
  uint64_t now = monotonicNow();
  for (unsigned i = 0; i != active->workers(); ++i) {
    const Recorder &recorder = active->recorder(i);
    // Relaxed: the worker may be writing; what is torn reads as nonsense only.
    uint64_t total = recorder.total.load(std::memory_order_relaxed);
    PlainText line;
    line << "[snow] last events of worker " << i << " of " << total << "\n";
    line.write();
    for (uint64_t n = total - std::min<uint64_t>(total, kRecentEvents);
         n != total; ++n) {
      const Event &event = recorder.recent[n % kRecentEvents];
      PlainText text;
      text << "  " << (now - event.time) / 1000 << " us ago: "
           << kindNames[static_cast<unsigned>(event.kind) % kEventKinds];
      if (event.kind < EventKind::Switch) {
        text << " <0." << event.pid << ">";
        if (event.kind == EventKind::Send ||
            event.kind == EventKind::DirectCall ||
            event.kind == EventKind::Start)
          text << " by <0." << event.other << ">";
      }
      text << "\n";
      text.write();
    }
  }
}
