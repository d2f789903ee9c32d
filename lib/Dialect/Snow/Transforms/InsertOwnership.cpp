//===- InsertOwnership.cpp - Reference counts made explicit -----*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"

namespace snow {
#define GEN_PASS_DEF_SNOWINSERTOWNERSHIP
#include "snow/Dialect/Snow/Transforms/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

namespace {
struct InsertOwnership : snow::impl::SnowInsertOwnershipBase<InsertOwnership> {
  using SnowInsertOwnershipBase::SnowInsertOwnershipBase;

  void runOnOperation() override {
    Operation *root = getOperation();
    if (strategy != "program-lifetime") {
      root->emitError("unknown ownership strategy '")
          << strategy << "'; there is 'program-lifetime'";
      return signalPassFailure();
    }
    // Counting twice would free values that are still in use.
    WalkResult found = root->walk([&](Operation *op) {
      if (!isa<RetainOp, ReleaseOp>(op))
        return WalkResult::advance();
      op->emitError("ownership is explicit already; run "
                    "snow-insert-ownership once, before any other pass that "
                    "inserts snow.retain or snow.release");
      return WalkResult::interrupt();
    });
    if (found.wasInterrupted())
      return signalPassFailure();
    markAllAnalysesPreserved();
  }
};
} // namespace
