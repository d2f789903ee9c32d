//===- Encoder.h - Values to JSON texts -------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_JSON_ENCODER_H
#define SNOW_RUNTIME_JSON_ENCODER_H

#include "snow/Runtime/ABI/Runtime.h"

#include <string>
#include <string_view>

namespace snow::rt {

/// Appends the JSON text of a value: compact, keys sorted bytewise. Any depth,
/// without recursion. What JSON has nothing for is null.
void appendJson(std::string &out, const snow_type *type, int64_t word);

/// Appends a JSON string in its quotes.
void appendJsonString(std::string &out, std::string_view text);

} // namespace snow::rt

#endif // SNOW_RUNTIME_JSON_ENCODER_H
