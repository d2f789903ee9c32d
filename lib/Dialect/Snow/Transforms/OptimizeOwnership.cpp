//===- OptimizeOwnership.cpp - Counting cancelled out -----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Interfaces/CallInterfaces.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"

namespace snow {
#define GEN_PASS_DEF_SNOWOPTIMIZEOWNERSHIP
#include "snow/Dialect/Snow/Transforms/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

/// The release that the retain cancels out with, or null. Between the two
/// nothing may drop a reference: another release could be the one that this
/// retain keeps from being the last, and a call may contain releases.
static ReleaseOp findPartner(RetainOp retain) {
  for (Operation *op = retain->getNextNode(); op; op = op->getNextNode()) {
    if (auto release = dyn_cast<ReleaseOp>(op)) {
      if (release.getValue() == retain.getValue())
        return release;
      return {};
    }
    if (isa<CallOpInterface, ClosureCallOp>(op) ||
        op->hasTrait<OpTrait::IsTerminator>())
      return {};
  }
  return {};
}

namespace {
struct OptimizeOwnership
    : snow::impl::SnowOptimizeOwnershipBase<OptimizeOwnership> {
  void runOnOperation() override {
    SmallVector<RetainOp> retains;
    getOperation()->walk([&](RetainOp op) { retains.push_back(op); });
    for (RetainOp retain : retains) {
      ReleaseOp release = findPartner(retain);
      if (!release)
        continue;
      release.erase();
      retain.erase();
      ++numPairs;
    }
  }
};
} // namespace
