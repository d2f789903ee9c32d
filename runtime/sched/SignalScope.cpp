//===- SignalScope.cpp - SIGINT, SIGTERM, SIGUSR1, SIGSEGV ----------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "observe/Observer.h"
#include "platform/Fatal.h"
#include "platform/PlainText.h"
#include "process/Pid.h"
#include "sched/Runtime.h"
#include "sched/Worker.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>

using namespace snow::rt;

namespace {

struct sigaction oldInterrupt, oldTerminate, oldDump, oldSegv;

void onStopSignal(int number) {
  int saved = errno;
  if (Runtime *rt = runtime()) {
    rt->end.noteSignal(number);
    rt->scheduler.notifyFromSignal();
  }
  errno = saved;
}

void onDumpSignal(int) {
  int saved = errno;
  if (Runtime *rt = runtime()) {
    rt->pause.request();
    rt->scheduler.notifyFromSignal();
  }
  errno = saved;
}

void onFault(int number, siginfo_t *info, void *) {
  Worker *worker = currentWorker();
  Process *process = worker ? worker->current : nullptr;
  Fiber *stack = worker ? worker->stack : nullptr;
  if (process && stack->inReserve(info->si_addr)) {
    // Whatever code it was can go on: it may hold a lock of the C library. The
    // next call of a Snow function counts a reduction, finds none left, and
    // snow_process_yield panics.
    StackPool::openReserve(stack->base);
    stack->reserveOpen = true;
    stack->overflowed = true;
    process->setReductions(0);
    return;
  }
  if (process && stack->inGuard(info->si_addr)) {
    PlainText text;
    text << "[snow] fatal: stack overflow in process <0." << process->pid
         << ">\n";
    text.write();
    observe::reportRecentEvents();
    ::_exit(70);
  }
  observe::reportRecentEvents();
  // Not ours: the fault happens again under the former handler.
  sigaction(number, &oldSegv, nullptr);
}

constexpr size_t kAlternateStackSize = 64 * 1024;

} // namespace

SignalScope::SignalScope(Runtime &) {
  struct sigaction action{};
  sigemptyset(&action.sa_mask);
  action.sa_handler = onStopSignal;
  action.sa_flags = SA_RESTART | SA_ONSTACK;
  sigaction(SIGINT, &action, &oldInterrupt);
  sigaction(SIGTERM, &action, &oldTerminate);
  action.sa_handler = onDumpSignal;
  sigaction(SIGUSR1, &action, &oldDump);
  action.sa_sigaction = onFault;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigaction(SIGSEGV, &action, &oldSegv);
}

SignalScope::~SignalScope() {
  sigaction(SIGINT, &oldInterrupt, nullptr);
  sigaction(SIGTERM, &oldTerminate, nullptr);
  sigaction(SIGUSR1, &oldDump, nullptr);
  sigaction(SIGSEGV, &oldSegv, nullptr);
}

AlternateStack::AlternateStack() : memory(std::malloc(kAlternateStackSize)) {
  if (!memory)
    fatal("out of memory");
  stack_t stack{};
  stack.ss_sp = memory;
  stack.ss_size = kAlternateStackSize;
  // Sanitizers install one of their own and expect to find it again.
  if (sigaltstack(&stack, &former) != 0)
    fatal("no stack for signal handlers");
}

AlternateStack::~AlternateStack() {
  sigaltstack(&former, nullptr);
  std::free(memory);
}
