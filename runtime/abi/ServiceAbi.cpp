//===- ServiceAbi.cpp - C entries: services and jobs ----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "job/Job.h"
#include "mailbox/Mailbox.h"
#include "process/Reductions.h"
#include "service/ServiceCall.h"
#include "term/Decoder.h"
#include "value/BuiltinTypes.h"
#include "value/Heap.h"
#include "value/Lists.h"
#include "value/Results.h"
#include "value/Share.h"

#include <algorithm>
#include <vector>

using namespace snow::rt;

/// What snow_service_next does with messages that are not quite ordinary.
static __attribute__((noinline)) void *takeRequestSlowly(Process &self) {
  Message *message = takeMessage(self, &self.first);
  if (message->kind == MessageKind::Value)
    message = toBlockMessage(message);
  dropDecoded(message);
  return &message->call;
}

/// The arguments of a call that comes as bytes, or with other types.
static __attribute__((noinline)) int8_t readArguments(Message *message,
                                                      const snow_type *tuple,
                                                      int64_t *words) {
  if (!tuple || tuple->count == 0) {
    // What a hand-written caller sends here is ignored.
    freeMessage(message);
    return 1;
  }
  if (message->kind == MessageKind::Request) // The types may still agree.
    message = toBlockMessage(message);
  size_t at = message->kind == MessageKind::Call ? 16 : 8;
  const snow_block &block = message->block;
  int64_t object;
  bool decodes = block.size >= at &&
                 decodeTerm(tuple, block.bytes + at, block.size - at, object);
  freeMessage(message);
  if (!decodes)
    return 0;
  std::copy_n(toPointer<int64_t>(object), tuple->count, words);
  freeShell(toPointer<void>(object));
  return 1;
}

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
  Message *call =
      newCallMessage(self->pid, static_cast<uint64_t>(msg_tag), payload, size);
  return replyBlock(*self, callService(*self, target, call));
}

int64_t snow_service_call_values(int64_t target_pid, int64_t msg_tag,
                                 void *types, void *words, void *reply_type) {
  return callForWord(static_cast<uint64_t>(target_pid),
                     static_cast<uint64_t>(msg_tag),
                     static_cast<const snow_type *>(types),
                     static_cast<const int64_t *>(words),
                     static_cast<const snow_type *>(reply_type));
}

void snow_service_cast_values(int64_t target_pid, int64_t msg_tag, void *types,
                              void *words) {
  if (!runtime())
    return;
  sendMessage(static_cast<uint64_t>(target_pid),
              newRequest(static_cast<uint64_t>(msg_tag),
                         static_cast<const snow_type *>(types),
                         static_cast<const int64_t *>(words)));
}

void *snow_service_next() {
  Process *self = currentProcess();
  if (!self)
    return nullptr;
  drainInbox(*self);
  checkExit(*self);
  Message *message = self->first;
  if (!message)
    return nullptr;
  if (kSimulated || watched != 0 || message->kind != MessageKind::Request ||
      self->receiveIsTimed || message->counted || !self->side) [[unlikely]]
    return takeRequestSlowly(*self);
  unlinkTaken(*self, &self->first, message);
  if (message->call.ref != 0)
    self->side->calls.add(message->call.caller, message->call.ref);
  return &message->call;
}

int8_t snow_service_arguments(void *request, void *types, void *out) {
  if (!request)
    return 0;
  const auto *tuple = static_cast<const snow_type *>(types);
  auto *words = static_cast<int64_t *>(out);
  Message *message = Message::ofRequest(request);
  Worker *worker = currentWorker();
  if (message->kind != MessageKind::Request ||
      message->request.types != tuple || !worker) [[unlikely]]
    return readArguments(message, tuple, words);
#if defined(__clang__) // There are few.
#pragma clang loop vectorize(disable) unroll(disable)
#endif
  for (uint32_t i = 0, e = tuple ? tuple->count : 0; i != e; ++i)
    words[i] = message->request.words[i];
  recycleTo(worker->messages, message); // Its words have moved.
  return 1;
}

void snow_service_answer(int64_t caller_pid, void *type, int64_t value) {
  const auto *valueType = static_cast<const snow_type *>(type);
  Worker *worker = currentWorker();
  if (!worker || !worker->current) {
    releaseWord(valueType, value);
    return;
  }
  if (isObjectType(valueType) && !isReadyToMove(valueType, value))
    shareRarely(valueType, value);
  answerWithWord(*worker, *worker->current, static_cast<uint64_t>(caller_pid),
                 valueType, value);
}

void snow_service_reply(int64_t caller_pid, void *reply, int64_t size) {
  Process *self = currentProcess();
  if (!self || size < 0 || size > kMaxLength || (!reply && size))
    return;
  Message *message =
      newBlockMessage(MessageKind::Reply, reply, static_cast<size_t>(size));
  message->block.tag = SNOW_TAG_SERVICE_REPLY;
  answerCall(*self, static_cast<uint64_t>(caller_pid), message);
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

void *snow_job_await_value(int64_t job, void *type) {
  Process *self = currentProcess();
  return self ? awaitJob(*self, static_cast<uint64_t>(job), kNoDeadline,
                         static_cast<const snow_type *>(type))
              : makeErr("noproc");
}

void *snow_job_await_timeout_value(int64_t job, int64_t ms, void *type) {
  Process *self = currentProcess();
  return self ? awaitJob(*self, static_cast<uint64_t>(job),
                         deadlineOf(std::max<int64_t>(ms, 0)),
                         static_cast<const snow_type *>(type))
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
  countElements(count);
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

} // extern "C"
