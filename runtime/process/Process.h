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
constexpr unsigned kBoundPolicyShift = 62;
constexpr uint64_t kBoundMask = (uint64_t(1) << kBoundPolicyShift) - 1;

/// State words that need no memory of their own.
constexpr size_t kFrameWords = 3;

struct alignas(64) Process {
  /// Compiled code keeps this address for the whole life of the process.
  snow_context context{};
  std::atomic<uint64_t> inbox{kInboxClosed};

  // Messages drained from the inbox, in order, and the scan position: the link
  // that points to the message on offer.
  Message *first = nullptr;
  Message **tail = &first;
  Message **scan = &first;

  Fiber *fiber = nullptr;
  void (*function)(void *) = nullptr;
  void *args = nullptr;
  /// Tuple type of the values among args; null once the function owns them.
  const snow_type *argTypes = nullptr;
  Process *next = nullptr; // In a shared run queue.
  /// Where a process that has suspended itself goes on; null if it has not.
  void (*continuation)(void *) = nullptr;
  /// The state area, and the words of a small one.
  int64_t *frame = frameWords;
  size_t frameSize = kFrameWords;
  int64_t frameWords[kFrameWords];
  std::unique_ptr<ProcessSide> side;
  uint64_t pid = 0;
  /// The slot part of the pid; never changes, so any thread may read it.
  uint32_t slot = 0;
  /// Counts all starts of the program; the youngest process has the highest.
  std::atomic<uint64_t> serial{0};
  /// End of the current selective receive, 0 if it has no time limit yet.
  uint64_t receiveDeadline = 0;
  /// Bound of the mailbox for user messages (0 none) and its policy in the top
  /// two bits.
  std::atomic<uint64_t> bound{0};
  std::atomic<uint32_t> boundedLength{0};
  uint32_t waitSerial = 0;
  uint32_t firedWait = 0;
  Priority priority = Priority::Normal;
  bool trapExit = false;
  bool exitPending = false;
  bool roomSignalled = false;
  /// Supervisors are stopped first at the end of the program, and only they
  /// answer the entries of section 8.
  std::atomic<bool> isSupervisor{false};
  /// Set before a name is registered for the process; see NameRegistry.
  std::atomic<bool> hasNames{false};
  std::atomic<bool> hasGlobalNames{false};
  /// The wait of a suspended process is over: its time limit has passed.
  bool receiveTimedOut = false;

  ProcessSide &sideBlock() {
    if (!side)
      side = std::make_unique<ProcessSide>();
    return *side;
  }
};

static_assert(sizeof(Process) <= 256, "bytes of an idle process");

} // namespace snow::rt

#endif // SNOW_RUNTIME_PROCESS_PROCESS_H
