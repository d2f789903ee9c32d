//===- MessagePool.cpp - Pooled message nodes -----------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mailbox/MessagePool.h"

#include "platform/Fatal.h"
#include "platform/Sanitizers.h"
#include "sched/Runtime.h"
#include "sched/Worker.h"

#include <cstdlib>
#include <malloc.h>

using namespace snow::rt;

namespace {

constexpr size_t classSize(unsigned sizeClass) {
  return size_t(64) << sizeClass;
}
static_assert(sizeof(Message) <= classSize(0),
              "a value fits the smallest node");
static_assert(offsetof(Message, request.words) + 8 * kSmallRequest <=
                  classSize(0),
              "so do the words of a small request");
constexpr size_t kSlabSize = 64 * 1024;

void *checked(void *memory) {
  if (!memory)
    fatal("out of memory");
  return memory;
}

} // namespace

MessageStock::~MessageStock() {
  for (void *slab : slabs)
    std::free(slab);
}

Message *MessageStock::take(unsigned sizeClass) {
  std::lock_guard lock(mutex);
  auto &stock = batches[sizeClass];
  if (stock.empty()) {
    size_t size = classSize(sizeClass);
    char *slab =
        static_cast<char *>(checked(std::aligned_alloc(64, kSlabSize)));
    slabs.push_back(slab);
    Message *head = nullptr;
    unsigned count = 0;
    for (size_t at = kSlabSize; at != 0; at -= size) {
      auto *node = reinterpret_cast<Message *>(slab + at - size);
      node->next = head;
      head = node;
      if (++count == kMessageBatch) {
        stock.push_back(head);
        head = nullptr;
        count = 0;
      }
    }
    static_assert(kSlabSize / classSize(kMessageClasses - 1) % kMessageBatch ==
                  0);
  }
  Message *batch = stock.back();
  stock.pop_back();
  return batch;
}

void MessageStock::give(unsigned sizeClass, Message *batch) {
  std::lock_guard lock(mutex);
  batches[sizeClass].push_back(batch);
}

void MessageCache::refill(List &list, unsigned sizeClass) {
  list.head = stock.take(sizeClass);
  list.count = kMessageBatch;
}

void MessageCache::spill(List &list, unsigned sizeClass) {
  Message *batch = list.head;
  Message *last = batch;
  for (unsigned i = 1; i != kMessageBatch; ++i)
    last = last->next;
  list.head = last->next;
  list.count -= kMessageBatch;
  last->next = nullptr;
  stock.give(sizeClass, batch);
}

Message *snow::rt::allocateMessage(size_t size) {
  unsigned sizeClass = 0;
  if (!kSanitized && size <= classSize(0)) [[likely]]
    if (Worker *worker = currentWorker()) [[likely]]
      return worker->messages.allocate(0);
  while (sizeClass != kMessageClasses && classSize(sizeClass) < size)
    ++sizeClass;
  // Sanitizers see a use after free only if nodes are not pooled.
  if (kSanitized || sizeClass == kMessageClasses) {
    auto *message = static_cast<Message *>(checked(std::malloc(size)));
    message->sizeClass = kUnpooled;
    return message;
  }
  if (Worker *worker = currentWorker()) [[likely]]
    return worker->messages.allocate(sizeClass);
  std::lock_guard lock(runtime()->outsideMutex);
  return runtime()->outsideMessages.allocate(sizeClass);
}

void snow::rt::recycleMessage(Message *message) {
  if (message->sizeClass == kUnpooled) {
    std::free(message);
    return;
  }
  if (Worker *worker = currentWorker()) [[likely]] {
    worker->messages.recycle(message);
    return;
  }
  std::lock_guard lock(runtime()->outsideMutex);
  runtime()->outsideMessages.recycle(message);
}

size_t snow::rt::messageBytes(const Message &message) {
  return message.sizeClass == kUnpooled
             ? malloc_usable_size(const_cast<Message *>(&message))
             : classSize(message.sizeClass);
}
