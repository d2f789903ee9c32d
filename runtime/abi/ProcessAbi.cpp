//===- ProcessAbi.cpp - C entries: processes, links and names -------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mailbox/Mailbox.h"
#include "platform/Fatal.h"
#include "process/Lifecycle.h"
#include "value/BuiltinTypes.h"
#include "value/Heap.h"
#include "value/Results.h"
#include "value/Share.h"
#include "value/Strings.h"

#include <cstdlib>
#include <cstring>

using namespace snow::rt;

static bool validBytes(const void *bytes, int64_t size) {
  return size >= 0 && size <= kMaxLength && (bytes || size == 0);
}

/// Copies message bytes; null if they may not be sent.
static Message *copyMessage(const void *msg, int64_t size) {
  if (!validBytes(msg, size))
    return nullptr;
  if (size >= 8) {
    uint64_t tag;
    std::memcpy(&tag, msg, 8);
    if (tag >= SNOW_TAG_FIRST_RESERVED && tag != SNOW_TAG_USER_TERM) {
      report("snow_actor_send: message with reserved tag " +
             std::to_string(tag) + " dropped");
      return nullptr;
    }
  }
  return newBlockMessage(MessageKind::Bytes, msg, static_cast<size_t>(size));
}

/// Some(pid), or None for kNoPid.
static void *makePidOption(uint64_t pid) {
  return pid == kNoPid ? makeNone() : makeSome(static_cast<int64_t>(pid));
}

static Priority toPriority(int8_t priority) {
  return priority == 0   ? Priority::High
         : priority == 2 ? Priority::Low
                         : Priority::Normal;
}

extern "C" {

int64_t snow_actor_spawn(void *fn, void *args, int64_t args_size,
                         int8_t priority) {
  if (!validBytes(args, args_size))
    return SNOW_NO_PROCESS;
  return static_cast<int64_t>(
      spawnProcess(reinterpret_cast<void (*)(void *)>(fn), args,
                   static_cast<size_t>(args_size), toPriority(priority)));
}

int64_t snow_actor_spawn_values(void *fn, void *types, void *words,
                                int8_t priority) {
  const auto *tuple = static_cast<const snow_type *>(types);
  for (uint32_t i = 0; i != tuple->count; ++i)
    shareValue(tuple->children[i], static_cast<const int64_t *>(words)[i]);
  return static_cast<int64_t>(spawnProcess(
      reinterpret_cast<void (*)(void *)>(fn), words, 8 * size_t(tuple->count),
      toPriority(priority), /*task=*/nullptr, /*supervisor=*/false, tuple));
}

void snow_actor_send(int64_t target, void *msg, int64_t size) {
  if (!runtime())
    return;
  if (Message *message = copyMessage(msg, size))
    sendMessage(static_cast<uint64_t>(target), message);
}

static __attribute__((noinline)) void
sendValueSlowly(int64_t target, const snow_type *type, int64_t value) {
  if (runtime() && type)
    sendMessage(static_cast<uint64_t>(target), newValueMessage(type, value));
  else
    releaseWord(type, value);
}
static SNOW_RARE void dropMessage(Message *message) { freeMessage(message); }

void snow_actor_send_value(int64_t target, void *type, int64_t value) {
  auto *valueType = static_cast<const snow_type *>(type);
  auto pid = static_cast<uint64_t>(target);
  Worker *worker = currentWorker();
  if (!kSimulated && worker && type) [[likely]] {
    Process *receiver = ProcessTable::findIn(worker->processes, pid);
    // Relaxed: a bound counts from when the sender happens to see it.
    if (receiver && receiver->bound.load(std::memory_order_relaxed) == 0)
        [[likely]] {
      if (isObjectKind(valueType->kind) && !isReadyToMove(valueType, value))
        shareRarely(valueType, value);
      Message *message = newSharedValue(worker->messages, valueType, value);
      if (post(*worker, *receiver, pid, message)) [[likely]]
        countSent(*receiver, worker);
      else
        dropMessage(message);
      return;
    }
  }
  sendValueSlowly(target, valueType, value);
}

int64_t snow_actor_self() {
  Process *self = currentProcess();
  return self ? static_cast<int64_t>(self->pid) : SNOW_NO_PROCESS;
}

void snow_actor_send_named(void *name, int64_t name_len, void *node,
                           int64_t node_len, void *msg, int64_t size) {
  Runtime *rt = runtime();
  std::string_view text, nodeText;
  if (!rt || !textOf(name, name_len, text) || !textOf(node, node_len, nodeText))
    return;
  // Without a started node, no node name is the own one.
  if (!nodeText.empty())
    return;
  schedulePoint();
  uint64_t pid = rt->names.find(text);
  if (pid == kNoPid)
    return;
  if (Message *message = copyMessage(msg, size))
    sendMessage(pid, message);
}

int64_t snow_process_monitor(int64_t target_pid) {
  Process *self = currentProcess();
  if (!self)
    return 0;
  return static_cast<int64_t>(
      monitorProcess(*self, static_cast<uint64_t>(target_pid)));
}

int64_t snow_process_demonitor(int64_t ref) {
  Process *self = currentProcess();
  if (!self)
    return 1;
  drainInbox(*self);
  return demonitorProcess(*self, static_cast<uint64_t>(ref)) ? 0 : 1;
}

void snow_process_link(int64_t target_pid) {
  if (Process *self = currentProcess()) {
    linkProcess(*self, static_cast<uint64_t>(target_pid));
    drainInbox(*self);
    checkExit(*self);
  }
}

void snow_process_unlink(int64_t target_pid) {
  if (Process *self = currentProcess())
    unlinkProcess(*self, static_cast<uint64_t>(target_pid));
}

int8_t snow_process_trap_exit(int8_t on) {
  Process *self = currentProcess();
  if (!self)
    return 0;
  bool before = self->trapExit;
  self->trapExit = on != 0;
  return before;
}

void snow_process_exit(int64_t target_pid, void *reason) {
  Process *self = currentProcess();
  if (!runtime() || !reason)
    return;
  auto target = static_cast<uint64_t>(target_pid);
  sendExit(self ? self->pid : kNoPid, target, reasonFromObject(reason));
  // As in OTP, a signal to oneself is handled before the call returns.
  if (self && self->pid == target) {
    drainInbox(*self);
    checkExit(*self);
  }
}

void snow_process_exit_self(void *reason) {
  Reason why = reasonFromObject(reason);
  if (!currentProcess()) {
    if (Runtime *rt = runtime())
      rt->output.flush();
    ::_Exit(why.isNormal() ? 0 : 1);
  }
  throw ProcessExit(ProcessExit::Cause::Exit, why);
}

void snow_process_on_exit(void *closure) {
  Process *self = currentProcess();
  void *before = closure; // Outside a process it is dropped.
  if (self)
    before = std::exchange(self->sideBlock().onExit, closure);
  releaseObject(before, primitiveType(SNOW_TYPE_FUNCTION));
}

int8_t snow_process_is_alive(int64_t target_pid) {
  Runtime *rt = runtime();
  schedulePoint();
  return rt && rt->table.isAlive(static_cast<uint64_t>(target_pid));
}

int8_t snow_process_register(void *name, int64_t name_len, int64_t target_pid) {
  Runtime *rt = runtime();
  schedulePoint();
  std::string_view text;
  return rt && textOf(name, name_len, text) &&
         rt->names.add(text, static_cast<uint64_t>(target_pid));
}

int8_t snow_process_unregister(void *name, int64_t name_len) {
  Runtime *rt = runtime();
  schedulePoint();
  std::string_view text;
  return rt && textOf(name, name_len, text) && rt->names.remove(text);
}

int64_t snow_process_whereis(void *name, int64_t name_len) {
  Runtime *rt = runtime();
  schedulePoint();
  std::string_view text;
  if (!rt || !textOf(name, name_len, text))
    return SNOW_NO_PROCESS;
  return static_cast<int64_t>(rt->names.find(text));
}

int8_t snow_process_register_name(void *name, int64_t target_pid) {
  Runtime *rt = runtime();
  schedulePoint();
  return rt && rt->names.add(textOf(name), static_cast<uint64_t>(target_pid));
}

int8_t snow_process_unregister_name(void *name) {
  Runtime *rt = runtime();
  schedulePoint();
  return rt && rt->names.remove(textOf(name));
}

void *snow_process_find_name(void *name) {
  Runtime *rt = runtime();
  schedulePoint();
  return makePidOption(rt ? rt->names.find(textOf(name)) : kNoPid);
}

int8_t snow_global_register(void *name, int64_t target_pid) {
  Runtime *rt = runtime();
  schedulePoint();
  return rt &&
         rt->globalNames.add(textOf(name), static_cast<uint64_t>(target_pid));
}

int8_t snow_global_unregister(void *name) {
  Runtime *rt = runtime();
  schedulePoint();
  return rt && rt->globalNames.remove(textOf(name));
}

void *snow_global_whereis(void *name) {
  Runtime *rt = runtime();
  schedulePoint();
  return makePidOption(rt ? rt->globalNames.find(textOf(name)) : kNoPid);
}

} // extern "C"
