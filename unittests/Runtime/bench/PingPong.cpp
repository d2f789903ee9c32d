//===- PingPong.cpp - Nanoseconds a message between two processes ---------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// SNOW_WORKERS=1 SnowRuntimeBench [MESSAGES]: two processes send one Int to and
// fro through the entries that compiled code uses. Also times the spawn of
// processes that end at once, and service calls; each also with processes that
// wait without a stack.
//
//===----------------------------------------------------------------------===//

#include "snow/Runtime/ABI/Runtime.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>

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

/// Processor time of all threads, so that other programs do not count.
double processorTime() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e9 +
         static_cast<double>(time.tv_nsec);
}

class Clock {
public:
  void report(const char *what, int64_t count) {
    std::printf("%-18s %8.1f ns each (%lld)\n", what,
                (processorTime() - start) / static_cast<double>(count),
                static_cast<long long>(count));
  }

private:
  double start = processorTime();
};

//===----------------------------------------------------------------------===//
// Processes that wait without a stack
//===----------------------------------------------------------------------===//

void splitPong(void *frame) {
  auto *words = static_cast<int64_t *>(frame);
  int64_t peer = words[0];
  while (void *message = snow_mailbox_peek()) {
    int64_t value;
    if (!snow_mailbox_match(message, typeArgument(intType), &value)) {
      snow_mailbox_skip();
      continue;
    }
    snow_mailbox_take();
    snow_actor_send_value(peer, typeArgument(intType), value - 1);
    if (value <= 1)
      return;
  }
  words[0] = peer;
  snow_actor_suspend(reinterpret_cast<void *>(splitPong), -1);
}

void splitEntry(void *args) {
  int64_t peer = *static_cast<int64_t *>(args);
  auto *words = static_cast<int64_t *>(snow_actor_frame(1));
  words[0] = peer;
  splitPong(words);
}

/// The first one is told its peer by a message.
void splitFirst(void *frame) {
  void *message = snow_mailbox_peek();
  int64_t peer;
  if (!message) {
    snow_actor_suspend(reinterpret_cast<void *>(splitFirst), -1);
    return;
  }
  snow_mailbox_match(message, typeArgument(intType), &peer);
  snow_mailbox_take();
  static_cast<int64_t *>(frame)[0] = peer;
  splitPong(frame);
}

void oneMessage(void *frame) {
  int64_t value;
  void *message = snow_mailbox_peek();
  if (!message) {
    snow_actor_suspend(reinterpret_cast<void *>(oneMessage), -1);
    return;
  }
  snow_mailbox_match(message, typeArgument(intType), &value);
  snow_mailbox_take();
  (void)frame;
}

const snow_type *const oneInt[] = {&intType};
const snow_type tupleType = {SNOW_TYPE_TUPLE, 1,       nullptr, oneInt,
                             nullptr,         nullptr, 0};

void valueEcho(void *) {
  while (auto *request = static_cast<snow_request *>(snow_service_next())) {
    auto caller = static_cast<int64_t>(request->caller);
    int64_t value;
    if (snow_service_arguments(request, typeArgument(tupleType), &value))
      snow_service_answer(caller, typeArgument(intType), value);
  }
  snow_actor_suspend(reinterpret_cast<void *>(valueEcho), -1);
}

/// As splitPong, by the entry for plain words.
void wordPong(void *frame) {
  auto *words = static_cast<int64_t *>(frame);
  void *context = snow_process_context();
  int64_t peer = words[0], value;
  while (snow_mailbox_next_word(context, typeArgument(intType), &value) == 1) {
    if (peer == 0) {
      peer = value; // The first one is told its peer.
      continue;
    }
    snow_actor_send_value(peer, typeArgument(intType), value - 1);
    if (value <= 1)
      return;
  }
  words[0] = peer;
  snow_actor_suspend(reinterpret_cast<void *>(wordPong), -1);
}

void splitEcho(void *) {
  while (auto *block = static_cast<snow_block *>(snow_actor_receive(0))) {
    auto *words = reinterpret_cast<int64_t *>(block->bytes);
    snow_service_reply(words[1], words + 2, 8);
    snow_block_release(block);
  }
  snow_actor_suspend(reinterpret_cast<void *>(splitEcho), -1);
}

int64_t start(void (*function)(void *)) {
  int64_t none = 0; // So that there is a state area from the start.
  return snow_actor_spawn(reinterpret_cast<void *>(function), &none, 8, 1);
}

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
    int64_t first = start(splitFirst);
    int64_t second =
        snow_actor_spawn(reinterpret_cast<void *>(splitEntry), &first, 8, 1);
    Clock clock;
    snow_actor_send_value(first, typeArgument(intType), second);
    snow_actor_send_value(second, typeArgument(intType), messages);
    while (snow_process_is_alive(second))
      snow_timer_sleep(1);
    clock.report("split message", messages);
  }
  {
    Clock clock;
    int64_t count = messages / 10;
    for (int64_t i = 0; i != count; ++i) {
      int64_t pid = start(oneMessage);
      snow_actor_send_value(pid, typeArgument(intType), i);
      if (i % 100 == 99)
        snow_process_yield();
    }
    clock.report("spawn+message+end", count);
  }
  {
    int64_t first = start(wordPong);
    int64_t second =
        snow_actor_spawn(reinterpret_cast<void *>(wordPong), &first, 8, 1);
    Clock clock;
    snow_actor_send_value(first, typeArgument(intType), second);
    snow_actor_send_value(second, typeArgument(intType), messages);
    while (snow_process_is_alive(second))
      snow_timer_sleep(1);
    clock.report("word message", messages);
  }
  {
    int64_t service = start(valueEcho);
    Clock clock;
    int64_t count = messages / 4;
    for (int64_t i = 0; i != count; ++i)
      snow_service_call_values(service, 0, typeArgument(tupleType), &i,
                               typeArgument(intType));
    clock.report("value call", count);
  }
  {
    int64_t service = start(splitEcho);
    Clock clock;
    int64_t count = messages / 4;
    for (int64_t i = 0; i != count; ++i)
      snow_block_release(snow_service_call(service, 0, &i, 8));
    clock.report("split call", count);
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
