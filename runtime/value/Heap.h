//===- Heap.h - Reference-counted objects -----------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Every object has a snow_header in front of it. A negative count marks a
// static object, which is never counted or freed. Values are immutable and
// acyclic, so counts are exact; they are atomic because values travel between
// workers.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_HEAP_H
#define SNOW_RUNTIME_VALUE_HEAP_H

#include "snow/Runtime/ABI/Runtime.h"

#include <cstddef>
#include <cstdint>

namespace snow::rt {

/// A zeroed object of `size` bytes with a count of 1, 16-byte aligned. Panics
/// `out of memory`.
void *allocateObject(size_t size);

/// Adds a reference. Null and static objects are left alone.
void retainObject(const void *object);

/// Drops a reference; the last one frees the object and, by its type, releases
/// what it holds, without recursion. A null type means nothing is held.
void releaseObject(void *object, const snow_type *type);

/// True if a word of this type is the address of an object.
bool isObjectKind(uint32_t kind);

inline void retainWord(const snow_type *type, int64_t word) {
  if (isObjectKind(type->kind))
    retainObject(reinterpret_cast<const void *>(word));
}

inline void releaseWord(const snow_type *type, int64_t word) {
  if (isObjectKind(type->kind))
    releaseObject(reinterpret_cast<void *>(word), type);
}

/// The words of a structured value: `types[i]` is the type of `words[i]`, or
/// `single` of every one. Not for lists' capacity, Any or leaf values.
struct Children {
  const snow_type *const *types = nullptr;
  const snow_type *single = nullptr;
  int64_t *words = nullptr;
  size_t count = 0;

  const snow_type *type(size_t i) const { return single ? single : types[i]; }
};

/// The children of an object of the type; none for leaves and null.
Children childrenOf(const snow_type *type, int64_t word);

/// Objects alive, counted in sanitizer builds only (0 otherwise).
int64_t liveObjects();

template <typename T> T *toPointer(int64_t word) {
  return reinterpret_cast<T *>(word);
}
inline int64_t toWord(const void *pointer) {
  return reinterpret_cast<int64_t>(pointer);
}

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_HEAP_H
