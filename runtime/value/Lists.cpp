//===- Lists.cpp - List and Queue objects ---------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/Lists.h"

#include "process/ProcessExit.h"
#include "process/Reductions.h"
#include "value/Heap.h"

#include <algorithm>
#include <cstring>

using namespace snow::rt;

namespace {

constexpr size_t kListHead = offsetof(snow_list, words);
constexpr size_t kMaxWords = size_t(1) << 44;
/// A slice keeps the whole list alive, so it must be a good part of it.
constexpr size_t kSliceShare = 8;

struct StaticList {
  snow_header header;
  snow_list list;
};
alignas(16) StaticList theEmptyList = {
    {SNOW_IMMORTAL, 0}, {0, theEmptyList.list.words, nullptr, 0, {0}}};

size_t frontRoom(const snow_list *list) {
  return static_cast<size_t>(list->data - list->words);
}
size_t backRoom(const snow_list *list) {
  return list->capacity - frontRoom(list) - list->length;
}

/// An empty list whose first word will stand at `at`.
snow_list *newListAt(size_t capacity, size_t at) {
  if (capacity > kMaxWords)
    panic("out of memory");
  auto *list =
      static_cast<snow_list *>(allocateWords(kListHead + 8 * capacity, "List"));
  list->length = 0;
  list->data = list->words + at;
  list->owner = nullptr;
  list->capacity = capacity;
  return list;
}

void copyWords(int64_t *to, const int64_t *from, size_t count) {
  if (count)
    std::memcpy(to, from, 8 * count);
}

void retainWords(const snow_type *element, std::span<const int64_t> words) {
  if (!element || !isObjectKind(element->kind))
    return;
  for (int64_t word : words)
    retainObject(toPointer<void>(word));
}

void releaseWords(const snow_type *element, std::span<const int64_t> words) {
  if (!element || !isObjectKind(element->kind))
    return;
  for (int64_t word : words)
    releaseObject(toPointer<void>(word), element);
}

/// Moves the words out of a unique list that is no slice, or copies them with
/// references of their own; the list is gone afterwards.
void takeWords(const snow_type *element, snow_list *list, int64_t *to) {
  countElements(list->length);
  copyWords(to, list->data, list->length);
  if (!list->owner && isUnique(list)) {
    freeShell(list);
    return;
  }
  retainWords(element, wordsOf(list));
  releaseList(list, element);
}

} // namespace

snow_list *snow::rt::emptyList() { return &theEmptyList.list; }

snow_list *snow::rt::newList(size_t capacity) {
  return capacity ? newListAt(capacity, 0) : emptyList();
}

snow_list *snow::rt::newFilledList(size_t count) {
  snow_list *list = newList(count);
  if (count) {
    std::memset(list->data, 0, 8 * count);
    list->length = count;
  }
  return list;
}

snow_list *snow::rt::reserveList(const snow_type *element, snow_list *list,
                                 size_t front, size_t back) {
  if (!list)
    list = emptyList();
  size_t length = list->length;
  bool unique = !list->owner && isUnique(list);
  if (unique && frontRoom(list) >= front && backRoom(list) >= back)
    return list;
  size_t needed = length + front + back;
  if (unique && list->capacity >= needed &&
      list->capacity - length >= list->capacity / 2) {
    // Half of it is room on the wrong side: the room is shared out again.
    size_t at = front + (list->capacity - needed) / 2;
    std::memmove(list->words + at, list->data, 8 * length);
    list->data = list->words + at;
    return list;
  }
  // Room for growth on the side that asked.
  size_t extra = front + back ? std::max<size_t>(length, 4) : 0;
  if (needed + extra > kMaxWords)
    panic("out of memory");
  if (unique && !front && list->capacity) {
    size_t at = frontRoom(list), capacity = at + needed + extra;
    countElements(length);
    list = static_cast<snow_list *>(
        growObject(list, kListHead + 8 * capacity, "List"));
    list->data = list->words + at;
    list->capacity = capacity;
    return list;
  }
  size_t at = front ? front + extra : 0;
  snow_list *grown = newListAt(needed + extra, at);
  grown->length = length;
  takeWords(element, list, grown->data);
  return grown;
}

snow_list *snow::rt::appendToList(const snow_type *element, snow_list *list,
                                  int64_t word) {
  list = reserveList(element, list, 0, 1);
  list->data[list->length++] = word;
  return list;
}

snow_list *snow::rt::prependToList(const snow_type *element, snow_list *list,
                                   int64_t word) {
  list = reserveList(element, list, 1, 0);
  *--list->data = word;
  ++list->length;
  return list;
}

snow_list *snow::rt::concatLists(const snow_type *element, snow_list *a,
                                 snow_list *b) {
  if (!b || b->length == 0) {
    releaseList(b, element);
    return a ? a : emptyList();
  }
  if (!a || a->length == 0) {
    releaseList(a, element);
    return b;
  }
  bool intoA = !a->owner && isUnique(a), intoB = !b->owner && isUnique(b);
  size_t added = intoB && (!intoA || b->length > a->length) ? a->length : 0;
  if (added) {
    b = reserveList(element, b, added, 0);
    b->data -= added;
    b->length += added;
    takeWords(element, a, b->data);
    return b;
  }
  added = b->length;
  a = reserveList(element, a, 0, added);
  size_t end = a->length;
  a->length += added;
  takeWords(element, b, a->data + end);
  return a;
}

snow_list *snow::rt::sliceList(const snow_type *element, snow_list *list,
                               size_t start, size_t count) {
  if (!list)
    return emptyList();
  if (count == list->length)
    return list;
  if (isUnique(list)) {
    if (!list->owner) {
      auto words = wordsOf(list);
      countElements(list->length - count);
      // First, in case a release runs long: the list is whole at any time.
      auto before = words.first(start), after = words.subspan(start + count);
      releaseWords(element, before);
      releaseWords(element, after);
    }
    list->data += start;
    list->length = count;
    return list;
  }
  snow_list *result;
  snow_list *root = list->owner ? list->owner : list;
  if (count == 0) {
    result = emptyList();
  } else if (count >= root->capacity / kSliceShare) {
    result = newListAt(0, 0);
    retainObject(root);
    result->owner = root;
    result->data = list->data + start;
    result->length = count;
  } else {
    countElements(count);
    result = newListAt(count, 0);
    copyWords(result->data, list->data + start, count);
    result->length = count;
    retainWords(element, wordsOf(result));
  }
  releaseList(list, element);
  return result;
}
