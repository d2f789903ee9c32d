//===- Table.cpp - Insertion-ordered hash tables --------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/Table.h"

#include "process/ProcessExit.h"
#include "process/Reductions.h"
#include "value/Compare.h"
#include "value/Hash.h"
#include "value/Heap.h"
#include "value/Strings.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

using namespace snow::rt;

namespace {

constexpr size_t kSmallTable = 8; // Entries that need no index.
constexpr size_t kMaxEntries = size_t(1) << 31;

struct StaticTable {
  snow_header header;
  Table table;
};
alignas(16) StaticTable theEmptyTable = {{SNOW_IMMORTAL, 0}, {0, 0, 0, 0, 0}};

/// Puts an entry's number into the first free slot of its chain.
void addToIndex(uint32_t *index, size_t mask, uint64_t hash, uint32_t number) {
  size_t slot = hash & mask;
  while (index[slot])
    slot = (slot + 1) & mask;
  index[slot] = number + 1;
}

/// Keys are mostly short: two words that overlap are compared without a call.
bool equalTexts(std::string_view a, std::string_view b) {
  size_t size = a.size();
  if (size != b.size())
    return false;
  auto differ = [&]<typename Word>(Word, size_t at) {
    Word left, right;
    std::memcpy(&left, a.data() + at, sizeof(Word));
    std::memcpy(&right, b.data() + at, sizeof(Word));
    return left ^ right;
  };
  if (size > 16)
    return std::memcmp(a.data(), b.data(), size) == 0;
  if (size >= 8)
    return (differ(uint64_t(), 0) | differ(uint64_t(), size - 8)) == 0;
  if (size >= 4)
    return (differ(uint32_t(), 0) | differ(uint32_t(), size - 4)) == 0;
  return size == 0 || (a[0] == b[0] && a[size / 2] == b[size / 2] &&
                       a[size - 1] == b[size - 1]);
}

/// Types of tuples and structs nest to some depth, so this does as well.
bool equalKeys(const snow_type *type, int64_t a, int64_t b) {
  switch (type ? type->kind : uint32_t(SNOW_TYPE_INT)) {
  case SNOW_TYPE_INT:
    return a == b;
  case SNOW_TYPE_STRING:
    return a == b ||
           equalTexts(textOf(toPointer<void>(a)), textOf(toPointer<void>(b)));
  case SNOW_TYPE_TUPLE:
  case SNOW_TYPE_STRUCT: {
    if ((type->methods && type->methods->eq) || !a || !b)
      return equalValues(type, a, b);
    const auto *left = toPointer<int64_t>(a), *right = toPointer<int64_t>(b);
    for (uint32_t i = 0; i != type->count; ++i)
      if (!equalKeys(type->children[i], left[i], right[i]))
        return false;
    return true;
  }
  default:
    return equalValues(type, a, b);
  }
}

void retainEntry(const TableType &type, const int64_t *entry) {
  retainWord(type.key, entry[1]);
  if (type.map)
    retainWord(type.value, entry[2]);
}

/// Moves the live entries of a unique table, or copies them with references of
/// their own, into a table with room for `capacity`; the old one is gone.
Table *rebuild(const TableType &type, Table *table, size_t capacity) {
  countElements(table->used);
  Table *copy = newTable(type, capacity);
  size_t stride = Table::stride(type.map);
  const int64_t *from = table->entries();
  int64_t *to = copy->entries();
  for (size_t i = 0; i != table->used; ++i, from += stride) {
    if (!from[0])
      continue;
    std::copy_n(from, stride, to);
    to += stride;
  }
  copy->used = static_cast<uint32_t>(table->length);
  copy->length = table->length;
  if (copy->indexSize) {
    uint32_t *index = copy->index(type.map);
    const int64_t *entry = copy->entries();
    for (uint32_t i = 0; i != copy->used; ++i, entry += stride)
      addToIndex(index, copy->indexSize - 1, static_cast<uint64_t>(entry[0]),
                 i);
  }
  if (isUnique(table)) {
    freeShell(table);
    return copy;
  }
  if (isObjectType(type.key) || isObjectType(type.value))
    for (size_t i = 0; i != copy->used; ++i)
      retainEntry(type, copy->entry(i, type.map));
  releaseTable(type, table);
  return copy;
}

/// The capacity that a full table of so many live entries is given.
size_t grownCapacity(const Table *table) {
  size_t capacity = std::max<size_t>(table->capacity, 4);
  // Many holes: it is enough to close them.
  return table->length + table->length / 2 >= capacity ? capacity * 2
                                                       : capacity;
}

} // namespace

Table *snow::rt::emptyTable() { return &theEmptyTable.table; }

Table *snow::rt::newTable(const TableType &type, size_t capacity) {
  if (capacity > kMaxEntries)
    panic("out of memory");
  if (capacity == 0)
    return emptyTable();
  size_t indexSize =
      capacity <= kSmallTable ? 0 : std::bit_ceil(capacity + capacity / 2);
  size_t entryBytes = 8 * capacity * Table::stride(type.map);
  auto *table = static_cast<Table *>(allocateWords(
      sizeof(Table) + entryBytes + 4 * indexSize, type.map ? "Map" : "Set"));
  table->length = 0;
  table->used = 0;
  table->capacity = static_cast<uint32_t>(capacity);
  table->indexSize = indexSize;
  table->front = 0;
  if (indexSize)
    std::memset(table->index(type.map), 0, 4 * indexSize);
  return table;
}

int64_t *snow::rt::findEntry(const TableType &type, Table *table, int64_t key,
                             uint64_t hash) {
  if (!table || table->length == 0)
    return nullptr;
  bool map = type.map;
  auto matches = [&](const int64_t *entry) {
    return static_cast<uint64_t>(entry[0]) == hash &&
           equalKeys(type.key, entry[1], key);
  };
  if (!table->indexSize) {
    for (size_t i = 0; i != table->used; ++i)
      if (int64_t *entry = table->entry(i, map); matches(entry))
        return entry;
    return nullptr;
  }
  const uint32_t *index = table->index(map);
  size_t mask = table->indexSize - 1;
  for (size_t slot = hash & mask; index[slot]; slot = (slot + 1) & mask)
    if (int64_t *entry = table->entry(index[slot] - 1, map); matches(entry))
      return entry;
  return nullptr;
}

int64_t *snow::rt::findEntry(const TableType &type, Table *table, int64_t key) {
  if (!table || table->length == 0)
    return nullptr;
  return findEntry(type, table, key, tableHash(type.key, key));
}

Table *snow::rt::putEntry(const TableType &type, Table *table, int64_t key,
                          int64_t value) {
  OwnedTable owned(type, table ? table : emptyTable());
  Owned ownedKey(type.key, key), ownedValue(type.value, value);
  uint64_t hash = tableHash(type.key, key);
  int64_t *entry = findEntry(type, owned.get(), key, hash);
  if (entry && !type.map)
    return owned.take();
  if (!isUnique(owned.get())) {
    size_t number =
        entry ? static_cast<size_t>(entry - owned.get()->entries()) : 0;
    bool whole = owned.get()->used == owned.get()->length;
    size_t room = entry ? owned.get()->length : owned.get()->length + 1;
    owned.update([&](Table *old) {
      return rebuild(type, old, std::max<size_t>(room + room / 4, 4));
    });
    if (entry) // The copy has no holes, so the number may be another one.
      entry = whole ? owned.get()->entries() + number
                    : findEntry(type, owned.get(), key, hash);
  }
  if (entry) {
    int64_t old = entry[2];
    entry[2] = ownedValue.take();
    releaseWord(type.value, old);
    return owned.take();
  }
  if (owned.get()->used == owned.get()->capacity)
    owned.update(
        [&](Table *old) { return rebuild(type, old, grownCapacity(old)); });
  Table *result = owned.take();
  uint32_t number = result->used++;
  ++result->length;
  entry = result->entry(number, type.map);
  entry[0] = static_cast<int64_t>(hash);
  entry[1] = ownedKey.take();
  if (type.map)
    entry[2] = ownedValue.take();
  if (result->indexSize)
    addToIndex(result->index(type.map), result->indexSize - 1, hash, number);
  return result;
}

Table *snow::rt::putEntryAt(const TableType &type, Table *table, int64_t at,
                            int64_t key, int64_t value) {
  if (at < 0 || !table || at >= table->used || !isUnique(table))
    return putEntry(type, table, key, value);
  int64_t old =
      std::exchange(table->entry(static_cast<size_t>(at), true)[2], value);
  releaseWord(type.key, key);
  releaseWord(type.value, old);
  return table;
}

Table *snow::rt::removeEntry(const TableType &type, Table *table, int64_t key) {
  OwnedTable owned(type, table ? table : emptyTable());
  uint64_t hash = tableHash(type.key, key);
  int64_t *entry = findEntry(type, owned.get(), key, hash);
  if (!entry)
    return owned.take();
  if (!isUnique(owned.get())) {
    size_t number = static_cast<size_t>(entry - owned.get()->entries());
    bool whole = owned.get()->used == owned.get()->length;
    owned.update([&](Table *old) { return rebuild(type, old, old->length); });
    entry = whole ? owned.get()->entries() + number
                  : findEntry(type, owned.get(), key, hash);
    if (!entry) // Possible only with an `eq` method that is no equality.
      return owned.take();
  }
  entry[0] = 0;
  int64_t oldKey = entry[1], oldValue = type.map ? entry[2] : 0;
  Table *rest = owned.get();
  --rest->length;
  // So that a table that loses its first entries again and again is not walked
  // from its beginning each time.
  while (rest->front != rest->used && !*rest->entry(rest->front, type.map))
    ++rest->front;
  releaseWord(type.key, oldKey);
  if (type.map)
    releaseWord(type.value, oldValue);
  return owned.take();
}

void snow::rt::releaseTable(const TableType &type, Table *table) {
  const snow_type *children[] = {type.key, type.value};
  snow_type whole{type.map ? uint32_t(SNOW_TYPE_MAP) : uint32_t(SNOW_TYPE_SET),
                  type.map ? 2u : 1u,
                  nullptr,
                  children,
                  nullptr,
                  nullptr,
                  0};
  releaseObject(table, &whole);
}

int64_t snow::rt::nextEntry(Table *table, int64_t at, bool map) {
  if (!table || at < 0)
    return -1;
  for (at = std::max(at, static_cast<int64_t>(table->front)); at < table->used;
       ++at)
    if (*table->entry(static_cast<size_t>(at), map))
      return at;
  return -1;
}
