//===- PingPong.cpp - Nanoseconds a message between two processes ---------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// SNOW_WORKERS=1 SnowRuntimeBench [MESSAGES]: two processes send one Int to and
// fro through the entries that compiled code uses. Also times the spawn of
// processes that end at once, and service calls.
//
//===----------------------------------------------------------------------===//

#include "snow/Runtime/ABI/Runtime.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace {

const snow_type intType = {SNOW_TYPE_INT, 0,       nullptr, nullptr,
                           nullptr,       nullptr, 0};
int64_t messages = 2000000;

void *typeArgument(const snow_type &type) {
  return const_cast<snow_type *>(&type);
}

int64_t receiveInt() {
  for (;;) {
    while (void *message = snow_mailbox_peek()) {
      int64_t value;
      if (snow_mailbox_match(message, typeArgument(intType), &value)) {
        snow_mailbox_take();
        return value;
      }
      snow_mailbox_skip();
    }
    snow_mailbox_wait(-1);
  }
}

void pong(void *args) {
  int64_t peer = *static_cast<int64_t *>(args);
  for (;;) {
    int64_t value = receiveInt();
    snow_actor_send_value(peer, typeArgument(intType), value);
    if (value == 0)
      return;
  }
}

void nothing(void *) {}

void echo(void *) {
  for (;;) {
    auto *block = static_cast<snow_block *>(snow_actor_receive(-1));
    auto *words = reinterpret_cast<int64_t *>(block->bytes);
    snow_service_reply(words[1], words + 2, 8);
    snow_block_release(block);
  }
}

class Clock {
public:
  void report(const char *what, int64_t count) {
    auto end = std::chrono::steady_clock::now();
    double ns = std::chrono::duration<double, std::nano>(end - start).count();
    std::printf("%-14s %8.1f ns each (%lld)\n", what,
                ns / static_cast<double>(count), static_cast<long long>(count));
  }

private:
  std::chrono::steady_clock::time_point start =
      std::chrono::steady_clock::now();
};

void entry(void *) {
  int64_t self = snow_actor_self();
  int64_t peer = snow_actor_spawn(reinterpret_cast<void *>(pong), &self, 8, 1);
  {
    Clock clock;
    for (int64_t i = messages / 2 - 1; i >= 0; --i) {
      snow_actor_send_value(peer, typeArgument(intType), i);
      receiveInt();
    }
    clock.report("message", messages);
  }
  {
    Clock clock;
    int64_t count = messages / 10;
    for (int64_t i = 0; i != count; ++i) {
      snow_actor_spawn(reinterpret_cast<void *>(nothing), nullptr, 0, 1);
      if (i % 100 == 99)
        snow_process_yield();
    }
    clock.report("spawn and end", count);
  }
  {
    int64_t service =
        snow_actor_spawn(reinterpret_cast<void *>(echo), nullptr, 0, 1);
    Clock clock;
    int64_t count = messages / 4;
    for (int64_t i = 0; i != count; ++i)
      snow_block_release(snow_service_call(service, 0, &i, 8));
    clock.report("service call", count);
  }
}

} // namespace

int main(int argc, char **argv) {
  if (argc > 1)
    messages = std::strtoll(argv[1], nullptr, 10);
  snow_rt_init();
  snow_rt_init_actor(0);
  snow_rt_start_main(reinterpret_cast<void *>(entry));
  return static_cast<int>(snow_rt_run_scheduler());
}
