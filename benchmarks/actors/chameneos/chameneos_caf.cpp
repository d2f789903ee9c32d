//===- chameneos_caf.cpp - The same in CAF --------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// 100 creatures of three colours meet in pairs, SIZE times in all: each goes to
// the mall and is told the colour of the next one that comes, which gives it
// its new colour. Prints how many meetings the creatures have counted.
//
//===----------------------------------------------------------------------===//

#include "../bench_caf.h"

using namespace caf;

enum class Colour : uint8_t { Blue, Red, Yellow };

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(Colour)

using closed_atom = atom_constant<atom("closed")>;

static Colour afterMeeting(Colour a, Colour b) {
  return a == b ? a : Colour(3 - int(a) - int(b));
}

struct CreatureState {
  Colour colour = Colour::Blue;
  int64_t meetings = 0;
};

static behavior creature(stateful_actor<CreatureState> *self, Colour colour,
                         const actor &mall, const actor &report) {
  self->state.colour = colour;
  self->send(mall, colour);
  return {[=](Colour other) {
            auto &state = self->state;
            state.colour = afterMeeting(state.colour, other);
            ++state.meetings;
            self->send(mall, state.colour);
          },
          [=](closed_atom) {
            self->send(report, self->state.meetings);
            self->quit();
          }};
}

static behavior mall(event_based_actor *self, int64_t left) {
  return {[=, first = actor(), colour = Colour::Blue](Colour other) mutable {
    auto second = actor_cast<actor>(self->current_sender());
    if (left == 0) {
      self->send(second, closed_atom::value);
    } else if (!first) {
      first = std::move(second);
      colour = other;
    } else {
      self->send(first, other);
      self->send(second, colour);
      first = nullptr;
      --left;
    }
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
  auto sum = self->spawn(collect, int64_t(100), actor_cast<actor>(self));
  auto place = self->spawn(mall, size);
  for (int i = 0; i < 100; ++i)
    self->spawn(creature, Colour(i % 3), place, sum);
  self->receive([&](int64_t result) {
    mark("end");
    finish(result);
  });
}
