//===- OptimizeOwnership.cpp - Counting cancelled out -----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OwnedValues.h"
#include "mlir/Interfaces/CallInterfaces.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"

namespace snow {
#define GEN_PASS_DEF_SNOWOPTIMIZEOWNERSHIP
#include "snow/Dialect/Snow/Transforms/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

/// Whether an operation may drop references to values that it is not given: a
/// call may contain releases, and what is consumed may be freed. An object that
/// is made keeps what it is made of.
static bool mayRelease(Operation *op) {
  if (isa<CallOpInterface, ClosureCallOp>(op) ||
      op->hasTrait<OpTrait::IsTerminator>())
    return true;
  if (isa<RetainOp, CleanupOp, TupleMakeOp, StructMakeOp, SumMakeOp, ListMakeOp,
          OptionSomeOp, ResultOkOp, ResultErrOp, AnyMakeOp, ClosureOp>(op))
    return false;
  return llvm::any_of(op->getOpOperands(), [](OpOperand &operand) {
    return isCountedType(operand.get().getType()) && consumesOperand(operand);
  });
}

/// The release that the retain cancels out with, or null. Between the two
/// nothing may drop a reference: another release could be the one that this
/// retain keeps from being the last. `between` gets the lists of values that
/// hold the reference.
static ReleaseOp findPartner(RetainOp retain,
                             SmallVectorImpl<CleanupOp> &between) {
  for (Operation *op = retain->getNextNode(); op; op = op->getNextNode()) {
    if (auto release = dyn_cast<ReleaseOp>(op);
        release && release.getValue() == retain.getValue())
      return release;
    if (auto cleanup = dyn_cast<CleanupOp>(op);
        cleanup && llvm::is_contained(cleanup.getValues(), retain.getValue()))
      between.push_back(cleanup);
    if (mayRelease(op))
      return {};
  }
  return {};
}

/// Takes one reference to the value out of the list.
static void removeFrom(CleanupOp cleanup, Value value) {
  auto values = llvm::to_vector(cleanup.getValues());
  values.erase(llvm::find(values, value));
  cleanup.getValuesMutable().assign(values);
}

namespace {
struct OptimizeOwnership
    : snow::impl::SnowOptimizeOwnershipBase<OptimizeOwnership> {
  void runOnOperation() override {
    // What happens inside a nested region would not be seen.
    if (failed(requireGraph(getOperation())))
      return signalPassFailure();
    SmallVector<RetainOp> retains;
    getOperation()->walk([&](RetainOp op) { retains.push_back(op); });
    for (RetainOp retain : retains) {
      SmallVector<CleanupOp> between;
      ReleaseOp release = findPartner(retain, between);
      if (!release)
        continue;
      for (CleanupOp cleanup : between)
        removeFrom(cleanup, retain.getValue());
      release.erase();
      retain.erase();
      ++numPairs;
    }
  }
};
} // namespace
