//===- MessageText.h - What a message says, for people ----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SIM_MESSAGETEXT_H
#define SNOW_RUNTIME_SIM_MESSAGETEXT_H

#include "mailbox/Message.h"

#include <string>

namespace snow::rt::sim {

/// The value that a message carries, cut to one line: `41`, `handler 2(1,
/// "x")`. Runs no code of the program.
std::string textOfMessage(const Message &message);

} // namespace snow::rt::sim

#endif // SNOW_RUNTIME_SIM_MESSAGETEXT_H
