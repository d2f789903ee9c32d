//===- ServiceAbi.cpp - C entries: services, jobs and timers --------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "job/Job.h"
#include "mailbox/Mailbox.h"
#include "service/ServiceCall.h"
#include "value/BuiltinTypes.h"
#include "value/Heap.h"
#include "value/Lists.h"
#include "value/Results.h"
#include "value/Share.h"

#include <algorithm>
#include <vector>

using namespace snow::rt;

extern "C" {

void *snow_service_call(int64_t target_pid, int64_t msg_tag, void *payload,
                        int64_t payload_size) {
  Process *self = currentProcess();
  if (!self)
    return nullptr;
  auto target = static_cast<uint64_t>(target_pid);
  if (payload_size < 0 || payload_size > kMaxLength ||
      (!payload && payload_size))
    target = kNoPid; // As for an unknown target.
  size_t size = target == kNoPid ? 0 : static_cast<size_t>(payload_size);
  return callService(*self, target, static_cast<uint64_t>(msg_tag), payload,
                     size);
}

void snow_service_reply(int64_t caller_pid, void *reply, int64_t size) {
  Process *self = currentProcess();
  if (!self || size < 0 || size > kMaxLength || (!reply && size))
    return;
  replyToCall(*self, static_cast<uint64_t>(caller_pid), reply,
              static_cast<size_t>(size));
}

int64_t snow_job_async(void *fn, void *env) {
  Process *self = currentProcess();
  JobTask task{self ? self->pid : kNoPid, fn, env, 0, /*mapped=*/false};
  return static_cast<int64_t>(startJob(self, task));
}

int64_t snow_job_async_value(void *fn, void *env_type, void *env,
                             void *result_type) {
  Process *self = currentProcess();
  JobTask task{self ? self->pid : kNoPid, fn, env, 0, /*mapped=*/false};
  task.envType = static_cast<const snow_type *>(env_type);
  task.resultType = static_cast<const snow_type *>(result_type);
  shareValue(task.envType, toWord(env));
  return static_cast<int64_t>(startJob(self, task));
}

void *snow_job_await(int64_t job) {
  Process *self = currentProcess();
  return self ? awaitJob(*self, static_cast<uint64_t>(job), kNoDeadline)
              : makeErr("noproc");
}

void *snow_job_await_timeout(int64_t job, int64_t ms) {
  Process *self = currentProcess();
  return self ? awaitJob(*self, static_cast<uint64_t>(job),
                         deadlineOf(std::max<int64_t>(ms, 0)))
              : makeErr("noproc");
}

/// One job per word, of which each owns what it is called with. Results of type
/// `resultType` are released should the caller be ended while it waits.
static snow_list *mapJobs(Process *self, std::span<const int64_t> words,
                          const JobTask &pattern) {
  size_t count = self && pattern.function ? words.size() : 0;
  snow_list *results = newFilledList(count);
  if (!count)
    return results;
  std::vector<uint64_t> jobs;
  jobs.reserve(count);
  for (int64_t word : words.first(count)) {
    JobTask task = pattern;
    task.creator = self->pid;
    task.word = retainWord(task.wordType, word);
    retainWord(task.envType, toWord(task.env));
    jobs.push_back(startJob(self, task));
  }
  self->context.reductions -= static_cast<int64_t>(count / 100);
  size_t done = 0;
  try {
    for (; done != count; ++done)
      results->data[done] = toWord(awaitJob(*self, jobs[done], kNoDeadline));
  } catch (...) {
    const snow_type *kinds[] = {
        pattern.resultType ? pattern.resultType : primitiveType(SNOW_TYPE_INT),
        primitiveType(SNOW_TYPE_STRING)};
    snow_type result{};
    result.kind = SNOW_TYPE_RESULT;
    result.count = 2;
    result.children = kinds;
    for (size_t i = 0; i != done; ++i)
      releaseWord(&result, results->data[i]);
    freeShell(results);
    throw;
  }
  return results;
}

void *snow_job_map(void *list, void *fn, void *env) {
  return mapJobs(currentProcess(), wordsOf(list),
                 JobTask{kNoPid, fn, env, 0, /*mapped=*/true});
}

void *snow_job_map_value(void *element, void *list, void *fn, void *env_type,
                         void *env, void *result_type) {
  JobTask task{kNoPid, fn, env, 0, /*mapped=*/true};
  task.envType = static_cast<const snow_type *>(env_type);
  task.wordType = static_cast<const snow_type *>(element);
  task.resultType = static_cast<const snow_type *>(result_type);
  retainWord(task.envType, toWord(env));
  shareValue(task.envType, toWord(env));
  releaseWord(task.envType, toWord(env));
  for (int64_t word : wordsOf(list)) {
    // Also a value that nobody but the list holds gets a second holder.
    retainWord(task.wordType, word);
    shareValue(task.wordType, word);
    releaseWord(task.wordType, word);
  }
  return mapJobs(currentProcess(), wordsOf(list), task);
}

void snow_timer_sleep(int64_t ms) {
  Process *self = currentProcess();
  if (self && ms > 0)
    waitFor(*self, deadlineAfter(ms), [] { return false; });
}

void snow_timer_send_after(int64_t target, int64_t ms, void *type,
                           int64_t value) {
  auto *valueType = static_cast<const snow_type *>(type);
  if (Runtime *rt = runtime(); rt && type)
    rt->timers.sendAfter(static_cast<uint64_t>(target), ms,
                         newValueMessage(valueType, value));
  else
    releaseWord(valueType, value);
}

} // extern "C"
