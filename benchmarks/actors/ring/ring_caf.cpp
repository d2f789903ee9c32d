//===- ring_caf.cpp - The same in CAF -------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A token is passed SIZE times along a ring of 503 actors. Prints the number of
// the one that has it then.
//
//===----------------------------------------------------------------------===//

#include "../bench_caf.h"

using namespace caf;

static behavior node(event_based_actor *self, int64_t id, const actor &next,
                     const actor &report) {
  return {[=](int64_t hops) {
    if (hops == 0)
      self->send(report, id);
    else
      self->send(next, hops - 1);
  }};
}

// Node 1 starts the others, the last of which passes to it.
static behavior first(event_based_actor *self, const actor &report) {
  auto next = actor_cast<actor>(self);
  for (int64_t id = 503; id > 1; --id)
    next = self->spawn(node, id, next, report);
  return node(self, 1, next, report);
}

int main(int, char **argv) {
  actor_system_config config;
  useAllowedCores(config);
  actor_system system(config);
  scoped_actor self(system);
  int64_t size = std::stoll(argv[1]);
  auto start = self->spawn(first, actor_cast<actor>(self));
  mark("begin");
  self->send(start, size);
  self->receive([&](int64_t result) {
    mark("end");
    finish(result);
  });
}
