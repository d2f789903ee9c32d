//===- WakeUp.cpp - From a send to the first instruction of its receiver --===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// SnowRuntimeWakeBench [ROUNDS]: a thread outside sends the time to a process
// that waits, whose workers look for work, have just gone to sleep, or have
// slept for long. Then a process sends it to another one and computes on, and
// one that waits at once. Prints the least and the median delay of each.
//
//===----------------------------------------------------------------------===//

#include "snow/Runtime/ABI/Runtime.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <thread>
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

void computeFor(int64_t nanoseconds) {
  for (int64_t end = now() + nanoseconds; now() < end;)
    ;
}

void report(const char *what) {
  std::sort(delays.begin(), delays.end());
  std::printf("%-40s least %8lld ns, median %8lld ns\n", what,
              static_cast<long long>(delays.front()),
              static_cast<long long>(delays[delays.size() / 2]));
  delays.clear();
}

/// Sends from a thread outside, `pause` nanoseconds after each delivery.
void sendFromOutside(const char *what, int64_t pause) {
  std::thread sender([pause] {
    for (int64_t i = 0; i != rounds; ++i) {
      int64_t before = received;
      if (pause < 100000)
        computeFor(pause);
      else
        std::this_thread::sleep_for(std::chrono::nanoseconds(pause));
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

void entry(void *) {
  receiver = snow_actor_spawn(reinterpret_cast<void *>(listen), nullptr, 0, 1);
  sendFromOutside("thread outside, workers look for work", 2000);
  sendFromOutside("thread outside, workers doze", 1000000);
  sendFromOutside("thread outside, workers sleep", 20000000);
  for (int64_t compute : {0, 100000}) {
    for (int64_t i = 0; i != rounds; ++i) {
      int64_t before = received;
      snow_actor_send_value(receiver, typeArgument(), now());
      computeFor(compute);
      while (received == before)
        snow_process_yield();
    }
    report(compute ? "process that computes for 100 us"
                   : "process that gives up its slice");
  }
  snow_actor_send_value(receiver, typeArgument(), 0);
}

} // namespace

int main(int argc, char **argv) {
  if (argc > 1)
    rounds = std::strtoll(argv[1], nullptr, 10);
  snow_rt_init();
  snow_rt_init_actor(2);
  snow_rt_start_main(reinterpret_cast<void *>(entry));
  return static_cast<int>(snow_rt_run_scheduler());
}
