//===- NameRegistry.cpp - Registered names --------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process/NameRegistry.h"

#include "sched/Runtime.h"
#include "sim/Sim.h"

using namespace snow::rt;

bool NameRegistry::add(std::string_view name, uint64_t pid) {
  ProcessTable &table = runtime()->table;
  std::lock_guard lock(mutex);
  Process *process = table.find(pid);
  if (!process)
    return false;
  if (auto taken = pids.find(name); taken != pids.end()) {
    if (table.isAlive(taken->second))
      return false;
    drop(taken); // Of a process that is about to give it up.
  }
  // Sequentially consistent, as the inbox load in isAlive: see the header. On a
  // block that has been reused the flag costs its process one look-up.
  (process->*flag).store(true, std::memory_order_seq_cst);
  if (!table.isAlive(pid))
    return false;
  names[pid].push_back(pids.emplace(name, pid).first);
  if constexpr (kSimulated)
    sim::noteName(name, pid);
  return true;
}

void NameRegistry::drop(Names::iterator it) {
  auto own = names.find(it->second);
  std::erase(own->second, it);
  if (own->second.empty())
    names.erase(own);
  pids.erase(it);
}

bool NameRegistry::remove(std::string_view name) {
  std::lock_guard lock(mutex);
  auto it = pids.find(name);
  if (it == pids.end())
    return false;
  bool isAlive = runtime()->table.isAlive(it->second);
  drop(it);
  return isAlive;
}

uint64_t NameRegistry::find(std::string_view name) const {
  std::lock_guard lock(mutex);
  auto it = pids.find(name);
  return it != pids.end() && runtime()->table.isAlive(it->second) ? it->second
                                                                  : kNoPid;
}

std::vector<std::string> NameRegistry::namesOf(uint64_t pid) const {
  std::lock_guard lock(mutex);
  std::vector<std::string> found;
  if (auto own = names.find(pid); own != names.end())
    for (Names::iterator it : own->second)
      found.push_back(it->first);
  return found;
}

void NameRegistry::removeAll(Process &process) {
  // Sequentially consistent: see the header.
  if (!(process.*flag).load(std::memory_order_seq_cst))
    return;
  std::lock_guard lock(mutex);
  if (auto own = names.extract(process.pid))
    for (Names::iterator it : own.mapped())
      pids.erase(it);
  (process.*flag).store(false, std::memory_order_relaxed); // Under the lock.
}
