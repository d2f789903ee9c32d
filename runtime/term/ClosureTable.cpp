//===- ClosureTable.cpp - Function values inside local terms --------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "term/ClosureTable.h"

#include "value/BuiltinTypes.h"
#include "value/Heap.h"
#include "value/Share.h"

#include <mutex>
#include <unordered_map>
#include <vector>

using namespace snow::rt;

namespace {
struct Table {
  std::mutex mutex;
  std::vector<void *> closures;
  std::unordered_map<void *, uint64_t> numbers;
};
Table &table() {
  static Table instance;
  return instance;
}
} // namespace

uint64_t snow::rt::exportClosure(void *closure) {
  Table &t = table();
  std::lock_guard lock(t.mutex);
  auto [it, isNew] = t.numbers.try_emplace(closure, t.closures.size());
  if (isNew) {
    retainObject(closure); // The table's own reference.
    shareValue(primitiveType(SNOW_TYPE_FUNCTION), toWord(closure));
    t.closures.push_back(closure);
  }
  return it->second;
}

void *snow::rt::importClosure(uint64_t number) {
  Table &t = table();
  std::lock_guard lock(t.mutex);
  if (number >= t.closures.size())
    return nullptr;
  retainObject(t.closures[number]);
  return t.closures[number];
}

void snow::rt::clearClosures() {
  Table &t = table();
  std::lock_guard lock(t.mutex);
  for (void *closure : t.closures)
    releaseObject(closure, primitiveType(SNOW_TYPE_FUNCTION));
  t.closures.clear();
  t.numbers.clear();
}
