//===- Encoder.h - Values to terms ------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_TERM_ENCODER_H
#define SNOW_RUNTIME_TERM_ENCODER_H

#include "snow/Runtime/ABI/Runtime.h"

#include <cstdint>
#include <vector>

namespace snow::rt {

/// Appends the term (version byte and item) of a value. Any depth, without
/// recursion. False, and `out` as it was, if the value has a part that no term
/// stands for.
bool encodeTerm(const snow_type *type, int64_t word, std::vector<uint8_t> &out);

} // namespace snow::rt

#endif // SNOW_RUNTIME_TERM_ENCODER_H
