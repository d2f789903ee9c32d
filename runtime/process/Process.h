//===- Process.h - The process control block --------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// The block of a process lives in the process table and is recycled, never
// freed, while the runtime is up. Any thread may so touch the atomic members of
// any block; everything else belongs to the process itself (the worker that
// runs it, or the worker that has just taken it out of the waiting state).
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PROCESS_PROCESS_H
#define SNOW_RUNTIME_PROCESS_PROCESS_H

#include "mailbox/Message.h"
#include "process/ProcessSide.h"
#include "snow/Runtime/ABI/Runtime.h"

#include <atomic>
#include <cstdint>
#include <memory>

namespace snow::rt {

struct Fiber;

/// Pids of this program: 24 bits slot, 16 bits generation (low bits first).
constexpr unsigned kSlotBits = 24;
constexpr unsigned kLocalBits = 40;
constexpr uint64_t kNoPid = ~uint64_t(0);

constexpr uint64_t pidSlot(uint64_t pid) {
  return pid & ((uint64_t(1) << kSlotBits) - 1);
}
constexpr uint16_t pidGeneration(uint64_t pid) {
  return static_cast<uint16_t>(pid >> kSlotBits);
}
constexpr uint64_t makePid(uint64_t slot, uint16_t generation) {
  return uint64_t(generation) << kSlotBits | slot;
}
/// True for pids whose node and creation say this program.
constexpr bool isLocalPid(uint64_t pid) { return pid >> kLocalBits == 0; }

/// The inbox word: generation in the top 16 bits, below it the newest node or
/// one of these marks. See mailbox/Inbox.h for the protocol.
constexpr uint64_t kInboxPointerMask = (uint64_t(1) << 48) - 1;
constexpr uint64_t kInboxEmpty = 0;
constexpr uint64_t kInboxWaiting = 1;
constexpr uint64_t kInboxClosed = 2;

enum class Priority : uint8_t { High, Normal, Low };
constexpr unsigned kPriorities = 3;

/// A mailbox bound: the number in the low bits, the policy in the top two.
enum class BoundPolicy : uint8_t { Wait = 0, Fail = 1, Drop = 2 };
constexpr unsigned kBoundPolicyShift = 30;
constexpr uint32_t kBoundMask = (uint32_t(1) << kBoundPolicyShift) - 1;

/// State words that need no memory of their own.
constexpr size_t kFrameWords = 3;

/// What a process without a stack goes on with.
using Continuation = void (*)(void *frame, snow_context *context);

/// What the owner uses at every message comes first, what senders write last,
/// at least a cache line apart.
struct alignas(32) Process {
  /// Compiled code keeps this address for the whole life of the process.
  snow_context context{};

  // Messages drained from the inbox, in order, and the scan position: the link
  // that points to the message on offer.
  Message *first = nullptr;
  Message **tail = &first;
  Message **scan = &first;

  /// The stack on which the process waits or is ready; null while it runs (it
  /// is then Worker::stack) and while it has none.
  Fiber *stack = nullptr;
  /// The arguments until the function has read them, then the state area of
  /// snow_actor_frame. A larger one has its size in front of it.
  int64_t *frame = frameWords;
  int64_t frameWords[kFrameWords];
  std::unique_ptr<ProcessSide> side;
  void (*function)(void *) = nullptr;
  uint64_t pid = 0;
  uint32_t waitSerial = 0;
  Priority priority : 2 = Priority::Normal;
  bool roomSignalled : 1 = false;
  /// The timed wait waitSerial is over.
  bool waitTimedOut : 1 = false;
  /// The current selective receive has a time limit, see ProcessSide; and it
  /// has passed.
  bool receiveIsTimed : 1 = false;
  bool receiveTimedOut : 1 = false;
  /// It waits for the time alone.
  bool isSleeping : 1 = false;
  /// A message is set aside (see SetAside); and others have been removed since.
  bool hasSetAside : 1 = false;
  bool queueHasChanged : 1 = false;
  /// The function owns its arguments.
  bool hasBegun : 1 = false;
  bool hasArguments : 1 = false;
  bool trapExit : 1 = false;
  bool exitPending : 1 = false;
  /// The worker on which many messages were drained last.
  std::atomic<uint8_t> drainedOn{0};
  /// Messages taken that are still in the backlog.
  uint8_t taken = 0;

  /// Counts all starts of the program; the youngest process has the highest.
  std::atomic<uint64_t> serial{0};
  std::atomic<uint64_t> inbox{kInboxClosed};
  /// The process whose reply this one waits for, kNoPid if none.
  std::atomic<uint64_t> waitsFor{kNoPid};
  /// Bound of the mailbox for user messages (0 none) and its policy in the top
  /// two bits.
  std::atomic<uint32_t> bound{0};
  /// Messages that count against it; less than none for a moment, see
  /// sendMessage().
  std::atomic<int32_t> boundedLength{0};
  /// Messages that wait, for the senders' back-pressure: about right.
  std::atomic<uint32_t> backlog{0};
  /// Supervisors are stopped first at the end of the program, and only they
  /// answer the entries of section 8.
  std::atomic<bool> isSupervisor{false};
  /// Set before a name is registered for the process; see NameRegistry.
  std::atomic<bool> hasNames{false};
  std::atomic<bool> hasGlobalNames{false};
  /// Set before a timer is armed for the process; see TimerService.
  std::atomic<bool> hasTimers{false};

  // What is left of the slice. Compiled code counts down by itself, and another
  // worker may poke: see Poke.h. Relaxed, all: a number that orders nothing; an
  // update that is lost in between is a few reductions, or a poke, which is
  // repeated.
  int64_t reductions() const {
    return __atomic_load_n(&context.reductions, __ATOMIC_RELAXED);
  }
  void setReductions(int64_t left) {
    __atomic_store_n(&context.reductions, left, __ATOMIC_RELAXED);
  }
  void spendReductions(int64_t count) { setReductions(reductions() - count); }

  ProcessSide &sideBlock() {
    if (!side)
      side = std::make_unique<ProcessSide>();
    return *side;
  }
};

static_assert(sizeof(Process) <= 160, "bytes of an idle process");

} // namespace snow::rt

#endif // SNOW_RUNTIME_PROCESS_PROCESS_H
