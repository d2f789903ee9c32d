//===- TimerWheel.h - A hierarchical timing wheel ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Six levels of 64 slots, one millisecond a tick; an entry's level is that of
// the highest bit in which its tick differs from the current one. Arming,
// disarming and firing cost a constant each (Varghese and Lauck, "Hashed and
// Hierarchical Timing Wheels", SOSP 1987; the level rule is tokio's). Entries
// of one tick share a slot at every moment, so they fire in the order they were
// armed. Not synchronised.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_TIMER_TIMERWHEEL_H
#define SNOW_RUNTIME_TIMER_TIMERWHEEL_H

#include "timer/TimerEntry.h"

#include <cstdint>

namespace snow::rt {

class TimerWheel {
public:
  /// Links an entry whose `when` is set. Ticks not after the current one are
  /// moved to the next.
  void insert(TimerEntry *entry);
  void remove(TimerEntry *entry);

  /// Moves on to `tick` and calls fire(entry) for every entry that is due, in
  /// order of ticks; the entry is unlinked before.
  template <typename F> void advance(uint64_t tick, F &&fire) {
    uint64_t at;
    unsigned level, slot;
    while (next(at, level, slot) && at <= tick) {
      elapsed = at;
      TimerEntry *entry = takeSlot(level, slot);
      while (entry) {
        TimerEntry *following = entry->next;
        if (entry->when <= elapsed) {
          entry->armed = false;
          fire(entry);
        } else {
          insert(entry);
        }
        entry = following;
      }
    }
    if (tick > elapsed)
      elapsed = tick;
  }

  /// The next tick at which advance() has something to do; false if the wheel
  /// is empty.
  bool nextTick(uint64_t &tick) const {
    unsigned level, slot;
    return next(tick, level, slot);
  }

  /// Takes every entry out; calls f for each.
  template <typename F> void clear(F &&f) {
    for (unsigned level = 0; level != kLevels; ++level)
      for (unsigned slot = 0; slot != kSlots; ++slot) {
        TimerEntry *entry = takeSlot(level, slot);
        while (entry) {
          TimerEntry *following = entry->next;
          entry->armed = false;
          f(entry);
          entry = following;
        }
      }
  }

private:
  static constexpr unsigned kLevels = 6;
  static constexpr unsigned kSlots = 64;
  static constexpr unsigned kSlotBitCount = 6;

  bool next(uint64_t &tick, unsigned &level, unsigned &slot) const;
  TimerEntry *takeSlot(unsigned level, unsigned slot);

  struct Slot {
    TimerEntry *first = nullptr;
    TimerEntry *last = nullptr;
  };
  uint64_t elapsed = 0;
  uint64_t occupied[kLevels] = {};
  Slot slots[kLevels][kSlots];
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_TIMER_TIMERWHEEL_H
