//===- ServiceAbi.cpp - C entries: services, jobs and timers --------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "job/Job.h"
#include "mailbox/Mailbox.h"
#include "service/ServiceCall.h"
#include "value/Heap.h"
#include "value/Lists.h"
#include "value/Results.h"

#include <algorithm>

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
  return static_cast<int64_t>(startJob(currentProcess(), fn, env));
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

void *snow_job_map(void *list, void *fn, void *env) {
  Process *self = currentProcess();
  auto *elements = static_cast<const snow_list *>(list);
  size_t count = elements && self && fn ? elements->length : 0;
  snow_list *results = newFilledList(count);
  if (!count)
    return results;
  auto *jobs = static_cast<uint64_t *>(allocateObject(8 * count));
  for (size_t i = 0; i != count; ++i)
    jobs[i] = startJob(self, fn, env, /*mapped=*/true, elements->data[i]);
  self->context.reductions -= static_cast<int64_t>(count / 100);
  for (size_t i = 0; i != count; ++i)
    results->data[i] = toWord(awaitJob(*self, jobs[i], kNoDeadline));
  releaseObject(jobs, nullptr);
  return results;
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
