//===- big_caf.cpp - The same in CAF --------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each of 128 actors sends a ping to one of them, drawn at random, waits for
// its pong and sends the next, while it answers the pings of the others: SIZE
// pings in all. Prints the sum of the last random numbers.
//
//===----------------------------------------------------------------------===//

#include "../bench_caf.h"

using namespace caf;

using ping_atom = atom_constant<atom("ping")>;
using pong_atom = atom_constant<atom("pong")>;

static int64_t nextRandom(int64_t seed) {
  return (seed * 1103515245 + 12345) % 2147483648;
}

struct WorkerState {
  std::vector<actor> peers;
  int64_t seed = 0;
  int64_t left = 0;
};

static void sendPing(stateful_actor<WorkerState> *self) {
  auto &state = self->state;
  state.seed = nextRandom(state.seed);
  self->send(state.peers[(state.seed / 65536) % 128], ping_atom::value);
}

static behavior worker(stateful_actor<WorkerState> *self, int64_t id,
                       int64_t each, const actor &report) {
  self->state.seed = id;
  self->state.left = each;
  return {[](ping_atom) { return pong_atom::value; },
          [=](pong_atom) {
            if (--self->state.left == 0)
              self->send(report, self->state.seed);
            else
              sendPing(self);
          },
          [=](std::vector<actor> &peers) {
            self->state.peers = std::move(peers);
            sendPing(self);
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
  auto sum = self->spawn(collect, int64_t(128), actor_cast<actor>(self));
  std::vector<actor> workers;
  for (int64_t id = 0; id < 128; ++id)
    workers.push_back(self->spawn(worker, id, size / 128, sum));
  for (auto &one : workers)
    self->send(one, workers);
  self->receive([&](int64_t result) {
    mark("end");
    finish(result);
  });
}
