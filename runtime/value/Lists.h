//===- Lists.h - List and Queue objects -------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Functions that take a list by `Owned` in their comment consume the caller's
// reference, also when they panic; they change the list in place if nothing
// else holds it. Null stands for the empty list.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_LISTS_H
#define SNOW_RUNTIME_VALUE_LISTS_H

#include "snow/Runtime/ABI/Runtime.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace snow::rt {

/// The static empty list.
snow_list *emptyList();

/// A new empty list with room for `capacity` words behind its end.
snow_list *newList(size_t capacity);

/// A new list of `count` zero words.
snow_list *newFilledList(size_t count);

inline std::span<int64_t> wordsOf(const void *list) {
  auto *object = static_cast<const snow_list *>(list);
  return object ? std::span<int64_t>(object->data, object->length)
                : std::span<int64_t>();
}

/// Owned: the list, with room for `front` and `back` further words on its
/// sides, unique and not a slice.
snow_list *reserveList(const snow_type *element, snow_list *list, size_t front,
                       size_t back);

/// Owned: list and word.
snow_list *appendToList(const snow_type *element, snow_list *list,
                        int64_t word);
snow_list *prependToList(const snow_type *element, snow_list *list,
                         int64_t word);

/// Owned: both lists.
snow_list *concatLists(const snow_type *element, snow_list *a, snow_list *b);

/// Owned: the elements [start, start + count), which must lie within.
snow_list *sliceList(const snow_type *element, snow_list *list, size_t start,
                     size_t count);

/// Owned: a list that may be changed in place and is not a slice.
inline snow_list *uniqueList(const snow_type *element, snow_list *list) {
  return reserveList(element, list, 0, 0);
}

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_LISTS_H
