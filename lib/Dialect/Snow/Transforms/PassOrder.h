//===- PassOrder.h - What has to come before what ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_DIALECT_SNOW_TRANSFORMS_PASSORDER_H
#define SNOW_LIB_DIALECT_SNOW_TRANSFORMS_PASSORDER_H

#include "mlir/IR/Operation.h"

namespace snow {

/// Reports the first operation that counts references. What a pass of that name
/// moves, copies or removes afterwards would be counted wrongly.
llvm::LogicalResult requireImplicitOwnership(mlir::Operation *root,
                                             llvm::StringRef pass);

} // namespace snow

#endif // SNOW_LIB_DIALECT_SNOW_TRANSFORMS_PASSORDER_H
