//===- Compare.cpp - Equality and order of values and of types ------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/Compare.h"

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

/// Walks two values in step, the first difference decides. Pairs still to be
/// compared lie on an explicit stack, the next one on top.
class Comparison {
public:
  explicit Comparison(bool order) : order(order) {}

  int run(const snow_type *type, int64_t a, int64_t b) {
    pairs.push({type, a, b, 0});
    while (!pairs.empty()) {
      Pair pair = pairs.pop();
      int verdict = pair.type ? step(pair.type, pair.a, pair.b) : pair.verdict;
      if (verdict)
        return verdict;
    }
    return 0;
  }

private:
  struct Pair {
    const snow_type *type; // Null: the verdict if all before were equal.
    int64_t a, b;
    int verdict;
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
    pairs.push({a->type, a->value, b->value, 0});
    return 0;
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
    TableType tableType = TableType::of(type);
    for (size_t i = 0; x && i != a->used; ++i) {
      const int64_t *entry = a->entry(i, tableType.map);
      if (!entry[0])
        continue;
      const int64_t *other =
          findEntry(tableType, b, entry[1], static_cast<uint64_t>(entry[0]));
      if (!other)
        return 1;
      if (tableType.map)
        pairs.push({tableType.value, entry[2], other[2], 0});
    }
    return 0;
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
    if (const snow_type *held = jsonContentType(a->kind)) {
      pairs.push({held, a->word, b->word, 0});
      return 0;
    }
    return sign(a->word<b->word, a->word> b->word);
  }

  int objects(const snow_type *type, int64_t a, int64_t b) {
    // The same object may hold a NaN, which differs from itself.
    uint64_t x = leadingNumber(type, a), y = leadingNumber(type, b);
    if (x != y)
      return sign(x<y, x> y);
    Children ca = childrenOf(type, a), cb = childrenOf(type, b);
    if (ca.count != cb.count) {
      int verdict = sign(ca.count<cb.count, ca.count> cb.count);
      if (!order)
        return verdict;
      pairs.push({nullptr, 0, 0, verdict});
    }
    for (size_t i = std::min(ca.count, cb.count); i-- != 0;)
      pairs.push({ca.type(i), ca.words[i], cb.words[i], 0});
    return 0;
  }

  bool order;
  WorkStack<Pair> pairs;
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
