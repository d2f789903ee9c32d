//===- StackContext.h - Where a stack goes on -------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// On x86-64 three registers are stored and three loaded. The switch is inlined
// and tells the compiler that all others are lost, so each place saves what it
// needs itself, in its ordinary frame, which also makes a suspended stack
// readable for unwinders. No return instruction takes part: the processor
// predicts the jump by its place, and its stack of return addresses stays
// right for whoever enters and leaves a stack at the same depth. The control
// words of the floating-point units are the thread's: nothing changes them.
//
// Elsewhere, under sanitizers, where a shadow stack of return addresses has to
// be switched along, and where the compiler may use registers that the list
// below does not name, it is Boost.Context.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_FIBER_STACKCONTEXT_H
#define SNOW_RUNTIME_FIBER_STACKCONTEXT_H

#include "platform/Inline.h"
#include "platform/Sanitizers.h"

#include <cstddef>
#include <cstdint>

#if defined(__x86_64__) && defined(__linux__) && !defined(__SHSTK__) &&        \
    !defined(SNOW_ASAN) && !defined(SNOW_TSAN) && !defined(__AVX512F__) &&     \
    !defined(__APX_F__)
#define SNOW_OWN_SWITCH 1
#else
#define SNOW_OWN_SWITCH 0
#include <boost/context/detail/fcontext.hpp>
#endif

namespace snow::rt {

class Worker;

/// The bottom function of a stack. It never returns.
using StackEntry = void (*)(Worker *worker);

#if SNOW_OWN_SWITCH

struct StackContext {
  void *stackPointer = nullptr;
  void *programCounter = nullptr;
  void *framePointer = nullptr;

  /// The stack below `top` will begin in `entry`.
  void prepare(char *top, size_t, StackEntry entry) {
    // As after a call: the return address, which ends every walk, lies below an
    // aligned place.
    auto *slot = reinterpret_cast<void **>(reinterpret_cast<uintptr_t>(top) &
                                           ~uintptr_t(15)) -
                 1;
    *slot = nullptr;
    stackPointer = slot;
    programCounter = reinterpret_cast<void *>(entry);
    framePointer = nullptr;
  }

  /// Of a stack that is not running: the lowest address in use.
  const char *lowest() const { return static_cast<const char *>(stackPointer); }
};

/// Goes from the calling stack to another one, and hands it the worker. Returns
/// when somebody comes back, with theirs.
SNOW_INLINE Worker *jumpStack(StackContext &from, StackContext &to,
                              Worker *worker) {
  StackContext *here = &from, *there = &to;
  asm volatile("leaq 1f(%%rip), %%rax\n\t"
               "movq %%rsp, 0(%%rsi)\n\t"
               "movq %%rax, 8(%%rsi)\n\t"
               "movq %%rbp, 16(%%rsi)\n\t"
               "movq 0(%%rdx), %%rsp\n\t"
               "movq 16(%%rdx), %%rbp\n\t"
               "jmpq *8(%%rdx)\n"
               "1:\n\t"
#if defined(__CET__)
               "endbr64\n\t"
#endif
               : "+D"(worker), "+S"(here), "+d"(there)
               :
               : "rax", "rbx", "rcx", "r8", "r9", "r10", "r11", "r12", "r13",
                 "r14", "r15", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5",
                 "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12",
                 "xmm13", "xmm14", "xmm15", "memory", "cc");
  return worker;
}

#else

struct StackContext {
  boost::context::detail::fcontext_t context = nullptr;
  StackEntry entry = nullptr;
  // What whoever comes tells. Not in locals: AddressSanitizer frees those of
  // the last time.
  StackContext *cameFrom = nullptr;
  Worker *worker = nullptr;

  void prepare(char *top, size_t size, StackEntry bottom) {
    entry = bottom;
    context = boost::context::detail::make_fcontext(top, size, begin);
  }

  const char *lowest() const { return static_cast<const char *>(context); }

  /// First thing on a stack: tells the one left where it goes on.
  static StackContext *arrive(boost::context::detail::transfer_t from) {
    auto *here = static_cast<StackContext *>(from.data);
    here->cameFrom->context = from.fctx;
    return here;
  }

private:
  static void begin(boost::context::detail::transfer_t from) {
    StackContext *here = arrive(from);
    here->entry(here->worker);
  }
};

SNOW_INLINE Worker *jumpStack(StackContext &from, StackContext &to,
                              Worker *worker) {
  to.cameFrom = &from;
  to.worker = worker;
  return StackContext::arrive(
             boost::context::detail::jump_fcontext(to.context, &to))
      ->worker;
}

#endif

} // namespace snow::rt

#endif // SNOW_RUNTIME_FIBER_STACKCONTEXT_H
