//===- MessageText.h - What a message says, for people ----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SIM_MESSAGETEXT_H
#define SNOW_RUNTIME_SIM_MESSAGETEXT_H

#include "mailbox/Message.h"
#include "process/Process.h"

#include <string>

namespace snow::rt::sim {

/// The value that a message carries, cut to one line: `41`, `Put(1, "x")`. The
/// receiver, which knows its handlers' names, may be null. Runs no code of the
/// program.
std::string textOfMessage(const Process *receiver, const Message &message);

} // namespace snow::rt::sim

#endif // SNOW_RUNTIME_SIM_MESSAGETEXT_H
