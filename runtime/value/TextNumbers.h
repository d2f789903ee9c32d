//===- TextNumbers.h - Reading numbers --------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_TEXTNUMBERS_H
#define SNOW_RUNTIME_VALUE_TEXTNUMBERS_H

#include <cstdint>
#include <string_view>

namespace snow::rt {

/// A whole text as an Int: optional sign, decimal digits, in range.
bool parseInt(std::string_view text, int64_t &out);

/// A whole text as a Float: decimal, exponent, `inf`, `infinity`, `nan`.
bool parseFloat(std::string_view text, double &out);

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_TEXTNUMBERS_H
