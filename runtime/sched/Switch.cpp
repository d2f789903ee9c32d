//===- Switch.cpp - Stacks, and the loop at the bottom of each ------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// A worker's loop runs at the bottom of a pooled stack. A process that starts,
// or goes on after it has suspended itself, is called from there; when its
// function returns, the loop goes on without a switch. A process that blocks in
// the middle keeps the stack, loop and all, and the worker goes on with another
// one, which is parked in the same loop. So whoever comes back to a stack may
// be on another worker than before: switchStack() says which.
//
//===----------------------------------------------------------------------===//

#include "mailbox/Inbox.h"
#include "mailbox/Mailbox.h"
#include "process/Lifecycle.h"
#include "sched/Poke.h"
#include "sched/Runtime.h"
#include "sched/Switching.h"
#include "sched/Worker.h"

using namespace snow::rt;

//===----------------------------------------------------------------------===//
// Switching
//===----------------------------------------------------------------------===//

/// Publishes a process that waits, or lets it go on if something has come.
static void publishWaiting(Worker &worker, Process &process) {
  if (!tryWait(process))
    worker.enqueue(&process, /*next=*/true);
}

void snow::rt::dealWithLeft(Worker &worker, Fiber &left) {
  switch (worker.departure) {
  case Departure::Wait:
    // Only now may others resume it: its context is saved.
    publishWaiting(worker, *worker.departed);
    break;
  case Departure::Yield:
    worker.enqueueYielded(worker.departed);
    worker.share(); // Slices here are long.
    break;
  case Departure::Over:
    left.destroy();
    break;
  default:
    break;
  }
}

Worker &snow::rt::switchStack(Worker &worker, Fiber *to, Departure departure,
                              Process *departed) {
  return switchHere(worker, to, departure, departed);
}

void snow::rt::settleCaller(Worker &worker) {
  Process *caller = std::exchange(worker.directCaller, nullptr);
  if (caller->side->isReplied())
    worker.enqueue(caller, /*next=*/true);
  else
    publishWaiting(worker, *caller);
}

void snow::rt::switchAway(Process *self, SwitchReason reason) {
  Worker *worker = currentWorker();
  settleDirectCaller(*worker);
  Process *next = nullptr;
  if (reason == SwitchReason::Wait)
    next = worker->takeDirect();
  Fiber *to;
  if (next) {
    to = std::exchange(next->stack, nullptr);
    next->setReductions(sliceBudget());
  } else {
    to = worker->takeParked();
  }
  self->stack = worker->stack;
  worker->setCurrent(next);
  Worker &back = switchStack(
      *worker, to,
      reason == SwitchReason::Wait ? Departure::Wait : Departure::Yield, self);
  // The stack may have run over on the way here: the new slice must not put the
  // next check off.
  if (back.stack->overflowed) [[unlikely]]
    self->setReductions(0);
}

void snow::rt::waitForInbox(Process *self) {
  if (inboxIsEmpty(*self))
    switchAway(self, SwitchReason::Wait);
}

//===----------------------------------------------------------------------===//
// The loop
//===----------------------------------------------------------------------===//

/// A process has suspended itself. True if it waits now, or for its next slice,
/// and may be running elsewhere already; false if it can go on at once.
static __attribute__((noinline)) bool waitSuspendedSlowly(Worker &worker,
                                                          Process &process) {
  if (process.receiveIsTimed) [[unlikely]]
    startReceiveTimer(process);
  while (!canContinue(process)) {
    if (tryWait(process)) [[likely]]
      return true;
    drainInbox(process);
  }
  if (process.reductions() > 0 ||
      (isPoked(process) && worker.answerPoke(process)))
    return false;
  worker.enqueueYielded(&process);
  return true;
}

static SNOW_INLINE bool waitSuspended(Worker &worker, Process &process) {
  if (!process.receiveIsTimed && !canContinue(process) && tryWait(process))
      [[likely]]
    return true;
  return waitSuspendedSlowly(worker, process);
}

/// The process on the worker's stack has ended.
static SNOW_INLINE void cleanUpAfter(Worker &worker, Process &process) {
  if (worker.stack->reserveOpen) [[unlikely]] {
    worker.stack->reserveOpen = worker.stack->overflowed = false;
    StackPool::closeReserve(worker.stack->base);
  }
  worker.recycleBlock(&process);
}

/// Runs a process that has no stack on this one, until it waits without a stack
/// or ends. Returns the worker that this stack belongs to then.
static SNOW_INLINE Worker &runHere(Worker *worker, Process &process) {
  worker->setCurrent(&process);
  process.setReductions(sliceBudget());
  if (process.hasBegun) [[likely]] {
    drainInbox(process);
    // A signal alone does not concern the program's code.
    if (!canContinue(process)) [[unlikely]] {
      if (waitSuspended(*worker, process)) {
        worker->setCurrent(nullptr);
        return *worker;
      }
    }
  }
  for (;;) {
    bool ended = runSlice(process);
    worker = currentWorker();
    if (ended) {
      cleanUpAfter(*worker, process);
      break;
    }
    if (waitSuspended(*worker, process))
      break;
  }
  worker->setCurrent(nullptr);
  return *worker;
}

/// Leaves this loop, which is at its bottom, for a process with a stack.
static SNOW_INLINE Worker &resume(Worker &worker, Process &process) {
  worker.setCurrent(&process);
  return switchHere(worker, std::exchange(process.stack, nullptr),
                    Departure::Park);
}

[[noreturn]] static void runnerLoop(Worker *worker) {
  // Whoever comes to this stack may have brought a service to run first.
  Process *process = std::exchange(worker->handedOver, nullptr);
  for (;;) {
    if (!process)
      process = worker->findWork();
    if (!process) {
      if (worker->runtime.scheduler.isDone()) {
        worker = &switchStack(*worker, worker->ownThread(), Departure::Park);
        process = std::exchange(worker->handedOver, nullptr);
      }
      continue;
    }
    if (process->stack) {
      process->setReductions(sliceBudget());
      worker = &resume(*worker, *process);
      process = std::exchange(worker->handedOver, nullptr);
      continue;
    }
    worker = &runHere(worker, *process);
    process = nullptr;
    Process *caller = worker->directCaller;
    if (!caller) [[likely]]
      continue;
    if (!caller->side->isReplied()) {
      settleDirectCaller(*worker);
      continue;
    }
    // The reply is there: back, within the caller's slice.
    worker->directCaller = nullptr;
    worker = &resume(*worker, *caller);
    process = std::exchange(worker->handedOver, nullptr);
  }
}

void snow::rt::runnerEntry(Worker *worker) {
  runnerLoop(&arrive(*worker, *worker->stack));
}

void snow::rt::mainEntry(Worker *entering) {
  Process &process = *arrive(*entering, *entering->stack).current;
  while (!runSlice(process)) {
    // Main keeps its stack, which is larger than others.
    if (process.receiveIsTimed)
      startReceiveTimer(process);
    for (;;) {
      drainInbox(process);
      if (canContinue(process))
        break;
      waitForInbox(&process);
    }
  }
  Worker *worker = currentWorker();
  settleDirectCaller(*worker);
  worker->setCurrent(nullptr);
  switchStack(*worker, worker->takeParked(), Departure::Over);
  __builtin_unreachable();
}
