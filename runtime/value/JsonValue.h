//===- JsonValue.h - Json objects -------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_JSONVALUE_H
#define SNOW_RUNTIME_VALUE_JSONVALUE_H

#include "snow/Runtime/ABI/Runtime.h"

#include <cstdint>

namespace snow::rt {

enum class JsonKind : uint64_t {
  Null,
  Bool,
  Int,
  Float,
  String, ///< A String object.
  Array,  ///< A List<Json>.
  Object, ///< A Map<String, Json>.
};

/// The object of a Json value; arrays and objects are ordinary collections, so
/// taking one out costs nothing.
struct JsonValue {
  JsonKind kind;
  int64_t word;
};

/// The type of the object in a Json of the kind; null if it holds none.
const snow_type *jsonContentType(JsonKind kind);

/// A Json object that takes over the word; null and the Bools are static.
JsonValue *makeJson(JsonKind kind, int64_t word);

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_JSONVALUE_H
