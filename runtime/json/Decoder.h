//===- Decoder.h - JSON texts and rows to typed values ----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_JSON_DECODER_H
#define SNOW_RUNTIME_JSON_DECODER_H

#include "value/JsonValue.h"
#include "value/Table.h"

#include <string>

namespace snow::rt {

/// Reads a Json as a value of a type that derives Json. True and the word,
/// which the caller owns, or false and the error text.
bool decodeJson(const snow_type *type, const JsonValue *json, int64_t &out,
                std::string &error);

/// Reads a Map<String, String> as a struct that derives Row, likewise.
bool decodeRow(const snow_type *type, Table *row, int64_t &out,
               std::string &error);

/// `expected Int` and the like; null if the Json is not of that kind.
bool jsonAsInt(const JsonValue *json, int64_t &out);
bool jsonAsFloat(const JsonValue *json, int64_t &out);

/// The value under a key of an object, or null.
const JsonValue *memberOf(const JsonValue *object, const void *key);

} // namespace snow::rt

#endif // SNOW_RUNTIME_JSON_DECODER_H
