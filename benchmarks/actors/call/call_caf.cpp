//===- call_caf.cpp - The same in CAF -------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One actor sends SIZE requests to another. Prints the sum of the replies.
//
//===----------------------------------------------------------------------===//

#include "../bench_caf.h"

using namespace caf;

using next_atom = atom_constant<atom("next")>;

static behavior server() {
  return {[count = int64_t(0)](next_atom) mutable { return ++count; }};
}

struct ClientState {
  actor server;
  actor report;
  int64_t left = 0;
  int64_t sum = 0;
};

static void call(stateful_actor<ClientState> *self) {
  auto &state = self->state;
  if (state.left-- == 0) {
    self->send(state.report, state.sum);
    return;
  }
  self->request(state.server, infinite, next_atom::value)
      .then([self](int64_t reply) {
        self->state.sum += reply;
        call(self);
      });
}

static void client(stateful_actor<ClientState> *self, int64_t calls,
                   const actor &report) {
  self->state = {self->spawn(server), report, calls, 0};
  call(self);
}

int main(int, char **argv) {
  actor_system_config config;
  useAllowedCores(config);
  actor_system system(config);
  scoped_actor self(system);
  int64_t size = std::stoll(argv[1]);
  mark("begin");
  self->spawn(client, size, actor_cast<actor>(self));
  self->receive([&](int64_t result) {
    mark("end");
    finish(result);
  });
}
