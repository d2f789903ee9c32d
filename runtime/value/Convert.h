//===- Convert.h - Values of one type as another ----------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_CONVERT_H
#define SNOW_RUNTIME_VALUE_CONVERT_H

#include "snow/Runtime/ABI/Runtime.h"

namespace snow::rt {

/// Reads a value as one of another type, as a receiver reads a term: names and
/// structure must agree, Any takes everything and may turn out as anything, an
/// empty collection has any element type. True and a word that the caller owns.
bool convertValue(const snow_type *from, int64_t word, const snow_type *to,
                  int64_t &out);

/// Whether convertValue would succeed.
bool canConvert(const snow_type *from, int64_t word, const snow_type *to);

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_CONVERT_H
