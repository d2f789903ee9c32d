//===- ServiceCall.h - Calls to services and their replies ------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// A call's message carries a reference beside its bytes. The called process
// stores (caller -> reference) when it takes the message; the reply goes to the
// caller's reply slot if it still waits for exactly this reference. No monitor
// is needed: a process that ends answers all its open calls, those still in its
// mailbox included, with its reason (see Lifecycle.cpp).
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SERVICE_SERVICECALL_H
#define SNOW_RUNTIME_SERVICE_SERVICECALL_H

#include "process/Process.h"

namespace snow::rt {

/// Calls and waits. Returns the reply's block, held by the caller. Panics
/// `service call failed: REASON` or `service call to self`.
snow_block *callService(Process &self, uint64_t target, uint64_t tag,
                        const void *payload, size_t size);

/// As callService, but returns null and the reason if there is no answer.
/// `self` must not be the target.
snow_block *tryCallService(Process &self, uint64_t target, uint64_t tag,
                           const void *payload, size_t size, Reason &failure);

/// Answers the call that `self` took from `caller`; ignored if there is none.
void replyToCall(Process &self, uint64_t caller, const void *reply,
                 size_t size);

} // namespace snow::rt

#endif // SNOW_RUNTIME_SERVICE_SERVICECALL_H
