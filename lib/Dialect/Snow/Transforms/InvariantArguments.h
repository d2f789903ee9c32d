//===- InvariantArguments.h - Arguments that never change -------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_DIALECT_SNOW_TRANSFORMS_INVARIANTARGUMENTS_H
#define SNOW_LIB_DIALECT_SNOW_TRANSFORMS_INVARIANTARGUMENTS_H

#include "mlir/IR/Region.h"

namespace snow {

/// Replaces each block argument that a loop only hands on, or that is the same
/// on all ways to the block, by the value that it always is. Only where all
/// ways are plain branches. Returns the number of arguments replaced.
unsigned replaceInvariantArguments(mlir::Region &region);

} // namespace snow

#endif // SNOW_LIB_DIALECT_SNOW_TRANSFORMS_INVARIANTARGUMENTS_H
