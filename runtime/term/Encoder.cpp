//===- Encoder.cpp - Values to terms --------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "term/Encoder.h"

#include "term/ClosureTable.h"
#include "term/TermFormat.h"
#include "value/Heap.h"
#include "value/Strings.h"
#include "value/Table.h"
#include "json/Encoder.h"

#include <string>
#include <string_view>

using namespace snow::rt;

namespace {

class Encoder {
public:
  explicit Encoder(std::vector<uint8_t> &out) : out(out) {}

  bool run(const snow_type *type, int64_t word) {
    steps.push_back({type, word, nullptr});
    while (!steps.empty()) {
      Step step = steps.back();
      steps.pop_back();
      if (step.fieldName)
        text<uint16_t>(textOf(step.fieldName));
      if (!step.type || !item(step.type, step.word) || failed)
        return false;
    }
    return true;
  }

private:
  struct Step {
    const snow_type *type;
    int64_t word;
    const void *fieldName; // Written in front of a struct's field.
  };

  template <typename T> void number(T value) {
    const auto *bytes = reinterpret_cast<const uint8_t *>(&value);
    out.insert(out.end(), bytes, bytes + sizeof(T));
  }
  void tag(TermTag value) { out.push_back(static_cast<uint8_t>(value)); }

  template <typename L> void text(std::string_view value) {
    if (value.size() > L(~L(0))) {
      failed = true;
      return;
    }
    number(static_cast<L>(value.size()));
    out.insert(out.end(), value.begin(), value.end());
  }

  bool children(const Children &list, const void *const *names = nullptr) {
    // Reversed: the first child is on top.
    for (size_t i = list.count; i-- != 0;)
      steps.push_back(
          {list.type(i), list.words[i], names ? names[i] : nullptr});
    return true;
  }

  bool structure(const snow_type *type, int64_t word) {
    if (!word && type->count)
      return false;
    tag(TermTag::Struct);
    text<uint16_t>(textOf(type->name));
    number(static_cast<uint16_t>(type->count));
    return type->field_names &&
           children(childrenOf(type, word), type->field_names);
  }

  bool sum(const snow_type *type, int64_t word) {
    if (!word)
      return false;
    auto variant = static_cast<uint64_t>(*toPointer<int64_t>(word));
    if (variant >= type->count || variant > 255)
      return false;
    if (textOf(type->name) == "Ordering") {
      tag(TermTag::Ordering);
      out.push_back(static_cast<uint8_t>(variant));
      return true;
    }
    tag(TermTag::Sum);
    text<uint16_t>(textOf(type->name));
    out.push_back(static_cast<uint8_t>(variant));
    Children fields = childrenOf(type, word);
    number(static_cast<uint16_t>(fields.count));
    return children(fields);
  }

  bool result(const snow_type *type, int64_t word) {
    if (!word)
      return false;
    bool first = toPointer<snow_result>(word)->tag == 0;
    if (type->kind == SNOW_TYPE_OPTION)
      tag(first ? TermTag::Some : TermTag::None);
    else
      tag(first ? TermTag::Ok : TermTag::Err);
    return children(childrenOf(type, word));
  }

  /// A map's pairs or a set's elements; the count is a number of entries.
  bool table(const snow_type *type, int64_t word) {
    bool map = type->kind == SNOW_TYPE_MAP;
    auto *table = toPointer<Table>(word);
    if (!table)
      return false;
    tag(map ? TermTag::Map : TermTag::Set);
    if (map)
      out.push_back(0);
    number(static_cast<uint32_t>(table->length));
    for (size_t i = table->used; i-- != 0;) {
      const int64_t *entry = table->entry(i, map);
      if (!entry[0])
        continue;
      if (map)
        steps.push_back({type->children[1], entry[2], nullptr});
      steps.push_back({type->children[0], entry[1], nullptr});
    }
    return true;
  }

  bool range(const snow_range *range) {
    if (!range)
      return false;
    tag(TermTag::Range);
    number(range->start);
    number(range->end);
    return true;
  }

  bool json(const snow_type *type, int64_t word) {
    std::string content;
    appendJson(content, type, word);
    tag(TermTag::Json);
    text<uint32_t>(content);
    return true;
  }

  bool item(const snow_type *type, int64_t word) {
    switch (type->kind) {
    case SNOW_TYPE_INT:
      tag(TermTag::Int);
      number(word);
      return true;
    case SNOW_TYPE_FLOAT:
      tag(TermTag::Float);
      number(word);
      return true;
    case SNOW_TYPE_BOOL:
      tag(word ? TermTag::True : TermTag::False);
      return true;
    case SNOW_TYPE_UNIT:
      tag(TermTag::Unit);
      return true;
    case SNOW_TYPE_STRING:
      tag(TermTag::String);
      text<uint32_t>(textOf(toPointer<void>(word)));
      return true;
    case SNOW_TYPE_PID:
      tag(TermTag::SenderPid);
      number(word);
      return true;
    case SNOW_TYPE_TUPLE:
      if (type->count > 255 || (!word && type->count))
        return false;
      tag(TermTag::Tuple);
      out.push_back(static_cast<uint8_t>(type->count));
      return children(childrenOf(type, word));
    case SNOW_TYPE_MAP:
    case SNOW_TYPE_SET:
      return table(type, word);
    case SNOW_TYPE_RANGE:
      return range(toPointer<snow_range>(word));
    case SNOW_TYPE_JSON:
      return json(type, word);
    case SNOW_TYPE_LIST:
    case SNOW_TYPE_QUEUE: {
      Children list = childrenOf(type, word);
      if (list.count > UINT32_MAX)
        return false;
      tag(type->kind == SNOW_TYPE_LIST ? TermTag::List : TermTag::Queue);
      number(static_cast<uint32_t>(list.count));
      return children(list);
    }
    case SNOW_TYPE_STRUCT:
      return structure(type, word);
    case SNOW_TYPE_SUM:
      return sum(type, word);
    case SNOW_TYPE_OPTION:
    case SNOW_TYPE_RESULT:
      return result(type, word);
    case SNOW_TYPE_FUNCTION:
      tag(TermTag::Closure);
      number(exportClosure(toPointer<void>(word)));
      return true;
    case SNOW_TYPE_ANY: {
      auto *any = toPointer<snow_any>(word);
      if (!any)
        return false;
      steps.push_back({any->type, any->value, nullptr});
      return true;
    }
    default:
      return false;
    }
  }

  std::vector<uint8_t> &out;
  std::vector<Step> steps;
  bool failed = false;
};

} // namespace

bool snow::rt::encodeTerm(const snow_type *type, int64_t word,
                          std::vector<uint8_t> &out) {
  size_t start = out.size();
  out.push_back(kTermVersion);
  if (type && Encoder(out).run(type, word))
    return true;
  out.resize(start);
  return false;
}
