//===- Config.cpp - The configuration of a supervisor ---------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "supervisor/Config.h"

#include "term/Reader.h"

using namespace snow::rt;

static bool readChild(Reader &reader, ChildSpec &child) {
  std::string_view name;
  uint64_t start, env;
  uint8_t restart, shutdown, type;
  if (!reader.text<uint32_t>(name) || !reader.read(start) ||
      !reader.read(env) || !reader.read(restart) || !reader.read(shutdown) ||
      !reader.read(child.shutdownMs) || !reader.read(type) || !start ||
      restart > 2 || shutdown > 1 || type > 1)
    return false;
  child.name = name;
  child.start = reinterpret_cast<void *>(start);
  child.env = reinterpret_cast<void *>(env);
  child.restart = static_cast<Restart>(restart);
  child.brutalKill = shutdown == 0;
  child.isSupervisor = type == 1;
  return true;
}

bool snow::rt::parseSupervisorConfig(const void *bytes, size_t size,
                                     SupervisorConfig &out) {
  Reader reader(bytes, size);
  uint8_t strategy;
  uint32_t count;
  if (!reader.read(strategy) || strategy > 3 || !reader.read(out.maxRestarts) ||
      !reader.read(out.maxSeconds) || !reader.read(count))
    return false;
  out.strategy = static_cast<Strategy>(strategy);
  if (out.strategy == Strategy::SimpleOneForOne && count != 1)
    return false;
  for (uint32_t i = 0; i != count; ++i) {
    ChildSpec child; // Only as many as the bytes hold.
    if (!readChild(reader, child))
      return false;
    out.children.push_back(std::move(child));
  }
  return reader.left() == 0;
}
