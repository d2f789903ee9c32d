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

namespace {

void appendEscaped(std::string &out, std::string_view text) {
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

/// Writes a value piece by piece; what is to be written next lies on top.
class JsonWriter {
public:
  explicit JsonWriter(std::string &out) : out(out) {}

  void run(const snow_type *type, int64_t word) {
    push(type, word);
    while (!steps.empty()) {
      Step step = steps.back();
      steps.pop_back();
      switch (step.what) {
      case What::Text:
        out += step.text;
        break;
      case What::Key:
        appendEscaped(out, step.text);
        out += ':';
        break;
      case What::Quoted:
        appendEscaped(out, step.text);
        break;
      case What::Value:
        value(step.type, step.word);
        break;
      }
    }
  }

private:
  enum class What : uint8_t { Text, Key, Quoted, Value };
  struct Step {
    What what;
    std::string_view text;
    const snow_type *type;
    int64_t word;
  };
  struct Member {
    std::string_view key;
    const snow_type *type;
    int64_t word;
  };

  void push(const snow_type *type, int64_t word) {
    steps.push_back({What::Value, {}, type, word});
  }
  void text(std::string_view piece) {
    steps.push_back({What::Text, piece, nullptr, 0});
  }

  void array(const Children &children) {
    text("]");
    for (size_t i = children.count; i-- != 0;) {
      push(children.type(i), children.words[i]);
      if (i)
        text(",");
    }
    text("[");
  }

  void object(std::vector<Member> &members) {
    std::sort(members.begin(), members.end(),
              [](const Member &a, const Member &b) { return a.key < b.key; });
    text("}");
    for (size_t i = members.size(); i-- != 0;) {
      push(members[i].type, members[i].word);
      steps.push_back({What::Key, members[i].key, nullptr, 0});
      if (i)
        text(",");
    }
    text("{");
  }

  void structure(const snow_type *type, int64_t word) {
    std::vector<Member> members;
    Children children = childrenOf(type, word);
    for (size_t i = 0; type->field_names && i != children.count; ++i)
      members.push_back(
          {textOf(type->field_names[i]), children.type(i), children.words[i]});
    object(members);
  }

  void map(const snow_type *type, int64_t word) {
    std::vector<Member> members;
    auto *table = toPointer<Table>(word);
    bool named = type->children[0]->kind == SNOW_TYPE_STRING;
    for (size_t i = 0; table && named && i != table->used; ++i)
      if (const int64_t *entry = table->entry(i, true); entry[0])
        members.push_back(
            {textOf(toPointer<void>(entry[1])), type->children[1], entry[2]});
    object(members);
  }

  void set(const snow_type *type, int64_t word) {
    auto *table = toPointer<Table>(word);
    text("]");
    bool last = true;
    for (size_t i = table ? table->used : 0; i-- != 0;) {
      const int64_t *entry = table->entry(i, false);
      if (!entry[0])
        continue;
      if (!last)
        text(",");
      last = false;
      push(type->children[0], entry[1]);
    }
    text("[");
  }

  void variant(std::string_view name, const Children &fields) {
    text("}");
    steps.push_back({What::Quoted, name, nullptr, 0});
    text(",\"tag\":");
    array(fields);
    text("{\"fields\":");
  }

  void sum(const snow_type *type, int64_t word) {
    uint64_t index = word ? *toPointer<uint64_t>(word) : type->count;
    if (index >= type->count)
      return text("null");
    variant(textOf(type->children[index]->name), childrenOf(type, word));
  }

  void json(const JsonValue *json) {
    if (!json || json->kind == JsonKind::Null)
      return text("null");
    switch (json->kind) {
    case JsonKind::Bool:
      return push(primitiveType(SNOW_TYPE_BOOL), json->word);
    case JsonKind::Int:
      return push(primitiveType(SNOW_TYPE_INT), json->word);
    case JsonKind::Float:
      return push(primitiveType(SNOW_TYPE_FLOAT), json->word);
    default:
      return push(jsonContentType(json->kind), json->word);
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
      return appendEscaped(out, textOf(toPointer<void>(word)));
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
        return text("null");
      return push(type->children[0], option->value);
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
        return push(any->type, any->value);
      return text("null");
    default:
      out += "null";
      return;
    }
  }

  std::string &out;
  std::vector<Step> steps;
};

} // namespace

void snow::rt::appendJson(std::string &out, const snow_type *type,
                          int64_t word) {
  JsonWriter(out).run(type, word);
}
