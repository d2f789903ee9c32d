//===- Policy.cpp - How the twin chooses what runs next -------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sim/Policy.h"

#include <algorithm>
#include <tuple>
#include <utility>

using namespace snow::rt;
using namespace snow::rt::sim;

std::unique_ptr<Policy> Policy::make(const Options &options, Random &random) {
  if (options.policy == PolicyKind::Pct)
    return std::make_unique<Pct>(options, random);
  return std::make_unique<RandomWalk>(random);
}

//===----------------------------------------------------------------------===//
// Random walk
//===----------------------------------------------------------------------===//

Process *RandomWalk::choose(Process *running, bool timerIsDue) {
  size_t count = ready.size() + (running != nullptr) + timerIsDue;
  size_t index = count == 1 ? 0 : random.below(count);
  if (index < ready.size()) {
    std::swap(ready[index], ready.back());
    Process *process = ready.back();
    ready.pop_back();
    return process;
  }
  return running && index == ready.size() ? running : nullptr;
}

int64_t RandomWalk::sliceBudget() {
  // Short slices show what an exit signal meets in the middle of a computation;
  // mostly it is a waste of time to switch there.
  return random.below(4) == 0 ? int64_t(1) << random.below(12)
                              : SNOW_REDUCTIONS_PER_SLICE;
}

//===----------------------------------------------------------------------===//
// PCT
//===----------------------------------------------------------------------===//

static uint64_t expectedSteps(const Options &options) {
  return options.steps ? options.steps : kDefaultSteps;
}

Pct::Pct(const Options &options, Random &random)
    : random(random), lastStep(2 * expectedSteps(options)), rest(random) {
  // In no order: a later change may fall less deep than an earlier one.
  for (uint64_t i = 1; i < options.depth; ++i)
    changes.push_back(
        {1 + random.below(expectedSteps(options)), kChangedPriority + i});
  std::sort(changes.begin(), changes.end(), [](Change a, Change b) {
    return std::tie(a.step, a.priority) > std::tie(b.step, b.priority);
  });
}

uint64_t Pct::drawPriority() { return random.next() | uint64_t(1) << 63; }

uint64_t &Pct::priorityOf(const Process &process) {
  uint64_t slot = pidSlot(process.pid);
  if (slot >= priorities.size())
    priorities.resize(slot + 1);
  uint64_t &priority = priorities[slot];
  if (priority == 0)
    priority = drawPriority();
  return priority;
}

void Pct::started(const Process &process) {
  uint64_t &priority = priorityOf(process);
  priority = drawPriority();
}

void Pct::add(Process *process) {
  if (step >= lastStep)
    return rest.add(process);
  uint64_t &priority = priorityOf(*process);
  // Two that drew the same number: the later one draws again.
  while (!ready.emplace(priority, process).second)
    priority = drawPriority();
}

Process *Pct::choose(Process *running, bool timerIsDue) {
  if (step >= lastStep)
    return rest.choose(running, timerIsDue);
  if (++step == lastStep) {
    for (auto [priority, process] : ready)
      rest.add(process);
    ready.clear();
    return rest.choose(running, timerIsDue);
  }
  if (!timerIsDue)
    clockPriority = 0;
  else if (clockPriority == 0)
    clockPriority = drawPriority();
  uint64_t changed = 0;
  while (!changes.empty() && changes.back().step <= step) {
    changed = changes.back().priority;
    changes.pop_back();
  }
  // With a change on the way, who would have run falls; then it goes again.
  for (;; changed = 0) {
    auto top = ready.empty() ? ready.end() : std::prev(ready.end());
    uint64_t best = top == ready.end() ? 0 : top->first;
    uint64_t own = running ? priorityOf(*running) : 0;
    if (timerIsDue && clockPriority > std::max(best, own)) {
      if (!changed)
        return nullptr;
      clockPriority = changed;
    } else if (running && own > best) {
      if (!changed)
        return running;
      priorityOf(*running) = changed;
    } else {
      Process *process = top->second;
      ready.erase(top);
      if (!changed)
        return process;
      priorityOf(*process) = changed;
      add(process);
    }
  }
}

void Pct::sliceIsOver(const Process &process) {
  priorityOf(process) = --lowest;
}
