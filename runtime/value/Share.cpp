//===- Share.cpp - Values that several processes hold ---------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/Share.h"

#include "value/Visit.h"
#include "value/WorkStack.h"

using namespace snow::rt;

void snow::rt::shareValue(const snow_type *type, int64_t word) {
  if (!isObjectType(type) || !word)
    return;
  struct Reference {
    const snow_type *type;
    int64_t word;
    bool below; // Something shared holds it.
  };
  WorkStack<Reference> todo;
  Reference next{type, word, false};
  for (;;) {
    int64_t &count = headerOf(toPointer<void>(next.word))->count;
    // A positive count belongs to the calling process alone. Static and shared
    // objects hold nothing but such.
    bool plain =
        std::atomic_ref<int64_t>(count).load(std::memory_order_relaxed) > 0;
    if (plain) {
      bool shared = next.below || count > 1;
      if (shared)
        std::atomic_ref<int64_t>(count).store(-count,
                                              std::memory_order_relaxed);
      if (next.type->kind != SNOW_TYPE_STRING)
        visitReferences(next.type, next.word,
                        [&](const snow_type *childType, int64_t child) {
                          if (child)
                            todo.push({childType, child, shared});
                        });
    }
    if (todo.empty())
      return;
    next = todo.pop();
  }
}

void snow::rt::shareRarely(const snow_type *type, int64_t word) {
  shareValue(type, word);
}

void snow::rt::keepValue(const snow_type *type, int64_t word) {
  // What other processes hold and release meanwhile cannot become static under
  // their hands; so many references never end.
  constexpr int64_t manyReferences = int64_t(1) << 61;
  struct Reference {
    const snow_type *type;
    int64_t word;
  };
  std::vector<Reference> todo{{type, word}};
  while (!todo.empty()) {
    Reference next = todo.back();
    todo.pop_back();
    if (!isObjectType(next.type) || !next.word)
      continue;
    std::atomic_ref<int64_t> count(headerOf(toPointer<void>(next.word))->count);
    int64_t old = count.load(std::memory_order_relaxed);
    if (old == SNOW_IMMORTAL || old < -manyReferences)
      continue;
    forgetObject(toPointer<void>(next.word));
    if (old < 0)
      count.fetch_sub(manyReferences, std::memory_order_relaxed);
    else
      count.store(SNOW_IMMORTAL, std::memory_order_relaxed);
    if (next.type->kind != SNOW_TYPE_STRING)
      visitReferences(next.type, next.word,
                      [&](const snow_type *childType, int64_t child) {
                        todo.push_back({childType, child});
                      });
  }
}
