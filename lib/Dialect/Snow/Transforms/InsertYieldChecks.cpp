//===- InsertYieldChecks.cpp - Reduction counting ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Analysis/CallGraph.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/Dominance.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"
#include "llvm/ADT/SCCIterator.h"
#include "llvm/ADT/TypeSwitch.h"

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

/// The functions that may be entered again before they have returned: those in
/// a cycle of calls, and those that function values call.
static llvm::DenseSet<Region *> findReentered(Operation *root) {
  llvm::DenseSet<Region *> found;
  const CallGraph graph(root);
  for (auto it = llvm::scc_begin(&graph); !it.isAtEnd(); ++it)
    if (it.hasCycle())
      for (CallGraphNode *node : *it)
        if (!node->isExternal())
          found.insert(node->getCallableRegion());
  SymbolTableCollection symbols;
  auto add = [&](Operation *from, FlatSymbolRefAttr name) {
    if (!name)
      return;
    if (auto callee =
            symbols.lookupNearestSymbolFrom<FunctionOpInterface>(from, name))
      found.insert(&callee.getFunctionBody());
  };
  auto addMethods = [&](auto type) {
    for (FlatSymbolRefAttr method :
         {type.getDisplayAttr(), type.getInspectAttr(), type.getEqAttr(),
          type.getCompareAttr(), type.getHashAttr()})
      add(type, method);
  };
  root->walk([&](Operation *op) {
    llvm::TypeSwitch<Operation *>(op)
        .Case<ClosureOp>(
            [&](ClosureOp closure) { add(closure, closure.getCalleeAttr()); })
        .Case<StructTypeOp, SumTypeOp>(addMethods);
  });
  return found;
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
    // Of a single function it is not known who calls it.
    bool knowsCalls = isa<ModuleOp>(getOperation());
    llvm::DenseSet<Region *> reentered;
    if (knowsCalls)
      reentered = findReentered(getOperation());
    for (FunctionOpInterface function : functions)
      insertInto(function, !knowsCalls ||
                               reentered.contains(&function.getFunctionBody()));
  }

private:
  void insertInto(FunctionOpInterface function, bool isReentered) {
    // Collected first: a check does not change which blocks are latches.
    auto &dominance = getChildAnalysis<DominanceInfo>(function);
    SmallVector<Block *> latches;
    for (Block &block : function.getFunctionBody())
      if (isLatch(block, dominance))
        latches.push_back(&block);
    // A continuation that goes on at another receive is a turn of the actor's
    // loop. The actor itself does so once.
    if (isa<ContinuationOp>(function))
      for (Block &block : function.getFunctionBody())
        if (isa<AwaitOp>(block.getTerminator()))
          latches.push_back(&block);
    for (Block *latch : latches)
      insertBefore(latch->getTerminator(), latch->getTerminator()->getLoc());
    // What is not entered again is called from a loop, which counts, or a
    // bounded number of times. An actor is entered once in the life of a
    // process.
    if (isReentered && !isa<ActorOp, ContinuationOp>(function))
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
