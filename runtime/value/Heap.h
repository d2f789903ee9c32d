//===- Heap.h - Reference-counted objects -----------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Every object has a snow_header in front of it, whose count says whether one
// process holds it, several do, or it is static; see snow_header. Values are
// immutable and acyclic, so counts are exact.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_HEAP_H
#define SNOW_RUNTIME_VALUE_HEAP_H

#include "platform/Inline.h"
#include "snow/Runtime/ABI/Runtime.h"

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace snow::rt {

template <typename T> T *toPointer(int64_t word) {
  return reinterpret_cast<T *>(word);
}
inline int64_t toWord(const void *pointer) {
  return reinterpret_cast<int64_t>(pointer);
}

/// An object of `size` bytes with a count of 1, 16-byte aligned, its bytes not
/// set. Panics `out of memory`. The kind is for reports of leaks.
void *allocateWords(size_t size, const char *kind = "object")
    __attribute__((noinline));

/// As allocateWords, zeroed.
void *allocateObject(size_t size, const char *kind = "object")
    __attribute__((noinline));

/// The unique object `object`, which has become longer or has been copied into
/// a longer one: its bytes stay, those behind them are not set.
void *growObject(void *object, size_t size, const char *kind)
    __attribute__((noinline));

inline snow_header *headerOf(const void *object) {
  return reinterpret_cast<snow_header *>(const_cast<void *>(object)) - 1;
}

/// True of an object that is never counted.
inline bool isStatic(const void *object) {
  // Relaxed: an object that somebody holds does not become static.
  return std::atomic_ref<int64_t>(headerOf(object)->count)
             .load(std::memory_order_relaxed) == SNOW_IMMORTAL;
}

/// Adds a reference. Null and static objects are left alone.
inline void retainObject(const void *object) {
  if (!object)
    return;
  std::atomic_ref<int64_t> count(headerOf(object)->count);
  // Relaxed: the caller holds a reference, so the object cannot go meanwhile,
  // and a positive count is changed by this process only.
  int64_t old = count.load(std::memory_order_relaxed);
  if (old > 0)
    count.store(old + 1, std::memory_order_relaxed);
  else if (old < 0)
    count.fetch_sub(1, std::memory_order_relaxed);
}

/// True if the caller's reference is the only one: the object may be changed
/// in place.
inline bool isUnique(const void *object) {
  std::atomic_ref<int64_t> count(headerOf(object)->count);
  // Acquire: the last holder sees all that the others did before.
  int64_t old = count.load(std::memory_order_acquire);
  if (old == 1)
    return true;
  if (old != -1)
    return false;
  count.store(1, std::memory_order_relaxed); // Nobody else counts any more.
  return true;
}

/// Drops a reference; the last one frees the object and, by its type, releases
/// what it holds, without recursion. A null type means nothing is held.
void releaseObject(void *object, const snow_type *type)
    __attribute__((noinline));

/// Drops a reference to a list or queue of the element type.
void releaseList(snow_list *list, const snow_type *element);

/// Frees a unique object, but nothing that it holds.
void freeShell(void *object) __attribute__((noinline));

/// An object that is never going to be freed no longer counts as alive.
void forgetObject(const void *object);

/// True if a word of this type is the address of an object.
inline bool isObjectKind(uint32_t kind) {
  // Behind Int, Float, Bool and Unit; comparing is shorter than a set of bits.
  return kind >= SNOW_TYPE_STRING && kind != SNOW_TYPE_PID &&
         kind <= SNOW_TYPE_HANDLE;
}
static_assert(SNOW_TYPE_INT < SNOW_TYPE_STRING &&
              SNOW_TYPE_FLOAT < SNOW_TYPE_STRING &&
              SNOW_TYPE_BOOL < SNOW_TYPE_STRING &&
              SNOW_TYPE_UNIT < SNOW_TYPE_STRING);
inline bool isObjectType(const snow_type *type) {
  return type && isObjectKind(type->kind);
}

inline int64_t retainWord(const snow_type *type, int64_t word) {
  if (isObjectType(type))
    retainObject(toPointer<void>(word));
  return word;
}

inline void releaseWord(const snow_type *type, int64_t word) {
  if (isObjectType(type))
    releaseObject(toPointer<void>(word), type);
}

/// A reference that is dropped at the end of the scope, unless taken: also when
/// a panic passes.
class Owned {
public:
  Owned(const snow_type *type, int64_t word) : type(type), word(word) {}
  Owned(const Owned &) = delete;
  Owned &operator=(const Owned &) = delete;
  ~Owned() { releaseWord(type, word); }

  int64_t get() const { return word; }
  int64_t take() {
    type = nullptr;
    return word;
  }

private:
  const snow_type *type;
  int64_t word;
};

/// The words of a structured value: `types[i]` is the type of `words[i]`, or
/// `single` of every one. Not for maps, sets, functions, Any, Json or leaf
/// values.
struct Children {
  const snow_type *const *types = nullptr;
  const snow_type *single = nullptr;
  int64_t *words = nullptr;
  size_t count = 0;

  const snow_type *type(size_t i) const { return single ? single : types[i]; }
};

/// The children of an object of the type; none for leaves and null.
Children childrenOf(const snow_type *type, int64_t word);

/// As childrenOf(), inlined, for the kinds whose objects are fields in a row.
struct Fields {
  const snow_type *const *types = nullptr;
  int64_t *words = nullptr;
  uint32_t count = 0;
  bool isKnown = false; ///< Of such a kind.

  SNOW_INLINE Fields(const snow_type *type, int64_t object) {
    words = toPointer<int64_t>(object);
    if (type->kind == SNOW_TYPE_SUM) {
      auto variant = static_cast<uint64_t>(*words++);
      if (variant >= type->count) [[unlikely]]
        return;
      type = type->children[variant];
    } else if (type->kind != SNOW_TYPE_TUPLE &&
               type->kind != SNOW_TYPE_STRUCT) {
      return;
    }
    types = type->children;
    count = type->count;
    isKnown = true;
  }
};

/// Objects alive. Exact when no process runs.
int64_t liveObjects();

/// What rt_keep_objects asks for.
void keepAllObjects(bool keep);

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_HEAP_H
