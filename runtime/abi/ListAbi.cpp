//===- ListAbi.cpp - C entries: lists and queues --------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process/ProcessExit.h"
#include "process/Reductions.h"
#include "value/Compare.h"
#include "value/Heap.h"
#include "value/Lists.h"
#include "value/Results.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>
#include <vector>

using namespace snow::rt;

namespace {

const snow_type *typeOf(void *type) {
  return static_cast<const snow_type *>(type);
}
snow_list *listOf(void *list) { return static_cast<snow_list *>(list); }

size_t lengthOf(const void *list) {
  return list ? static_cast<const snow_list *>(list)->length : 0;
}

void requireNonEmpty(void *element, void *list, bool consumed,
                     const char *message) {
  if (lengthOf(list))
    return;
  if (consumed)
    releaseList(listOf(list), typeOf(element));
  panic(message);
}

size_t clamp(int64_t value, size_t length) {
  return static_cast<size_t>(
      std::clamp<int64_t>(value, 0, static_cast<int64_t>(length)));
}

void *slice(void *element, void *list, size_t start, size_t stop) {
  return sliceList(typeOf(element), listOf(list), start,
                   start < stop ? stop - start : 0);
}

/// Stable, bottom-up: no recursion on a process stack.
void mergeSort(const snow_type *type, std::vector<int64_t> &words) {
  std::vector<int64_t> other(words.size());
  for (size_t run = 1; run < words.size(); run *= 2) {
    for (size_t start = 0; start < words.size(); start += 2 * run) {
      size_t middle = std::min(start + run, words.size());
      size_t end = std::min(middle + run, words.size());
      size_t a = start, b = middle;
      for (size_t at = start; at != end; ++at)
        other[at] = b == end || (a != middle &&
                                 compareValues(type, words[a], words[b]) <= 0)
                        ? words[a++]
                        : words[b++];
    }
    words.swap(other);
  }
}

} // namespace

extern "C" {

void *snow_list_make(void *words, int64_t count) {
  if (!words || count <= 0 || count > (int64_t(1) << 31))
    return emptyList();
  snow_list *list = newList(static_cast<size_t>(count));
  list->length = static_cast<size_t>(count);
  std::memcpy(list->data, words, 8 * list->length);
  return list;
}

void *snow_list_new(int64_t capacity) {
  return newList(static_cast<size_t>(std::max<int64_t>(capacity, 0)));
}

void *snow_list_append(void *element, void *list, int64_t word) {
  return appendToList(typeOf(element), listOf(list), word);
}

void *snow_list_prepend(void *element, void *list, int64_t word) {
  return prependToList(typeOf(element), listOf(list), word);
}

void *snow_list_concat(void *element, void *a, void *b) {
  return concatLists(typeOf(element), listOf(a), listOf(b));
}

void *snow_list_reverse(void *element, void *list) {
  if (lengthOf(list) < 2)
    return list ? list : emptyList();
  snow_list *result = uniqueList(typeOf(element), listOf(list));
  countElements(result->length);
  std::reverse(result->data, result->data + result->length);
  return result;
}

int64_t snow_list_length(void *list) {
  return static_cast<int64_t>(lengthOf(list));
}

int64_t snow_list_get(void *element, void *list, int64_t index) {
  if (static_cast<uint64_t>(index) >= lengthOf(list))
    panicIndex(index, lengthOf(list));
  return retainWord(typeOf(element), listOf(list)->data[index]);
}

void *snow_list_set(void *element, void *list, int64_t index, int64_t word) {
  size_t length = lengthOf(list);
  if (static_cast<uint64_t>(index) >= length) {
    releaseList(listOf(list), typeOf(element));
    releaseWord(typeOf(element), word);
    panicIndex(index, length);
  }
  snow_list *result = uniqueList(typeOf(element), listOf(list));
  releaseWord(typeOf(element), std::exchange(result->data[index], word));
  return result;
}

int64_t snow_list_head(void *element, void *list) {
  requireNonEmpty(element, list, /*consumed=*/false, "empty list");
  return retainWord(typeOf(element), listOf(list)->data[0]);
}

int64_t snow_list_last(void *element, void *list) {
  requireNonEmpty(element, list, /*consumed=*/false, "empty list");
  return retainWord(typeOf(element), wordsOf(list).back());
}

void *snow_list_tail(void *element, void *list) {
  requireNonEmpty(element, list, /*consumed=*/true, "empty list");
  return slice(element, list, 1, lengthOf(list));
}

void *snow_list_take(void *element, void *list, int64_t count) {
  return slice(element, list, 0, clamp(count, lengthOf(list)));
}

void *snow_list_drop(void *element, void *list, int64_t count) {
  size_t length = lengthOf(list);
  return slice(element, list, clamp(count, length), length);
}

void *snow_list_slice(void *element, void *list, int64_t start, int64_t stop) {
  size_t length = lengthOf(list);
  return slice(element, list, clamp(start, length), clamp(stop, length));
}

int8_t snow_list_contains(void *element, void *list, int64_t word) {
  auto words = wordsOf(list);
  size_t at = 0;
  while (at != words.size() && !equalValues(typeOf(element), words[at], word))
    ++at;
  countElements(at);
  return at != words.size();
}

void *snow_list_flatten(void *element, void *lists) {
  size_t count = 0;
  for (int64_t inner : wordsOf(lists))
    count += lengthOf(toPointer<void>(inner));
  countElements(count + lengthOf(lists));
  snow_list *result = newList(count);
  for (int64_t inner : wordsOf(lists))
    for (int64_t word : wordsOf(toPointer<void>(inner)))
      result->data[result->length++] = retainWord(typeOf(element), word);
  return result;
}

void *snow_list_sort(void *element, void *list) {
  const snow_type *type = typeOf(element);
  if (lengthOf(list) < 2)
    return list ? list : emptyList();
  snow_list *result = uniqueList(type, listOf(list));
  std::span<int64_t> words = wordsOf(result);
  countElements(words.size() * std::bit_width(words.size()));
  if (type && type->kind == SNOW_TYPE_INT) {
    std::sort(words.begin(), words.end());
    return result;
  }
  snow_type listType{SNOW_TYPE_LIST, 1, nullptr, &type, nullptr, nullptr, 0};
  Owned guard(&listType, toWord(result));
  // A copy, since a comparison may panic in the middle.
  std::vector<int64_t> sorted(words.begin(), words.end());
  mergeSort(type, sorted);
  std::copy(sorted.begin(), sorted.end(), words.begin());
  guard.take();
  return result;
}

void *snow_queue_new() { return emptyList(); }

void *snow_queue_push(void *element, void *queue, int64_t word) {
  return appendToList(typeOf(element), listOf(queue), word);
}

void *snow_queue_pop(void *element, void *queue) {
  requireNonEmpty(element, queue, /*consumed=*/true, "empty queue");
  auto *pair = static_cast<int64_t *>(allocateWords(16));
  pair[0] = retainWord(typeOf(element), listOf(queue)->data[0]);
  pair[1] = toWord(slice(element, queue, 1, lengthOf(queue)));
  return pair;
}

int64_t snow_queue_peek(void *element, void *queue) {
  requireNonEmpty(element, queue, /*consumed=*/false, "empty queue");
  return retainWord(typeOf(element), listOf(queue)->data[0]);
}

int64_t snow_queue_size(void *queue) { return snow_list_length(queue); }

void *snow_queue_to_list(void *queue) { return queue ? queue : emptyList(); }

} // extern "C"
