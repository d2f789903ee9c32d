//===- Lifecycle.cpp - Start and end of processes -------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process/Lifecycle.h"

#include "mailbox/Inbox.h"
#include "mailbox/Mailbox.h"
#include "platform/Fatal.h"
#include "process/CrashReport.h"
#include "process/Pid.h"
#include "process/Signals.h"
#include "sched/Runtime.h"
#include "sched/Worker.h"
#include "sim/Sim.h"
#include "value/Allocator.h"
#include "value/BuiltinTypes.h"
#include "value/Heap.h"

#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

using namespace snow::rt;

//===----------------------------------------------------------------------===//
// Start
//===----------------------------------------------------------------------===//

static Process *takeBlock(Runtime &rt, Worker *worker) {
  if (worker) [[likely]]
    return worker->blocks.take(rt.table);
  std::lock_guard lock(rt.outsideMutex);
  return rt.outsideBlocks.take(rt.table);
}

/// Sets both sides of the link: nobody else knows the new process yet.
static void linkBeforeStart(Process &self, Process &child) {
  self.side->links.try_emplace(child.pid, 0);
  self.side->linkedStarts->push_back({child.pid});
  child.sideBlock().links.try_emplace(self.pid, 0);
}

static void open(Runtime &rt, Worker *worker, Process &process) {
  process.setReductions(sliceBudget());
  process.context.location = nullptr;
  // Relaxed: published by the inbox. With one worker nobody else counts, but
  // threads outside, whose starts are rare and in no order with others.
  uint64_t serial;
  if (onlyWorker && worker) {
    serial = rt.nextSerial.load(std::memory_order_relaxed);
    rt.nextSerial.store(serial + 1, std::memory_order_relaxed);
  } else {
    serial = rt.nextSerial.fetch_add(1, std::memory_order_relaxed);
  }
  process.serial.store(serial, std::memory_order_relaxed);
  if (watched != 0) [[unlikely]]
    note(EventKind::Start, process.pid,
         worker && worker->current ? worker->current->pid : kNoPid,
         reinterpret_cast<const void *>(process.function));
  if constexpr (kSimulated)
    sim::noteStart(process);
  // Release: from here on the process can be found and signalled.
  process.inbox.store(inboxWord(process, kInboxEmpty),
                      std::memory_order_release);
  rt.scheduler.start(worker, &process);
}

/// Puts the arguments where the function expects them.
static void setArguments(Process &process, const void *args, size_t size) {
  process.hasArguments = size != 0;
  int64_t *to = process.frame;
  if (size > sizeof process.frameWords) [[unlikely]]
    to = growFrame(process, (size + 7) / 8);
  if (size % 8 != 0) [[unlikely]] {
    std::memcpy(to, args, size);
    return;
  }
  const char *from = static_cast<const char *>(args);
  for (size_t i = 0; i != size / 8; ++i)
    std::memcpy(to + i, from + 8 * i, 8);
}

uint64_t snow::rt::spawnProcess(void (*function)(void *), const void *args,
                                size_t size, Priority priority,
                                const JobTask *task, bool supervisor,
                                const snow_type *types) {
  Runtime *rt = runtime();
  if (!rt || !function)
    return kNoPid;
  schedulePoint();
  Worker *worker = currentWorker();
  Process *process = takeBlock(*rt, worker);
  process->function = function;
  setArguments(*process, args, size);
  process->context.argument_types = types;
  process->priority = priority;
  // Relaxed: published by the inbox.
  process->isSupervisor.store(supervisor, std::memory_order_relaxed);
  if (task)
    process->sideBlock().job = *task;
  // The pid belongs to the new process alone once it is open.
  uint64_t pid = process->pid;
  if (Process *self = worker ? worker->current : nullptr) [[likely]] {
    // Whoever starts many has them run before it goes on.
    self->spendReductions(kStartReductions);
    if (self->side && self->side->linkedStarts && !task) [[unlikely]]
      linkBeforeStart(*self, *process);
  }
  open(*rt, worker, *process);
  return pid;
}

void snow::rt::startMain(void (*function)(void *)) {
  Runtime *rt = runtime();
  if (!rt || !function || rt->mainFunction)
    return;
  rt->mainFunction = function;
  rt->functions.describe(reinterpret_cast<const void *>(function), "main");
  Process *process = rt->table.mainBlock();
  process->function = function;
  process->stack = rt->stacks.createMain(mainEntry);
  open(*rt, currentWorker(), *process);
}

//===----------------------------------------------------------------------===//
// End
//===----------------------------------------------------------------------===//

/// Fails a call that nobody will answer any more.
static void failCall(uint64_t caller, uint64_t ref, const Reason &reason) {
  pushOrFree(caller, newSignal(MessageKind::ReplyFailed, kNoPid, ref, reason));
}

static void tellJobs(Process &process, const Reason &reason,
                     std::optional<int64_t> result) {
  ProcessSide &side = *process.side;
  for (auto &[pid, state] : side.jobs)
    if (!state.finished)
      pushOrFree(pid, newSignal(MessageKind::Exit, process.pid, 0,
                                Reason{ReasonCode::Killed, {}}));
  if (!side.job)
    return;
  // Without a result it ended early, by Process.exit(Normal) for example.
  Message *message =
      result ? newSignal(MessageKind::JobResult, process.pid,
                         static_cast<uint64_t>(*result))
             : newSignal(MessageKind::JobFailed, process.pid, 0, reason);
  if (result)
    message->valueDecoded.type = side.job->resultType;
  pushOrFree(side.job->creator, message);
}

/// The death order: inbox closed, names and timers gone, links, monitors,
/// waiting callers. Names go first, so that whoever is told finds the name
/// free, links before callers, so that a supervisor whose start function has
/// called the process knows of its end when that call fails.
static void finish(Process &process, const Reason &reason,
                   std::optional<int64_t> result, Message *leftover) {
  Runtime &rt = *runtime();
  note(EventKind::End, process.pid, 0,
       reinterpret_cast<const void *>(process.function));
  schedulePoint();
  if constexpr (kSimulated)
    sim::noteEnd(process, reason);
  // What came before the end still counts: a monitor set in time gets the real
  // reason.
  if (!leftover)
    leftover = takeInbox(process, kInboxClosed);
  while (leftover) {
    Message *next = leftover->next;
    if (isVisible(leftover->kind))
      appendMessage(process, leftover);
    else
      handleSignal(process, leftover);
    leftover = next;
  }
  schedulePoint();
  rt.names.removeAll(process);
  rt.globalNames.removeAll(process);
  rt.timers.cancelAll(process);
  schedulePoint();
  if (process.side) {
    ProcessSide &side = *process.side;
    for (auto [pid, unlinkId] : side.links)
      if (!unlinkId)
        pushOrFree(pid,
                   newSignal(MessageKind::ExitLink, process.pid, 0, reason));
    for (auto [ref, watcher] : side.watchers)
      pushOrFree(watcher,
                 newSignal(MessageKind::Down, process.pid, ref, reason));
    for (auto [ref, target] : side.monitors)
      pushOrFree(target, newSignal(MessageKind::Demonitor, process.pid, ref));
  }
  for (Message *message = process.first; message; message = message->next)
    if (isCall(*message))
      failCall(message->call.caller, message->call.ref, reason);
  if (!process.side)
    return;
  ProcessSide &side = *process.side;
  side.calls.forEach(
      [&](uint64_t caller, uint64_t ref) { failCall(caller, ref, reason); });
  tellJobs(process, reason, result);
  for (uint64_t sender : side.roomWaiters)
    pushOrFree(sender, newSignal(MessageKind::Room, process.pid));
}

static size_t frameSize(const Process &process) {
  return process.frame == process.frameWords
             ? kFrameWords
             : static_cast<size_t>(process.frame[-1]);
}

/// Never inlined, as allocateBlock demands; so is growFrame.
__attribute__((noinline)) static void freeFrame(Process &process) {
  freeBlock(process.frame - 1, 8 * (frameSize(process) + 1));
  process.frame = process.frameWords;
}

static void discardFrame(Process &process) {
  if (process.frame != process.frameWords) [[unlikely]]
    freeFrame(process);
}

/// Releases arguments that the process has not lived to take over.
static void discardArguments(Process &process) {
  if (process.hasBegun)
    return;
  if (auto *types = static_cast<const snow_type *>(
          std::exchange(process.context.argument_types, nullptr))) {
    const int64_t *words = process.frame;
    for (uint32_t i = 0; i != types->count; ++i)
      releaseWord(types->children[i], words[i]);
  }
  if (process.side && process.side->job) {
    JobTask &task = *process.side->job;
    releaseWord(std::exchange(task.envType, nullptr), toWord(task.env));
    releaseWord(std::exchange(task.wordType, nullptr), task.word);
  }
}

__attribute__((noinline)) int64_t *snow::rt::growFrame(Process &process,
                                                       size_t words) {
  size_t size = frameSize(process);
  if (words <= size) [[likely]]
    return process.frame;
  auto *larger = static_cast<int64_t *>(allocateBlock(8 * (words + 1)));
  if (!larger)
    fatal("out of memory");
  larger[0] = static_cast<int64_t>(words);
  std::memcpy(larger + 1, process.frame, 8 * size);
  discardFrame(process);
  process.frame = larger + 1;
  return process.frame;
}

/// What a process may have changed in its block without ever having had a side
/// block, a stack of its own or a message in its queue.
static inline void resetBlock(Process &process) {
  discardFrame(process);
  process.hasBegun = false;
  process.tail = process.scan = &process.first;
  // Relaxed: senders that still read these are too late anyway.
  process.bound.store(0, std::memory_order_relaxed);
  process.boundedLength.store(0, std::memory_order_relaxed);
  process.backlog.store(0, std::memory_order_relaxed);
  process.taken = 0;
  process.trapExit = false;
  process.exitPending = false;
  process.roomSignalled = false;
}

void snow::rt::discardProcess(Process &process) {
  discardArguments(process);
  process.context.continuation = nullptr;
  process.stack = nullptr;
  // Relaxed: only a hint for others.
  process.waitsFor.store(kNoPid, std::memory_order_relaxed);
  abandonReceives(process);
  Message *leftover = takeInbox(process, kInboxClosed);
  while (leftover) {
    Message *next = leftover->next;
    freeMessage(leftover);
    leftover = next;
  }
  while (process.first) {
    Message *next = process.first->next;
    freeMessage(process.first);
    process.first = next;
  }
  if (process.side) {
    for (Message *held = process.side->heldBlocks; held;) {
      Message *next = held->next;
      freeHeld(held);
      held = next;
    }
    for (auto &[pid, state] : process.side->jobs)
      if (state.finished && !state.failed)
        releaseWord(state.resultType, state.word);
    if (process.side->reply)
      freeMessage(process.side->reply);
    if (process.side->onExit)
      releaseObject(process.side->onExit, primitiveType(SNOW_TYPE_FUNCTION));
    process.side.reset();
  }
  // Relaxed: only a hint for others.
  process.isSupervisor.store(false, std::memory_order_relaxed);
  resetBlock(process);
}

void snow::rt::reportCrash(const Process &process, const ProcessExit &exit) {
  std::string text = "process " + pidText(process.pid) + " (" +
                     runtime()->functions.describe(
                         reinterpret_cast<const void *>(process.function)) +
                     ") crashed: " + exit.reason.text;
  if (!exit.location.empty())
    text += " (" + exit.location + ")";
  report(text);
}

/// From here on the function owns what it is called with.
static int64_t runJob(JobTask &started) {
  const JobTask task = started;
  started.envType = started.wordType = nullptr;
  using Plain = int64_t (*)(void *);
  using Mapped = int64_t (*)(void *, int64_t);
  using MappedNoEnv = int64_t (*)(int64_t);
  if (!task.mapped)
    return reinterpret_cast<Plain>(task.function)(task.env);
  if (task.env)
    return reinterpret_cast<Mapped>(task.function)(task.env, task.word);
  return reinterpret_cast<MappedNoEnv>(task.function)(task.word);
}

/// Runs code of the program; gives the exit that ended it, if it did not
/// return.
template <typename F> static std::optional<ProcessExit> guarded(F &&body) {
  try {
    body();
    return std::nullopt;
  } catch (ProcessExit &thrown) {
    return std::move(thrown);
  } catch (const std::bad_alloc &) {
    return ProcessExit(ProcessExit::Cause::Panic,
                       {ReasonCode::Error, "out of memory"});
  } catch (const std::exception &error) {
    return ProcessExit(ProcessExit::Cause::Panic,
                       {ReasonCode::Error, error.what()});
  } catch (...) {
    return ProcessExit(ProcessExit::Cause::Panic,
                       {ReasonCode::Error, "unknown C++ exception"});
  }
}

/// The terminate block. Its panic, or a Killed on the way, replaces the reason.
static void runOnExit(Process &process, std::optional<ProcessExit> &exit) {
  if (!process.side || !process.side->onExit)
    return;
  void *closure = std::exchange(process.side->onExit, nullptr);
  // One that came while another end was on its way.
  if (process.side->exit && process.side->exit->isKill)
    exit = process.side->exit;
  if (!exit || exit->reason.code != ReasonCode::Killed) {
    process.side->exit.reset();
    process.exitPending = false;
    process.side->isTerminating = true;
    std::optional<ProcessExit> thrown = guarded([&] {
      auto *fn = static_cast<snow_closure *>(closure)->fn;
      reinterpret_cast<void (*)(void *)>(fn)(closure);
    });
    if (thrown) {
      exit = std::move(thrown);
      if (exit->cause == ProcessExit::Cause::Panic)
        reportCrash(process, *exit);
    }
  }
  releaseObject(closure, primitiveType(SNOW_TYPE_FUNCTION));
}

static bool endsBeforeItBegins(const ProcessExit &exit) {
  return exit.cause != ProcessExit::Cause::Signal ||
         exit.reason.code == ReasonCode::Killed;
}

/// The function's first slice. Until it is called the process owns its
/// arguments. Compiled code has no type for the sanitizer to check.
__attribute__((no_sanitize("function"))) static void
begin(Process &process, std::optional<int64_t> &result) {
  // A process may be told to end before it has begun. A signal takes effect at
  // its first check all the same, so that it gets its terminate block.
  drainInbox(process);
  if (process.exitPending) [[unlikely]] {
    if (endsBeforeItBegins(*process.side->exit))
      checkExit(process);
    process.setReductions(1);
  }
  process.hasBegun = true;
  process.context.continuation = nullptr; // No more the arguments' types.
  if (process.side && process.side->job) {
    result = runJob(*process.side->job);
    return;
  }
  using Entry = void (*)(void *args, snow_context *context);
  reinterpret_cast<Entry>(reinterpret_cast<void *>(process.function))(
      process.hasArguments ? process.frame : nullptr, &process.context);
}

/// The usual end: the process has returned and nobody has to be told. If it is
/// not that simple: false, and what was still in the inbox, which is closed
/// then, or null.
static inline bool endQuietly(Process &process, Message *&leftover) {
  if (kSimulated || process.side || process.first || process.pid == 0 ||
      watched != 0)
    return false;
  leftover = takeInbox(process, kInboxClosed);
  // Sequentially consistent: see NameRegistry.h and TimerService.h.
  if (leftover || process.hasNames.load(std::memory_order_seq_cst) ||
      process.hasGlobalNames.load(std::memory_order_seq_cst) ||
      process.hasTimers.load(std::memory_order_seq_cst))
    return false;
  resetBlock(process);
  return true;
}

__attribute__((noinline)) static void
endProcess(Process &process, std::optional<ProcessExit> &exit,
           std::optional<int64_t> result, Message *leftover) {
  uint64_t pid = process.pid;
  bool isMain = pid == 0;
  if (exit && exit->cause == ProcessExit::Cause::Panic && !isMain)
    reportCrash(process, *exit);
  // A terminate block's receives begin at the oldest message.
  abandonReceives(process);
  runOnExit(process, exit);
  finish(process, exit ? exit->reason : Reason(), exit ? std::nullopt : result,
         leftover);
  discardProcess(process);
  if (isMain)
    runtime()->end.mainEnded(exit ? &*exit : nullptr);
  runtime()->end.processEnded(pid);
}

bool snow::rt::runFirstSlice(Process &process) {
  std::optional<int64_t> result; // Of a job that has returned.
  std::optional<ProcessExit> exit = guarded([&] { begin(process, result); });
  Message *leftover = nullptr;
  if (!exit) [[likely]] {
    if (process.context.continuation)
      return false;
    if (endQuietly(process, leftover)) [[likely]]
      return true;
  }
  endProcess(process, exit, result, leftover);
  return true;
}

std::unique_ptr<ProcessExit> snow::rt::caughtExit() {
  return std::make_unique<ProcessExit>(*guarded([] { throw; }));
}

void snow::rt::endSuspending(Process &process,
                             std::unique_ptr<ProcessExit> thrown) {
  Message *leftover = nullptr;
  if (!thrown && endQuietly(process, leftover)) [[likely]]
    return;
  std::optional<ProcessExit> exit;
  if (thrown)
    exit = std::move(*thrown);
  thrown.reset();
  endProcess(process, exit, std::nullopt, leftover);
}

//===----------------------------------------------------------------------===//
// Panics
//===----------------------------------------------------------------------===//

void snow::rt::panic(std::string message) {
  Process *process = currentProcess();
  if (!process) {
    // There is no stack to unwind to; end as a panic in main does.
    if (Runtime *rt = runtime())
      rt->output.flush();
    writeError("panic: " + message + "\n");
    ::_Exit(1);
  }
  ProcessExit exit(ProcessExit::Cause::Panic,
                   {ReasonCode::Error, std::move(message)});
  if (const auto *location =
          static_cast<const snow_string *>(process->context.location))
    exit.location.assign(reinterpret_cast<const char *>(location + 1),
                         location->length);
  throw exit;
}
