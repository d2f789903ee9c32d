//===- AppendNames.h - Functions that append to a list ----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The conversion to LLVM makes functions of its own for appending. What comes
// behind it knows them by these names.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_CONVERSION_APPENDNAMES_H
#define SNOW_CONVERSION_APPENDNAMES_H

#include "llvm/ADT/StringRef.h"

namespace snow {

/// Appends to a list, in place if it can: (type, list, word) -> list.
inline constexpr llvm::StringLiteral appendName("__list_append");
/// The same if its fourth parameter holds; else the list is as it was.
inline constexpr llvm::StringLiteral conditionalAppendName("__list_append_if");

} // namespace snow

#endif // SNOW_CONVERSION_APPENDNAMES_H
