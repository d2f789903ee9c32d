//===- Text.h - Display and Debug texts of values ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_TEXT_H
#define SNOW_RUNTIME_VALUE_TEXT_H

#include "snow/Runtime/ABI/Runtime.h"

#include <string>

namespace snow::rt {

/// Structure is Debug without the methods of the program: no code of it runs.
enum class TextForm { Display, Debug, Structure };

/// Appends the text of a value as the table of the language specification,
/// section 9, has it. Any depth, without recursion.
void appendValue(std::string &out, const snow_type *type, int64_t word,
                 TextForm form);

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_TEXT_H
