//===- Convert.cpp - Values of one type as another ------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/Convert.h"

#include "process/ProcessExit.h"
#include "value/BuiltinTypes.h"
#include "value/Compare.h"
#include "value/Heap.h"
#include "value/Lists.h"
#include "value/Strings.h"
#include "value/Table.h"

using namespace snow::rt;

namespace {

/// Levels at which the two types may differ; equal types end the walk.
constexpr unsigned kMaxDepth = 1000;

/// Builds the result, or with `dry` only tells whether there is one.
class Conversion {
public:
  explicit Conversion(bool dry) : dry(dry) {}

  bool run(const snow_type *from, int64_t word, const snow_type *to,
           int64_t &out) {
    out = 0;
    if (depth == kMaxDepth)
      return false;
    ++depth;
    bool done = convert(from, word, to, out);
    --depth;
    return done;
  }

private:
  bool keep(const snow_type *type, int64_t word, int64_t &out) {
    if (!dry)
      out = retainWord(type, word);
    return true;
  }

  bool convert(const snow_type *from, int64_t word, const snow_type *to,
               int64_t &out) {
    if (from == to)
      return keep(from, word, out);
    if (from->kind == SNOW_TYPE_ANY) {
      auto *any = toPointer<snow_any>(word);
      return to->kind == SNOW_TYPE_ANY
                 ? keep(from, word, out)
                 : any && run(any->type, any->value, to, out);
    }
    if (to->kind == SNOW_TYPE_ANY) {
      if (!dry)
        out = toWord(makeAny(from, retainWord(from, word)));
      return true;
    }
    if (from->kind != to->kind)
      return false;
    if (equalTypes(from, to))
      return keep(from, word, out);
    if (!word)
      return false;
    switch (to->kind) {
    case SNOW_TYPE_TUPLE:
    case SNOW_TYPE_STRUCT:
      return sameShape(from, to) && fields(from, word, to, 0, out);
    case SNOW_TYPE_SUM:
      return sum(from, word, to, out);
    case SNOW_TYPE_OPTION:
    case SNOW_TYPE_RESULT:
      return result(from, word, to, out);
    case SNOW_TYPE_LIST:
    case SNOW_TYPE_QUEUE:
      return list(from, word, to, out);
    case SNOW_TYPE_MAP:
    case SNOW_TYPE_SET:
      return table(from, word, to, out);
    default:
      return false;
    }
  }

  static bool sameShape(const snow_type *a, const snow_type *b) {
    if (a->count != b->count || textOf(a->name) != textOf(b->name) ||
        !a->field_names != !b->field_names)
      return false;
    for (uint32_t i = 0; a->field_names && i != a->count; ++i)
      if (textOf(a->field_names[i]) != textOf(b->field_names[i]))
        return false;
    return true;
  }

  /// `head` words in front of the fields are copied.
  bool fields(const snow_type *from, int64_t word, const snow_type *to,
              size_t head, int64_t &out) {
    const auto *words = toPointer<int64_t>(word);
    const snow_type *fromFields = head ? from->children[words[0]] : from;
    const snow_type *toFields = head ? to->children[words[0]] : to;
    size_t count = fromFields->count;
    int64_t *object = nullptr;
    if (!dry) {
      object = static_cast<int64_t *>(allocateObject(
          headerOf(words)->size ? headerOf(words)->size : 8 * (head + count)));
      if (head)
        object[0] = words[0];
    }
    Owned owned(to, toWord(object));
    for (size_t i = 0; i != count; ++i) {
      int64_t field;
      if (!run(fromFields->children[i], words[head + i], toFields->children[i],
               field))
        return false;
      if (object)
        object[head + i] = field;
    }
    out = owned.take();
    return true;
  }

  bool sum(const snow_type *from, int64_t word, const snow_type *to,
           int64_t &out) {
    auto variant = *toPointer<uint64_t>(word);
    return textOf(from->name) == textOf(to->name) && from->count == to->count &&
           variant < from->count &&
           sameShape(from->children[variant], to->children[variant]) &&
           fields(from, word, to, 1, out);
  }

  bool result(const snow_type *from, int64_t word, const snow_type *to,
              int64_t &out) {
    const auto *object = toPointer<snow_result>(word);
    if (object->tag >= from->count) { // None
      out = word;
      return keep(to, word, out);
    }
    int64_t held;
    if (!run(from->children[object->tag], object->value,
             to->children[object->tag], held))
      return false;
    if (dry)
      return true;
    auto *copy =
        static_cast<snow_result *>(allocateObject(sizeof(snow_result)));
    copy->tag = object->tag;
    copy->value = held;
    out = toWord(copy);
    return true;
  }

  bool list(const snow_type *from, int64_t word, const snow_type *to,
            int64_t &out) {
    auto words = wordsOf(toPointer<void>(word));
    snow_list *copy = dry ? nullptr : newList(words.size());
    Owned owned(to, toWord(copy));
    for (int64_t item : words) {
      int64_t converted;
      if (!run(from->children[0], item, to->children[0], converted))
        return false;
      if (copy)
        copy->data[copy->length++] = converted;
    }
    out = owned.take();
    return true;
  }

  bool table(const snow_type *from, int64_t word, const snow_type *to,
             int64_t &out) {
    TableType oldType = TableType::of(from), newType = TableType::of(to);
    Table &old = *toPointer<Table>(word);
    OwnedTable copy(newType, dry ? nullptr : emptyTable());
    for (size_t i = 0; i != old.used; ++i) {
      const int64_t *entry = old.entry(i, oldType.map);
      int64_t key, value = 0;
      if (!entry[0])
        continue;
      if (!run(oldType.key, entry[1], newType.key, key))
        return false;
      Owned owned(dry ? nullptr : newType.key, key);
      if (oldType.map && !run(oldType.value, entry[2], newType.value, value))
        return false;
      if (!dry)
        copy.update([&](Table *table) {
          return putEntry(newType, table, owned.take(), value);
        });
    }
    out = toWord(copy.take());
    return true;
  }

  bool dry;
  unsigned depth = 0;
};

} // namespace

bool snow::rt::convertValue(const snow_type *from, int64_t word,
                            const snow_type *to, int64_t &out) {
  return from && to && Conversion(/*dry=*/false).run(from, word, to, out);
}

bool snow::rt::canConvert(const snow_type *from, int64_t word,
                          const snow_type *to) {
  int64_t unused;
  return from && to && Conversion(/*dry=*/true).run(from, word, to, unused);
}

extern "C" int64_t snow_value_convert(void *from, void *to, int64_t value) {
  int64_t word;
  if (!convertValue(static_cast<const snow_type *>(from), value,
                    static_cast<const snow_type *>(to), word))
    panic("non-exhaustive match");
  return word;
}
