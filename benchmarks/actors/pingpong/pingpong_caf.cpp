//===- pingpong_caf.cpp - The same in CAF ---------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two event-based actors send an int to and fro; SIZE round trips. Prints the
// messages.
//
//===----------------------------------------------------------------------===//

#include "../bench_caf.h"

using namespace caf;

static behavior pong() {
  return {[](int64_t n) { return n; }};
}

static behavior ping(event_based_actor *self, int64_t trips,
                     const actor &report) {
  auto peer = self->spawn(pong);
  self->send(peer, trips);
  return {[=](int64_t n) {
    if (n == 1)
      self->send(report, 2 * trips);
    else
      self->send(peer, n - 1);
  }};
}

int main(int, char **argv) {
  actor_system_config config;
  useAllowedCores(config);
  actor_system system(config);
  scoped_actor self(system);
  int64_t size = std::stoll(argv[1]);
  mark("begin");
  self->spawn(ping, size, actor_cast<actor>(self));
  self->receive([&](int64_t result) {
    mark("end");
    finish(result);
  });
}
