//===- PassOrder.cpp - What has to come before what -------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PassOrder.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"

using namespace mlir;
using namespace snow;

LogicalResult snow::requireImplicitOwnership(Operation *root, StringRef pass) {
  WalkResult found = root->walk([&](Operation *op) {
    if (!isa<RetainOp, ReleaseOp, CleanupOp>(op))
      return WalkResult::advance();
    op->emitError("ownership is explicit already; run ")
        << pass << " before snow-insert-ownership";
    return WalkResult::interrupt();
  });
  return failure(found.wasInterrupted());
}
