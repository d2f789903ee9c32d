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
using boost::context::detail::fcontext_t;
using boost::context::detail::jump_fcontext;
using boost::context::detail::transfer_t;

/// What has to be done on arrival in a context: `from` is the context that was
/// left, the worker's own or that of a process that switched here directly.
static inline void arrive(Worker &worker, Fiber &here, fcontext_t from) {
  Process *left = worker.leftBehind;
  here.sanitizer.entered(left ? nullptr : &worker.sanitizer);
  if (!left) {
    worker.schedulerContext = from;
    return;
  }
  worker.leftBehind = nullptr;
  left->fiber->context = from;
  // Only now may others resume it. If something has come meanwhile it goes on.
  if (!tryWait(*left))
    worker.enqueue(left, /*next=*/true);
}

void snow::rt::switchAway(Process *self, SwitchReason reason) {
  Worker *worker = currentWorker();
  Fiber *fiber = self->fiber;
  transfer_t back;
  Process *next = reason == SwitchReason::Wait ? worker->takeDirect() : nullptr;
  if (next) {
    worker->switchExceptions(fiber, next->fiber);
    worker->leftBehind = self;
    worker->current = next;
    next->context.reductions = SNOW_REDUCTIONS_PER_SLICE;
    fiber->sanitizer.leaveFor(next->fiber->sanitizer);
    back = jump_fcontext(next->fiber->context, worker);
  } else {
    worker->reason = reason;
    fiber->sanitizer.leaveFor(worker->sanitizer);
    back = jump_fcontext(worker->schedulerContext, nullptr);
  }
  // Whoever resumes a process passes its worker, so no thread-local is read.
  arrive(*static_cast<Worker *>(back.data), *fiber, back.fctx);
}

void snow::rt::waitForInbox(Process *self) {
  if (inboxIsEmpty(*self))
    switchAway(self, SwitchReason::Wait);
}

/// The bottom of every process's stack.
static void fiberEntry(transfer_t from) {
  Worker *worker = static_cast<Worker *>(from.data);
  Process *self = worker->current;
  arrive(*worker, *self->fiber, from.fctx);
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
  if (fiber->reserveOpen)
    StackPool::closeReserve(fiber->base);
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
  // Not always the process that was resumed: it may have switched directly to
  // another one.
  process = current;
  fiber = process->fiber;
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
