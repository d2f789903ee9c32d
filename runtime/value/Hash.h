//===- Hash.h - Hashes of values --------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_HASH_H
#define SNOW_RUNTIME_VALUE_HASH_H

#include "snow/Runtime/ABI/Runtime.h"

#include <string_view>

namespace snow::rt {

/// FNV-1a as the language specification, section 7, has it. Any depth. Calls
/// the program's own `hash` methods.
uint64_t hashValue(const snow_type *type, int64_t word);

/// Continues a hash over the 8 bytes of another.
uint64_t combineHashes(uint64_t a, uint64_t b);

/// A quick hash for tables: equal values have equal ones. Never 0.
uint64_t tableHash(const snow_type *type, int64_t word);

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_HASH_H
