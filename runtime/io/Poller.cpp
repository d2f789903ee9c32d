//===- Poller.cpp - Descriptors that processes wait for -------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "io/Poller.h"

#include "mailbox/Mailbox.h"
#include "platform/Fatal.h"
#include "platform/Futex.h"
#include "sched/Runtime.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

using namespace snow::rt;

/// How often busy workers look, in nanoseconds: the system call takes less than
/// a hundredth of it.
static constexpr uint64_t kLookInterval = 50000;

Poller::Poller(Runtime &runtime) : runtime(runtime) {
  if constexpr (kSimulated)
    return; // Virtual: see waitUntilReady.
  set = epoll_create1(EPOLL_CLOEXEC);
  wakeUp = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  epoll_event event{};
  // Edge-triggered: each write is one event, and nobody has to read it away.
  event.events = EPOLLIN | EPOLLET;
  event.data.fd = wakeUp;
  if (set < 0 || wakeUp < 0 ||
      epoll_ctl(set, EPOLL_CTL_ADD, wakeUp, &event) != 0)
    fatal("no descriptors left for the poller");
}

Poller::~Poller() {
  if constexpr (kSimulated)
    return;
  close(wakeUp);
  close(set);
}

//===----------------------------------------------------------------------===//
// Waits
//===----------------------------------------------------------------------===//

/// All who wait for a descriptor have one place in the set, which is disarmed
/// by its first event. It is given up with the last of them: whoever closes the
/// descriptor leaves nothing behind.
bool Poller::arm(int descriptor, const std::vector<Wait *> &waits, bool isNew) {
  epoll_event event{};
  event.events = EPOLLONESHOT;
  for (const Wait *wait : waits)
    event.events |= wait->what;
  event.data.fd = descriptor;
  return epoll_ctl(set, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor,
                   &event) == 0;
}

bool Poller::add(Wait &wait) {
  std::lock_guard lock(mutex);
  std::vector<Wait *> &list = waits[wait.descriptor];
  list.push_back(&wait);
  if (!arm(wait.descriptor, list, list.size() == 1)) {
    list.pop_back();
    if (list.empty())
      waits.erase(wait.descriptor);
    return false;
  }
  waiting.fetch_add(1, std::memory_order_relaxed); // As hasWaits.
  return true;
}

void Poller::remove(Wait &wait) {
  std::lock_guard lock(mutex);
  auto found = waits.find(wait.descriptor);
  if (found == waits.end() || std::erase(found->second, &wait) == 0)
    return;                                        // Told already.
  waiting.fetch_sub(1, std::memory_order_relaxed); // As hasWaits.
  if (!found->second.empty())
    return; // An event for nobody is spurious.
  waits.erase(found);
  epoll_ctl(set, EPOLL_CTL_DEL, wait.descriptor, nullptr);
}

/// While it lives a process is in I/O and the poller knows what it waits for.
class Poller::Registration {
public:
  Registration(Poller &poller, Wait &wait)
      : poller(poller), wait(wait), isDone(!poller.add(wait)) {
    poller.runtime.end.hold();
  }
  ~Registration() {
    poller.remove(wait);
    poller.runtime.end.release();
  }
  Registration(const Registration &) = delete;
  Registration &operator=(const Registration &) = delete;

  bool isOver() const {
    // Acquire: what the one who told did before.
    return isDone || wait.isReady.load(std::memory_order_acquire);
  }

private:
  Poller &poller;
  Wait &wait;
  const bool isDone;
};

/// In the twin others run, or time passes, as long as there is something to do;
/// then its one thread waits. A file is always ready; with a pipe or a terminal
/// the run depends on when others write there.
[[maybe_unused]] static void waitVirtually(Process &self, int descriptor,
                                           Readiness what) {
  pollfd input{descriptor,
               static_cast<short>(what == Readiness::Read ? POLLIN : POLLOUT),
               0};
  while (::poll(&input, 1, 0) == 0) {
    if (sim::standAside(self)) {
      drainInbox(self);
      checkExit(self);
      continue;
    }
    ::poll(&input, 1, -1);
  }
}

void Poller::waitUntilReady(Process &self, int descriptor, Readiness what) {
  if constexpr (kSimulated) {
    waitVirtually(self, descriptor, what);
    return;
  }
  Wait wait{self.pid, descriptor, static_cast<uint32_t>(what)};
  Registration registration(*this, wait);
  waitFor(self, kNoDeadline, [&] { return registration.isOver(); });
}

//===----------------------------------------------------------------------===//
// Events
//===----------------------------------------------------------------------===//

void Poller::wait(uint64_t deadline, Events &events) {
  timespec limit{0, 0};
  if (deadline != kNoDeadline && deadline != 0) {
    uint64_t now = monotonicNow();
    uint64_t left = deadline > now ? deadline - now : 0;
    limit.tv_sec = static_cast<time_t>(left / 1000000000);
    limit.tv_nsec = static_cast<long>(left % 1000000000);
  }
  events.count =
      epoll_pwait2(set, events.list, Events::kMax,
                   deadline == kNoDeadline ? nullptr : &limit, nullptr);
  if (events.count < 0 && errno == ENOSYS) { // Linux before 5.11.
    // Rounded up: timers are never early, and nobody turns in circles.
    int64_t ms = limit.tv_sec * 1000 + (limit.tv_nsec + 999999) / 1000000;
    events.count =
        epoll_wait(set, events.list, Events::kMax,
                   deadline == kNoDeadline
                       ? -1
                       : static_cast<int>(std::min<int64_t>(ms, 1000 * 3600)));
  }
  events.count = std::max(events.count, 0); // Interrupted by a signal.
}

void Poller::take(const epoll_event &event, std::vector<uint64_t> &ready) {
  auto found = waits.find(event.data.fd);
  if (found == waits.end())
    return;
  std::vector<Wait *> &list = found->second;
  std::erase_if(list, [&](Wait *wait) {
    if (!(event.events & (wait->what | EPOLLERR | EPOLLHUP)))
      return false;
    ready.push_back(wait->pid);
    waiting.fetch_sub(1, std::memory_order_relaxed); // As hasWaits.
    // Release: pairs with isOver. The process may be gone after this.
    wait->isReady.store(true, std::memory_order_release);
    return true;
  });
  if (!list.empty()) {
    arm(event.data.fd, list, /*isNew=*/false);
    return;
  }
  epoll_ctl(set, EPOLL_CTL_DEL, event.data.fd, nullptr);
  waits.erase(found);
}

void Poller::deliver(const Events &events) {
  std::vector<uint64_t> ready;
  {
    std::lock_guard lock(mutex);
    for (int i = 0; i != events.count; ++i)
      if (events.list[i].data.fd != wakeUp)
        take(events.list[i], ready);
  }
  for (uint64_t pid : ready)
    pushOrFree(pid, newSignal(MessageKind::Wake, kNoPid));
}

void Poller::interrupt() {
  uint64_t one = 1;
  // It fails only when it is full of earlier ones.
  [[maybe_unused]] ssize_t written = ::write(wakeUp, &one, sizeof one);
}

void Poller::look(unsigned worker) {
  uint64_t now = monotonicNow();
  // Relaxed: two that look at once do no harm.
  if (now < nextLook.load(std::memory_order_relaxed) || !enter(worker))
    return;
  nextLook.store(now + kLookInterval, std::memory_order_relaxed);
  Events events;
  wait(0, events);
  leave();
  deliver(events);
}
