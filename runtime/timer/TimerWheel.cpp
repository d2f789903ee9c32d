//===- TimerWheel.cpp - A hierarchical timing wheel -----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "timer/TimerWheel.h"

#include <algorithm>
#include <bit>

using namespace snow::rt;

void TimerWheel::insert(TimerEntry *entry) {
  entry->when = std::max(entry->when, elapsed + 1);
  uint64_t difference = (elapsed ^ entry->when) | (kSlots - 1);
  unsigned level =
      static_cast<unsigned>(63 - std::countl_zero(difference)) / kSlotBitCount;
  level = std::min(level, kLevels - 1);
  unsigned slot = (entry->when >> (level * kSlotBitCount)) & (kSlots - 1);
  entry->level = static_cast<uint8_t>(level);
  entry->slot = static_cast<uint8_t>(slot);
  entry->armed = true;
  Slot &list = slots[level][slot];
  entry->next = nullptr;
  entry->previous = list.last;
  (list.last ? list.last->next : list.first) = entry;
  list.last = entry;
  occupied[level] |= uint64_t(1) << slot;
}

void TimerWheel::remove(TimerEntry *entry) {
  Slot &list = slots[entry->level][entry->slot];
  (entry->previous ? entry->previous->next : list.first) = entry->next;
  (entry->next ? entry->next->previous : list.last) = entry->previous;
  if (!list.first)
    occupied[entry->level] &= ~(uint64_t(1) << entry->slot);
  entry->armed = false;
}

TimerEntry *TimerWheel::takeSlot(unsigned level, unsigned slot) {
  Slot &list = slots[level][slot];
  TimerEntry *first = list.first;
  list = Slot();
  occupied[level] &= ~(uint64_t(1) << slot);
  return first;
}

bool TimerWheel::next(uint64_t &tick, unsigned &level, unsigned &slot) const {
  for (level = 0; level != kLevels; ++level) {
    if (!occupied[level])
      continue;
    // A lower level is always due before a higher one.
    unsigned shift = level * kSlotBitCount;
    unsigned current = (elapsed >> shift) & (kSlots - 1);
    uint64_t ahead = std::rotr(occupied[level], static_cast<int>(current));
    slot = (static_cast<unsigned>(std::countr_zero(ahead)) + current) &
           (kSlots - 1);
    uint64_t range = uint64_t(1) << (shift + kSlotBitCount);
    tick = (elapsed & ~(range - 1)) + (uint64_t(slot) << shift);
    if (tick <= elapsed)
      tick += range;
    return true;
  }
  return false;
}
