//===- LookupKeys.h - Keys that maps are searched for -----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What snow-fuse-lookups has to know of keys: that nobody can tell how often
// they are compared, and that two of them are equal whatever they are.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_DIALECT_SNOW_TRANSFORMS_LOOKUPKEYS_H
#define SNOW_LIB_DIALECT_SNOW_TRANSFORMS_LOOKUPKEYS_H

#include "PureFunctions.h"
#include "mlir/IR/Dominance.h"

namespace snow {

/// Whether two values are equal because they are computed in the same way from
/// the same values, by operations and functions that may panic but do nothing
/// else.
bool areComputedAlike(mlir::Value a, mlir::Value b, PureFunctions &functions);

/// Uses one key instead of another that is computed alike behind it, and drops
/// the second computation: it would have come to the same end as the first.
/// True if it did.
bool shareKey(mlir::Value first, mlir::Value second,
              mlir::DominanceInfo &dominance, PureFunctions &functions);

} // namespace snow

#endif // SNOW_LIB_DIALECT_SNOW_TRANSFORMS_LOOKUPKEYS_H
