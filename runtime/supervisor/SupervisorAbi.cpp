//===- SupervisorAbi.cpp - C entries: supervisors -------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "job/Job.h"
#include "mailbox/Mailbox.h"
#include "process/Lifecycle.h"
#include "service/ServiceCall.h"
#include "supervisor/Supervisor.h"
#include "value/Heap.h"
#include "value/Results.h"
#include "value/Strings.h"

#include <cstring>
#include <memory>

using namespace snow::rt;

namespace {

struct StartArgs {
  SupervisorConfig *config;
  uint64_t parent;
};

void superviseEntry(void *args) {
  auto *start = static_cast<StartArgs *>(args);
  std::unique_ptr<SupervisorConfig> config(start->config);
  Process &self = *currentProcess();
  Supervisor(self, std::move(*config), start->parent).run();
}

/// The process to ask; null if there is no such supervisor.
Process *findSupervisor(int64_t sup) {
  auto pid = static_cast<uint64_t>(sup);
  Process *self = currentProcess();
  if (!self || pid == self->pid)
    return nullptr;
  ProcessTable &table = runtime()->table;
  if (!table.isAlive(pid))
    return nullptr;
  Process *found = table.find(pid);
  // Relaxed: set before the pid is known to anybody.
  return found->isSupervisor.load(std::memory_order_relaxed) ? found : nullptr;
}

/// Sends a request to a supervisor; `otherwise` if it ends before it answers.
uint64_t askBy(Message *request, int64_t sup, uint64_t otherwise,
               std::string *text) {
  Process &self = *currentProcess();
  Reason failure;
  Message *reply =
      tryCallService(self, static_cast<uint64_t>(sup), request, failure);
  if (!reply)
    return otherwise;
  snow_block *block = replyBlock(self, reply);
  uint64_t value;
  std::memcpy(&value, block->bytes, 8);
  if (text)
    text->assign(reinterpret_cast<const char *>(block->bytes) + 8,
                 block->size - 8);
  releaseBlock(self, block);
  return value;
}

/// Asks a live supervisor; `otherwise` if there is none or it ends.
uint64_t ask(int64_t sup, SupervisorRequest request, const void *payload,
             size_t size, uint64_t otherwise, std::string *text = nullptr) {
  if (!findSupervisor(sup))
    return otherwise;
  return askBy(newCallMessage(currentProcess()->pid,
                              static_cast<uint64_t>(request), payload, size),
               sup, otherwise, text);
}

/// Starts a child with values: `args` is the address of their description and
/// that of their words.
uint64_t startWithValues(int64_t sup, void *const *args, std::string &text) {
  if (!findSupervisor(sup))
    return kNoPid;
  const auto *tuple = static_cast<const snow_type *>(args[0]);
  const auto *words = static_cast<const int64_t *>(args[1]);
  for (uint32_t i = 0, e = tuple ? tuple->count : 0; i != e; ++i)
    retainWord(tuple->children[i], words[i]);
  return askBy(
      newRequest(static_cast<uint64_t>(SupervisorRequest::StartChildValues),
                 tuple, words),
      sup, kNoPid, &text);
}

} // namespace

extern "C" {

int64_t snow_supervisor_start(void *config, int64_t length) {
  auto parsed = std::make_unique<SupervisorConfig>();
  if (!runtime() || !config || length < 0 || length > kMaxLength ||
      !parseSupervisorConfig(config, static_cast<size_t>(length), *parsed))
    return SNOW_NO_PROCESS;
  Process *self = currentProcess();
  StartArgs args{parsed.get(), self ? self->pid : kNoPid};
  uint64_t pid = spawnProcess(superviseEntry, &args, sizeof args,
                              Priority::Normal, nullptr,
                              /*supervisor=*/true);
  if (pid == kNoPid)
    return SNOW_NO_PROCESS;
  parsed.release(); // The supervisor's now.
  // It answers when its children have started; if it ends before, its pid is
  // the result all the same.
  ask(static_cast<int64_t>(pid), SupervisorRequest::Ready, nullptr, 0, 0);
  return static_cast<int64_t>(pid);
}

int64_t snow_supervisor_start_child(int64_t sup, void *args, int64_t size) {
  if (size < 0 || size > kMaxLength || (!args && size))
    return SNOW_NO_PROCESS;
  return static_cast<int64_t>(ask(sup, SupervisorRequest::StartChild, args,
                                  static_cast<size_t>(size), kNoPid));
}

void *snow_supervisor_try_start_child(int64_t sup, void *args, int64_t size) {
  std::string text = "noproc";
  uint64_t pid = kNoPid;
  if (size == -1 && args)
    pid = startWithValues(sup, static_cast<void *const *>(args), text);
  else if (size >= 0 && size <= kMaxLength && (args || !size))
    pid = ask(sup, SupervisorRequest::StartChild, args,
              static_cast<size_t>(size), kNoPid, &text);
  if (pid == kNoPid)
    return makeErr(text);
  auto *result =
      static_cast<snow_result *>(allocateObject(sizeof(snow_result)));
  result->tag = 0;
  result->value = static_cast<int64_t>(pid);
  return result;
}

void *snow_supervisor_which_children(int64_t sup) {
  std::string text;
  ask(sup, SupervisorRequest::Which, nullptr, 0, 0, &text);
  std::vector<int64_t> entries;
  for (size_t at = 0; at + 16 <= text.size();) {
    int64_t pid;
    uint64_t length;
    std::memcpy(&pid, text.data() + at, 8);
    std::memcpy(&length, text.data() + at + 8, 8);
    auto *entry = static_cast<int64_t *>(allocateObject(16));
    entry[0] =
        toWord(makeString(std::string_view(text).substr(at + 16, length)));
    entry[1] = pid;
    entries.push_back(toWord(entry));
    at += 16 + length;
  }
  return snow_list_make(entries.data(), static_cast<int64_t>(entries.size()));
}

int64_t snow_supervisor_terminate_child(int64_t sup, int64_t child) {
  return static_cast<int64_t>(
      ask(sup, SupervisorRequest::TerminateChild, &child, sizeof child, 1));
}

int64_t snow_supervisor_count_children(int64_t sup) {
  return static_cast<int64_t>(
      ask(sup, SupervisorRequest::Count, nullptr, 0, 0));
}

} // extern "C"
