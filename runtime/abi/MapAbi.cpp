//===- MapAbi.cpp - C entries: maps and sets ------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process/ProcessExit.h"
#include "process/Reductions.h"
#include "value/Heap.h"
#include "value/Lists.h"
#include "value/Results.h"
#include "value/Table.h"
#include "value/Text.h"

#include <string>
#include <utility>

using namespace snow::rt;

namespace {

Table *tableOf(void *table) {
  return table ? static_cast<Table *>(table) : emptyTable();
}

int64_t lengthOf(void *table) {
  return static_cast<int64_t>(tableOf(table)->length);
}

[[noreturn]] void panicKey(const snow_type *type, int64_t key) {
  std::string text = "key not found: ";
  appendValue(text, type, key, TextForm::Debug);
  panic(std::move(text));
}

/// Calls `visit(entry)` for every entry in order.
template <typename Visit>
void eachEntry(Table *table, bool map, Visit &&visit) {
  countElements(table->used);
  for (size_t i = 0; i != table->used; ++i)
    if (int64_t *entry = table->entry(i, map); entry[0])
      visit(entry);
}

/// A word of every entry, retained.
snow_list *column(const snow_type *type, Table *table, bool map, size_t word) {
  snow_list *list = newList(table->length);
  eachEntry(table, map, [&](const int64_t *entry) {
    list->data[list->length++] = retainWord(type, entry[word]);
  });
  return list;
}

int64_t wordAt(const snow_type *type, void *table, int64_t at, bool map,
               size_t word) {
  Table *object = tableOf(table);
  if (at < 0 || at >= object->used)
    return 0;
  const int64_t *entry = object->entry(static_cast<size_t>(at), map);
  return entry[0] ? retainWord(type, entry[word]) : 0;
}

/// The elements of a that are in b, or those that are not.
Table *filtered(const TableType &type, Table *a, Table *b, bool wanted) {
  OwnedTable result(type, emptyTable()), owned(type, a);
  eachEntry(a, false, [&](const int64_t *entry) {
    // Without methods of the program equal elements have equal hashes.
    bool found = findEntry(type, b, entry[1],
                           static_cast<uint64_t>(entry[0])) != nullptr;
    if (found == wanted)
      result.update([&](Table *table) {
        return putEntry(type, table, retainWord(type.key, entry[1]), 0);
      });
  });
  return result.take();
}

} // namespace

extern "C" {

void snow_panic_key(void *key_type, int64_t key) {
  panicKey(static_cast<const snow_type *>(key_type), key);
}

void *snow_map_new() { return emptyTable(); }

void *snow_map_put(void *key_type, void *value_type, void *map, int64_t key,
                   int64_t value) {
  return putEntry(TableType::ofMap(key_type, value_type), tableOf(map), key,
                  value);
}

void *snow_map_delete(void *key_type, void *value_type, void *map,
                      int64_t key) {
  return removeEntry(TableType::ofMap(key_type, value_type), tableOf(map), key);
}

int64_t snow_map_get(void *key_type, void *value_type, void *map, int64_t key) {
  auto type = TableType::ofMap(key_type, value_type);
  const int64_t *entry = findEntry(type, tableOf(map), key);
  if (!entry)
    panicKey(type.key, key);
  return retainWord(type.value, entry[2]);
}

void *snow_map_find(void *key_type, void *value_type, void *map, int64_t key) {
  auto type = TableType::ofMap(key_type, value_type);
  const int64_t *entry = findEntry(type, tableOf(map), key);
  return entry ? makeSome(retainWord(type.value, entry[2])) : makeNone();
}

int64_t snow_map_get_or(void *key_type, void *value_type, void *map,
                        int64_t key, int64_t fallback) {
  auto type = TableType::ofMap(key_type, value_type);
  Owned owned(type.value, fallback);
  const int64_t *entry = findEntry(type, tableOf(map), key);
  return entry ? retainWord(type.value, entry[2]) : owned.take();
}

int8_t snow_map_has_key(void *key_type, void *map, int64_t key) {
  return findEntry(TableType::ofMap(key_type, nullptr), tableOf(map), key) !=
         nullptr;
}

int64_t snow_map_size(void *map) { return lengthOf(map); }

void *snow_map_keys(void *key_type, void *map) {
  return column(static_cast<const snow_type *>(key_type), tableOf(map), true,
                1);
}

void *snow_map_values(void *value_type, void *map) {
  return column(static_cast<const snow_type *>(value_type), tableOf(map), true,
                2);
}

void *snow_map_to_list(void *key_type, void *value_type, void *map) {
  auto type = TableType::ofMap(key_type, value_type);
  Table *table = tableOf(map);
  snow_list *list = newList(table->length);
  eachEntry(table, true, [&](const int64_t *entry) {
    auto *pair = static_cast<int64_t *>(allocateWords(16));
    pair[0] = retainWord(type.key, entry[1]);
    pair[1] = retainWord(type.value, entry[2]);
    list->data[list->length++] = toWord(pair);
  });
  return list;
}

void *snow_map_from_list(void *key_type, void *value_type, void *pairs) {
  auto type = TableType::ofMap(key_type, value_type);
  auto words = wordsOf(pairs);
  countElements(words.size());
  OwnedTable table(type, newTable(type, words.size()));
  for (int64_t word : words) {
    const auto *pair = toPointer<int64_t>(word);
    table.update([&](Table *old) {
      return putEntry(type, old, retainWord(type.key, pair[0]),
                      retainWord(type.value, pair[1]));
    });
  }
  return table.take();
}

void *snow_map_merge(void *key_type, void *value_type, void *a, void *b) {
  auto type = TableType::ofMap(key_type, value_type);
  OwnedTable table(type, tableOf(a));
  eachEntry(tableOf(b), true, [&](const int64_t *entry) {
    table.update([&](Table *old) {
      return putEntry(type, old, retainWord(type.key, entry[1]),
                      retainWord(type.value, entry[2]));
    });
  });
  return table.take();
}

int64_t snow_map_place(void *key_type, void *map, int64_t key) {
  Table *table = tableOf(map);
  const int64_t *entry =
      findEntry(TableType::ofMap(key_type, nullptr), table, key);
  return entry ? (entry - table->entries()) /
                     static_cast<int64_t>(Table::stride(/*map=*/true))
               : -1;
}

int64_t snow_map_get_at(void *key_type, void *value_type, void *map, int64_t at,
                        int64_t key) {
  if (at < 0)
    panicKey(static_cast<const snow_type *>(key_type), key);
  return wordAt(static_cast<const snow_type *>(value_type), map, at, true, 2);
}

int64_t snow_map_get_at_or(void *value_type, void *map, int64_t at,
                           int64_t fallback) {
  const auto *type = static_cast<const snow_type *>(value_type);
  if (at < 0)
    return fallback;
  releaseWord(type, fallback);
  return wordAt(type, map, at, true, 2);
}

void *snow_map_put_at(void *key_type, void *value_type, void *map, int64_t at,
                      int64_t key, int64_t value) {
  return putEntryAt(TableType::ofMap(key_type, value_type), tableOf(map), at,
                    key, value);
}

void snow_map_vacate_at(void *value_type, void *map, int64_t at) {
  Table *table = tableOf(map);
  if (at < 0 || at >= table->used || !isUnique(table))
    return;
  int64_t &value = table->entry(static_cast<size_t>(at), /*map=*/true)[2];
  releaseWord(static_cast<const snow_type *>(value_type),
              std::exchange(value, 0));
}

int64_t snow_map_next(void *map, int64_t at) {
  return nextEntry(tableOf(map), at, true);
}

int64_t snow_map_key_at(void *key_type, void *map, int64_t at) {
  return wordAt(static_cast<const snow_type *>(key_type), map, at, true, 1);
}

int64_t snow_map_value_at(void *value_type, void *map, int64_t at) {
  return wordAt(static_cast<const snow_type *>(value_type), map, at, true, 2);
}

void *snow_set_new() { return emptyTable(); }

void *snow_set_add(void *element, void *set, int64_t word) {
  return putEntry(TableType::ofSet(element), tableOf(set), word, 0);
}

void *snow_set_remove(void *element, void *set, int64_t word) {
  return removeEntry(TableType::ofSet(element), tableOf(set), word);
}

int8_t snow_set_contains(void *element, void *set, int64_t word) {
  return findEntry(TableType::ofSet(element), tableOf(set), word) != nullptr;
}

int64_t snow_set_size(void *set) { return lengthOf(set); }

void *snow_set_union(void *element, void *a, void *b) {
  auto type = TableType::ofSet(element);
  OwnedTable table(type, tableOf(a));
  eachEntry(tableOf(b), false, [&](const int64_t *entry) {
    table.update([&](Table *old) {
      return putEntry(type, old, retainWord(type.key, entry[1]), 0);
    });
  });
  return table.take();
}

void *snow_set_intersection(void *element, void *a, void *b) {
  return filtered(TableType::ofSet(element), tableOf(a), tableOf(b), true);
}

void *snow_set_difference(void *element, void *a, void *b) {
  return filtered(TableType::ofSet(element), tableOf(a), tableOf(b), false);
}

void *snow_set_to_list(void *element, void *set) {
  return column(static_cast<const snow_type *>(element), tableOf(set), false,
                1);
}

void *snow_set_from_list(void *element, void *list) {
  auto type = TableType::ofSet(element);
  OwnedTable table(type, emptyTable());
  auto words = wordsOf(list);
  countElements(words.size());
  for (int64_t word : words)
    table.update([&](Table *old) {
      return putEntry(type, old, retainWord(type.key, word), 0);
    });
  return table.take();
}

int64_t snow_set_next(void *set, int64_t at) {
  return nextEntry(tableOf(set), at, false);
}

int64_t snow_set_at(void *element, void *set, int64_t at) {
  return wordAt(static_cast<const snow_type *>(element), set, at, false, 1);
}

} // extern "C"
