//===- Worker.h - One worker thread of the scheduler ------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SCHED_WORKER_H
#define SNOW_RUNTIME_SCHED_WORKER_H

#include "fiber/StackPool.h"
#include "io/Poller.h"
#include "mailbox/MessagePool.h"
#include "observe/Watch.h"
#include "platform/Inline.h"
#include "process/ProcessBlocks.h"
#include "sched/Exposed.h"
#include "sched/GlobalQueue.h"
#include "sched/RunRing.h"
#include "sched/Scheduler.h"
#include "sched/StartStack.h"
#include "sim/Sim.h"

#include <atomic>
#include <deque>
#include <utility>
#include <vector>

namespace snow::rt {

class Runtime;

/// Slices between two looks at the clock, the signals and the shared queue.
constexpr unsigned kHousekeepingTicks = 32;
/// Just-woken and newly started processes that may run in a row while others
/// are ready.
constexpr unsigned kWokenStreak = 32;
/// How long a worker looks for work, at most, before it sleeps: a request and
/// its reply, or two messages in a row, may be that far apart.
constexpr uint64_t kMaxSpinTime = 60000;
/// How long a stack lies unused before its memory goes back.
constexpr uint64_t kTrimInterval = 1000000000;
/// Processes started in one slice that run depth first.
constexpr unsigned kMaxYoung = 256;

/// Why a process leaves the stack it runs on while it keeps that stack.
enum class SwitchReason : uint8_t { Wait, Yield };

/// What is to be done, on arrival on another stack, about the one left behind.
enum class Departure : uint8_t {
  None,  // it is the thread's own
  Park,  // at the bottom of its loop: it goes to the free ones
  Wait,  // a process waits on it
  Yield, // a ready process is on it
  Call,  // a process on it has handed its worker over to the called service
  Over,  // main's: never used again
};

class Worker {
public:
  Worker(Runtime &runtime, unsigned index);
  ~Worker();

  /// Runs processes until the scheduler is done. Called on the worker's thread.
  void run();

  /// Puts a process that has just become ready where this worker will find it.
  /// Owner only; `next` prefers the slot for just-woken processes.
  void enqueue(Process *process, bool next) {
    if constexpr (kSimulated)
      return sim::ready(process);
    if (next && process->priority == Priority::Normal) [[likely]] {
      process = woken.replace(process);
      uint32_t formerBase = std::exchange(wokenBase, base);
      if (!process)
        return;
      // Only while there are such: those put off would keep each other there.
      if (hasStarts && (numYoung != 0 || !starts.empty())) [[unlikely]] {
        putOff(process, formerBase);
        return;
      }
    }
    enqueueRing(process);
  }

  /// Puts a new process where it runs after the one that has started it, and
  /// after those that this one has started before.
  void enqueueStarted(Process *process) {
    if (process->priority != Priority::Normal || numYoung == kMaxYoung)
        [[unlikely]] {
      enqueueRing(process);
      return;
    }
    young[numYoung++] = process;
    hasStarts = true;
  }

  /// Puts a process whose slice is over behind others: those it has started,
  /// else all.
  void enqueueYielded(Process *process) {
    if constexpr (kSimulated)
      return sim::ready(process);
    if (isFlooding()) [[unlikely]] {
      slowDown(process);
      return;
    }
    if (numYoung == 0 || process->priority != Priority::Normal ||
        !starts.push(process, base))
      enqueueRing(process);
    // Who floods another one gets short slices.
    if (floodDebt == 0 && ++longSlices == 2)
      isSlow.store(true, std::memory_order_relaxed); // A hint for thieves.
  }

  /// The running process has sent to one whose mailbox is long.
  SNOW_RARE void payForBacklog(Process &receiver, int64_t reductions);
  /// True if most of the slice went into flooding somebody. Alone, a worker
  /// runs receiver and senders in turn anyway.
  bool isFlooding() const {
    return floodDebt > SNOW_REDUCTIONS_PER_SLICE / 2 && !onlyWorker;
  }

  /// Lets others take what is ready here, and sees to it that somebody looks.
  void share();
  /// What comes may take long, and the process cannot be poked meanwhile: what
  /// would run next goes where others can take it.
  SNOW_RARE void shareBeforeLongCall();

  /// The running process has been poked by a worker that looks for work (see
  /// Poke.h): hands over what waits in `woken`. True if the slice is not over.
  bool answerPoke(Process &running);

  /// True if a process that gives up its slice would be picked again.
  bool hasNothingElse();
  void housekeeping();

  /// A process to run, or null if the worker has slept. Picks next, or steals.
  SNOW_INLINE Process *findWork() {
    floodDebt = 0;
    tick = tick + 1;
    if (!kSimulated && tick % kHousekeepingTicks != 0 && woken && !hasStarts &&
        rings[0].empty() && wokenStreak < kWokenStreak) [[likely]] {
      ++wokenStreak;
      return woken.replace(nullptr);
    }
    return findMore();
  }

  /// The process that a waiting process may switch to without going through the
  /// scheduler loop; null if the loop has something to look at first.
  Process *takeDirect() {
    if constexpr (kSimulated)
      return nullptr; // Every switch is a choice.
    if (!woken || !woken->stack || hasStarts || !rings[0].empty() ||
        wokenStreak >= kWokenStreak || (tick + 1) % kHousekeepingTicks == 0)
      return nullptr;
    tick = tick + 1;
    ++wokenStreak;
    floodDebt = 0;
    return woken.replace(nullptr);
  }

  /// A stack at the bottom of its loop.
  SNOW_INLINE Fiber *takeParked() {
    if (lastParked) [[likely]]
      return std::exchange(lastParked, nullptr);
    return takeColder();
  }
  SNOW_INLINE void park(Fiber *left) {
    if (lastParked) [[unlikely]]
      parkColder(lastParked);
    lastParked = left;
  }

  /// The context of the thread itself, to end it.
  Fiber *ownThread() { return &threadStack; }

  /// Puts the block of an ended process where new ones are taken from.
  void recycleBlock(Process *process);

  /// A number that no other call of the program has.
  uint64_t nextCallReference() {
    if (callReferences == callReferencesEnd) [[unlikely]]
      refillCallReferences();
    return callReferences++;
  }

  /// Another process runs from now on, or none.
  void setCurrent(Process *process) {
    if (watched != 0) [[unlikely]]
      noteCurrent(process);
    current = process;
  }

  Runtime &runtime;
  /// Where the process table looks pids up.
  const ProcessTable::Chunk *const processes;
  const unsigned index;
  /// The process that the worker runs. Changed by setCurrent alone.
  Exposed<Process *> current{nullptr};
  /// The stack that the worker's thread is on.
  Fiber *stack = nullptr;
  MessageCache messages;
  ProcessBlocks blocks;

  // Set before a switch, done on arrival; see Switch.cpp.
  Departure departure = Departure::None;
  Fiber *left = nullptr;
  Process *departed = nullptr;
  /// The service that the next stack has to run first.
  Process *handedOver = nullptr;
  /// The process that handed its worker over to the one that runs. It waits for
  /// the reply but nobody else knows: whoever leaves the service settles it.
  Process *directCaller = nullptr;

  ExceptionState *exceptions = nullptr;

  // Parking: 1 means a wake-up is waiting. See Scheduler.h.
  alignas(64) std::atomic<uint32_t> token{0};
  /// Who would like to have what waits in `woken`: its index and 1; 0 nobody.
  std::atomic<uint32_t> asker{0};

  RunRing rings[kPriorities];
  StartStack starts;
  /// Processes that other workers have sent here.
  GlobalQueue visitors;
  /// Those that flood a process which runs here, wherever they ran. They have a
  /// turn now and then, and nobody steals them: on a worker without other work
  /// they would go on as before.
  GlobalQueue flooders;
  /// Slices here are long: what is ready is worth taking at once.
  std::atomic<bool> isSlow{false};

private:
  friend class Scheduler;

  SNOW_RARE void noteCurrent(Process *next);
  SNOW_RARE void enqueueRing(Process *process);
  SNOW_RARE void putOff(Process *process, uint32_t formerBase);
  Process *takeWoken();
  Process *findMore();
  Process *pickLocal();
  Process *pickRings();
  void pushYoung();
  Process *pickOldest();
  void slowDown(Process *process);
  Process *findElsewhere();
  /// Takes so many of a priority at once.
  static constexpr unsigned kGlobalBatch = 32;
  bool refill(GlobalQueue &from, unsigned limit = kGlobalBatch);
  bool refillFromOutside();
  bool search();
  bool lookAround(uint64_t now);
  bool stealFrom(Worker &victim);
  void ask(Worker &victim);
  void stopAsking();
  bool seesMore() const;
  bool hasOld(Worker &victim, bool &anything);
  bool watch();
  void noteSpeed();
  void sleep();
  bool leaveIdle();
  bool hasWork();
  void sleepIdle(bool polls, Poller::Events &events);
  SNOW_RARE Fiber *takeColder();
  SNOW_RARE void parkColder(Fiber *left);
  void trimStacks();
  void refillCallReferences();

  /// The process woken last: it runs next, its data is still in the cache. But
  /// what was started together with its waker goes first, if that is still on
  /// the stack above `wokenBase`: they will often have something for it too.
  Exposed<Process *> woken{nullptr};
  uint32_t wokenBase = 0;
  /// Those that `woken` held before while newly started processes ran, and
  /// their bases, the last one last: in a tree of processes the parents of the
  /// one that runs.
  struct PutOff {
    Process *process;
    uint32_t base;
  };
  static constexpr unsigned kMaxPutOff = 64;
  unsigned numPutOff = 0;
  PutOff putOffs[kMaxPutOff];
  /// The base of what runs now, see StartStack.h.
  uint32_t base = 0;
  unsigned wokenStreak = 0;
  /// There may be something in `young`, `starts` or `putOffs`.
  bool hasStarts = false;
  /// Which entry of `starts` is the oldest, and since when.
  uint32_t oldestStart = 0;
  uint64_t oldestSince = 0;
  /// What the current slice has started, the oldest first.
  unsigned numYoung = 0;
  Process *young[kMaxYoung];
  Exposed<unsigned> tick{0};
  unsigned priorityTick = 0;
  /// Slices that were used up since the last look around.
  unsigned longSlices = 0;
  /// What the current slice has paid for long mailboxes, and where the first of
  /// them is read.
  int64_t floodDebt = 0;
  unsigned floodsOn = 0;
  uint64_t spinTime;
  uint64_t random;
  uint64_t callReferences = 0, callReferencesEnd = 0;
  /// What lay in the queues of each worker when this one last looked.
  struct Seen {
    uint32_t tails[kPriorities] = {};
    uint32_t oldestStart = 0;
    bool hasStarts = false;
    unsigned slice = 0;
    // While it searched: the slice, and since when it has been the same.
    unsigned searchedSlice = 0;
    uint64_t since = 0;
  };
  std::vector<Seen> seen;
  /// Whom this worker has found to need help.
  Worker *overloaded = nullptr;
  /// Those it has asked, a bit each: none of them answers another one before.
  uint64_t asked = 0;
  /// The thread's own stack.
  Fiber threadStack;
  /// Stacks at the bottom of their loops: the last used one, the others with
  /// the last used last, and how many of those have not been used since the
  /// last trimming.
  Fiber *lastParked = nullptr;
  std::vector<Fiber *> parked;
  size_t parkedLowWater = 0;
  uint64_t nextTrim = 0;
};

/// The calling thread's worker, or null. A process may move to another thread,
/// and a compiler that sees the access may keep its address; it does not look
/// into the two instructions.
#if defined(__x86_64__) && defined(__linux__)
SNOW_INLINE Worker *currentWorker() {
  Worker *worker;
  asm volatile("movq snow_thread_worker@gottpoff(%%rip), %0\n\t"
               "movq %%fs:(%0), %0"
               : "=r"(worker));
  return worker;
}
#else
Worker *currentWorker();
#endif

/// The process that the calling thread runs, or null.
SNOW_INLINE Process *currentProcess() {
  Worker *worker = currentWorker();
  return worker ? worker->current : nullptr;
}

/// Makes `worker` the calling thread's.
void setCurrentWorker(Worker *worker);

/// Leaves the stack that the worker is on for another one. Returns when
/// somebody comes back to it: their worker, perhaps on another thread.
Worker &switchStack(Worker &worker, Fiber *to, Departure departure,
                    Process *departed = nullptr);

/// Leaves the calling process, which keeps its stack. Returns when the process
/// is resumed, perhaps on another thread.
void switchAway(Process *self, SwitchReason reason);

/// Waits until something is in the inbox. Does not look at it.
void waitForInbox(Process *self);

/// Makes the worker's direct caller ready if its reply is there, else one that
/// waits as others do.
SNOW_RARE void settleCaller(Worker &worker);
inline void settleDirectCaller(Worker &worker) {
  if (worker.directCaller) [[unlikely]]
    settleCaller(worker);
}

/// The bottom functions of pooled stacks and of main's.
void runnerEntry(Worker *worker);
void mainEntry(Worker *worker);

} // namespace snow::rt

#endif // SNOW_RUNTIME_SCHED_WORKER_H
