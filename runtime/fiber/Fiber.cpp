//===- Fiber.cpp - A stack and the context to go on with it ---------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "fiber/Fiber.h"

#include "fiber/StackPool.h"

#include <cxxabi.h>
#include <new>

using namespace snow::rt;

ExceptionState *snow::rt::threadExceptionState() {
  return reinterpret_cast<ExceptionState *>(abi::__cxa_get_globals());
}

Fiber *Fiber::create(StackBase base, size_t size, StackEntry entry) {
  constexpr size_t reserved = (sizeof(Fiber) + 63) / 64 * 64;
  char *top = base + size - reserved;
  size_t guard = StackPool::guardSize();
  SanitizerFiber sanitizer;
  sanitizer.create(base + guard, size - guard);
  Fiber *fiber = new (top) Fiber();
  fiber->base = base;
  fiber->size = size;
  fiber->sanitizer = sanitizer;
  fiber->context.prepare(top, static_cast<size_t>(top - base) - guard, entry);
  return fiber;
}

bool Fiber::inReserve(const void *address) const {
  const char *a = static_cast<const char *>(address);
  const char *reserve = base + StackPool::guardSize();
  return !reserveOpen && a >= reserve && a < reserve + kStackReserve;
}

bool Fiber::inGuard(const void *address) const {
  const char *a = static_cast<const char *>(address);
  return a >= base && a < base + StackPool::guardSize();
}
