//===- Decoder.cpp - JSON texts and rows to typed values ------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "json/Decoder.h"

#include "value/BuiltinTypes.h"
#include "value/Heap.h"
#include "value/Lists.h"
#include "value/Results.h"
#include "value/Strings.h"
#include "value/TextNumbers.h"
#include "value/Unicode.h"
#include "json/Parser.h"

#include <bit>
#include <string_view>

using namespace snow::rt;

namespace {

/// Recursion follows the Json, whose depth the parser limits.
class JsonReader {
public:
  explicit JsonReader(std::string &error) : error(error) {}

  bool read(const snow_type *type, const JsonValue *json, int64_t &out) {
    switch (type->kind) {
    case SNOW_TYPE_INT:
      return jsonAsInt(json, out) || fail("expected Int");
    case SNOW_TYPE_FLOAT:
      return jsonAsFloat(json, out) || fail("expected Float");
    case SNOW_TYPE_BOOL:
      if (!json || json->kind != JsonKind::Bool)
        return fail("expected Bool");
      out = json->word;
      return true;
    case SNOW_TYPE_STRING:
      if (!json || json->kind != JsonKind::String)
        return fail("expected String");
      out = retainWord(type, json->word);
      return true;
    case SNOW_TYPE_UNIT:
      out = 0;
      return true;
    case SNOW_TYPE_JSON:
      out = retainWord(type, toWord(json));
      return true;
    case SNOW_TYPE_OPTION:
      return option(type, json, out);
    case SNOW_TYPE_LIST:
      return list(type, json, out);
    case SNOW_TYPE_MAP:
      return map(type, json, out);
    case SNOW_TYPE_STRUCT:
      return structure(type, json, out);
    case SNOW_TYPE_SUM:
      return sum(type, json, out);
    default:
      return fail("expected JSON-serializable type");
    }
  }

private:
  bool fail(std::string text) {
    error = std::move(text);
    return false;
  }

  bool option(const snow_type *type, const JsonValue *json, int64_t &out) {
    if (!json || json->kind == JsonKind::Null) {
      out = toWord(makeNone());
      return true;
    }
    int64_t word;
    if (!read(type->children[0], json, word))
      return false;
    out = toWord(makeSome(word));
    return true;
  }

  bool list(const snow_type *type, const JsonValue *json, int64_t &out) {
    if (!json || json->kind != JsonKind::Array)
      return fail("expected Array");
    auto items = wordsOf(toPointer<void>(json->word));
    snow_list *result = newList(items.size());
    Owned owned(type, toWord(result));
    for (int64_t item : items) {
      int64_t word;
      if (!read(type->children[0], toPointer<JsonValue>(item), word))
        return false;
      result->data[result->length++] = word;
    }
    out = owned.take();
    return true;
  }

  bool map(const snow_type *type, const JsonValue *json, int64_t &out) {
    if (!json || json->kind != JsonKind::Object)
      return fail("expected Object");
    TableType tableType = TableType::of(type);
    Table &object = *toPointer<Table>(json->word);
    OwnedTable result(tableType, emptyTable());
    for (size_t i = 0; i != object.used; ++i) {
      const int64_t *entry = object.entry(i, true);
      int64_t word;
      if (!entry[0])
        continue;
      if (!read(tableType.value, toPointer<JsonValue>(entry[2]), word))
        return false;
      result.update([&](Table *table) {
        return putEntry(tableType, table, retainWord(tableType.key, entry[1]),
                        word);
      });
    }
    out = toWord(result.take());
    return true;
  }

  bool structure(const snow_type *type, const JsonValue *json, int64_t &out) {
    if (!json || json->kind != JsonKind::Object)
      return fail("expected Object");
    auto *fields = static_cast<int64_t *>(allocateObject(8 * type->count));
    Owned owned(type, toWord(fields));
    for (uint32_t i = 0; i != type->count; ++i) {
      const void *name = type->field_names[i];
      const JsonValue *member = memberOf(json, name);
      if (!member && type->children[i]->kind != SNOW_TYPE_OPTION)
        return fail("missing field: " + std::string(textOf(name)));
      if (!read(type->children[i], member, fields[i]))
        return false;
    }
    out = owned.take();
    return true;
  }

  bool sum(const snow_type *type, const JsonValue *json, int64_t &out) {
    if (!json || json->kind != JsonKind::Object)
      return fail("expected Object");
    static const void *const tagName = staticString("tag");
    static const void *const fieldsName = staticString("fields");
    const JsonValue *tag = memberOf(json, tagName);
    if (!tag)
      return fail("missing field: tag");
    if (tag->kind != JsonKind::String)
      return fail("expected String");
    std::string_view name = textOf(toPointer<void>(tag->word));
    for (uint32_t i = 0; i != type->count; ++i)
      if (textOf(type->children[i]->name) == name)
        return variant(type, i, memberOf(json, fieldsName), out);
    return fail("unknown variant: " + std::string(name));
  }

  bool variant(const snow_type *type, uint32_t index, const JsonValue *fields,
               int64_t &out) {
    const snow_type *shape = type->children[index];
    if (!fields && shape->count)
      return fail("missing field: fields");
    if (fields && fields->kind != JsonKind::Array)
      return fail("expected Array");
    auto items =
        fields ? wordsOf(toPointer<void>(fields->word)) : std::span<int64_t>();
    auto *object =
        static_cast<int64_t *>(allocateObject(8 * (1 + size_t(shape->count))));
    object[0] = index;
    Owned owned(type, toWord(object));
    for (uint32_t i = 0; i != shape->count; ++i) {
      if (i >= items.size())
        return fail("array index " + std::to_string(i) +
                    " out of bounds (length " + std::to_string(items.size()) +
                    ")");
      if (!read(shape->children[i], toPointer<JsonValue>(items[i]),
                object[1 + i]))
        return false;
    }
    out = owned.take();
    return true;
  }

  std::string &error;
};

/// `true t 1 yes` and `false f 0 no`, in any case.
bool parseBool(std::string_view text, int64_t &out) {
  std::string lower = toLower(trimmed(text));
  out = lower == "true" || lower == "t" || lower == "1" || lower == "yes";
  return out || lower == "false" || lower == "f" || lower == "0" ||
         lower == "no";
}

bool decodeColumn(const snow_type *type, const void *column, int64_t &out,
                  std::string &error) {
  std::string_view text = textOf(column);
  const char *wanted = nullptr;
  switch (type->kind) {
  case SNOW_TYPE_INT:
    if (!parseInt(trimmed(text), out))
      wanted = "Int";
    break;
  case SNOW_TYPE_FLOAT:
    if (double value; parseFloat(trimmed(text), value))
      out = std::bit_cast<int64_t>(value);
    else
      wanted = "Float";
    break;
  case SNOW_TYPE_BOOL:
    if (!parseBool(text, out))
      wanted = "Bool";
    break;
  case SNOW_TYPE_OPTION: {
    if (text.empty()) {
      out = toWord(makeNone());
      return true;
    }
    int64_t word;
    if (!decodeColumn(type->children[0], column, word, error))
      return false;
    out = toWord(makeSome(word));
    return true;
  }
  default:
    out = toWord(column);
    retainObject(column);
    return true;
  }
  if (!wanted)
    return true;
  error = "cannot parse '" + std::string(text) + "' as " + wanted;
  return false;
}

} // namespace

bool snow::rt::jsonAsInt(const JsonValue *json, int64_t &out) {
  if (!json || (json->kind != JsonKind::Int && json->kind != JsonKind::Float))
    return false;
  out = json->kind == JsonKind::Int
            ? json->word
            : snow_float_to_int(std::bit_cast<double>(json->word));
  return true;
}

bool snow::rt::jsonAsFloat(const JsonValue *json, int64_t &out) {
  if (!json || (json->kind != JsonKind::Int && json->kind != JsonKind::Float))
    return false;
  out = json->kind == JsonKind::Float
            ? json->word
            : std::bit_cast<int64_t>(static_cast<double>(json->word));
  return true;
}

const JsonValue *snow::rt::memberOf(const JsonValue *object, const void *key) {
  auto type = TableType::ofMap(primitiveType(SNOW_TYPE_STRING),
                               primitiveType(SNOW_TYPE_JSON));
  const int64_t *entry =
      findEntry(type, toPointer<Table>(object->word), toWord(key));
  return entry ? toPointer<JsonValue>(entry[2]) : nullptr;
}

bool snow::rt::decodeJson(const snow_type *type, const JsonValue *json,
                          int64_t &out, std::string &error) {
  return JsonReader(error).read(type, json, out);
}

bool snow::rt::decodeRow(const snow_type *type, Table *row, int64_t &out,
                         std::string &error) {
  const snow_type *string = primitiveType(SNOW_TYPE_STRING);
  auto rowType = TableType::ofMap(string, string);
  auto *fields = static_cast<int64_t *>(allocateObject(8 * type->count));
  Owned owned(type, toWord(fields));
  for (uint32_t i = 0; i != type->count; ++i) {
    const void *name = type->field_names[i];
    const int64_t *entry = findEntry(rowType, row, toWord(name));
    if (!entry) {
      error = "missing column: " + std::string(textOf(name));
      return false;
    }
    if (!decodeColumn(type->children[i], toPointer<void>(entry[2]), fields[i],
                      error))
      return false;
  }
  out = owned.take();
  return true;
}
