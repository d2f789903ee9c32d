//===- Table.h - Insertion-ordered hash tables ------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// The object of maps and sets. Entries stand in order of insertion, a deleted
// one leaves a hole; behind them lies an index from hashes to entries, which
// small tables do without. One object, so a copy is one block of memory.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_TABLE_H
#define SNOW_RUNTIME_VALUE_TABLE_H

#include "snow/Runtime/ABI/Runtime.h"

#include <cstddef>
#include <cstdint>

namespace snow::rt {

struct Table {
  uint64_t length;    ///< Live entries.
  uint32_t used;      ///< Entries with holes.
  uint32_t capacity;  ///< Room for entries.
  uint32_t indexSize; ///< Slots of the index, a power of two; 0: no index.
  uint32_t zero;
  uint64_t pad;

  /// Words of an entry: hash with the top bit set (0: a hole), key, and value
  /// if it is a map's.
  static constexpr size_t stride(bool map) { return map ? 3 : 2; }
  int64_t *entries() { return reinterpret_cast<int64_t *>(this + 1); }
  int64_t *entry(size_t i, bool map) { return entries() + i * stride(map); }
  /// Slots hold 1 + the number of an entry, 0 if free.
  uint32_t *index(bool map) {
    return reinterpret_cast<uint32_t *>(entries() + capacity * stride(map));
  }
};
static_assert(sizeof(Table) == 32);

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_TABLE_H
