//===- Runtime.h - Everything one run of a program shares -------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SCHED_RUNTIME_H
#define SNOW_RUNTIME_SCHED_RUNTIME_H

#include "fiber/StackPool.h"
#include "io/Input.h"
#include "io/Output.h"
#include "io/Poller.h"
#include "mailbox/MessagePool.h"
#include "observe/Pause.h"
#include "process/FunctionNames.h"
#include "process/NameRegistry.h"
#include "process/ProcessBlocks.h"
#include "process/ProcessTable.h"
#include "sched/ProgramEnd.h"
#include "sched/Scheduler.h"
#include "timer/TimerService.h"

#include <atomic>
#include <mutex>
#include <set>
#include <string>

namespace snow::rt {

/// Made by snow_rt_init, gone when snow_rt_run_scheduler returns.
class Runtime {
public:
  Runtime();
  ~Runtime();

  /// A number unique in the program's life, from 1 up: monitor references,
  /// unlink ids.
  static uint64_t nextReference();
  /// The first of so many numbers that are unique among the calls.
  static uint64_t takeCallReferences(uint64_t count);

  /// Sends the message from a thread outside the scheduler while onlyWorker is
  /// set.
  void inject(uint64_t pid, Message *message);
  /// Sends what has been injected. Workers only.
  void deliverInjected() {
    // Relaxed: a hint; what it misses is found at the next look.
    if (injectedCount.load(std::memory_order_relaxed) != 0) [[unlikely]]
      deliverInjectedSlowly();
  }
  bool hasInjected() const {
    // Sequentially consistent: part of the idle protocol.
    return injectedCount.load(std::memory_order_seq_cst) != 0;
  }

  MessageStock messageStock;
  StackPool stacks;
  ProcessTable table;
  Output output;
  NameRegistry names{&Process::hasNames};
  NameRegistry globalNames{&Process::hasGlobalNames};
  FunctionNames functions;
  TimerService timers;
  Scheduler scheduler;
  ProgramEnd end;
  Poller poller{*this};
  Input input{*this};
  Pause pause{*this};

  /// For threads that are not workers.
  std::mutex outsideMutex;
  MessageCache outsideMessages;
  ProcessBlocks outsideBlocks;
  /// Entries that have said that they are not there yet.
  std::set<std::string> missingEntries;

  std::atomic<uint64_t> nextSerial{1};
  int64_t requestedWorkers = 0;
  int64_t argc = 0;
  char **argv = nullptr;
  void (*mainFunction)(void *) = nullptr;

private:
  void deliverInjectedSlowly();

  std::vector<std::pair<uint64_t, Message *>> injected;
  std::atomic<size_t> injectedCount{0};
};

/// The runtime that is up, or null.
Runtime *runtime();

/// Used by snow_rt_init and snow_rt_run_scheduler alone.
void setRuntime(Runtime *runtime);

} // namespace snow::rt

#endif // SNOW_RUNTIME_SCHED_RUNTIME_H
