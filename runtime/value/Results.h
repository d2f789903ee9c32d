//===- Results.h - Option and Result objects --------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_RESULTS_H
#define SNOW_RUNTIME_VALUE_RESULTS_H

#include "snow/Runtime/ABI/Runtime.h"

#include <cstddef>
#include <string_view>

namespace snow::rt {

/// Objects that take over the word.
snow_result *makeSome(int64_t word);
snow_result *makeOk(int64_t word);
snow_result *makeErr(std::string_view text);
/// The static None.
snow_result *makeNone();

/// `index I out of bounds (length N)`.
[[noreturn]] void panicIndex(int64_t index, size_t length);

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_RESULTS_H
