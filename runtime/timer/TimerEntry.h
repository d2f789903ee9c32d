//===- TimerEntry.h - What a timing wheel holds -----------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_TIMER_TIMERENTRY_H
#define SNOW_RUNTIME_TIMER_TIMERENTRY_H

#include <cstdint>

namespace snow::rt {

struct Message;

struct TimerEntry {
  enum class Kind : uint8_t { Wait, Send, StopLimit };
  TimerEntry *previous = nullptr;
  TimerEntry *next = nullptr;
  // Send: the other timers of the receiver; see TimerService.
  TimerEntry *previousOfPid = nullptr;
  TimerEntry *nextOfPid = nullptr;
  uint64_t when = 0; // Tick
  uint64_t pid = 0;
  // Wait: which wait of the process; Send: the timer's reference.
  uint64_t serial = 0;
  Message *message = nullptr; // Send
  Kind kind = Kind::Wait;
  bool armed = false;
  uint8_t level = 0;
  uint8_t slot = 0;
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_TIMER_TIMERENTRY_H
