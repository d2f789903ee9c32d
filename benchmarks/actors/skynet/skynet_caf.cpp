//===- skynet_caf.cpp - The same in CAF -----------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A tree of actors with ten children each and SIZE leaves, a power of ten. Each
// leaf has a number, each other actor passes on the sum of its children. Prints
// the sum.
//
//===----------------------------------------------------------------------===//

#include "../bench_caf.h"

using namespace caf;

static behavior node(event_based_actor *self, int64_t first, int64_t leaves,
                     const actor &parent) {
  if (leaves == 1) {
    self->send(parent, first);
    return {}; // without a behaviour the actor ends
  }
  auto here = actor_cast<actor>(self);
  for (int i = 0; i < 10; ++i)
    self->spawn(node, first + i * (leaves / 10), leaves / 10, here);
  return {[=, left = 10, sum = int64_t(0)](int64_t n) mutable {
    sum += n;
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
  self->spawn(node, int64_t(0), size, actor_cast<actor>(self));
  self->receive([&](int64_t result) {
    mark("end");
    finish(result);
  });
}
