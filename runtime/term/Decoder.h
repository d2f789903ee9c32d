//===- Decoder.h - Terms to values ------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_TERM_DECODER_H
#define SNOW_RUNTIME_TERM_DECODER_H

#include "snow/Runtime/ABI/Runtime.h"

#include <cstddef>
#include <cstdint>

namespace snow::rt {

/// Reads a whole term as a value of the type. True and the word, which the
/// caller owns; false, and nothing is left allocated, if the bytes are
/// malformed, left over, or of another type. Any depth, without recursion; no
/// allocation is larger than the remaining bytes justify.
bool decodeTerm(const snow_type *type, const void *bytes, size_t size,
                int64_t &out);

} // namespace snow::rt

#endif // SNOW_RUNTIME_TERM_DECODER_H
