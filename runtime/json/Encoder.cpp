//===- Encoder.cpp - Values to JSON texts ---------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "json/Encoder.h"

#include "value/BuiltinTypes.h"
#include "value/Heap.h"
#include "value/JsonValue.h"
#include "value/Strings.h"
#include "value/Table.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string_view>
#include <vector>

using namespace snow::rt;

void snow::rt::appendJsonString(std::string &out, std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  out += '"';
  size_t from = 0;
  for (size_t i = 0; i != text.size(); ++i) {
    auto byte = static_cast<uint8_t>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\')
      continue;
    out += text.substr(from, i - from);
    from = i + 1;
    switch (byte) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    case '\b':
      out += "\\b";
      break;
    case '\f':
      out += "\\f";
      break;
    default:
      out += "\\u00";
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  out += text.substr(from);
  out += '"';
}

namespace {

void appendNumber(std::string &out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  size_t start = out.size();
  appendFloat(out, value);
  if (out.find('.', start) == out.npos)
    out += ".0";
}

/// Writes a value piece by piece. The arrays and objects that are being written
/// lie on an explicit stack, the innermost on top.
class JsonWriter {
public:
  explicit JsonWriter(std::string &out) : out(out) {}

  void run(const snow_type *type, int64_t word) {
    value(type, word);
    while (!open.empty())
      step(open.back());
  }

private:
  struct Member {
    std::string_view key;
    const snow_type *type;
    int64_t word;
  };
  /// An array or object of which the items before `at` are written.
  struct Open {
    Children items;                     // Of an array, or
    Table *set = nullptr;               // the elements of a set, or
    std::vector<Member> members;        // the members of an object.
    const snow_type *element = nullptr; // Of the set.
    size_t at = 0, count = 0;
    std::string_view variant; // Of a sum value, whose fields the items are.
    bool isFirst = true;
  };

  void step(Open &top) {
    if (top.at == top.count) {
      close(top);
      open.pop_back();
      return;
    }
    size_t i = top.at++;
    if (top.set) {
      const int64_t *entry = top.set->entry(i, false);
      if (!entry[0])
        return;
      separate(top);
      value(top.element, entry[1]);
    } else if (!top.members.empty()) {
      separate(top);
      Member member = top.members[i];
      appendJsonString(out, member.key);
      out += ':';
      value(member.type, member.word);
    } else {
      separate(top);
      value(top.items.type(i), top.items.words[i]);
    }
  }

  void separate(Open &top) {
    if (!top.isFirst)
      out += ',';
    top.isFirst = false;
  }

  void close(const Open &top) {
    out += top.members.empty() ? ']' : '}';
    if (top.variant.empty())
      return;
    out += ",\"tag\":";
    appendJsonString(out, top.variant);
    out += '}';
  }

  void array(const Children &children, std::string_view variant = {}) {
    out += '[';
    Open &top = open.emplace_back();
    top.items = children;
    top.count = children.count;
    top.variant = variant;
  }

  void object(std::vector<Member> &&members) {
    if (members.empty()) {
      out += "{}";
      return;
    }
    std::sort(members.begin(), members.end(),
              [](const Member &a, const Member &b) { return a.key < b.key; });
    out += '{';
    Open &top = open.emplace_back();
    top.members = std::move(members);
    top.count = top.members.size();
  }

  void structure(const snow_type *type, int64_t word) {
    std::vector<Member> members;
    Children children = childrenOf(type, word);
    for (size_t i = 0; type->field_names && i != children.count; ++i)
      members.push_back(
          {textOf(type->field_names[i]), children.type(i), children.words[i]});
    object(std::move(members));
  }

  void map(const snow_type *type, int64_t word) {
    std::vector<Member> members;
    auto *table = toPointer<Table>(word);
    bool named = type->children[0]->kind == SNOW_TYPE_STRING;
    for (size_t i = 0; table && named && i != table->used; ++i)
      if (const int64_t *entry = table->entry(i, true); entry[0])
        members.push_back(
            {textOf(toPointer<void>(entry[1])), type->children[1], entry[2]});
    object(std::move(members));
  }

  void set(const snow_type *type, int64_t word) {
    auto *table = toPointer<Table>(word);
    out += '[';
    Open &top = open.emplace_back();
    top.set = table ? table : emptyTable();
    top.element = type->children[0];
    top.count = top.set->used;
  }

  void variant(std::string_view name, const Children &fields) {
    out += "{\"fields\":";
    array(fields, name);
  }

  void sum(const snow_type *type, int64_t word) {
    uint64_t index = word ? *toPointer<uint64_t>(word) : type->count;
    if (index >= type->count)
      return null();
    variant(textOf(type->children[index]->name), childrenOf(type, word));
  }

  void json(const JsonValue *json) {
    if (!json || json->kind == JsonKind::Null)
      return null();
    switch (json->kind) {
    case JsonKind::Bool:
      return value(primitiveType(SNOW_TYPE_BOOL), json->word);
    case JsonKind::Int:
      return value(primitiveType(SNOW_TYPE_INT), json->word);
    case JsonKind::Float:
      return value(primitiveType(SNOW_TYPE_FLOAT), json->word);
    default:
      return value(jsonContentType(json->kind), json->word);
    }
  }

  void value(const snow_type *type, int64_t word) {
    switch (type ? type->kind : uint32_t(SNOW_TYPE_UNIT)) {
    case SNOW_TYPE_INT:
    case SNOW_TYPE_PID:
      return appendInt(out, word);
    case SNOW_TYPE_FLOAT:
      return appendNumber(out, std::bit_cast<double>(word));
    case SNOW_TYPE_BOOL:
      out += word ? "true" : "false";
      return;
    case SNOW_TYPE_STRING:
      return appendJsonString(out, textOf(toPointer<void>(word)));
    case SNOW_TYPE_TUPLE:
    case SNOW_TYPE_LIST:
    case SNOW_TYPE_QUEUE:
      return array(childrenOf(type, word));
    case SNOW_TYPE_SET:
      return set(type, word);
    case SNOW_TYPE_MAP:
      return map(type, word);
    case SNOW_TYPE_STRUCT:
      return structure(type, word);
    case SNOW_TYPE_SUM:
      return sum(type, word);
    case SNOW_TYPE_OPTION: {
      auto *option = toPointer<snow_result>(word);
      if (!option || option->tag)
        return null();
      return value(type->children[0], option->value);
    }
    case SNOW_TYPE_RESULT: {
      auto *result = toPointer<snow_result>(word);
      return variant(result && result->tag == 0 ? "Ok" : "Err",
                     childrenOf(type, word));
    }
    case SNOW_TYPE_JSON:
      return json(toPointer<JsonValue>(word));
    case SNOW_TYPE_ANY:
      if (auto *any = toPointer<snow_any>(word))
        return value(any->type, any->value);
      return null();
    default:
      return null();
    }
  }

  void null() { out += "null"; }

  std::string &out;
  std::vector<Open> open;
};

} // namespace

void snow::rt::appendJson(std::string &out, const snow_type *type,
                          int64_t word) {
  JsonWriter(out).run(type, word);
}
