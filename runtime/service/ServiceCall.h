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
// A service that waits is called directly: the caller claims it as a sender
// would that wakes it, puts the message into its queue and jumps to its stack,
// or to a free one; the service runs in the caller's place, on its worker.
// Until it stops nobody knows that the caller waits (Worker::directCaller), so
// that a reply needs no wake-up: it is put into the caller's slot, and when the
// service waits again the worker jumps back.
//
// Whoever waits for a reply says for whose (Process::waitsFor). A call that
// would close a circle of such waits fails with the circle's names.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SERVICE_SERVICECALL_H
#define SNOW_RUNTIME_SERVICE_SERVICECALL_H

#include "process/Process.h"

namespace snow::rt {

class Worker;

/// A call message with a copy of the payload bytes.
Message *newCallMessage(uint64_t caller, uint64_t tag, const void *payload,
                        size_t size);

/// The calling process calls a service with values, as
/// snow_service_call_values. The word of the reply is owned and of the type.
/// Panics as callService, and if the reply does not read as the type.
int64_t callForWord(uint64_t target, uint64_t tag, const snow_type *types,
                    const int64_t *words, const snow_type *replyType);

/// Sends a call (a Call or Request node, which it takes over) and waits.
/// Returns the Reply or ReplyValue, or panics `service call failed: REASON` or
/// `service call to self`.
Message *callService(Process &self, uint64_t target, Message *call);

/// As callService, but returns null and the reason if there is no answer.
/// `self` must not be the target.
Message *tryCallService(Process &self, uint64_t target, Message *call,
                        Reason &failure);

/// The block of a reply, held by the process.
snow_block *replyBlock(Process &self, Message *reply);

/// Answers the call that `self` took from `caller` with a value that is ready
/// for another process. Releases it if there is no such call.
void answerWithWord(Worker &worker, Process &self, uint64_t caller,
                    const snow_type *type, int64_t word);

/// Sends `reply`, with a kind and what belongs to it, as the answer to the call
/// that `self` took from `caller`. Frees it if there is none.
void answerCall(Process &self, uint64_t caller, Message *reply);

} // namespace snow::rt

#endif // SNOW_RUNTIME_SERVICE_SERVICECALL_H
