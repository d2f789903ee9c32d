//===- Job.cpp - Jobs -----------------------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "job/Job.h"

#include "mailbox/Mailbox.h"
#include "process/Lifecycle.h"
#include "value/BuiltinTypes.h"
#include "value/Convert.h"
#include "value/Heap.h"
#include "value/Results.h"

using namespace snow::rt;

uint64_t snow::rt::startJob(Process *creator, const JobTask &task) {
  uint64_t pid = spawnProcess(reinterpret_cast<void (*)(void *)>(task.function),
                              nullptr, 0, Priority::Normal, &task);
  // The result is a signal, so it cannot come before the creator drains.
  if (creator && pid != kNoPid)
    creator->sideBlock().jobs.try_emplace(pid);
  return pid;
}

/// Makes the result one of type `wanted`, for who has the job by a bare Pid may
/// take it for anything.
static bool convertResult(JobState &job, const snow_type *wanted) {
  if (job.failed || !wanted || job.resultType == wanted)
    return true;
  // A job without a result type gave unit, or a number that nobody described.
  if (!job.resultType && wanted->kind == SNOW_TYPE_INT)
    return true;
  const snow_type *from =
      job.resultType ? job.resultType : primitiveType(SNOW_TYPE_UNIT);
  int64_t word;
  if (!convertValue(from, job.word, wanted, word))
    return false;
  releaseWord(job.resultType, job.word);
  job.word = word;
  job.resultType = wanted;
  return true;
}

snow_result *snow::rt::awaitJob(Process &self, uint64_t job, uint64_t deadline,
                                const snow_type *wanted) {
  if (!self.side)
    return makeErr("noproc");
  auto it = self.side->jobs.find(job);
  if (it == self.side->jobs.end())
    return makeErr("noproc");
  WaitNote note(self, WaitKind::Job, job);
  if (!waitFor(self, deadline, [&] { return it->second.finished; }))
    return makeErr("timeout");
  if (!convertResult(it->second, wanted))
    return makeErr("noproc");
  snow_result *result =
      it->second.failed ? makeErr(it->second.text) : makeOk(it->second.word);
  self.side->jobs.erase(it);
  return result;
}
