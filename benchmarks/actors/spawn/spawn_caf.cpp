//===- spawn_caf.cpp - The same in CAF ------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Starts SIZE actors; each gets its number as a message and ends. Every 100th
// passes the number on, so that the end is known. Prints the sum of those.
//
//===----------------------------------------------------------------------===//

#include "../bench_caf.h"

using namespace caf;

static behavior child(event_based_actor *self, const actor &report) {
  return {[=](int64_t n) {
    if (n % 100 == 0)
      self->send(report, n);
    self->quit();
  }};
}

static behavior collect(event_based_actor *self, int64_t left,
                        const actor &report) {
  return {[=, sum = int64_t(0)](int64_t n) mutable {
    sum += n;
    if (--left == 0)
      self->send(report, sum);
  }};
}

int main(int, char **argv) {
  actor_system_config config;
  useAllowedCores(config);
  actor_system system(config);
  scoped_actor self(system);
  int64_t size = std::stoll(argv[1]);
  mark("begin");
  auto numbers = self->spawn(collect, size / 100, actor_cast<actor>(self));
  for (int64_t n = 1; n <= size; ++n)
    self->send(self->spawn(child, numbers), n);
  self->receive([&](int64_t result) {
    mark("end");
    finish(result);
  });
}
