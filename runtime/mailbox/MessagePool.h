//===- MessagePool.h - Pooled message nodes ---------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Each worker has free lists of its own; full and empty lists are exchanged in
// batches through a shared stock, so a node that was sent to another worker
// comes back without contention per message.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_MAILBOX_MESSAGEPOOL_H
#define SNOW_RUNTIME_MAILBOX_MESSAGEPOOL_H

#include "mailbox/Message.h"
#include "platform/Inline.h"

#include <mutex>
#include <vector>

namespace snow::rt {

constexpr unsigned kMessageClasses = 4; // 64, 128, 256 and 512 bytes
constexpr uint8_t kUnpooled = 255;
/// Nodes that move between a worker and the stock at once.
constexpr unsigned kMessageBatch = 64;
/// Free nodes of a class that a worker keeps: as many as come and go between
/// senders and a receiver on one worker.
constexpr unsigned kMaxCached = 8 * kMessageBatch;

/// The shared stock of batches. Each batch is a list linked by `next`.
class MessageStock {
public:
  ~MessageStock();
  /// A batch of free nodes of the class; memory exhaustion is fatal.
  Message *take(unsigned sizeClass);
  void give(unsigned sizeClass, Message *batch);

private:
  std::mutex mutex;
  std::vector<Message *> batches[kMessageClasses];
  std::vector<void *> slabs;
};

/// The free lists of one worker.
class MessageCache {
public:
  explicit MessageCache(MessageStock &stock) : stock(stock) {}

  SNOW_INLINE Message *allocate(unsigned sizeClass) {
    List &list = lists[sizeClass];
    if (!list.head) [[unlikely]]
      refill(list, sizeClass);
    Message *message = list.head;
    list.head = message->next;
    --list.count;
    message->sizeClass = static_cast<uint8_t>(sizeClass);
    return message;
  }

  SNOW_INLINE void recycle(Message *message) {
    recycle(message, message->sizeClass);
  }
  SNOW_INLINE void recycle(Message *message, unsigned sizeClass) {
    List &list = lists[sizeClass];
    message->next = list.head;
    list.head = message;
    if (++list.count == kMaxCached) [[unlikely]]
      spill(list, sizeClass);
  }

private:
  struct List {
    Message *head = nullptr;
    unsigned count = 0;
  };
  SNOW_RARE void refill(List &list, unsigned sizeClass);
  SNOW_RARE void spill(List &list, unsigned sizeClass);

  MessageStock &stock;
  List lists[kMessageClasses];
};

/// A node of at least `size` bytes from the calling worker's cache, or from a
/// shared one on other threads.
Message *allocateMessage(size_t size);

/// As newValueMessage, inlined, by the calling thread's worker. The value has
/// been made ready for another process.
SNOW_INLINE Message *newSharedValue(MessageCache &cache, const snow_type *type,
                                    int64_t word) {
  // Sanitizers see a use after free only if nodes are not pooled.
  Message *message =
      kSanitized ? allocateMessage(sizeof(Message)) : cache.allocate(0);
  message->beginValue(type, word);
  return message;
}

/// What the node takes.
size_t messageBytes(const Message &message);

/// Gives a node back to the calling thread's cache.
void recycleMessage(Message *message);

/// The same of a node with a plainHead().
SNOW_INLINE void recyclePlain(MessageCache &cache, Message *message) {
  cache.recycle(message, 0);
}

/// The same, inlined, to the cache of the calling thread's worker.
SNOW_INLINE void recycleTo(MessageCache &cache, Message *message) {
  if (kSanitized || message->sizeClass == kUnpooled) [[unlikely]]
    recycleMessage(message);
  else
    cache.recycle(message);
}

} // namespace snow::rt

#endif // SNOW_RUNTIME_MAILBOX_MESSAGEPOOL_H
