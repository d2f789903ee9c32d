//===- ProcessTable.cpp - Pid look-up and slot reuse ----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process/ProcessTable.h"

#include "platform/Fatal.h"

#include <algorithm>
#include <new>

using namespace snow::rt;

ProcessTable::ProcessTable() : chunks(std::make_unique<Chunk[]>(kMaxChunks)) {
  grow();
  free.pop_front(); // Slot 0 is main's and is never reused.
}

ProcessTable::~ProcessTable() {
  // Relaxed, both: the workers have been joined.
  size_t count = chunkCount.load(std::memory_order_relaxed);
  for (size_t i = 0; i != count; ++i)
    delete[] chunks[i].load(std::memory_order_relaxed);
}

void ProcessTable::grow() {
  // Relaxed: only changed under the mutex.
  size_t index = chunkCount.load(std::memory_order_relaxed);
  if (index == kMaxChunks)
    fatal("too many processes");
  Process *chunk = new (std::nothrow) Process[kChunkSize];
  if (!chunk)
    fatal("out of memory");
  for (size_t i = 0; i != kChunkSize; ++i) {
    chunk[i].pid = makePid(index << kChunkBits | i, 0);
    free.push_back(&chunk[i]);
  }
  // Release: the blocks are complete for whoever finds the chunk.
  chunks[index].store(chunk, std::memory_order_release);
  chunkCount.store(index + 1, std::memory_order_release);
}

bool ProcessTable::isAlive(uint64_t pid) const {
  Process *process = find(pid);
  if (!process)
    return false;
  // Sequentially consistent: one half of the handshake with closing that
  // NameRegistry describes.
  uint64_t inbox = process->inbox.load(std::memory_order_seq_cst);
  return inbox >> 48 == pidGeneration(pid) &&
         (inbox & kInboxPointerMask) != kInboxClosed;
}

ProcessTable::Refill ProcessTable::refill(SlotBatch &blocks) {
  std::lock_guard lock(mutex);
  while (free.size() < kMinFreeSlots + kSlotBatch)
    grow();
  unsigned count = handedOut < kSingleSlots ? 1 : kSlotBatch;
  std::copy_n(free.begin(), count, std::end(blocks) - count);
  free.erase(free.begin(), free.begin() + count);
  bool isLater = handedOut >= kMinFreeSlots;
  handedOut += count;
  return {kSlotBatch - count, isLater};
}

void ProcessTable::giveBack(const SlotBatch &blocks) {
  std::lock_guard lock(mutex);
  free.insert(free.end(), std::begin(blocks), std::end(blocks));
}
