//===- Heap.cpp - Reference-counted objects -------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/Heap.h"

#include "platform/Sanitizers.h"
#include "process/ProcessExit.h"

#include <atomic>
#include <cstdlib>
#include <vector>

using namespace snow::rt;

static_assert(sizeof(snow_header) == 16, "objects stay 16-byte aligned");

static std::atomic<int64_t> objectCount{0};

int64_t snow::rt::liveObjects() {
  return objectCount.load(std::memory_order_relaxed); // A statistic.
}

static void countObject(int64_t change) {
  if (kSanitized)
    objectCount.fetch_add(change, std::memory_order_relaxed); // A statistic.
}

static snow_header *headerOf(const void *object) {
  return reinterpret_cast<snow_header *>(const_cast<void *>(object)) - 1;
}

void *snow::rt::allocateObject(size_t size) {
  if (size > PTRDIFF_MAX - sizeof(snow_header))
    panic("out of memory");
  void *memory = std::calloc(1, sizeof(snow_header) + size);
  if (!memory)
    panic("out of memory");
  ignoreLeak(memory);
  countObject(1);
  auto *header = static_cast<snow_header *>(memory);
  header->count = 1;
  header->size = size;
  return header + 1;
}

void snow::rt::retainObject(const void *object) {
  if (!object)
    return;
  std::atomic_ref<int64_t> count(headerOf(object)->count);
  // Relaxed: the caller holds a reference, so the object cannot go meanwhile.
  if (count.load(std::memory_order_relaxed) >= 0)
    count.fetch_add(1, std::memory_order_relaxed);
}

bool snow::rt::isObjectKind(uint32_t kind) {
  switch (kind) {
  case SNOW_TYPE_INT:
  case SNOW_TYPE_FLOAT:
  case SNOW_TYPE_BOOL:
  case SNOW_TYPE_UNIT:
  case SNOW_TYPE_PID:
    return false;
  default:
    return kind != 0 && kind <= SNOW_TYPE_HANDLE;
  }
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
  case SNOW_TYPE_LIST: {
    auto *list = toPointer<snow_list>(word);
    children.single = type->children[0];
    children.words = list->words;
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
  // Relaxed: only whether the object is static, which never changes.
  if (count.load(std::memory_order_relaxed) < 0)
    return false;
  // Acquire and release: the last one sees all that the others did before.
  return count.fetch_sub(1, std::memory_order_acq_rel) == 1;
}

static void freeObject(void *object) {
  countObject(-1);
  std::free(headerOf(object));
}

void snow::rt::releaseObject(void *object, const snow_type *type) {
  if (!dropReference(object))
    return;
  if (!type || type->kind == SNOW_TYPE_STRING) {
    freeObject(object);
    return;
  }
  struct Dead {
    void *object;
    const snow_type *type;
  };
  std::vector<Dead> dead{{object, type}};
  auto drop = [&](const snow_type *childType, int64_t word) {
    if (childType && isObjectKind(childType->kind) &&
        dropReference(toPointer<void>(word)))
      dead.push_back({toPointer<void>(word), childType});
  };
  while (!dead.empty()) {
    Dead next = dead.back();
    dead.pop_back();
    if (next.type->kind == SNOW_TYPE_ANY) {
      auto *any = static_cast<snow_any *>(next.object);
      drop(any->type, any->value);
    } else {
      Children children = childrenOf(next.type, toWord(next.object));
      for (size_t i = 0; i != children.count; ++i)
        drop(children.type(i), children.words[i]);
    }
    freeObject(next.object);
  }
}
