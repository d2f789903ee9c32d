//===- ProcessBlocks.h - A worker's blocks for new processes ----*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// The block of a process that has just ended is in the cache, so the next
// process gets it. After kHotUses starts in a row a block makes room for
// others: it goes to the end of the table's queue, so that its pids do not come
// round too soon (see ProcessTable.h).
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PROCESS_PROCESSBLOCKS_H
#define SNOW_RUNTIME_PROCESS_PROCESSBLOCKS_H

#include "process/ProcessTable.h"

namespace snow::rt {

class ProcessBlocks {
public:
  /// A block for a new process. Its inbox is closed and has the generation of
  /// its pid.
  Process *take(ProcessTable &table) {
    if (numHot != 0) [[likely]]
      return hot[--numHot];
    // In the order of the table, so that pids grow with the starts at first.
    if (nextFresh == kSlotBatch) [[unlikely]]
      refill(table);
    return fresh[nextFresh++];
  }

  /// Takes the block of an ended process that has its next pid already.
  void recycle(ProcessTable &table, Process *block) {
    if (reuses && numHot != kHotBlocks &&
        pidGeneration(block->pid) % kHotUses != 0) [[likely]] {
      hot[numHot++] = block;
      return;
    }
    ended[numEnded++] = block;
    if (numEnded == kSlotBatch) [[unlikely]]
      giveBack(table);
  }

private:
  static constexpr unsigned kHotBlocks = 128;

  void refill(ProcessTable &table) {
    auto [first, isLater] = table.refill(fresh);
    nextFresh = first;
    reuses = isLater;
  }
  void giveBack(ProcessTable &table) {
    table.giveBack(ended);
    numEnded = 0;
  }

  /// The first processes of a program have slots of their own.
  bool reuses = false;
  unsigned numHot = 0;
  unsigned numEnded = 0;
  unsigned nextFresh = kSlotBatch;
  Process *hot[kHotBlocks];
  SlotBatch fresh;
  SlotBatch ended;
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_PROCESS_PROCESSBLOCKS_H
