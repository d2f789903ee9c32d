//===- Sim.h - Where the runtime asks the deterministic twin ----*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// The twin (`sim`) is a second build of these sources with SNOW_SIM defined:
// one thread, virtual time, and every choice of the scheduler drawn from a
// seed. The threads runtime has the same calls with kSimulated false, and
// nothing is left of them. Design: docs/design/sim.md.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SIM_SIM_H
#define SNOW_RUNTIME_SIM_SIM_H

#include "snow/Runtime/ABI/Runtime.h"

#include <cstdint>
#include <string_view>

namespace snow::rt {

#if defined(SNOW_SIM)
inline constexpr bool kSimulated = true;
#else
inline constexpr bool kSimulated = false;
#endif

class Runtime;
struct DueTimer;
struct Message;
struct Process;
struct Reason;

/// What a process waits for, beside a reply (Process::waitsFor), that only one
/// other process can give.
enum class WaitKind : uint8_t { Job, Room };

namespace sim {

//===----------------------------------------------------------------------===//
// The run
//===----------------------------------------------------------------------===//

/// A new run begins. With a range of seeds to search it returns only in the
/// child processes that run one seed each.
void begin();
/// The run is over; gives its exit status. The runtime still exists.
int64_t end(Runtime &runtime, int64_t status);
/// True in a run that only asks whether a seed fails.
bool isSearching();

//===----------------------------------------------------------------------===//
// Choices
//===----------------------------------------------------------------------===//

/// The process is ready to run.
void ready(Process *process);
bool nothingIsReady();
/// The process that runs next. Fires timers and moves the clock on as it goes;
/// null if nothing can run before somebody decides what that means.
Process *next(Runtime &runtime);
/// Lets another process run before the calling one goes on, if it is chosen.
void preempt();
/// The calling process waits for something outside: others run or, if there are
/// none, time goes on to the next timer. False if there is nothing to do.
bool standAside(Process &process);
/// Whether a call may be handed over on the caller's worker.
bool takesDirectPath();
/// The calling process has used up its slice.
void sliceIsOver(Process &process);
int64_t sliceBudget();
/// A timer whose time has come, to be delivered when it is chosen.
void timerIsDue(const DueTimer &timer);
/// Frees timers that were never delivered.
void dropTimers();

//===----------------------------------------------------------------------===//
// Notes, for the trace and for reports
//===----------------------------------------------------------------------===//

void noteStart(const Process &process);
void noteEnd(const Process &process, const Reason &reason);
/// The message has gone to the process, or nobody has that pid.
void notePush(uint64_t to, const Message &message, bool isDelivered);
void noteTake(const Process &process, const Message &message);
void noteName(std::string_view name, uint64_t pid);
void noteOutput(std::string_view text);
void noteWait(const Process &process, WaitKind kind, uint64_t on);
void noteWaitOver(const Process &process);
/// No process can run. Says so if some wait for an answer or if a wake-up was
/// lost.
void noteStandstill(Runtime &runtime);

} // namespace sim

/// Stands before every operation whose place among those of other processes
/// can be seen: there the twin may let another process run first.
inline void schedulePoint() {
  if constexpr (kSimulated)
    sim::preempt();
}

/// Reductions that a process may use from now on.
inline int64_t sliceBudget() {
  if constexpr (kSimulated)
    return sim::sliceBudget();
  return SNOW_REDUCTIONS_PER_SLICE;
}

/// While it lives the process waits for something that only `on` can give.
class WaitNote {
public:
  WaitNote([[maybe_unused]] const Process &process,
           [[maybe_unused]] WaitKind kind, [[maybe_unused]] uint64_t on)
#if defined(SNOW_SIM)
      : process(process) {
    sim::noteWait(process, kind, on);
  }
  ~WaitNote() { sim::noteWaitOver(process); }

private:
  const Process &process;
#else
  {
  }
#endif
public:
  WaitNote(const WaitNote &) = delete;
  WaitNote &operator=(const WaitNote &) = delete;
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_SIM_SIM_H
