//===- GlobalQueue.h - The shared run queue ---------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Takes what does not fit into a worker's ring and what threads outside the
// scheduler make ready.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SCHED_GLOBALQUEUE_H
#define SNOW_RUNTIME_SCHED_GLOBALQUEUE_H

#include "process/Process.h"

#include <atomic>
#include <mutex>

namespace snow::rt {

class GlobalQueue {
public:
  void push(Process *process) {
    std::lock_guard lock(mutex);
    List &list = lists[static_cast<unsigned>(process->priority)];
    process->next = nullptr;
    (list.last ? list.last->next : list.first) = process;
    list.last = process;
    // Sequentially consistent: part of the idle protocol, see Scheduler.h.
    length.fetch_add(1, std::memory_order_seq_cst);
  }

  /// Takes up to `limit` processes of a priority; calls f for each, oldest
  /// first.
  template <typename F>
  unsigned take(unsigned priority, unsigned limit, F &&f) {
    Process *first = nullptr;
    unsigned count = 0;
    {
      std::lock_guard lock(mutex);
      List &list = lists[priority];
      first = list.first;
      Process *last = nullptr;
      for (Process *p = first; p && count != limit; p = p->next) {
        last = p;
        ++count;
      }
      if (!count)
        return 0;
      list.first = last->next;
      if (!list.first)
        list.last = nullptr;
      last->next = nullptr;
      // As in push.
      length.fetch_sub(count, std::memory_order_seq_cst);
    }
    while (first) {
      Process *next = first->next;
      f(first);
      first = next;
    }
    return count;
  }

  size_t size() const {
    return length.load(std::memory_order_seq_cst);
  } // As push.

private:
  struct List {
    Process *first = nullptr;
    Process *last = nullptr;
  };
  std::mutex mutex;
  List lists[kPriorities];
  std::atomic<size_t> length{0};
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_SCHED_GLOBALQUEUE_H
