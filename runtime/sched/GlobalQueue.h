//===- GlobalQueue.h - The shared run queue ---------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Takes what does not fit into a worker's ring and what threads outside the
// scheduler make ready. Each worker has one more for what others send it.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SCHED_GLOBALQUEUE_H
#define SNOW_RUNTIME_SCHED_GLOBALQUEUE_H

#include "process/Process.h"

#include <atomic>
#include <deque>
#include <mutex>

namespace snow::rt {

class GlobalQueue {
public:
  void push(Process *process) {
    std::lock_guard lock(mutex);
    lists[static_cast<unsigned>(process->priority)].push_back(process);
    // Sequentially consistent: part of the idle protocol, see Scheduler.h.
    length.fetch_add(1, std::memory_order_seq_cst);
  }

  /// Takes up to `limit` processes of a priority; calls f for each, oldest
  /// first.
  template <typename F>
  unsigned take(unsigned priority, unsigned limit, F &&f) {
    Process *taken[kMaxTaken];
    unsigned count = 0;
    {
      std::lock_guard lock(mutex);
      std::deque<Process *> &list = lists[priority];
      while (count != limit && count != kMaxTaken && !list.empty()) {
        taken[count++] = list.front();
        list.pop_front();
      }
      if (!count)
        return 0;
      // As in push.
      length.fetch_sub(count, std::memory_order_seq_cst);
    }
    for (unsigned i = 0; i != count; ++i)
      f(taken[i]);
    return count;
  }

  size_t size() const {
    return length.load(std::memory_order_seq_cst);
  } // As push.

private:
  static constexpr unsigned kMaxTaken = 64;

  std::mutex mutex;
  std::deque<Process *> lists[kPriorities];
  std::atomic<size_t> length{0};
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_SCHED_GLOBALQUEUE_H
