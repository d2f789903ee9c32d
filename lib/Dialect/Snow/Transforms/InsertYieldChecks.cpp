//===- InsertYieldChecks.cpp - Reduction counting ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/IR/Builders.h"
#include "mlir/IR/Dominance.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"

namespace snow {
#define GEN_PASS_DEF_SNOWINSERTYIELDCHECKS
#include "snow/Dialect/Snow/Transforms/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

/// Generated code that only forwards to a function, which counts by itself.
static bool isWrapper(StringRef name) {
  return name == "main" || name == "__main" || name.starts_with("__entry_") ||
         name.starts_with("__spawn_");
}

/// Whether a block ends with a branch back to a block that dominates it.
static bool isLatch(Block &block, DominanceInfo &dominance) {
  return llvm::any_of(block.getSuccessors(), [&](Block *successor) {
    return dominance.dominates(successor, &block);
  });
}

namespace {
struct InsertYieldChecks
    : snow::impl::SnowInsertYieldChecksBase<InsertYieldChecks> {
  void runOnOperation() override {
    SmallVector<FunctionOpInterface> functions;
    getOperation()->walk([&](FunctionOpInterface function) {
      if (!function.isExternal() && !isWrapper(function.getName()))
        functions.push_back(function);
    });
    for (FunctionOpInterface function : functions)
      insertInto(function);
  }

private:
  void insertInto(FunctionOpInterface function) {
    // Collected first: a check does not change which blocks are latches.
    auto &dominance = getChildAnalysis<DominanceInfo>(function);
    SmallVector<Block *> latches;
    for (Block &block : function.getFunctionBody())
      if (isLatch(block, dominance))
        latches.push_back(&block);
    for (Block *latch : latches)
      insertBefore(latch->getTerminator(), latch->getTerminator()->getLoc());
    // An actor is entered once in the life of a process.
    if (!isa<ActorOp>(function))
      insertBefore(&function.getFunctionBody().front().front(),
                   function.getLoc());
  }

  void insertBefore(Operation *op, Location loc) {
    OpBuilder builder(op);
    YieldCheckOp::create(builder, loc);
    ++numChecks;
  }
};
} // namespace
