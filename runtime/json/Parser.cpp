//===- Parser.cpp - JSON texts to Json values -----------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "json/Parser.h"

#include "value/BuiltinTypes.h"
#include "value/Heap.h"
#include "value/Lists.h"
#include "value/Strings.h"
#include "value/Table.h"
#include "value/Unicode.h"

// Header-only: no further library to link.
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/src.hpp>

#include <bit>
#include <charconv>
#include <cstdlib>
#include <vector>

using namespace snow::rt;
namespace json = boost::json;

namespace {

TableType objectType() {
  return TableType::ofMap(primitiveType(SNOW_TYPE_STRING),
                          primitiveType(SNOW_TYPE_JSON));
}

/// What the parser calls: builds the value from its innermost parts. Whatever
/// is built belongs to the handler until the end.
class Handler {
public:
  static constexpr size_t max_object_size = size_t(-1);
  static constexpr size_t max_array_size = size_t(-1);
  static constexpr size_t max_key_size = size_t(-1);
  static constexpr size_t max_string_size = size_t(-1);
  using Text = json::string_view;
  using Error = json::error_code;

  Handler() = default;
  Handler(const Handler &) = delete;
  Handler &operator=(const Handler &) = delete;
  ~Handler() {
    for (Open &node : open) {
      releaseList(node.array, primitiveType(SNOW_TYPE_JSON));
      if (node.object)
        releaseTable(objectType(), node.object);
      releaseObject(node.key, nullptr);
    }
    releaseWord(primitiveType(SNOW_TYPE_JSON), toWord(root));
  }

  JsonValue *take() { return std::exchange(root, nullptr); }

  bool on_document_begin(Error &) { return true; }
  bool on_document_end(Error &) { return true; }
  bool on_array_begin(Error &) {
    open.push_back({emptyList(), nullptr, nullptr});
    return true;
  }
  bool on_array_end(size_t, Error &) {
    snow_list *array = std::exchange(open.back().array, nullptr);
    return close(JsonKind::Array, toWord(array));
  }
  bool on_object_begin(Error &) {
    open.push_back({nullptr, emptyTable(), nullptr});
    return true;
  }
  bool on_object_end(size_t, Error &) {
    Table *object = std::exchange(open.back().object, nullptr);
    return close(JsonKind::Object, toWord(object));
  }
  bool on_key_part(Text part, size_t, Error &) { return collect(part); }
  bool on_key(Text part, size_t, Error &) {
    open.back().key = text(part);
    return true;
  }
  bool on_string_part(Text part, size_t, Error &) { return collect(part); }
  bool on_string(Text part, size_t, Error &) {
    return add(JsonKind::String, toWord(text(part)));
  }
  bool on_number_part(Text part, Error &) { return collect(part); }
  bool on_int64(int64_t value, Text, Error &) {
    buffer.clear();
    return add(JsonKind::Int, value);
  }
  bool on_uint64(uint64_t, Text digits, Error &) { return number(digits); }
  bool on_double(double, Text digits, Error &) { return number(digits); }
  bool on_bool(bool value, Error &) { return add(JsonKind::Bool, value); }
  bool on_null(Error &) { return add(JsonKind::Null, 0); }
  bool on_comment_part(Text, Error &) { return true; }
  bool on_comment(Text, Error &) { return true; }

private:
  struct Open {
    snow_list *array;
    Table *object;
    snow_string *key; // Of the member that is being read.
  };

  bool collect(Text part) {
    buffer.append(part.data(), part.size());
    return true;
  }

  snow_string *text(Text last) {
    if (buffer.empty())
      return makeString({last.data(), last.size()});
    collect(last);
    snow_string *string = makeString(buffer);
    buffer.clear();
    return string;
  }

  /// The parser's own conversion does not always give the nearest Float.
  bool number(Text last) {
    collect(last);
    double value = 0;
    const char *end = buffer.data() + buffer.size();
    if (std::from_chars(buffer.data(), end, value).ec != std::errc())
      value = std::strtod(buffer.c_str(), nullptr);
    buffer.clear();
    return add(JsonKind::Float, std::bit_cast<int64_t>(value));
  }

  bool close(JsonKind kind, int64_t word) {
    open.pop_back();
    return add(kind, word);
  }

  bool add(JsonKind kind, int64_t word) {
    JsonValue *value = makeJson(kind, word);
    if (open.empty()) {
      root = value;
      return true;
    }
    Open &into = open.back();
    if (into.object)
      into.object =
          putEntry(objectType(), into.object,
                   toWord(std::exchange(into.key, nullptr)), toWord(value));
    else
      into.array = appendToList(primitiveType(SNOW_TYPE_JSON), into.array,
                                toWord(value));
    return true;
  }

  std::vector<Open> open;
  std::string buffer;
  JsonValue *root = nullptr;
};

/// ` at line L column C`, columns in scalars.
std::string placeOf(std::string_view text, size_t at) {
  size_t line = 1, start = 0;
  for (size_t i = 0; i < at && i < text.size(); ++i) {
    if (text[i] == '\n') {
      ++line;
      start = i + 1;
    }
  }
  // What ends too early is reported behind its last character.
  size_t column =
      countScalars(text.substr(start, at - start)) + (at < text.size() ? 1 : 0);
  return " at line " + std::to_string(line) + " column " +
         std::to_string(column);
}

} // namespace

JsonValue *snow::rt::parseJson(std::string_view text, std::string &error) {
  json::parse_options options;
  options.max_depth = kMaxJsonDepth;
  json::basic_parser<Handler> parser(options);
  json::error_code code;
  size_t used =
      parser.write_some(/*more=*/false, text.data(), text.size(), code);
  if (!code && used < text.size())
    code = json::error::extra_data;
  if (code) {
    error = code.message() + placeOf(text, used);
    return nullptr;
  }
  return parser.handler().take();
}
