//===- TextView.h - Strings that share the bytes of others ------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// A program that takes a text apart from its front, head and rest, would copy
// the rest each time. So a slice that is at least half of a long String is a
// view of it, and shorter ones are copied: taking a text apart takes time in
// proportion to it, and a view keeps no more than twice its size alive.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_TEXTVIEW_H
#define SNOW_RUNTIME_VALUE_TEXTVIEW_H

#include "snow/Runtime/ABI/TextView.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace snow::rt {

using abi::TextView;

/// Set, beside kIndexMark, in place of the size of an object that is a view.
constexpr uint64_t kViewSize = uint64_t(1) << 62;

/// The view that a String object is, else null.
inline const TextView *asView(const void *string) {
  const auto *view = static_cast<const TextView *>(string);
  return view && view->markedLength & abi::kViewMark ? view : nullptr;
}

/// The part of a String object that is at a place in its text, of so many
/// scalars and behind so many: a view or a copy.
void *sliceOfText(void *string, std::string_view part, size_t scalarsBefore,
                  size_t scalars);

/// Drops what the view in a block, behind its header, holds; its size.
size_t dropView(void *block);

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_TEXTVIEW_H
