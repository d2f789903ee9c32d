//===- Hash.cpp - Hashes of values ----------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/Hash.h"

#include "value/Heap.h"
#include "value/JsonValue.h"
#include "value/Strings.h"
#include "value/Table.h"

#include <bit>
#include <cstring>
#include <optional>
#include <vector>

using namespace snow::rt;

namespace {

constexpr uint64_t kBasis = 0xcbf29ce484222325;
constexpr uint64_t kPrime = 0x100000001b3;

uint64_t addBytes(uint64_t hash, const void *bytes, size_t size) {
  const auto *at = static_cast<const uint8_t *>(bytes);
  for (size_t i = 0; i != size; ++i)
    hash = (hash ^ at[i]) * kPrime;
  return hash;
}

uint64_t ofWord(uint64_t word) { return addBytes(kBasis, &word, 8); }

uint64_t ofFloat(int64_t word) {
  double value = std::bit_cast<double>(word);
  return ofWord(std::bit_cast<uint64_t>(value == 0 ? 0.0 : value));
}

/// Combines the hashes of values from an explicit stack: a node for each open
/// collection, which the finished hash of a child goes into.
class Hasher {
public:
  uint64_t run(const snow_type *type, int64_t word) {
    begin(type, word);
    while (!open.empty()) {
      Open &top = open.back();
      if (top.next == top.count) {
        result = top.hash;
        open.pop_back();
        if (!open.empty())
          accept(open.back());
        continue;
      }
      step(top);
    }
    return result;
  }

private:
  enum class Mode : uint8_t {
    Fields,  // The first hash is the start, the others are combined with it.
    Combine, // All are combined with the start.
    Pair,    // An entry of a map: two hashes combined.
    Sum,     // All are added.
  };
  struct Open {
    Mode mode;
    bool map;
    const snow_type *type;
    Children children;
    Table *table;
    size_t next, count;
    uint64_t hash;
    bool started;
    int64_t pair[2];
  };

  void accept(Open &into) {
    switch (into.mode) {
    case Mode::Sum:
      into.hash += result;
      return;
    case Mode::Fields:
    case Mode::Pair:
      into.hash = into.started ? combineHashes(into.hash, result) : result;
      into.started = true;
      return;
    case Mode::Combine:
      into.hash = combineHashes(into.hash, result);
      return;
    }
  }

  /// Begins the next child of an open node.
  void step(Open &top) {
    size_t i = top.next++;
    if (top.mode == Mode::Pair) {
      beginChild(top.type->children[i], top.pair[i]);
    } else if (top.table) {
      int64_t *entry = top.table->entry(i, top.map);
      if (!entry[0])
        return;
      if (!top.map)
        return beginChild(top.type->children[0], entry[1]);
      Open pair{Mode::Pair, false, top.type, {},    nullptr,
                0,          2,     kBasis,   false, {entry[1], entry[2]}};
      open.push_back(pair); // `top` is not used again.
    } else {
      beginChild(top.children.type(i), top.children.words[i]);
    }
  }

  void beginChild(const snow_type *type, int64_t word) {
    size_t depth = open.size();
    begin(type, word);
    if (open.size() == depth) // A leaf.
      accept(open.back());
  }

  void enter(Mode mode, const Children &children, uint64_t start) {
    open.push_back({mode,
                    false,
                    nullptr,
                    children,
                    nullptr,
                    0,
                    children.count,
                    start,
                    false,
                    {0, 0}});
  }

  /// Sets the result of a leaf, opens anything else.
  void begin(const snow_type *type, int64_t word) {
    while (type && type->kind == SNOW_TYPE_ANY && word) {
      auto *any = toPointer<snow_any>(word);
      type = any->type;
      word = any->value;
    }
    result = kBasis;
    if (!type)
      return;
    if (type->methods && type->methods->hash) {
      result = static_cast<uint64_t>(type->methods->hash(word));
      return;
    }
    switch (type->kind) {
    case SNOW_TYPE_FLOAT:
      result = ofFloat(word);
      return;
    case SNOW_TYPE_BOOL: {
      uint8_t byte = word != 0;
      result = addBytes(kBasis, &byte, 1);
      return;
    }
    case SNOW_TYPE_UNIT:
      return;
    case SNOW_TYPE_STRING: {
      std::string_view text = textOf(toPointer<void>(word));
      result = addBytes(kBasis, text.data(), text.size());
      return;
    }
    case SNOW_TYPE_TUPLE:
    case SNOW_TYPE_STRUCT:
      return enter(Mode::Fields, childrenOf(type, word), kBasis);
    case SNOW_TYPE_LIST:
    case SNOW_TYPE_QUEUE: {
      Children children = childrenOf(type, word);
      return enter(Mode::Combine, children, ofWord(children.count));
    }
    case SNOW_TYPE_SUM:
      return enter(Mode::Combine, childrenOf(type, word),
                   ofWord(word ? *toPointer<uint64_t>(word) : 0));
    case SNOW_TYPE_OPTION:
    case SNOW_TYPE_RESULT:
      return enter(Mode::Combine, childrenOf(type, word),
                   ofWord(word ? toPointer<snow_result>(word)->tag : 0));
    case SNOW_TYPE_RANGE:
      if (auto *range = toPointer<snow_range>(word))
        result = combineHashes(ofWord(static_cast<uint64_t>(range->start)),
                               ofWord(static_cast<uint64_t>(range->end)));
      return;
    case SNOW_TYPE_MAP:
    case SNOW_TYPE_SET: {
      auto *table = toPointer<Table>(word);
      open.push_back({Mode::Sum,
                      type->kind == SNOW_TYPE_MAP,
                      type,
                      {},
                      table,
                      0,
                      table ? table->used : 0,
                      0,
                      false,
                      {0, 0}});
      return;
    }
    case SNOW_TYPE_JSON:
      return json(toPointer<JsonValue>(word));
    default:
      result = ofWord(static_cast<uint64_t>(word));
      return;
    }
  }

  void json(const JsonValue *value) {
    if (!value)
      return;
    if (const snow_type *held = jsonContentType(value->kind))
      return begin(held, value->word);
    // Numbers that are equal have equal hashes, whatever their kind.
    if (value->kind == JsonKind::Int || value->kind == JsonKind::Float)
      result = value->kind == JsonKind::Float
                   ? ofFloat(value->word)
                   : ofFloat(std::bit_cast<int64_t>(
                         static_cast<double>(value->word)));
    else
      result = ofWord(static_cast<uint64_t>(value->word));
  }

  std::vector<Open> open;
  uint64_t result = kBasis;
};

//===----------------------------------------------------------------------===//
// Table hashes
//===----------------------------------------------------------------------===//

uint64_t read(const char *at, size_t size) {
  uint64_t word = 0;
  std::memcpy(&word, at, size);
  return word;
}

/// Both halves of a product, mixed.
uint64_t multiply(uint64_t a, uint64_t b) {
  unsigned __int128 product = static_cast<unsigned __int128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

constexpr uint64_t kOdd1 = 0xa0761d6478bd642f, kOdd2 = 0xe7037ed1a0b428db;

uint64_t quickHash(std::string_view text) {
  const char *at = text.data();
  size_t size = text.size();
  uint64_t seed = kOdd1 ^ size;
  while (size > 16) {
    seed = multiply(read(at, 8) ^ kOdd2, read(at + 8, 8) ^ seed);
    at += 16;
    size -= 16;
  }
  uint64_t a = 0, b = 0;
  if (size >= 8) {
    a = read(at, 8);
    b = read(at + size - 8, 8);
  } else if (size >= 4) {
    a = read(at, 4);
    b = read(at + size - 4, 4);
  } else if (size) {
    a = uint64_t(uint8_t(at[0])) << 16 | uint64_t(uint8_t(at[size / 2])) << 8 |
        uint8_t(at[size - 1]);
  }
  return multiply(a ^ kOdd2, b ^ seed);
}

/// Tuples and structs that lie this deep in others are hashed like the rest.
constexpr unsigned kMaxNesting = 4;

/// Of values that are equal when their words or bytes are, and of tuples,
/// structs and variants of such, without calls.
uint64_t quickHash(const snow_type *type, int64_t word, unsigned nesting) {
  switch (type ? type->kind : uint32_t(SNOW_TYPE_UNIT)) {
  case SNOW_TYPE_STRING:
    return quickHash(textOf(toPointer<void>(word)));
  case SNOW_TYPE_INT:
  case SNOW_TYPE_BOOL:
  case SNOW_TYPE_PID:
    return multiply(static_cast<uint64_t>(word) ^ kOdd2, kOdd1);
  case SNOW_TYPE_TUPLE:
  case SNOW_TYPE_STRUCT:
  case SNOW_TYPE_SUM: {
    if ((type->methods && type->methods->hash) || !word ||
        nesting == kMaxNesting)
      break;
    Fields fields(type, word);
    if (!fields.isKnown)
      break;
    uint64_t hash = type->kind == SNOW_TYPE_SUM
                        ? kOdd1 + static_cast<uint64_t>(fields.words[-1])
                        : kOdd1;
    for (uint32_t i = 0; i != fields.count; ++i)
      hash = multiply(hash ^ kOdd2,
                      quickHash(fields.types[i], fields.words[i], nesting + 1) ^
                          kOdd1);
    return hash;
  }
  default:
    break;
  }
  return multiply(hashValue(type, word) ^ kOdd2, kOdd1);
}

} // namespace

uint64_t snow::rt::combineHashes(uint64_t a, uint64_t b) {
  return addBytes(a, &b, 8);
}

uint64_t snow::rt::hashValue(const snow_type *type, int64_t word) {
  return Hasher().run(type, word);
}

uint64_t snow::rt::tableHash(const snow_type *type, int64_t word) {
  return quickHash(type, word, 0) | uint64_t(1) << 63;
}
