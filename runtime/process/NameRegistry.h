//===- NameRegistry.h - Registered names ------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// A name vanishes with its process. The ending process skips the registry's
// lock if it never had a name, so registering follows a handshake: it sets the
// process's hasNames first and then looks whether the inbox is closed; the
// process closes its inbox first and then looks at hasNames. Both are
// sequentially consistent, so one of the two sees the other.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PROCESS_NAMEREGISTRY_H
#define SNOW_RUNTIME_PROCESS_NAMEREGISTRY_H

#include "process/Process.h"

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace snow::rt {

class NameRegistry {
public:
  /// Flag is what add() sets in a process that gets a name here.
  explicit NameRegistry(std::atomic<bool> Process::*flag) : flag(flag) {}

  // A process whose inbox is closed has no names any more, although removeAll()
  // is yet to come: nobody may see that it is dead and still find it.

  /// False if the name is taken or the process is not alive.
  bool add(std::string_view name, uint64_t pid);
  bool remove(std::string_view name);
  /// kNoPid if nobody has the name.
  uint64_t find(std::string_view name) const;
  /// All names of the pid, the oldest first.
  std::vector<std::string> namesOf(uint64_t pid) const;
  /// Removes the names of a process whose inbox is closed.
  void removeAll(Process &process);

private:
  std::atomic<bool> Process::*flag;
  using Names = std::map<std::string, uint64_t, std::less<>>;
  void drop(Names::iterator it);

  mutable std::mutex mutex;
  Names pids;
  /// The names of each process, so that its end costs no look at the others.
  std::unordered_map<uint64_t, std::vector<Names::iterator>> names;
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_PROCESS_NAMEREGISTRY_H
