//===- ClosureTable.cpp - Function values inside local terms --------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "term/ClosureTable.h"

#include "term/TermFormat.h"
#include "term/Validator.h"
#include "value/BuiltinTypes.h"
#include "value/Heap.h"
#include "value/Share.h"

#include <atomic>
#include <cstring>
#include <mutex>
#include <unordered_map>
#include <vector>

using namespace snow::rt;

namespace {
struct Table {
  std::mutex mutex;
  std::unordered_map<uint64_t, void *> closures;
  uint64_t next = 0;
  /// closures.size(), for readers without the lock.
  std::atomic<size_t> size{0};
};
Table &table() {
  static Table instance;
  return instance;
}
} // namespace

uint64_t snow::rt::exportClosure(void *closure) {
  Table &t = table();
  retainObject(closure); // The table's own reference.
  shareValue(primitiveType(SNOW_TYPE_FUNCTION), toWord(closure));
  std::lock_guard lock(t.mutex);
  uint64_t number = t.next++;
  t.closures.emplace(number, closure);
  // Relaxed: who drops a term has got it from its writer, in order.
  t.size.store(t.closures.size(), std::memory_order_relaxed);
  return number;
}

void *snow::rt::importClosure(uint64_t number) {
  Table &t = table();
  std::lock_guard lock(t.mutex);
  auto it = t.closures.find(number);
  if (it == t.closures.end())
    return nullptr;
  retainObject(it->second);
  return it->second;
}

/// Where the numbers of closures are in a term; none in bytes that are no term.
static std::vector<size_t> findClosures(const void *term, size_t size) {
  std::vector<size_t> offsets;
  const auto *bytes = static_cast<const uint8_t *>(term);
  // Relaxed: as in exportClosure().
  if (table().size.load(std::memory_order_relaxed) == 0 || size < 2 ||
      bytes[0] != kTermVersion)
    return offsets;
  collectClosures(bytes + 1, size - 1, offsets);
  for (size_t &offset : offsets)
    ++offset; // The version byte.
  return offsets;
}

void snow::rt::dropClosures(const void *term, size_t size) {
  Table &t = table();
  for (size_t offset : findClosures(term, size)) {
    uint64_t number;
    std::memcpy(&number, static_cast<const uint8_t *>(term) + offset, 8);
    void *closure = nullptr;
    {
      std::lock_guard lock(t.mutex);
      auto it = t.closures.find(number);
      if (it == t.closures.end())
        continue;
      closure = it->second;
      t.closures.erase(it);
      // Relaxed: as in exportClosure().
      t.size.store(t.closures.size(), std::memory_order_relaxed);
    }
    // Outside the lock: it may hold much.
    releaseObject(closure, primitiveType(SNOW_TYPE_FUNCTION));
  }
}

void snow::rt::copyClosures(void *term, size_t size) {
  for (size_t offset : findClosures(term, size)) {
    uint64_t number;
    std::memcpy(&number, static_cast<uint8_t *>(term) + offset, 8);
    void *closure = importClosure(number);
    if (!closure)
      continue;
    number = exportClosure(closure);
    releaseObject(closure, primitiveType(SNOW_TYPE_FUNCTION));
    std::memcpy(static_cast<uint8_t *>(term) + offset, &number, 8);
  }
}

size_t snow::rt::exportedClosures() {
  // Relaxed: a statistic.
  return table().size.load(std::memory_order_relaxed);
}

void snow::rt::clearClosures() {
  Table &t = table();
  std::lock_guard lock(t.mutex);
  for (auto [number, closure] : t.closures)
    releaseObject(closure, primitiveType(SNOW_TYPE_FUNCTION));
  t.closures.clear();
  t.size.store(0, std::memory_order_relaxed); // As in exportClosure().
}
