//===- Heap.cpp - Reference-counted objects -------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/Heap.h"

#include "platform/Sanitizers.h"
#include "process/ProcessExit.h"
#include "value/Allocator.h"
#include "value/LeakCheck.h"
#include "value/Visit.h"
#include "value/WorkStack.h"

#include <cstring>

using namespace snow::rt;

static_assert(sizeof(snow_header) == 16, "objects stay 16-byte aligned");

/// The count of a new object.
static int64_t firstCount = 1;
/// Objects are counted and nobody asks for leaks; known after the first one.
static std::atomic<bool> isOrdinary{false};
/// Larger objects are zeroed by a call.
constexpr size_t kMaxQuick = 128;
/// Objects that were made static; their blocks stay out for ever.
static std::atomic<int64_t> staticObjects{0};

int64_t snow::rt::liveObjects() {
  return blocksInUse() - staticObjects.load(std::memory_order_relaxed);
}

void snow::rt::keepAllObjects(bool keep) {
  firstCount = keep ? SNOW_IMMORTAL : 1;
  isOrdinary.store(false, std::memory_order_relaxed);
}

[[noreturn]] static __attribute__((noinline)) void panicForMemory() {
  panic("out of memory");
}

/// Inlined into both ways to allocate.
static inline __attribute__((always_inline)) void *allocate(size_t size,
                                                            const char *kind) {
  void *memory = size > PTRDIFF_MAX - sizeof(snow_header)
                     ? nullptr
                     : allocateBlock(sizeof(snow_header) + size);
  if (!memory) [[unlikely]]
    panicForMemory();
  ignoreLeak(memory);
  auto *header = static_cast<snow_header *>(memory);
  header->count = firstCount;
  header->size = size;
  if (leakCheckIsOn && firstCount) [[unlikely]]
    noteObject(header + 1, size, kind);
  return header + 1;
}

void *snow::rt::allocateWords(size_t size, const char *kind) {
  return allocate(size, kind);
}

/// allocateObject(), but for small objects that are counted and not watched.
static __attribute__((noinline)) void *allocateZeroed(size_t size,
                                                      const char *kind) {
  // Relaxed, as each access: a shorter way to the same answer.
  if (!kSanitized && firstCount == 1 && !leakCheckIsOn)
    isOrdinary.store(true, std::memory_order_relaxed);
  void *object = allocate(size, kind);
  std::memset(object, 0, size);
  return object;
}

void *snow::rt::allocateObject(size_t size, const char *kind) {
  void *memory = nullptr;
  if (isOrdinary.load(std::memory_order_relaxed) && size <= kMaxQuick)
      [[likely]]
    memory = takeOwnBlock(sizeof(snow_header) + size);
  if (!memory) [[unlikely]]
    return allocateZeroed(size, kind);
  auto *header = static_cast<snow_header *>(memory);
  header->count = 1;
  header->size = size;
  // Blocks are whole units.
  auto *words = reinterpret_cast<uint64_t *>(header + 1);
  for (size_t i = 0; i < size; i += kBlockUnit, words += 2) {
    words[0] = words[1] = 0;
    asm volatile("" ::: "memory"); // Shorter than a call of memset.
  }
  return header + 1;
}

void *snow::rt::growObject(void *object, size_t size, const char *kind) {
  snow_header *header = headerOf(object);
  void *memory = leakCheckIsOn || size > PTRDIFF_MAX - sizeof(snow_header)
                     ? nullptr
                     : growBlock(header, sizeof(snow_header) + header->size,
                                 sizeof(snow_header) + size);
  if (!memory) {
    void *copy = allocate(size, kind);
    std::memcpy(copy, object, header->size);
    freeShell(object);
    return copy;
  }
  ignoreLeak(memory);
  header = static_cast<snow_header *>(memory);
  header->size = size;
  return header + 1;
}

void snow::rt::forgetObject(const void *object) {
  if (leakCheckIsOn) [[unlikely]]
    forgetNote(object);
  staticObjects.fetch_add(1, std::memory_order_relaxed); // A statistic.
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

static SNOW_RARE void forgetRarely(void *object) { forgetNote(object); }

static inline __attribute__((always_inline)) void freeHere(void *object) {
  if (leakCheckIsOn) [[unlikely]]
    forgetRarely(object);
  snow_header *header = headerOf(object);
  freeBlock(header, sizeof(snow_header) + header->size);
}

void snow::rt::freeShell(void *object) { freeHere(object); }

/// Frees an object to which no reference is left, and all that it alone held.
static __attribute__((noinline)) void freeWithChildren(void *object,
                                                       const snow_type *type) {
  struct Dead {
    void *object;
    const snow_type *type;
  };
  WorkStack<Dead> dead;
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
                        dead.push({child, childType});
                    });
    freeShell(next.object);
    if (dead.empty())
      return;
    next = dead.pop();
  }
}

/// A field that nobody else holds.
static SNOW_RARE void freeField(void *object, const snow_type *type) {
  if (type->kind == SNOW_TYPE_STRING)
    freeShell(object);
  else
    freeWithChildren(object, type);
}

void snow::rt::releaseObject(void *object, const snow_type *type) {
  if (!dropReference(object))
    return;
  if (!type || type->kind == SNOW_TYPE_STRING)
    return freeHere(object);
  Fields fields(type, toWord(object));
  if (!fields.isKnown)
    return freeWithChildren(object, type);
  for (uint32_t i = 0; i != fields.count; ++i) {
    const snow_type *child = fields.types[i];
    auto *held = toPointer<void>(fields.words[i]);
    if (isObjectKind(child->kind) && dropReference(held)) [[unlikely]]
      freeField(held, child);
  }
  freeHere(object);
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
