//===- TextView.h - Parts of long Strings -----------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A String that is most of a long one shares its bytes. Only what reads the
// bytes of a String itself has to know of it: the runtime, and the code that
// the compiler makes for that.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_ABI_TEXTVIEW_H
#define SNOW_RUNTIME_ABI_TEXTVIEW_H

#include <cstddef>
#include <cstdint>

namespace snow::abi {

/// Set in the length of a String object that is a view.
constexpr uint64_t kViewMark = uint64_t(1) << 63;

/// A String object that is part of another one. It is longer than any text that
/// is compared inline, and its first bytes are where those of other Strings
/// are.
struct TextView {
  uint64_t markedLength;
  char first[8];
  const char *bytes; ///< Within those of `whole`.
  void *whole;       ///< A String that is no view; counted.
  /// The scalars of `whole` in front of this part, and those in it.
  uint64_t scalarsBefore, scalars;
};
static_assert(offsetof(TextView, first) == 8);
static_assert(sizeof(TextView) == 48);

} // namespace snow::abi

#endif // SNOW_RUNTIME_ABI_TEXTVIEW_H
