//===- WakeUp.cpp - From a send to the first instruction of its receiver --===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// SnowRuntimeWakeBench [ROUNDS]: what a wake-up takes, with two workers. First
// the floor: a thread that spins, one that sleeps on a futex, and one that
// waits in epoll, each woken by another thread. Then messages: from a thread
// outside, and from a process that goes on computing, to a process that waits
// while the other worker looks for work, or sleeps. Prints the least delay, the
// median and the 99th percentile.
//
//===----------------------------------------------------------------------===//

#include "snow/Runtime/ABI/Runtime.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <linux/futex.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

const snow_type intType = {SNOW_TYPE_INT, 0,       nullptr, nullptr,
                           nullptr,       nullptr, 0};
int64_t rounds = 200;
std::atomic<int64_t> receiver{-1};
std::atomic<int64_t> received{0};
std::vector<int64_t> delays;

int64_t now() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return int64_t(time.tv_sec) * 1000000000 + time.tv_nsec;
}

void spinFor(int64_t nanoseconds) {
  for (int64_t end = now() + nanoseconds; now() < end;)
    ;
}

void pauseFor(int64_t nanoseconds) {
  if (nanoseconds < 100000)
    spinFor(nanoseconds);
  else
    std::this_thread::sleep_for(std::chrono::nanoseconds(nanoseconds));
}

void report(const char *what) {
  std::sort(delays.begin(), delays.end());
  auto at = [](size_t percent) {
    return static_cast<long long>(delays[(delays.size() - 1) * percent / 100]);
  };
  std::printf("%-48s %8lld %8lld %8lld\n", what, at(0), at(50), at(99));
  std::fflush(stdout);
  delays.clear();
}

//===----------------------------------------------------------------------===//
// The floor
//===----------------------------------------------------------------------===//

enum class Way { Spin, Futex, Epoll };

/// Two bare threads.
void measureFloor(const char *what, Way way, int64_t pause) {
  std::atomic<uint32_t> word{0};
  std::atomic<int64_t> sent{0}, done{0};
  int epoll = epoll_create1(0), event = eventfd(0, EFD_NONBLOCK);
  epoll_event interest{};
  interest.events = EPOLLIN | EPOLLET;
  epoll_ctl(epoll, EPOLL_CTL_ADD, event, &interest);
  std::thread sleeper([&] {
    for (int64_t i = 0; i != rounds; ++i) {
      while (word.load() == 0) {
        epoll_event found;
        if (way == Way::Futex)
          syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 0, nullptr, nullptr, 0);
        else if (way == Way::Epoll)
          epoll_wait(epoll, &found, 1, -1);
      }
      delays.push_back(now() - sent);
      word = 0;
      ++done;
    }
  });
  for (int64_t i = 0; i != rounds; ++i) {
    pauseFor(pause);
    sent = now();
    word = 1;
    uint64_t one = 1;
    if (way == Way::Futex)
      syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
    else if (way == Way::Epoll && write(event, &one, sizeof one) < 0)
      std::abort();
    while (done != i + 1)
      ;
  }
  sleeper.join();
  close(event);
  close(epoll);
  report(what);
}

//===----------------------------------------------------------------------===//
// Messages
//===----------------------------------------------------------------------===//

void *typeArgument() { return const_cast<snow_type *>(&intType); }

/// With a time limit the program counts as one in which something happens.
int64_t receiveInt(int64_t limit = -1) {
  for (;;) {
    while (void *message = snow_mailbox_peek()) {
      int64_t value;
      if (snow_mailbox_match(message, typeArgument(), &value)) {
        snow_mailbox_take();
        return value;
      }
      snow_mailbox_skip();
    }
    snow_mailbox_wait(limit);
  }
}

void listen(void *) {
  while (int64_t sent = receiveInt()) {
    delays.push_back(now() - sent);
    ++received;
  }
}

/// As compiled code computes: with a look at the reductions in each turn.
template <typename Condition> void computeWhile(Condition &&goesOn) {
  auto *context = static_cast<snow_context *>(snow_process_context());
  while (goesOn())
    if (--context->reductions < 0)
      snow_process_yield();
}

/// Sends from a thread outside, `pause` nanoseconds after each delivery.
void sendFromOutside(const char *what, int64_t pause) {
  std::thread sender([pause] {
    for (int64_t i = 0; i != rounds; ++i) {
      int64_t before = received;
      pauseFor(pause);
      snow_actor_send_value(receiver, typeArgument(), now());
      while (received == before)
        ;
    }
    snow_actor_send_value(0, typeArgument(), 1);
  });
  receiveInt(/*limit=*/3600000);
  sender.join();
  report(what);
}

/// Sends from a process that computes on for as long as it takes. Before it
/// does the program has been idle for some milliseconds, or the process has
/// been computing for some microseconds.
void sendFromProcess(const char *what, int64_t idleMs, int64_t computing) {
  for (int64_t i = 0; i != rounds; ++i) {
    if (idleMs != 0)
      snow_timer_sleep(idleMs);
    int64_t before = received, until = now() + computing;
    computeWhile([&] { return now() < until; });
    snow_actor_send_value(receiver, typeArgument(), now());
    computeWhile([&] { return received == before; });
  }
  report(what);
}

void entry(void *) {
  receiver = snow_actor_spawn(reinterpret_cast<void *>(listen), nullptr, 0, 1);
  sendFromOutside("thread outside, a worker looks for work", 2000);
  sendFromOutside("thread outside, the workers have slept 1 ms", 1000000);
  sendFromOutside("thread outside, the workers have slept 20 ms", 20000000);
  sendFromProcess("process that computes, a worker looks for work", 0, 10000);
  sendFromProcess("process that computes, the other worker sleeps", 20,
                  1000000);
  for (int64_t i = 0; i != rounds; ++i) {
    int64_t before = received;
    snow_actor_send_value(receiver, typeArgument(), now());
    while (received == before)
      snow_process_yield();
  }
  report("process that gives up its slice, same worker");
  snow_actor_send_value(receiver, typeArgument(), 0);
}

} // namespace

int main(int argc, char **argv) {
  if (argc > 1)
    rounds = std::strtoll(argv[1], nullptr, 10);
  std::printf("%-48s %8s %8s %8s\n", "ns", "least", "median", "p99");
  measureFloor("floor: a thread that spins", Way::Spin, 20000);
  measureFloor("floor: futex, 20 us asleep", Way::Futex, 20000);
  measureFloor("floor: futex, 1 ms asleep", Way::Futex, 1000000);
  measureFloor("floor: futex, 20 ms asleep", Way::Futex, 20000000);
  measureFloor("floor: epoll and eventfd, 20 us asleep", Way::Epoll, 20000);
  measureFloor("floor: epoll and eventfd, 1 ms asleep", Way::Epoll, 1000000);
  snow_rt_init();
  snow_rt_init_actor(2);
  snow_rt_start_main(reinterpret_cast<void *>(entry));
  return static_cast<int>(snow_rt_run_scheduler());
}
