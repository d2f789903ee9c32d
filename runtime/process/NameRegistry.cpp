//===- NameRegistry.cpp - Registered names --------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process/NameRegistry.h"

#include "sched/Runtime.h"

using namespace snow::rt;

bool NameRegistry::add(std::string_view name, uint64_t pid) {
  ProcessTable &table = runtime()->table;
  std::lock_guard lock(mutex);
  Process *process = table.find(pid);
  if (!process || pids.find(name) != pids.end())
    return false;
  // Sequentially consistent, as the inbox load in isAlive: see the header. On a
  // block that has been reused the flag costs its process one look-up.
  (process->*flag).store(true, std::memory_order_seq_cst);
  if (!table.isAlive(pid))
    return false;
  pids.emplace(name, pid);
  return true;
}

bool NameRegistry::remove(std::string_view name) {
  std::lock_guard lock(mutex);
  auto it = pids.find(name);
  if (it == pids.end())
    return false;
  pids.erase(it);
  return true;
}

uint64_t NameRegistry::find(std::string_view name) const {
  std::lock_guard lock(mutex);
  auto it = pids.find(name);
  return it == pids.end() ? kNoPid : it->second;
}

std::vector<std::string> NameRegistry::namesOf(uint64_t pid) const {
  std::lock_guard lock(mutex);
  std::vector<std::string> names;
  for (const auto &[name, owner] : pids)
    if (owner == pid)
      names.push_back(name);
  return names;
}

void NameRegistry::removeAll(Process &process) {
  // Sequentially consistent: see the header.
  if (!(process.*flag).load(std::memory_order_seq_cst))
    return;
  std::lock_guard lock(mutex);
  for (auto it = pids.begin(); it != pids.end();)
    it = it->second == process.pid ? pids.erase(it) : std::next(it);
  (process.*flag).store(false, std::memory_order_relaxed); // Under the lock.
}
