//===- Poke.h - Asking a busy worker for a process --------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// What a worker's process has woken lies in the worker's private slot, which
// costs no locked operation and so cannot be stolen. A worker that looks for
// work sees it there, and the number of the slice. If both stay the same for
// long it says in `asker` who it is and takes the reductions of the running
// process away: its next check then comes to Worker::answerPoke, which hands
// the woken process over. Receiver-initiated sharing, as in Acar, Charguéraud
// and Rainey, "Scheduling Parallel Programs by Work Stealing with Private
// Deques", PPoPP 2013; the counter takes the place of their polling.
//
// The counter has no owner while this happens. The store of a poke may be lost
// between the load and the store of a count, or hit a process that has just
// left its worker: so it says what was left, whoever finds it puts that back,
// and the asker repeats it.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SCHED_POKE_H
#define SNOW_RUNTIME_SCHED_POKE_H

#include "process/Process.h"

namespace snow::rt {

/// Far below what any slice counts down to.
constexpr int64_t kPoke = int64_t(1) << 62;

inline bool isPoked(const Process &process) {
  return process.reductions() < -kPoke / 2;
}
/// By any thread, of any block.
inline void poke(Process &process) {
  int64_t left = process.reductions();
  if (left >= -kPoke / 2)
    process.setReductions(left - kPoke);
}
/// By the process's worker.
inline void unpoke(Process &process) {
  process.setReductions(process.reductions() + kPoke);
}

} // namespace snow::rt

#endif // SNOW_RUNTIME_SCHED_POKE_H
