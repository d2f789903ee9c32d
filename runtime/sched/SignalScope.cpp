//===- SignalScope.cpp - SIGINT, SIGTERM and stack overflow ---------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "platform/Fatal.h"
#include "process/Pid.h"
#include "sched/Runtime.h"
#include "sched/Worker.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

using namespace snow::rt;

namespace {

struct sigaction oldInterrupt, oldTerminate, oldSegv;

void onStopSignal(int number) {
  int saved = errno;
  if (Runtime *rt = runtime()) {
    rt->end.noteSignal(number);
    rt->scheduler.notifyFromSignal();
  }
  errno = saved;
}

/// Writes a number without allocating.
size_t appendNumber(char *to, uint64_t value) {
  char digits[20];
  size_t n = 0;
  do
    digits[n++] = static_cast<char>('0' + value % 10);
  while (value /= 10);
  for (size_t i = 0; i != n; ++i)
    to[i] = digits[n - 1 - i];
  return n;
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
    process->context.reductions = 0;
    return;
  }
  if (process && stack->inGuard(info->si_addr)) {
    char text[96] = "[snow] fatal: stack overflow in process <0.";
    size_t n = std::strlen(text);
    n += appendNumber(text + n, process->pid);
    text[n++] = '>';
    text[n++] = '\n';
    ssize_t ignored = ::write(STDERR_FILENO, text, n);
    (void)ignored;
    ::_exit(70);
  }
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
  action.sa_sigaction = onFault;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigaction(SIGSEGV, &action, &oldSegv);
}

SignalScope::~SignalScope() {
  sigaction(SIGINT, &oldInterrupt, nullptr);
  sigaction(SIGTERM, &oldTerminate, nullptr);
  sigaction(SIGSEGV, &oldSegv, nullptr);
}

AlternateStack::AlternateStack() : memory(std::malloc(kAlternateStackSize)) {
  stack_t stack{};
  stack.ss_sp = memory;
  stack.ss_size = kAlternateStackSize;
  // Sanitizers install one of their own and expect to find it again.
  sigaltstack(&stack, &former);
}

AlternateStack::~AlternateStack() {
  sigaltstack(&former, nullptr);
  std::free(memory);
}
