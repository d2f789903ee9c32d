//===- Pid.cpp - Text of pids ---------------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process/Pid.h"

using namespace snow::rt;

std::string snow::rt::pidText(uint64_t pid) {
  uint64_t local = pid & ((uint64_t(1) << 40) - 1);
  uint64_t session = pid >> 48;
  std::string text =
      "<" + std::to_string(session) + "." + std::to_string(local);
  if (session)
    text += "." + std::to_string(pid >> 40 & 0xFF);
  return text + ">";
}
