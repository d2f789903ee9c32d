//===- Switch.cpp - Switching between workers and processes ---------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mailbox/Inbox.h"
#include "process/Lifecycle.h"
#include "sched/Runtime.h"
#include "sched/Worker.h"

using namespace snow::rt;
using boost::context::detail::jump_fcontext;
using boost::context::detail::transfer_t;

void snow::rt::switchAway(Process *self, SwitchReason reason) {
  Worker *worker = currentWorker();
  worker->reason = reason;
  Fiber *fiber = self->fiber;
  fiber->sanitizer.leaveFor(worker->sanitizer);
  transfer_t back = jump_fcontext(worker->schedulerContext, nullptr);
  // The worker that resumes a process passes itself, so no thread-local is
  // read.
  worker = static_cast<Worker *>(back.data);
  fiber->sanitizer.entered(&worker->sanitizer);
  worker->schedulerContext = back.fctx;
}

void snow::rt::waitForInbox(Process *self) {
  if (inboxIsEmpty(*self))
    switchAway(self, SwitchReason::Wait);
}

/// The bottom of every process's stack.
static void fiberEntry(transfer_t from) {
  Worker *worker = static_cast<Worker *>(from.data);
  worker->schedulerContext = from.fctx;
  Process *self = worker->current;
  self->fiber->sanitizer.entered(&worker->sanitizer);
  runProcess(*self);
  worker = currentWorker();
  worker->reason = SwitchReason::Exit;
  self->fiber->sanitizer.leaveFor(worker->sanitizer, /*last=*/true);
  jump_fcontext(worker->schedulerContext, nullptr);
  __builtin_unreachable();
}

void Worker::giveStack(Process *process) {
  if (process->pid == 0) {
    StackBase base = runtime.stacks.mapSingle(kMainStackSize);
    process->fiber = Fiber::create(base, kMainStackSize, false, fiberEntry);
    return;
  }
  if (stacks.empty())
    runtime.stacks.refill(stacks);
  StackBase base = stacks.back();
  stacks.pop_back();
  process->fiber =
      Fiber::create(base, runtime.stacks.stackSize(), true, fiberEntry);
}

void Worker::takeStack(Process *process) {
  Fiber *fiber = process->fiber;
  process->fiber = nullptr;
  fiber->sanitizer.destroy();
  if (!fiber->pooled)
    return;
  stacks.push_back(fiber->base);
  if (stacks.size() > kStackCacheLimit)
    runtime.stacks.drain(stacks);
}

void Worker::resume(Process *process) {
  if (!process->fiber)
    giveStack(process);
  Fiber *fiber = process->fiber;
  current = process;
  process->context.reductions = SNOW_REDUCTIONS_PER_SLICE;
  *exceptions = fiber->exceptions;
  sanitizer.leaveFor(fiber->sanitizer);
  transfer_t back = jump_fcontext(fiber->context, this);
  sanitizer.entered(nullptr);
  current = nullptr;
  switch (reason) {
  case SwitchReason::Wait:
    fiber->context = back.fctx;
    fiber->exceptions = *exceptions;
    // Only now may others resume it: its context is saved. If something has
    // arrived meanwhile it simply goes on.
    if (!tryWait(*process))
      enqueue(process, /*next=*/true);
    break;
  case SwitchReason::Yield:
    fiber->context = back.fctx;
    fiber->exceptions = *exceptions;
    enqueue(process, /*next=*/false);
    break;
  case SwitchReason::Exit:
    takeStack(process);
    recycleBlock(process);
    break;
  }
  *exceptions = ExceptionState();
}

void Worker::recycleBlock(Process *process) {
  if (process->pid == 0)
    return; // Main's slot is never used again.
  uint16_t generation = static_cast<uint16_t>(pidGeneration(process->pid) + 1);
  process->pid = makePid(pidSlot(process->pid), generation);
  // Release: senders that see the new generation see nothing older. The mark
  // stays Closed until the block starts a new process.
  process->inbox.store(inboxWord(*process, kInboxClosed),
                       std::memory_order_release);
  endedBlocks.push_back(process);
  if (endedBlocks.size() >= kSlotBatch)
    runtime.table.giveBack(endedBlocks);
}
