//===- Signals.h - Links, monitors and exit signals -------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Everything that one process does to another's links and monitors is a signal
// in the other's inbox, handled when the other drains it; no process ever
// touches another's side block. Semantics: language specification, section 13,
// which is Erlang's (OTP reference manual, "Processes"; ERTS "Communication in
// Erlang").
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PROCESS_SIGNALS_H
#define SNOW_RUNTIME_PROCESS_SIGNALS_H

#include "process/Process.h"

namespace snow::rt {

/// Handles and frees one signal. Called by the owner.
void handleSignal(Process &process, Message *signal);

/// Throws the pending exit of the calling process, if there is one and its
/// stack is not being unwound already.
void throwPendingExit(Process &process);

inline void checkExit(Process &process) {
  if (process.exitPending) [[unlikely]]
    throwPendingExit(process);
}

uint64_t monitorProcess(Process &self, uint64_t target);
/// False if the reference is not an own monitor or has been taken.
bool demonitorProcess(Process &self, uint64_t ref);
void linkProcess(Process &self, uint64_t target);
void unlinkProcess(Process &self, uint64_t target);
/// Process.exit(target, reason) by the process `from`.
void sendExit(uint64_t from, uint64_t target, const Reason &reason);

} // namespace snow::rt

#endif // SNOW_RUNTIME_PROCESS_SIGNALS_H
