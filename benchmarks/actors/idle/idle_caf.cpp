//===- idle_caf.cpp - The same in CAF -------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// SIZE actors wait for a message, each with the one it passes it to as its
// state. Then one goes through all of them. Prints how many it passed.
//
//===----------------------------------------------------------------------===//

#include "../bench_caf.h"

using namespace caf;

static behavior idle(event_based_actor *self, const actor &next) {
  return {[=](int64_t n) {
    self->send(next, n + 1);
    self->quit();
  }};
}

// What the process has in memory, for the program that measures it.
static void showMemory() {
  std::ifstream file("/proc/self/statm");
  std::string text;
  std::getline(file, text);
  std::cerr << "statm " << text << std::endl;
}

int main(int, char **argv) {
  actor_system_config config;
  useAllowedCores(config);
  actor_system system(config);
  scoped_actor self(system);
  int64_t size = std::stoll(argv[1]);
  showMemory();
  mark("begin");
  auto last = actor_cast<actor>(self);
  for (int64_t i = 0; i < size; ++i)
    last = self->spawn(idle, last);
  std::this_thread::sleep_for(std::chrono::seconds(1));
  mark("end");
  showMemory();
  self->send(last, int64_t(0));
  self->receive([&](int64_t passed) { finish(passed); });
}
