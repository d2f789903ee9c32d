//===- ProgramAbi.cpp - C entries: program --------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "observe/Observer.h"
#include "platform/Cores.h"
#include "process/Lifecycle.h"
#include "sched/Runtime.h"
#include "sched/Worker.h"
#include "sim/Sim.h"
#include "snow/Runtime/ABI/Runtime.h"
#include "term/ClosureTable.h"
#include "value/Heap.h"
#include "value/LeakCheck.h"
#include "value/Strings.h"
#include "value/TypeRegistry.h"

#include <algorithm>
#include <cstdlib>

using namespace snow::rt;

static unsigned workerCount(int64_t requested) {
  if constexpr (kSimulated)
    return 1;
  if (const char *text = std::getenv("SNOW_WORKERS")) {
    int64_t value = std::strtol(text, nullptr, 10);
    if (value > 0)
      requested = value;
  }
  if (requested <= 0)
    requested = allowedCores();
  return static_cast<unsigned>(std::clamp<int64_t>(requested, 1, kMaxWorkers));
}

extern "C" {

void snow_rt_abi_v2() {}

void snow_rt_init() {
  if (runtime())
    return;
  if constexpr (kSimulated)
    sim::begin();
  setRuntime(new Runtime());
}

void snow_rt_set_args(int64_t argc, void *argv) {
  if (Runtime *rt = runtime()) {
    rt->argc = argc;
    rt->argv = static_cast<char **>(argv);
  }
}

void snow_rt_init_actor(int64_t workers) {
  if (Runtime *rt = runtime())
    rt->requestedWorkers = workers;
}

void snow_rt_start_main(void *fn) {
  startMain(reinterpret_cast<void (*)(void *)>(fn));
}

int64_t snow_rt_run_scheduler() {
  Runtime *rt = runtime();
  if (!rt || currentProcess())
    return 0;
  {
    SignalScope signals(*rt);
    unsigned workers = workerCount(rt->requestedWorkers);
    observe::Observer observer(*rt, workers);
    rt->scheduler.run(workers);
    rt->output.flush();
  }
  rt->output.flush();
  int64_t status = rt->end.status();
  if constexpr (kSimulated)
    status = sim::end(*rt, status);
  delete rt;
  setRuntime(nullptr);
  clearClosures();
  if (leakCheckIsOn && reportLeaks())
    return kLeakStatus;
  return status;
}

void snow_host_dump() {
  if (Runtime *rt = runtime())
    rt->pause.writeNow();
}

void snow_register_function(void *name, int64_t name_len, void *fn) {
  std::string_view text;
  if (Runtime *rt = runtime(); rt && fn && textOf(name, name_len, text))
    rt->functions.add(text, reinterpret_cast<FunctionNames::Entry>(fn));
}

void snow_describe_function(void *fn, void *name, int64_t name_len) {
  std::string_view text;
  if (Runtime *rt = runtime(); rt && fn && textOf(name, name_len, text))
    rt->functions.describe(fn, text);
}

void snow_register_type(void *type) {
  registerType(static_cast<const snow_type *>(type));
}

void snow_rt_keep_objects() { keepAllObjects(true); }

} // extern "C"
