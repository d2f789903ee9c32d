//===- Pause.h - All workers at rest, to look at the processes --*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_OBSERVE_PAUSE_H
#define SNOW_RUNTIME_OBSERVE_PAUSE_H

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace snow::rt {

class Runtime;
class Worker;

/// Lets one worker look at all processes while the others stand still. Each
/// comes here between two slices; one that does not (its process is in a long
/// call of the operating system) is not waited for longer than kPauseLimitMs.
class Pause {
public:
  explicit Pause(Runtime &runtime) : runtime(runtime) {}

  /// Asks for a list of all processes on stderr, as soon as a worker comes by.
  /// Safe in a signal handler, if Scheduler::notifyFromSignal() follows.
  void request() {
    requested.store(true, std::memory_order_seq_cst); // As isWanted.
  }

  /// True if a worker should come by.
  bool isWanted() const {
    // Sequentially consistent: part of the idle protocol, see Scheduler.h.
    return requested.load(std::memory_order_seq_cst) ||
           looking.load(std::memory_order_seq_cst);
  }

  /// Stands still while somebody looks, and writes the list if it is asked for.
  void poll() {
    // Relaxed: a hint; the slow way looks again under the mutex.
    if (requested.load(std::memory_order_relaxed) ||
        looking.load(std::memory_order_relaxed)) [[unlikely]]
      come();
  }

  /// Writes the list now; from a worker or from any other thread.
  void writeNow();

private:
  void come();
  void standStill(std::unique_lock<std::mutex> &lock);
  void look(std::unique_lock<std::mutex> &lock, bool onWorker);

  Runtime &runtime;
  std::mutex mutex;
  std::condition_variable changed;
  std::atomic<bool> requested{false};
  std::atomic<bool> looking{false};
  unsigned standing = 0;
};

/// How long a look waits for the other workers.
constexpr unsigned kPauseLimitMs = 500;

} // namespace snow::rt

#endif // SNOW_RUNTIME_OBSERVE_PAUSE_H
