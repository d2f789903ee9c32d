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
  uint64_t indexSize; ///< Slots of the index, a power of two; 0: no index.
  uint64_t front;     ///< All entries before this one are holes.

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

/// The types of a table's keys and values.
struct TableType {
  const snow_type *key;
  const snow_type *value; ///< Null: a set.
  bool map;

  static TableType ofMap(const void *key, const void *value) {
    return {static_cast<const snow_type *>(key),
            static_cast<const snow_type *>(value), true};
  }
  static TableType ofSet(const void *element) {
    return {static_cast<const snow_type *>(element), nullptr, false};
  }
  static TableType of(const snow_type *type) {
    return type->kind == SNOW_TYPE_MAP
               ? ofMap(type->children[0], type->children[1])
               : ofSet(type->children[0]);
  }
};

/// The static empty table.
Table *emptyTable();

/// A new table with room for `capacity` entries.
Table *newTable(const TableType &type, size_t capacity);

/// The entry with a key, or null. Calls the program's `eq` and `hash` methods,
/// as all functions here do that look for keys.
int64_t *findEntry(const TableType &type, Table *table, int64_t key);
int64_t *findEntry(const TableType &type, Table *table, int64_t key,
                   uint64_t hash);

/// Consumes the caller's references to table, key and value, also if a method
/// panics. In place if nothing else holds the table.
Table *putEntry(const TableType &type, Table *table, int64_t key,
                int64_t value);

/// As putEntry; `at` is the number of the entry with the key, -1 if there is
/// none.
Table *putEntryAt(const TableType &type, Table *table, int64_t at, int64_t key,
                  int64_t value);

/// Consumes the caller's reference to the table.
Table *removeEntry(const TableType &type, Table *table, int64_t key);

/// Consumes the caller's reference to the table.
void releaseTable(const TableType &type, Table *table);

/// Live entries in order: the number of the first one at or behind `at`, or -1.
int64_t nextEntry(Table *table, int64_t at, bool map);

/// Drops a reference to a table at the end of the scope, unless taken.
class OwnedTable {
public:
  OwnedTable(const TableType &type, Table *table) : type(type), table(table) {}
  OwnedTable(const OwnedTable &) = delete;
  OwnedTable &operator=(const OwnedTable &) = delete;
  ~OwnedTable() {
    if (table)
      releaseTable(type, table);
  }
  Table *get() const { return table; }
  Table *take() {
    Table *taken = table;
    table = nullptr;
    return taken;
  }
  /// Lets a consuming function work on the table.
  template <typename F> void update(F &&f) { table = f(take()); }

private:
  TableType type;
  Table *table;
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_TABLE_H
