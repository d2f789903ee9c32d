//===- BuiltinTypes.h - Types that the runtime itself describes -*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_BUILTINTYPES_H
#define SNOW_RUNTIME_VALUE_BUILTINTYPES_H

#include "process/Reason.h"
#include "snow/Runtime/ABI/Runtime.h"

namespace snow::rt {

/// A type without children and name.
const snow_type *primitiveType(snow_type_kind kind);
/// Collections of Any, as terms are read where Any is expected.
const snow_type *anyListType();
const snow_type *anyOptionType();
const snow_type *anyResultType();
const snow_type *anyTupleType(unsigned count);
const snow_type *anyMapType();
const snow_type *anySetType();
const snow_type *anyQueueType();
/// What a Json holds: List<Json> and Map<String, Json>.
const snow_type *jsonListType();
const snow_type *jsonMapType();
const snow_type *orderingType();
/// The sum types ExitReason and SystemMessage (language specification, 10).
const snow_type *exitReasonType();
const snow_type *systemMessageType();

/// A new String object that is never freed.
const void *staticString(std::string_view text);

/// A new Any object that takes over the word.
snow_any *makeAny(const snow_type *type, int64_t word);

/// A new ExitReason object.
void *makeReasonObject(const Reason &reason);

/// Reads a message with a reserved tag that users may see as a SystemMessage
/// object; null if it is none. `bytes` begin with the tag.
void *makeSystemMessage(const uint8_t *bytes, size_t size);

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_BUILTINTYPES_H
