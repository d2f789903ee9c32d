//===- Validator.h - Well-formedness of terms without a type ----*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_TERM_VALIDATOR_H
#define SNOW_RUNTIME_TERM_VALIDATOR_H

#include <cstddef>
#include <cstdint>
#include <vector>

namespace snow::rt {

/// Where a term is going to be used.
enum class TermScope {
  Local,     // Handles and closures are allowed, limits are not applied.
  CrossNode, // The limits of the runtime specification, section 6, hold.
};

/// Size of the item at the start of the bytes (no version byte), 0 if it is
/// malformed or cut off. Does not recurse and allocates no more than a few
/// bytes per open collection.
size_t skipItem(const void *bytes, size_t size, TermScope scope);

/// True if the bytes are exactly one well-formed term.
bool validateTerm(const void *bytes, size_t size, TermScope scope);

/// Appends where the numbers of closures are in the item at the start of the
/// bytes (no version byte), of a local term.
void collectClosures(const void *bytes, size_t size,
                     std::vector<size_t> &offsets);

} // namespace snow::rt

#endif // SNOW_RUNTIME_TERM_VALIDATOR_H
