//===- Job.cpp - Jobs -----------------------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "job/Job.h"

#include "mailbox/Mailbox.h"
#include "process/Lifecycle.h"
#include "value/Heap.h"
#include "value/Strings.h"

using namespace snow::rt;

static snow_result *makeResult(uint8_t tag, int64_t value) {
  auto *result =
      static_cast<snow_result *>(allocateObject(sizeof(snow_result)));
  result->tag = tag;
  result->value = value;
  return result;
}

snow_result *snow::rt::makeErrorResult(std::string_view text) {
  return makeResult(1, toWord(makeString(text)));
}

uint64_t snow::rt::startJob(Process *creator, void *function, void *env,
                            bool mapped, int64_t word) {
  JobTask task{creator ? creator->pid : kNoPid, function, env, word, mapped};
  uint64_t pid = spawnProcess(reinterpret_cast<void (*)(void *)>(function),
                              nullptr, 0, Priority::Normal, &task);
  // The result is a signal, so it cannot come before the creator drains.
  if (creator && pid != kNoPid)
    creator->sideBlock().jobs.try_emplace(pid);
  return pid;
}

snow_result *snow::rt::awaitJob(Process &self, uint64_t job,
                                uint64_t deadline) {
  if (!self.side)
    return makeErrorResult("noproc");
  auto it = self.side->jobs.find(job);
  if (it == self.side->jobs.end())
    return makeErrorResult("noproc");
  if (!waitFor(self, deadline, [&] { return it->second.finished; }))
    return makeErrorResult("timeout");
  snow_result *result = it->second.failed ? makeErrorResult(it->second.text)
                                          : makeResult(0, it->second.word);
  self.side->jobs.erase(it);
  return result;
}
