//===- ProcessSide.h - What only some processes need ------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PROCESS_PROCESSSIDE_H
#define SNOW_RUNTIME_PROCESS_PROCESSSIDE_H

#include "mailbox/Message.h"
#include "platform/Inline.h"
#include "process/ProcessExit.h"
#include "timer/TimerEntry.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace snow::rt {

/// What a supervisor's start function has spawned.
struct StartedProcess {
  uint64_t pid;
  bool keepsLink = false; // The function has linked it itself.
};

/// Arguments of a start function that are values: its `args` is the address of
/// this.
struct StartValues {
  const snow_type *types = nullptr; // TUPLE of the words; null: there are none
  std::vector<int64_t> words;       // owned
};

/// A job as its creator sees it.
struct JobState {
  bool finished = false;
  bool failed = false;
  int64_t word = 0; // owned
  const snow_type *resultType = nullptr;
  std::string text;
};

/// A job as the job's own process sees it.
struct JobTask {
  uint64_t creator;
  void *function;
  void *env;
  int64_t word;
  bool mapped; // snow_job_map: the element is an argument
  // Of values, null of other things. env and word are owned until the function
  // has begun.
  const snow_type *envType = nullptr;
  const snow_type *wordType = nullptr;
  const snow_type *resultType = nullptr;
};

/// Calls taken from the mailbox and not answered yet: caller -> reference. One
/// call is the usual case and needs no map.
class PendingCalls {
public:
  void add(uint64_t caller, uint64_t ref) {
    if (!single || singleCaller == caller) [[likely]] {
      single = true;
      singleCaller = caller;
      singleRef = ref;
    } else {
      addOther(caller, ref);
    }
  }
  /// The reference of the caller's call, which is removed; 0 if there is none.
  uint64_t remove(uint64_t caller) {
    if (single && singleCaller == caller) [[likely]] {
      single = false;
      return singleRef;
    }
    return removeOther(caller);
  }
  SNOW_RARE void addOther(uint64_t caller, uint64_t ref) {
    others[caller] = ref;
  }
  SNOW_RARE uint64_t removeOther(uint64_t caller) {
    auto it = others.find(caller);
    if (it == others.end())
      return 0;
    uint64_t ref = it->second;
    others.erase(it);
    return ref;
  }
  template <typename F> void forEach(F &&f) const {
    if (single)
      f(singleCaller, singleRef);
    for (auto [caller, ref] : others)
      f(caller, ref);
  }

private:
  bool single = false;
  uint64_t singleCaller = 0;
  uint64_t singleRef = 0;
  std::map<uint64_t, uint64_t> others;
};

/// Allocated when a process first links, monitors, calls, is called, ...
/// Ordered maps, so that signals at a process's end go out in one fixed order.
struct ProcessSide {
  /// Linked pid -> 0, or the id of an unlink that the other side has yet to
  /// acknowledge (such a link no longer counts).
  std::map<uint64_t, uint64_t> links;
  /// Own monitors: reference -> watched pid.
  std::map<uint64_t, uint64_t> monitors;
  /// Monitors on this process: reference -> watcher.
  std::map<uint64_t, uint64_t> watchers;

  PendingCalls calls;

  // The call that this process waits in.
  uint64_t callRef = 0;
  Message *reply = nullptr; // Reply, ReplyValue or ReplyFailed
  /// The answer of a service that has been called directly, if
  /// `hasDirectReply`; owned.
  const snow_type *directType = nullptr;
  int64_t directWord = 0;
  bool hasDirectReply = false;
  bool isReplied() const { return reply || hasDirectReply; }

  std::map<uint64_t, JobState> jobs;
  std::optional<JobTask> job;

  /// End of the current selective receive, if Process::receiveIsTimed, and the
  /// timer of a process that waits for it without a stack.
  uint64_t receiveDeadline = 0;
  TimerEntry receiveTimer;

  /// The exit that is to be thrown at the next check.
  std::optional<ProcessExit> exit;

  /// The closure that runs before the end (an actor's terminate block), owned.
  void *onExit = nullptr;
  /// It runs now: only Killed can still end the process from outside.
  bool isTerminating = false;

  /// In a supervisor's start function: the processes it has spawned, which are
  /// linked to it from their first moment. Null elsewhere.
  std::vector<StartedProcess> *linkedStarts = nullptr;
  /// The values that it is called with, if they are no term.
  const StartValues *startValues = nullptr;

  /// Blocks given out by receive and call, newest first.
  Message *heldBlocks = nullptr;
  /// Senders that wait for room in the mailbox.
  std::vector<uint64_t> roomWaiters;
  std::vector<uint8_t> termBuffer;
  std::string lastError;
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_PROCESS_PROCESSSIDE_H
