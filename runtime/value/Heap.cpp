//===- Heap.cpp - Reference-counted objects -------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/Heap.h"

#include "platform/Sanitizers.h"
#include "process/ProcessExit.h"
#include "value/Visit.h"

#include <cstdlib>
#include <cstring>
#include <vector>

using namespace snow::rt;

static_assert(sizeof(snow_header) == 16, "objects stay 16-byte aligned");

static std::atomic<int64_t> objectCount{0};
/// The count of a new object.
static int64_t firstCount = 1;

int64_t snow::rt::liveObjects() {
  return objectCount.load(std::memory_order_relaxed); // A statistic.
}

void snow::rt::keepAllObjects(bool keep) {
  firstCount = keep ? SNOW_IMMORTAL : 1;
}

static void countObject(int64_t change) {
  if (kSanitized)
    objectCount.fetch_add(change, std::memory_order_relaxed); // A statistic.
}

void *snow::rt::allocateWords(size_t size) {
  if (size > PTRDIFF_MAX - sizeof(snow_header))
    panic("out of memory");
  void *memory = std::malloc(sizeof(snow_header) + size);
  if (!memory)
    panic("out of memory");
  ignoreLeak(memory);
  countObject(1);
  auto *header = static_cast<snow_header *>(memory);
  header->count = firstCount;
  header->size = size;
  return header + 1;
}

void *snow::rt::allocateObject(size_t size) {
  void *object = allocateWords(size);
  std::memset(object, 0, size);
  return object;
}

Children snow::rt::childrenOf(const snow_type *type, int64_t word) {
  Children children;
  if (!word)
    return children;
  switch (type->kind) {
  case SNOW_TYPE_TUPLE:
  case SNOW_TYPE_STRUCT:
    children.types = type->children;
    children.words = toPointer<int64_t>(word);
    children.count = type->count;
    break;
  case SNOW_TYPE_LIST:
  case SNOW_TYPE_QUEUE: {
    auto *list = toPointer<snow_list>(word);
    children.single = type->children[0];
    children.words = list->data;
    children.count = list->length;
    break;
  }
  case SNOW_TYPE_SUM: {
    auto *object = toPointer<int64_t>(word);
    auto variant = static_cast<uint64_t>(object[0]);
    if (variant >= type->count)
      break;
    children.types = type->children[variant]->children;
    children.words = object + 1;
    children.count = type->children[variant]->count;
    break;
  }
  case SNOW_TYPE_OPTION:
  case SNOW_TYPE_RESULT: {
    auto *result = toPointer<snow_result>(word);
    if (result->tag >= type->count)
      break; // None
    children.types = type->children + result->tag;
    children.words = &result->value;
    children.count = 1;
    break;
  }
  default:
    break;
  }
  return children;
}

/// Drops one reference; true if it was the last.
static bool dropReference(void *object) {
  if (!object)
    return false;
  std::atomic_ref<int64_t> count(headerOf(object)->count);
  // Relaxed: a positive count is this process's own; the sign of another one
  // never changes as long as others hold the object.
  int64_t old = count.load(std::memory_order_relaxed);
  if (old > 0) {
    count.store(old - 1, std::memory_order_relaxed);
    return old == 1;
  }
  if (old == SNOW_IMMORTAL)
    return false;
  // Acquire and release: the last one sees all that the others did before.
  return count.fetch_add(1, std::memory_order_acq_rel) == -1;
}

void snow::rt::freeShell(void *object) {
  countObject(-1);
  std::free(headerOf(object));
}

void snow::rt::releaseObject(void *object, const snow_type *type) {
  if (!dropReference(object))
    return;
  if (!type || type->kind == SNOW_TYPE_STRING) {
    freeShell(object);
    return;
  }
  struct Dead {
    void *object;
    const snow_type *type;
  };
  std::vector<Dead> dead;
  Dead next{object, type};
  for (;;) {
    visitReferences(next.type, toWord(next.object),
                    [&](const snow_type *childType, int64_t word) {
                      void *child = toPointer<void>(word);
                      if (!dropReference(child))
                        return;
                      if (childType->kind == SNOW_TYPE_STRING)
                        freeShell(child);
                      else
                        dead.push_back({child, childType});
                    });
    freeShell(next.object);
    if (dead.empty())
      return;
    next = dead.back();
    dead.pop_back();
  }
}

void snow::rt::releaseList(snow_list *list, const snow_type *element) {
  snow_type type{};
  type.kind = SNOW_TYPE_LIST;
  type.count = 1;
  static const snow_type unit{SNOW_TYPE_UNIT, 0,       nullptr, nullptr,
                              nullptr,        nullptr, 0};
  const snow_type *children[] = {element ? element : &unit};
  type.children = children;
  releaseObject(list, &type);
}
