//===- Match.h - Reading a message as a value of a type ---------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_MAILBOX_MATCH_H
#define SNOW_RUNTIME_MAILBOX_MATCH_H

#include "mailbox/Message.h"

namespace snow::rt {

/// True if the message is an ordinary value, or a system message, that reads as
/// the type. The word stays valid as long as the message is held. For a value
/// of the same type that costs a pointer comparison; otherwise the message
/// keeps the form it was last decoded to.
bool matchMessage(Message *message, const snow_type *type, int64_t &out);

/// The message has been taken: the reference that matchMessage read passes to
/// the process, the others are dropped, and the node is freed.
void consumeMatched(Message *message);

} // namespace snow::rt

#endif // SNOW_RUNTIME_MAILBOX_MATCH_H
