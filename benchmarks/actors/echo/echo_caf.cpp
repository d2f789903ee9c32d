//===- echo_caf.cpp - The same in CAF -------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An actor sends a text of 1 KiB to another, which sends it back, SIZE times.
// Prints how many bytes came back.
//
//===----------------------------------------------------------------------===//

#include "../bench_caf.h"

using namespace caf;

static behavior echo() {
  return {[](std::string &text) { return std::move(text); }};
}

// The first text comes from main, the others from the server.
static behavior client(event_based_actor *self, const actor &server,
                       int64_t trips, const actor &report) {
  return {[=, left = trips](std::string &text) mutable {
    if (left-- == 0)
      self->send(report, trips * int64_t(text.size()));
    else
      self->send(server, std::move(text));
  }};
}

int main(int, char **argv) {
  actor_system_config config;
  useAllowedCores(config);
  actor_system system(config);
  scoped_actor self(system);
  int64_t size = std::stoll(argv[1]);
  mark("begin");
  auto start =
      self->spawn(client, self->spawn(echo), size, actor_cast<actor>(self));
  self->send(start, std::string(1024, 'x'));
  self->receive([&](int64_t result) {
    mark("end");
    finish(result);
  });
}
