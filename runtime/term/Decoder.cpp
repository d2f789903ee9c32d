//===- Decoder.cpp - Terms to values --------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "term/Decoder.h"

#include "term/ClosureTable.h"
#include "term/Reader.h"
#include "term/TermFormat.h"
#include "value/BuiltinTypes.h"
#include "value/Heap.h"
#include "value/Lists.h"
#include "value/Strings.h"
#include "value/Table.h"
#include "value/TypeRegistry.h"
#include "json/Parser.h"

#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace snow::rt;

namespace {

/// Candidates for a struct or sum in place of Any are tried one after the other
/// up to this many levels within each other.
constexpr unsigned kMaxTrials = 100;

/// Fills slots of already linked objects in the order of the bytes. Objects are
/// zeroed and linked into their parent before their children are read, so after
/// a failure releasing the root frees all there is. Tables are the exception:
/// their entries are collected first.
class Decoder {
public:
  Decoder(const Reader &reader, unsigned trials)
      : reader(reader), trials(trials) {}
  Decoder(const Decoder &) = delete;
  Decoder &operator=(const Decoder &) = delete;
  ~Decoder() {
    for (Open &node : open)
      for (size_t i = 0; node.entries && i != node.count; ++i)
        releaseWord(node.type(i), node.words[i]);
  }

  bool run(const snow_type *type, int64_t &root) {
    uint8_t version;
    return reader.read(version) && version == kTermVersion &&
           whole(type, root) && reader.left() == 0;
  }

  /// Reads one item with all its parts.
  bool whole(const snow_type *type, int64_t &root) {
    if (!item(type, root))
      return false;
    while (!open.empty()) {
      Open &top = open.back();
      if (top.index == top.count) {
        if (!close(top))
          return false;
        open.pop_back();
        continue;
      }
      size_t i = top.index++;
      const snow_type *child = top.type(i);
      int64_t &slot = top.words[i];
      if (top.names && !fieldName(top.names[i]))
        return false;
      if (!item(child, slot)) // May grow `open`; `top` is not used again.
        return false;
    }
    return true;
  }

  const Reader &position() const { return reader; }

private:
  /// An object whose children are being read.
  struct Open {
    const snow_type *const *types;
    const snow_type *single;
    const void *const *names;
    int64_t *words;
    size_t index, count;
    /// Of a table: its collected words, its type and where it goes.
    std::unique_ptr<int64_t[]> entries = nullptr;
    const snow_type *table = nullptr;
    int64_t *target = nullptr;

    const snow_type *type(size_t i) const {
      return single ? single : entries ? types[i % 2] : types[i];
    }
  };

  /// Builds a table whose entries are complete. Equal keys are malformed.
  static bool close(Open &node) {
    if (!node.entries)
      return true;
    TableType type = TableType::of(node.table);
    size_t stride = type.map ? 2 : 1, count = node.count / stride;
    OwnedTable table(type, newTable(type, count));
    for (size_t i = 0; i != node.count; i += stride) {
      int64_t key = std::exchange(node.words[i], 0);
      int64_t value = type.map ? std::exchange(node.words[i + 1], 0) : 0;
      table.update([&](Table *old) { return putEntry(type, old, key, value); });
    }
    if (table.get()->length != count)
      return false;
    *node.target = toWord(table.take());
    return true;
  }

  bool fieldName(const void *expected) {
    std::string_view name;
    return reader.text<uint16_t>(name) && name == textOf(expected);
  }

  void enter(const Children &children, const void *const *names = nullptr) {
    if (children.count)
      open.push_back({children.types, children.single, names, children.words, 0,
                      children.count});
  }

  bool table(const snow_type *type, int64_t &slot) {
    bool map = type->kind == SNOW_TYPE_MAP;
    uint8_t zero = 0;
    uint32_t count;
    if (!expect(map ? TermTag::Map : TermTag::Set) ||
        (map && (!reader.read(zero) || zero)) || !reader.read(count) ||
        count > reader.left() / (map ? 2 : 1))
      return false;
    slot = toWord(emptyTable());
    if (count == 0)
      return true;
    size_t words = size_t(count) * (map ? 2 : 1);
    auto entries = std::make_unique<int64_t[]>(words);
    int64_t *first = entries.get();
    open.push_back({type->children, map ? nullptr : type->children[0], nullptr,
                    first, 0, words, std::move(entries), type, &slot});
    return true;
  }

  bool range(int64_t &slot) {
    int64_t start, end;
    if (!expect(TermTag::Range) || !reader.read(start) || !reader.read(end))
      return false;
    slot = toWord(snow_range_new(start, end));
    return true;
  }

  bool json(int64_t &slot) {
    std::string_view text;
    std::string error;
    if (!expect(TermTag::Json) || !reader.text<uint32_t>(text))
      return false;
    slot = toWord(parseJson(text, error));
    return slot != 0;
  }

  int64_t *newWords(int64_t &slot, size_t count) {
    auto *words = static_cast<int64_t *>(allocateObject(8 * count));
    slot = toWord(words);
    return words;
  }

  bool expect(TermTag tag) {
    uint8_t byte;
    return reader.read(byte) && byte == static_cast<uint8_t>(tag);
  }

  bool string(int64_t &slot) {
    std::string_view text;
    if (!expect(TermTag::String) || !reader.text<uint32_t>(text))
      return false;
    slot = toWord(makeString(text));
    return true;
  }

  bool list(const snow_type *type, int64_t &slot) {
    uint32_t count;
    // Every item takes at least one byte.
    if (!expect(type->kind == SNOW_TYPE_LIST ? TermTag::List
                                             : TermTag::Queue) ||
        !reader.read(count) || count > reader.left())
      return false;
    slot = toWord(newFilledList(count));
    enter(childrenOf(type, slot));
    return true;
  }

  bool tuple(const snow_type *type, int64_t &slot) {
    uint8_t count;
    if (!expect(TermTag::Tuple) || !reader.read(count) || count != type->count)
      return false;
    newWords(slot, count);
    enter(childrenOf(type, slot));
    return true;
  }

  bool structure(const snow_type *type, int64_t &slot) {
    std::string_view name;
    uint16_t count;
    if (!expect(TermTag::Struct) || !reader.text<uint16_t>(name) ||
        name != textOf(type->name) || !reader.read(count) ||
        count != type->count || !type->field_names)
      return false;
    newWords(slot, count);
    enter(childrenOf(type, slot), type->field_names);
    return true;
  }

  bool sum(const snow_type *type, int64_t &slot) {
    uint8_t variant;
    if (textOf(type->name) == "Ordering") {
      if (!expect(TermTag::Ordering) || !reader.read(variant) || variant > 2 ||
          variant >= type->count)
        return false;
      newWords(slot, 1)[0] = variant;
      return true;
    }
    std::string_view name;
    uint16_t count;
    if (!expect(TermTag::Sum) || !reader.text<uint16_t>(name) ||
        name != textOf(type->name) || !reader.read(variant) ||
        variant >= type->count || !reader.read(count) ||
        count != type->children[variant]->count)
      return false;
    // snow_exit_reason has its text word in every variant.
    newWords(slot, count ? 1 + size_t(count) : 2)[0] = variant;
    enter(childrenOf(type, slot));
    return true;
  }

  bool result(const snow_type *type, int64_t &slot) {
    uint8_t byte;
    if (!reader.read(byte))
      return false;
    bool option = type->kind == SNOW_TYPE_OPTION;
    auto first = static_cast<uint8_t>(option ? TermTag::Some : TermTag::Ok);
    if (byte != first && byte != first + 1)
      return false;
    auto *object =
        static_cast<snow_result *>(allocateObject(sizeof(snow_result)));
    object->tag = static_cast<uint8_t>(byte - first);
    slot = toWord(object);
    enter(childrenOf(type, slot));
    return true;
  }

  bool pid(int64_t &slot) {
    return expect(TermTag::SenderPid) && reader.read(slot);
  }

  bool closure(int64_t &slot) {
    uint64_t number;
    if (!expect(TermTag::Closure) || !reader.read(number))
      return false;
    slot = toWord(importClosure(number));
    return slot != 0;
  }

  /// A struct or sum where Any is expected, by what the program has registered
  /// under its name: the first type that the item decodes as.
  bool named(int64_t &slot) {
    auto tag = static_cast<TermTag>(*reader.position());
    Reader ahead(reader.position() + 1, reader.left() - 1);
    std::string_view name;
    if (!ahead.text<uint16_t>(name))
      return false;
    std::vector<const snow_type *> types = findTypes(
        tag == TermTag::Struct ? SNOW_TYPE_STRUCT : SNOW_TYPE_SUM, name);
    if (tag == TermTag::Sum && name == "ExitReason")
      types = {exitReasonType()};
    if (tag == TermTag::Sum && name == "SystemMessage")
      types = {systemMessageType()};
    if (types.size() == 1 || (!types.empty() && trials == kMaxTrials)) {
      snow_any *any = makeAny(types.front(), 0);
      slot = toWord(any);
      return item(types.front(), any->value);
    }
    for (const snow_type *type : types) {
      Decoder trial(reader, trials + 1);
      int64_t word = 0;
      if (trial.whole(type, word)) {
        reader = trial.position();
        slot = toWord(makeAny(type, word));
        return true;
      }
      releaseWord(type, word);
    }
    return false;
  }

  bool atNamed() const {
    if (!reader.left())
      return false;
    auto tag = static_cast<TermTag>(*reader.position());
    return tag == TermTag::Struct || tag == TermTag::Sum;
  }

  /// The type that an item is read as where Any is expected; null if there is
  /// none.
  const snow_type *typeAhead() {
    if (!reader.left())
      return nullptr;
    const uint8_t *at = reader.position();
    switch (static_cast<TermTag>(*at)) {
    case TermTag::Int:
      return primitiveType(SNOW_TYPE_INT);
    case TermTag::Float:
      return primitiveType(SNOW_TYPE_FLOAT);
    case TermTag::True:
    case TermTag::False:
      return primitiveType(SNOW_TYPE_BOOL);
    case TermTag::Unit:
      return primitiveType(SNOW_TYPE_UNIT);
    case TermTag::String:
      return primitiveType(SNOW_TYPE_STRING);
    case TermTag::SenderPid:
      return primitiveType(SNOW_TYPE_PID);
    case TermTag::List:
      return anyListType();
    case TermTag::Tuple:
      return reader.left() < 2 ? nullptr : anyTupleType(at[1]);
    case TermTag::Some:
    case TermTag::None:
      return anyOptionType();
    case TermTag::Ok:
    case TermTag::Err:
      return anyResultType();
    case TermTag::Map:
      return anyMapType();
    case TermTag::Set:
      return anySetType();
    case TermTag::Queue:
      return anyQueueType();
    case TermTag::Range:
      return primitiveType(SNOW_TYPE_RANGE);
    case TermTag::Json:
      return primitiveType(SNOW_TYPE_JSON);
    case TermTag::Ordering:
      return orderingType();
    case TermTag::Closure:
      return primitiveType(SNOW_TYPE_FUNCTION);
    default:
      return nullptr;
    }
  }

  bool item(const snow_type *type, int64_t &target) {
    int64_t *slot = &target;
    if (type && type->kind == SNOW_TYPE_ANY) {
      if (atNamed())
        return named(target);
      type = typeAhead();
      if (!type)
        return false;
      snow_any *any = makeAny(type, 0);
      *slot = toWord(any);
      slot = &any->value;
    }
    if (!type)
      return false;
    uint8_t byte;
    switch (type->kind) {
    case SNOW_TYPE_INT:
      return expect(TermTag::Int) && reader.read(*slot);
    case SNOW_TYPE_FLOAT:
      return expect(TermTag::Float) && reader.read(*slot);
    case SNOW_TYPE_BOOL:
      if (!reader.read(byte) ||
          (byte != uint8_t(TermTag::True) && byte != uint8_t(TermTag::False)))
        return false;
      *slot = byte == uint8_t(TermTag::True);
      return true;
    case SNOW_TYPE_UNIT:
      return expect(TermTag::Unit);
    case SNOW_TYPE_STRING:
      return string(*slot);
    case SNOW_TYPE_PID:
      return pid(*slot);
    case SNOW_TYPE_TUPLE:
      return tuple(type, *slot);
    case SNOW_TYPE_LIST:
    case SNOW_TYPE_QUEUE:
      return list(type, *slot);
    case SNOW_TYPE_MAP:
    case SNOW_TYPE_SET:
      return table(type, *slot);
    case SNOW_TYPE_RANGE:
      return range(*slot);
    case SNOW_TYPE_JSON:
      return json(*slot);
    case SNOW_TYPE_STRUCT:
      return structure(type, *slot);
    case SNOW_TYPE_SUM:
      return sum(type, *slot);
    case SNOW_TYPE_OPTION:
    case SNOW_TYPE_RESULT:
      return result(type, *slot);
    case SNOW_TYPE_FUNCTION:
      return closure(*slot);
    default:
      return false;
    }
  }

  Reader reader;
  unsigned trials;
  std::vector<Open> open;
};

} // namespace

bool snow::rt::decodeTerm(const snow_type *type, const void *bytes, size_t size,
                          int64_t &out) {
  int64_t root = 0;
  if (!type || !bytes)
    return false;
  if (Decoder(Reader(bytes, size), 0).run(type, root)) {
    out = root;
    return true;
  }
  releaseWord(type, root);
  return false;
}
