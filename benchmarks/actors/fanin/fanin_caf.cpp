//===- fanin_caf.cpp - The same in CAF ------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Eight actors send SIZE messages in all to one. Prints their sum.
//
//===----------------------------------------------------------------------===//

#include "../bench_caf.h"

using namespace caf;

using more_atom = atom_constant<atom("more")>;

// Sends in portions, so that one producer does not run before all others.
static behavior producer(event_based_actor *self, int64_t left,
                         const actor &to) {
  self->send(self, more_atom::value);
  return {[=](more_atom) mutable {
    for (int i = 0; i < 100 && left > 0; ++i)
      self->send(to, left--);
    if (left > 0)
      self->send(self, more_atom::value);
    else
      self->quit();
  }};
}

static behavior consumer(event_based_actor *self, int64_t left,
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
  auto to = self->spawn(consumer, 8 * (size / 8), actor_cast<actor>(self));
  for (int i = 0; i < 8; ++i)
    self->spawn(producer, size / 8, to);
  self->receive([&](int64_t result) {
    mark("end");
    finish(result);
  });
}
