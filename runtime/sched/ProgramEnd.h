//===- ProgramEnd.h - Quiescence, stop sequence and exit status -*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Language specification, section 14; runtime specification, section 10.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SCHED_PROGRAMEND_H
#define SNOW_RUNTIME_SCHED_PROGRAMEND_H

#include <atomic>
#include <csignal>
#include <cstdint>
#include <mutex>
#include <vector>

namespace snow::rt {

class ProcessExit;
class Runtime;

/// Time that processes get to end after they have been told to.
constexpr uint64_t kStopLimitMs = 5000;

class ProgramEnd {
public:
  explicit ProgramEnd(Runtime &runtime) : runtime(runtime) {}

  /// Called by the worker that was the last to become idle: true if nothing
  /// can ever wake a process again.
  bool isQuiescent();

  /// Called after isQuiescent() by a worker that has left the idle state since:
  /// reports the deadlock to main, stops the next process, or ends the program.
  /// Does nothing if another worker was quicker.
  void act(unsigned worker);

  /// Main has ended. `exit` is null if it simply returned.
  void mainEnded(const ProcessExit *exit);

  /// A process is gone. When the program is stopped before its processes are
  /// idle, that is the next one's turn.
  void processEnded(uint64_t pid) {
    // Relaxed: the process that was told has seen it with the signal.
    if (told.load(std::memory_order_relaxed) == pid) [[unlikely]]
      stopNextAfter(pid);
  }

  /// Keeps the program from being quiescent while something outside the
  /// processes (an operation on another thread) may wake one.
  void hold() {
    // Relaxed: the caller is a running process, so no decision is under way.
    holds.fetch_add(1, std::memory_order_relaxed);
  }
  void release() {
    // Release: what the holder did comes before a decision that sees zero.
    holds.fetch_sub(1, std::memory_order_release);
  }

  /// Acts on a signal noted by noteSignal(). Called by workers between slices.
  void pollSignal() {
    // Relaxed: the number is all that is passed.
    if (pendingSignal.load(std::memory_order_relaxed) != 0) [[unlikely]]
      handleSignal();
  }
  bool hasSignal() const {
    // Sequentially consistent: part of the idle protocol.
    return pendingSignal.load(std::memory_order_seq_cst) != 0;
  }
  /// Safe in a signal handler.
  void noteSignal(int number) {
    pendingSignal.store(number, std::memory_order_seq_cst); // As hasSignal.
  }

  /// The stop sequence took longer than kStopLimitMs.
  void stopLimitReached();

  bool isStopping() const {
    return stopping.load(std::memory_order_acquire); // Pairs with begin.
  }
  int64_t status() const { return exitStatus; }

private:
  void handleSignal();
  void beginStop(bool forced);
  bool stopNext();
  void stopNextAfter(uint64_t pid);
  void collectLive();

  Runtime &runtime;
  std::mutex mutex;
  std::atomic<int> pendingSignal{0};
  std::atomic<int64_t> holds{0};
  std::atomic<bool> mainDone{false};
  std::atomic<bool> stopping{false};
  int64_t exitStatus = 0;
  /// Still to be stopped, the youngest last.
  std::vector<uint64_t> remaining;
  size_t lastRound = ~size_t(0);
  bool deadlockTold = false;
  /// Each process is told when the one before has ended, whatever the others
  /// do; not only when all are idle.
  bool isForced = false;
  /// Who was told last, if isForced; else nobody's pid.
  std::atomic<uint64_t> told{~uint64_t(0)};
};

/// Installs handlers of SIGINT, SIGTERM and SIGSEGV for the time of a run.
class SignalScope {
public:
  explicit SignalScope(Runtime &runtime);
  ~SignalScope();
};

/// Gives the calling thread an alternate stack for the overflow handler; freed
/// when the object goes.
class AlternateStack {
public:
  AlternateStack();
  ~AlternateStack();

private:
  void *memory;
  stack_t former{};
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_SCHED_PROGRAMEND_H
