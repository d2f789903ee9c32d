//===- Share.h - Values that several processes hold -------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_SHARE_H
#define SNOW_RUNTIME_VALUE_SHARE_H

#include "snow/Runtime/ABI/Runtime.h"

namespace snow::rt {

/// Prepares one reference to a value for moving to another process. Objects
/// that it alone holds move as they are; those that others hold too are counted
/// atomically from now on, with everything below them. What is shared already
/// is not looked into, so a value is walked once.
void shareValue(const snow_type *type, int64_t word);

/// Makes a value and all that it holds static: never counted, changed or freed.
void keepValue(const snow_type *type, int64_t word);

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_SHARE_H
