//===- Runtime.h - Everything one run of a program shares -------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SCHED_RUNTIME_H
#define SNOW_RUNTIME_SCHED_RUNTIME_H

#include "fiber/StackPool.h"
#include "io/Output.h"
#include "mailbox/MessagePool.h"
#include "process/FunctionNames.h"
#include "process/NameRegistry.h"
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

  /// A number unique in the program's life, from 1 up: monitor and call
  /// references, unlink ids.
  static uint64_t nextReference();

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

  /// For threads that are not workers.
  std::mutex outsideMutex;
  MessageCache outsideMessages;
  std::deque<Process *> outsideBlocks;
  /// Entries that have said that they are not there yet.
  std::set<std::string> missingEntries;

  std::atomic<uint64_t> nextSerial{1};
  int64_t requestedWorkers = 0;
  int64_t argc = 0;
  char **argv = nullptr;
  void (*mainFunction)(void *) = nullptr;
};

/// The runtime that is up, or null.
Runtime *runtime();

/// Used by snow_rt_init and snow_rt_run_scheduler alone.
void setRuntime(Runtime *runtime);

} // namespace snow::rt

#endif // SNOW_RUNTIME_SCHED_RUNTIME_H
