//===- Poller.h - Descriptors that processes wait for -----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// One epoll set for the program. A process that waits for a descriptor sleeps
// as one that waits for a message, and is sent a Wake signal when it is ready.
// There is no thread for this: of the idle workers one waits here, its
// occupant, no longer than until the next timer is due; the others sleep on
// their futexes. While all are busy one looks in now and then.
//
// Who wakes the occupant writes to an eventfd. How that is kept apart from the
// futex is told in Scheduler::claimIdle.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_IO_POLLER_H
#define SNOW_RUNTIME_IO_POLLER_H

#include <atomic>
#include <cstdint>
#include <mutex>
#include <sys/epoll.h>
#include <unordered_map>
#include <vector>

namespace snow::rt {

struct Process;
class Runtime;

/// What a descriptor is to be ready for.
enum class Readiness : uint32_t { Read = EPOLLIN, Write = EPOLLOUT };

class Poller {
public:
  explicit Poller(Runtime &runtime);
  ~Poller();
  Poller(const Poller &) = delete;
  Poller &operator=(const Poller &) = delete;

  /// Returns when the descriptor is ready, has failed, or cannot be waited for,
  /// as a file. Meanwhile the calling process waits, in I/O (so the program
  /// does not end), and holds no worker. Throws if it has to end.
  void waitUntilReady(Process &self, int descriptor, Readiness what);

  // For workers.

  static constexpr uint32_t kNobody = ~uint32_t(0);

  /// Makes an idle worker the occupant; false if there is one.
  bool enter(unsigned worker) {
    uint32_t nobody = kNobody;
    // Sequentially consistent: see Scheduler::claimIdle.
    return inside.load(std::memory_order_relaxed) == kNobody && // A hint.
           inside.compare_exchange_strong(nobody, worker,
                                          std::memory_order_seq_cst);
  }
  void leave() {
    inside.store(kNobody, std::memory_order_seq_cst); // As enter.
  }
  uint32_t occupant() const {
    return inside.load(std::memory_order_seq_cst); // As enter.
  }

  /// What has become ready and is still to be told.
  struct Events {
    static constexpr int kMax = 64;
    int count = 0;
    epoll_event list[kMax];
  };
  /// The occupant's: waits until something is ready, somebody calls
  /// interrupt(), or the monotonic deadline; 0 only looks. Wakes spuriously.
  void wait(uint64_t deadline, Events &events);
  /// Tells the processes. The caller is not idle any more.
  void deliver(const Events &events);
  /// Ends the occupant's wait. Safe in a signal handler.
  void interrupt();

  /// For busy workers: looks if nobody has for a while. Cheap if no process
  /// waits.
  void lookNowAndThen(unsigned worker) {
    if (hasWaits()) [[unlikely]]
      look(worker);
  }
  /// True if some process waits for a descriptor, about right.
  bool hasWaits() const {
    // Relaxed: the worker of the process that waits sees its own, and others
    // look again and again.
    return waiting.load(std::memory_order_relaxed) != 0;
  }

private:
  /// Lies on the stack of the process that waits.
  struct Wait {
    uint64_t pid;
    int descriptor;
    uint32_t what;
    std::atomic<bool> isReady{false};
  };
  class Registration;

  bool add(Wait &wait);
  void remove(Wait &wait);
  bool arm(int descriptor, const std::vector<Wait *> &waits, bool isNew);
  void take(const epoll_event &event, std::vector<uint64_t> &ready);
  void look(unsigned worker);

  Runtime &runtime;
  int set = -1;
  int wakeUp = -1;
  std::atomic<uint32_t> inside{kNobody};
  std::atomic<uint32_t> waiting{0};
  std::atomic<uint64_t> nextLook{0};
  std::mutex mutex;
  /// Who waits for each descriptor in the set.
  std::unordered_map<int, std::vector<Wait *>> waits;
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_IO_POLLER_H
