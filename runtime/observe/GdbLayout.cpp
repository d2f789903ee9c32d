//===- GdbLayout.cpp - Where a debugger finds the processes ---------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Programs carry line tables but no types, so utils/gdb/snow.py learns from
// this table where things lie. Each row is a name and a number; names are only
// added.
//
//===----------------------------------------------------------------------===//

#include "observe/Observer.h"
#include "sched/Runtime.h"
#include "sched/Worker.h"

#include <cstddef>

using namespace snow::rt;

// The classes are not standard-layout types; GCC and Clang lay them out as
// offsetof says all the same.
#pragma GCC diagnostic ignored "-Winvalid-offsetof"

extern "C" {
const snow::rt::observe::LayoutRow snow_gdb_layout[] = {
    {"runtime.table.chunks",
     offsetof(Runtime, table) + ProcessTable::chunksAt()},
    {"runtime.workers",
     offsetof(Runtime, scheduler) + offsetof(Scheduler, workers)},
    {"worker.current", offsetof(Worker, current)},
    {"chunk.bits", kChunkBits},
    {"chunk.max", kMaxChunks},
    {"process.size", sizeof(Process)},
    {"process.inbox", offsetof(Process, inbox)},
    {"process.location",
     offsetof(Process, context) + offsetof(snow_context, location)},
    {"process.stack", offsetof(Process, stack)},
    {"process.continuation",
     offsetof(Process, context) + offsetof(snow_context, continuation)},
    {"process.function", offsetof(Process, function)},
    {"process.waitsFor", offsetof(Process, waitsFor)},
    {"stack.context", offsetof(Fiber, context)},
    {"stack.own_switch", SNOW_OWN_SWITCH},
    {"string.bytes", sizeof(snow_string)},
    {nullptr, 0},
};
}
