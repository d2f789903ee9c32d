//===- Share.h - Values that several processes hold -------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_SHARE_H
#define SNOW_RUNTIME_VALUE_SHARE_H

#include "snow/Runtime/ABI/Runtime.h"
#include "value/Heap.h"

namespace snow::rt {

/// Prepares one reference to a value for moving to another process. Objects
/// that it alone holds move as they are; those that others hold too are counted
/// atomically from now on, with everything below them. What is shared already
/// is not looked into, so a value is walked once.
void shareValue(const snow_type *type, int64_t word);

/// The same, where it seldom has to be done.
SNOW_RARE void shareRarely(const snow_type *type, int64_t word);

/// True of most objects that are sent: shareValue has nothing to do for this
/// one. It is shared or static, or this process alone holds it, and nothing in
/// it is this process's.
inline bool isReadyToMove(const snow_type *type, int64_t word) {
  if (!word)
    return true;
  // Relaxed: a positive count belongs to the calling process alone.
  int64_t count =
      std::atomic_ref<int64_t>(headerOf(toPointer<void>(word))->count)
          .load(std::memory_order_relaxed);
  if (count <= 0)
    return true;
  if (count != 1)
    return false;
  Fields fields(type, word);
  for (uint32_t i = 0; i != fields.count; ++i) {
    if (!isObjectKind(fields.types[i]->kind) || !fields.words[i])
      continue;
    if (std::atomic_ref<int64_t>(
            headerOf(toPointer<void>(fields.words[i]))->count)
            .load(std::memory_order_relaxed) > 0) // As above.
      return false;
  }
  return fields.isKnown || type->kind == SNOW_TYPE_STRING;
}

/// Makes a value and all that it holds static: never counted, changed or freed.
void keepValue(const snow_type *type, int64_t word);

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_SHARE_H
