//===- ProcessTable.h - Pid look-up and slot reuse --------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Look-up is one shift and one load: the pid's slot names a block in a chunk
// that never moves, and the block's inbox word holds the generation, which the
// sender's compare-and-swap checks together with liveness. So a sender may
// touch a block whose process has died or been replaced: it finds another
// generation, or the closed mark, and drops the message. No hazard pointers are
// needed.
//
// Free slots wait in a first-in first-out queue that is never shorter than
// kMinFreeSlots when one is taken, and a slot's generation grows with each use.
// About the first kMinFreeSlots processes have slots of their own; later a
// worker may use a slot kHotUses times before it goes to the queue. A pid value
// is so used again after at least 2^16 / 2^4 * 2^12 = 2^24 further starts; if
// all slots are used alike, after 2^28.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PROCESS_PROCESSTABLE_H
#define SNOW_RUNTIME_PROCESS_PROCESSTABLE_H

#include "process/Process.h"
#include "sim/Sim.h"

#include <atomic>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace snow::rt {

// The twin starts a program thousands of times, and its runs are short.
constexpr size_t kMinFreeSlots = kSimulated ? 64 : 4096;
constexpr unsigned kChunkBits = kSimulated ? 10 : 12;
constexpr size_t kChunkSize = size_t(1) << kChunkBits;
constexpr size_t kMaxChunks = size_t(1) << (kSlotBits - kChunkBits);
constexpr unsigned kSlotBatch = 64;
/// So many are handed out one by one, so that the pids of a small program
/// follow the order of the starts, whichever worker they happen on.
constexpr size_t kSingleSlots = 1024;
/// Starts of a slot in a row, before others get their turn.
constexpr unsigned kHotUses = 16;

/// Blocks that move between the table and a worker at once.
using SlotBatch = Process *[kSlotBatch];

class ProcessTable {
public:
  ProcessTable();
  ~ProcessTable();
  ProcessTable(const ProcessTable &) = delete;
  ProcessTable &operator=(const ProcessTable &) = delete;

  /// The block at the pid's slot, or null if the pid is not local or the slot
  /// was never used. The caller must check the generation.
  Process *find(uint64_t pid) const { return findIn(chunks.get(), pid); }

  /// The same from the table's chunks, whose place workers know.
  using Chunk = std::atomic<Process *>;
  static Process *findIn(const Chunk *chunks, uint64_t pid) {
    if (!isLocalPid(pid))
      return nullptr;
    uint64_t slot = pidSlot(pid);
    // Acquire: pairs with the release in grow(), so the blocks are initialised.
    Process *chunk = chunks[slot >> kChunkBits].load(std::memory_order_acquire);
    return chunk ? &chunk[slot & (kChunkSize - 1)] : nullptr;
  }
  const Chunk *allChunks() const { return chunks.get(); }

  /// True if the pid's process has not closed its inbox.
  bool isAlive(uint64_t pid) const;

  struct Refill {
    unsigned first; ///< Index of the first block in the batch.
    bool isLater;   ///< Not among the first kMinFreeSlots of the program.
  };
  /// Hands out free blocks, the oldest first, at the end of the batch. Running
  /// out of slots or memory is fatal.
  Refill refill(SlotBatch &blocks);
  /// Takes blocks of ended processes back.
  void giveBack(const SlotBatch &blocks);
  /// Where the table of chunks lies, for a debugger.
  static constexpr size_t chunksAt();
  /// Slot 0, which only main uses.
  Process *mainBlock() { return find(0); }

  /// Calls f(block, slot) for every block whose inbox is not closed.
  template <typename F> void forEachLive(F &&f) {
    size_t count = chunkCount.load(std::memory_order_acquire); // As find().
    for (size_t c = 0; c != count; ++c) {
      Process *chunk = chunks[c].load(std::memory_order_acquire); // As find().
      for (size_t i = 0; i != kChunkSize; ++i)
        // Acquire: the process's serial was written before its inbox opened.
        if ((chunk[i].inbox.load(std::memory_order_acquire) &
             kInboxPointerMask) != kInboxClosed)
          f(chunk[i], uint64_t(c << kChunkBits | i));
    }
  }

private:
  void grow();

  std::mutex mutex;
  std::deque<Process *> free;
  size_t handedOut = 0;
  std::atomic<size_t> chunkCount{0};
  std::unique_ptr<Chunk[]> chunks;
};

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
constexpr size_t ProcessTable::chunksAt() {
  return offsetof(ProcessTable, chunks);
}
#pragma GCC diagnostic pop

} // namespace snow::rt

#endif // SNOW_RUNTIME_PROCESS_PROCESSTABLE_H
