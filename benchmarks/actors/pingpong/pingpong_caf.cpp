//===- pingpong_caf.cpp - The exchange in CAF -----------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two event-based actors exchange 2,000,000 messages: 1,000,000 round trips of
// an int. Prints the number of messages, and `elapsed_ns N` on standard error.
// Written for CAF 0.17.
//
//===----------------------------------------------------------------------===//

#include "caf/all.hpp"

#include <chrono>
#include <iostream>

using namespace caf;

static behavior pong(event_based_actor *self, const actor &peer) {
  return {[=](int n) { self->send(peer, n); }};
}

static behavior ping(event_based_actor *self, const actor &report) {
  auto peer = self->spawn(pong, actor_cast<actor>(self));
  self->send(peer, 1000000);
  return {[=](int n) {
    if (n == 1) {
      self->send(report, 2000000);
      self->send_exit(peer, exit_reason::user_shutdown);
      self->quit();
      return;
    }
    self->send(peer, n - 1);
  }};
}

int main() {
  actor_system_config config;
  config.set("scheduler.max-threads", 1);
  actor_system system(config);
  scoped_actor self(system);
  auto start = std::chrono::steady_clock::now();
  self->spawn(ping, actor_cast<actor>(self));
  int messages = 0;
  self->receive([&](int n) { messages = n; });
  auto elapsed = std::chrono::steady_clock::now() - start;
  std::cout << messages << std::endl;
  std::cerr << "elapsed_ns " << std::chrono::nanoseconds(elapsed).count()
            << std::endl;
}
