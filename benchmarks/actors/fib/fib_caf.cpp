//===- fib_caf.cpp - The same in CAF --------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// fib(SIZE), each call an actor that sends its result to the one which started
// it. Prints the number.
//
//===----------------------------------------------------------------------===//

#include "../bench_caf.h"

using namespace caf;

static behavior fib(event_based_actor *self, int64_t n, const actor &parent) {
  if (n < 2) {
    self->send(parent, n);
    return {}; // without a behaviour the actor ends
  }
  auto here = actor_cast<actor>(self);
  self->spawn(fib, n - 1, here);
  self->spawn(fib, n - 2, here);
  return {[=, left = 2, sum = int64_t(0)](int64_t part) mutable {
    sum += part;
    if (--left == 0) {
      self->send(parent, sum);
      self->quit();
    }
  }};
}

int main(int, char **argv) {
  actor_system_config config;
  useAllowedCores(config);
  actor_system system(config);
  scoped_actor self(system);
  int64_t size = std::stoll(argv[1]);
  mark("begin");
  self->spawn(fib, size, actor_cast<actor>(self));
  self->receive([&](int64_t result) {
    mark("end");
    finish(result);
  });
}
