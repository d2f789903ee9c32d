//===- Parser.h - JSON texts to Json values ---------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_JSON_PARSER_H
#define SNOW_RUNTIME_JSON_PARSER_H

#include "value/JsonValue.h"

#include <string>
#include <string_view>

namespace snow::rt {

/// Levels of arrays and objects that a text may have.
constexpr unsigned kMaxJsonDepth = 128;

/// Reads a JSON text (RFC 8259). Returns a Json object that the caller owns, or
/// null and `TEXT at line L column C` in `error`.
JsonValue *parseJson(std::string_view text, std::string &error);

} // namespace snow::rt

#endif // SNOW_RUNTIME_JSON_PARSER_H
