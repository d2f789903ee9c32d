//===- Compare.cpp - Equality and order of values and of types ------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/Compare.h"

#include "process/Reductions.h"
#include "value/Heap.h"
#include "value/JsonValue.h"
#include "value/Strings.h"
#include "value/Table.h"
#include "value/WorkStack.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>
#include <vector>

using namespace snow::rt;

namespace {

int sign(bool less, bool greater) { return less ? -1 : greater ? 1 : 0; }

int compareFloats(double a, double b) {
  if (std::isnan(a) || std::isnan(b))
    return sign(!std::isnan(a), !std::isnan(b));
  return sign(a<b, a> b);
}

/// The number that decides between objects before their children do.
uint64_t leadingNumber(const snow_type *type, int64_t word) {
  if (!word)
    return 0;
  switch (type->kind) {
  case SNOW_TYPE_SUM:
    return static_cast<uint64_t>(*toPointer<int64_t>(word));
  case SNOW_TYPE_OPTION: // None comes first.
    return 1 - toPointer<snow_result>(word)->tag;
  case SNOW_TYPE_RESULT:
    return toPointer<snow_result>(word)->tag;
  default:
    return 0;
  }
}

/// Walks two values in step, the first difference decides. Collections that are
/// being compared lie on an explicit stack, the innermost on top.
class Comparison {
public:
  explicit Comparison(bool order) : order(order) {}
  Comparison(const Comparison &) = delete;
  Comparison &operator=(const Comparison &) = delete;
  ~Comparison() { countElements(seen); }

  int run(const snow_type *type, int64_t a, int64_t b) {
    int verdict = step(type, a, b);
    while (!verdict && !open.empty()) {
      Open &top = open.top();
      size_t i = top.at++;
      if (i == top.count) {
        verdict = top.atEnd;
        open.pop();
        continue;
      }
      ++seen;
      // What is done goes before its last item is looked into, so that a chain
      // of objects needs no room.
      bool isLast = i + 1 == top.count && !top.atEnd;
      if (top.b) {
        const snow_type *itemType = top.type(i);
        int64_t x = top.a[i], y = top.b[i];
        if (isLast)
          open.pop();
        verdict = step(itemType, x, y);
      } else {
        Open tables = isLast ? open.pop() : top;
        verdict = entry(tables, i);
      }
    }
    return verdict;
  }

private:
  /// Two collections of which the items before `at` are equal.
  struct Open {
    const snow_type *const *types; // Of the items,
    const snow_type *single;       // or of every one; of a table: its own type.
    const int64_t *a, *b;          // Null: the items are entries of tables.
    Table *tables[2];
    size_t at, count;
    int atEnd; // The verdict if all items are equal.

    const snow_type *type(size_t i) const { return single ? single : types[i]; }
  };

  int floats(int64_t a, int64_t b) {
    double x = std::bit_cast<double>(a), y = std::bit_cast<double>(b);
    return order ? compareFloats(x, y) : x != y;
  }

  int step(const snow_type *type, int64_t a, int64_t b) {
    if (const snow_methods *methods = type->methods) {
      if (!order && methods->eq)
        return methods->eq(a, b) ? 0 : 1;
      if (order && methods->compare) {
        int64_t verdict = methods->compare(a, b);
        return sign(verdict < 0, verdict > 0);
      }
    }
    switch (type->kind) {
    case SNOW_TYPE_INT:
      return sign(a<b, a> b);
    case SNOW_TYPE_FLOAT:
      return floats(a, b);
    case SNOW_TYPE_BOOL:
      return sign(!a && b, a && !b);
    case SNOW_TYPE_UNIT:
      return 0;
    case SNOW_TYPE_PID:
      return sign(uint64_t(a) < uint64_t(b), uint64_t(a) > uint64_t(b));
    case SNOW_TYPE_STRING: {
      int c = textOf(toPointer<void>(a)).compare(textOf(toPointer<void>(b)));
      return sign(c < 0, c > 0);
    }
    case SNOW_TYPE_ANY:
      return anys(toPointer<snow_any>(a), toPointer<snow_any>(b));
    case SNOW_TYPE_RANGE:
      return ranges(toPointer<snow_range>(a), toPointer<snow_range>(b));
    case SNOW_TYPE_MAP:
    case SNOW_TYPE_SET:
      return tables(type, toPointer<Table>(a), toPointer<Table>(b));
    case SNOW_TYPE_JSON:
      return jsons(toPointer<JsonValue>(a), toPointer<JsonValue>(b));
    case SNOW_TYPE_TUPLE:
    case SNOW_TYPE_LIST:
    case SNOW_TYPE_QUEUE:
    case SNOW_TYPE_STRUCT:
    case SNOW_TYPE_SUM:
    case SNOW_TYPE_OPTION:
    case SNOW_TYPE_RESULT:
      return objects(type, a, b);
    default:
      return sign(uint64_t(a) < uint64_t(b), uint64_t(a) > uint64_t(b));
    }
  }

  int anys(const snow_any *a, const snow_any *b) {
    if (!a || !b)
      return sign(!a && b, a && !b);
    if (!equalTypes(a->type, b->type))
      return a->type->kind < b->type->kind ? -1 : 1;
    const snow_type *type = a->type;
    return step(type, a->value, b->value);
  }

  int ranges(const snow_range *a, const snow_range *b) {
    if (!a || !b)
      return sign(!a && b, a && !b);
    return a->start != b->start ? sign(a->start<b->start, a->start> b->start)
                                : sign(a->end<b->end, a->end> b->end);
  }

  /// Equal if they hold equal entries, whatever the order. They have no order
  /// otherwise.
  int tables(const snow_type *type, Table *a, Table *b) {
    uint64_t x = a ? a->length : 0, y = b ? b->length : 0;
    if (x != y)
      return sign(x<y, x> y);
    if (x)
      open.push({nullptr, type, nullptr, nullptr, {a, b}, 0, a->used, 0});
    return 0;
  }

  /// An entry of the first table, which the second may have elsewhere.
  int entry(const Open &top, size_t number) {
    TableType type = TableType::of(top.single);
    Table *other = top.tables[1];
    const int64_t *mine = top.tables[0]->entry(number, type.map);
    if (!mine[0])
      return 0;
    const int64_t *theirs =
        findEntry(type, other, mine[1], static_cast<uint64_t>(mine[0]));
    if (!theirs)
      return 1;
    return type.map ? step(type.value, mine[2], theirs[2]) : 0;
  }

  int jsons(const JsonValue *a, const JsonValue *b) {
    if (!a || !b)
      return sign(!a && b, a && !b);
    auto number = [](const JsonValue *json) {
      return json->kind == JsonKind::Int ? static_cast<double>(json->word)
                                         : std::bit_cast<double>(json->word);
    };
    auto isNumber = [](const JsonValue *json) {
      return json->kind == JsonKind::Int || json->kind == JsonKind::Float;
    };
    if (isNumber(a) && isNumber(b) &&
        (a->kind != b->kind || a->kind == JsonKind::Float))
      return order ? compareFloats(number(a), number(b))
                   : number(a) != number(b);
    if (a->kind != b->kind)
      return sign(a->kind<b->kind, a->kind> b->kind);
    if (const snow_type *held = jsonContentType(a->kind))
      return step(held, a->word, b->word);
    return sign(a->word<b->word, a->word> b->word);
  }

  int objects(const snow_type *type, int64_t a, int64_t b) {
    // The same object may hold a NaN, which differs from itself.
    uint64_t x = leadingNumber(type, a), y = leadingNumber(type, b);
    if (x != y)
      return sign(x<y, x> y);
    Children ca = childrenOf(type, a), cb = childrenOf(type, b);
    int atEnd = sign(ca.count<cb.count, ca.count> cb.count);
    if (atEnd && !order)
      return atEnd;
    if (size_t count = std::min(ca.count, cb.count))
      open.push({ca.types,
                 ca.single,
                 ca.words,
                 cb.words,
                 {nullptr, nullptr},
                 0,
                 count,
                 atEnd});
    else
      return atEnd;
    return 0;
  }

  bool order;
  size_t seen = 0;
  WorkStack<Open, 4> open;
};

} // namespace

bool snow::rt::equalValues(const snow_type *type, int64_t a, int64_t b) {
  if (type && type->kind == SNOW_TYPE_STRING) // Without the stack's memory.
    return a == b || textOf(toPointer<void>(a)) == textOf(toPointer<void>(b));
  return !type || Comparison(/*order=*/false).run(type, a, b) == 0;
}

int snow::rt::compareValues(const snow_type *type, int64_t a, int64_t b) {
  return type ? Comparison(/*order=*/true).run(type, a, b) : 0;
}

bool snow::rt::equalTypes(const snow_type *a, const snow_type *b) {
  if (a == b)
    return true;
  using Pair = std::pair<const snow_type *, const snow_type *>;
  // Pairs on the way are taken as equal, which is what recursive types need.
  std::vector<Pair> seen, todo{{a, b}};
  while (!todo.empty()) {
    Pair pair = todo.back();
    todo.pop_back();
    auto [x, y] = pair;
    if (x == y || std::find(seen.begin(), seen.end(), pair) != seen.end())
      continue;
    if (!x || !y || x->kind != y->kind || x->count != y->count ||
        textOf(x->name) != textOf(y->name) ||
        !x->field_names != !y->field_names)
      return false;
    seen.push_back(pair);
    for (uint32_t i = 0; i != x->count; ++i) {
      if (x->field_names &&
          textOf(x->field_names[i]) != textOf(y->field_names[i]))
        return false;
      todo.push_back({x->children[i], y->children[i]});
    }
  }
  return true;
}
