//===- Compare.h - Equality and order of values and of types ----*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_COMPARE_H
#define SNOW_RUNTIME_VALUE_COMPARE_H

#include "snow/Runtime/ABI/Runtime.h"

namespace snow::rt {

/// Equality by value: NaN differs from everything, functions are equal if they
/// are the same object, Any values of different types differ.
bool equalValues(const snow_type *type, int64_t a, int64_t b);

/// -1, 0 or 1. NaN comes last and is equal to NaN.
int compareValues(const snow_type *type, int64_t a, int64_t b);

/// True if both describe the same type: the same object, or equal in kind,
/// names and children (types may refer to themselves).
bool equalTypes(const snow_type *a, const snow_type *b);

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_COMPARE_H
