//===- Unicode.h - Scalars, white space and case ----------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Strings are bytes, normally UTF-8. A byte that does not belong to a
// well-formed sequence counts as one scalar and stays as it is.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_UNICODE_H
#define SNOW_RUNTIME_VALUE_UNICODE_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace snow::rt {

/// What stands at a byte offset.
struct Scalar {
  int32_t value; ///< -1: a byte that is not UTF-8.
  size_t size;   ///< In bytes, at least 1.
};

/// Decodes at `offset`, which must lie within the text.
Scalar scalarAt(std::string_view text, size_t offset);

/// The number of bytes from an offset on that are ASCII, in steps of eight.
size_t asciiPrefix(std::string_view text, size_t from);

size_t countScalars(std::string_view text);

/// The byte offset of the scalar with a number, from 0, counted from the byte
/// offset `from`; the size of the text if it has fewer.
size_t offsetOfScalar(std::string_view text, size_t number, size_t from = 0);

/// Without white space (Unicode property White_Space) at both ends.
std::string_view trimmed(std::string_view text);

/// Full case mapping, final sigma included.
std::string toUpper(std::string_view text);
std::string toLower(std::string_view text);

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_UNICODE_H
