//===- InsertYieldChecks.cpp - Reduction counting ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PassOrder.h"
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

/// Whether an operation may run a function of the program, and so lead back to
/// where it stands.
static bool mayCall(Operation *op) {
  if (isa<ListGetOp, IntDivOp, IntRemOp, GlobalGetOp, PanicOp>(op))
    return false; // They only panic.
  return isa<CallOpInterface>(op) || getUnwinding(op) == Unwinding::May;
}

/// A function without a loop of calls counts all the same if it makes more
/// calls than this, by way of others that do not count. So a reduction stands
/// for a bounded number of calls, whatever the program's shape.
static constexpr unsigned kMaxUncounted = 100;

namespace {
/// Where functions are entered how.
struct Entries {
  /// Those that may be entered again before they have returned: those in a
  /// cycle of calls, and those that function values call. And those that make
  /// many calls.
  llvm::DenseSet<Region *> reentered;
  /// Those that the runtime calls, in loops that do not count.
  llvm::DenseSet<Region *> methods;
};
} // namespace

/// The calls that a function makes at most between two loop turns, with those
/// of its callees that do not count themselves.
static unsigned countCalls(Region &body,
                           const llvm::DenseMap<Region *, unsigned> &uncounted,
                           SymbolTableCollection &symbols) {
  unsigned total = 0;
  body.walk([&](CallOpInterface call) {
    ++total;
    if (auto callee = dyn_cast_or_null<CallableOpInterface>(
            call.resolveCallableInTable(&symbols)))
      total += uncounted.lookup(callee.getCallableRegion());
  });
  return total;
}

static Entries findEntries(Operation *root) {
  Entries entries;
  llvm::DenseSet<Region *> &found = entries.reentered;
  const CallGraph graph(root);
  SymbolTableCollection symbols;
  // Callees come first.
  llvm::DenseMap<Region *, unsigned> uncounted;
  for (auto it = llvm::scc_begin(&graph); !it.isAtEnd(); ++it)
    for (CallGraphNode *node : *it) {
      if (node->isExternal())
        continue;
      Region *body = node->getCallableRegion();
      unsigned calls =
          it.hasCycle() ? 0 : countCalls(*body, uncounted, symbols);
      if (it.hasCycle() || calls > kMaxUncounted)
        found.insert(body);
      else
        uncounted[body] = calls;
    }
  auto add = [&](llvm::DenseSet<Region *> &to, Operation *from,
                 FlatSymbolRefAttr name) {
    if (!name)
      return;
    if (auto callee =
            symbols.lookupNearestSymbolFrom<FunctionOpInterface>(from, name))
      to.insert(&callee.getFunctionBody());
  };
  auto addMethods = [&](auto type) {
    for (FlatSymbolRefAttr method :
         {type.getDisplayAttr(), type.getInspectAttr(), type.getEqAttr(),
          type.getCompareAttr(), type.getHashAttr()})
      add(entries.methods, type, method);
  };
  root->walk([&](Operation *op) {
    llvm::TypeSwitch<Operation *>(op)
        .Case<ClosureOp>([&](ClosureOp closure) {
          add(found, closure, closure.getCalleeAttr());
        })
        .Case<StructTypeOp, SumTypeOp>(addMethods);
  });
  return entries;
}

/// The places that every path from the entry to a call passes, as late as can
/// be without passing two: a call that returns without calling anything itself
/// is not counted, its caller is.
static SmallVector<Operation *> findCallingPaths(Region &body) {
  llvm::DenseSet<Block *> calling;
  SmallVector<Block *> todo;
  for (Block &block : body)
    if (llvm::any_of(block, [](Operation &op) { return mayCall(&op); }))
      todo.push_back(&block);
  llvm::DenseSet<Block *> callsItself(todo.begin(), todo.end());
  while (!todo.empty()) {
    Block *block = todo.pop_back_val();
    if (calling.insert(block).second)
      llvm::append_range(todo, block->getPredecessors());
  }
  SmallVector<Operation *> places;
  if (!calling.contains(&body.front()))
    return places;
  todo.push_back(&body.front());
  while (!todo.empty()) {
    Block *block = todo.pop_back_val();
    auto canGoOn = [&](Block *successor) {
      return !calling.contains(successor) || successor->getSinglePredecessor();
    };
    if (callsItself.contains(block) ||
        !llvm::all_of(block->getSuccessors(), canGoOn)) {
      places.push_back(&block->front());
      continue;
    }
    for (Block *successor : llvm::reverse(block->getSuccessors()))
      if (calling.contains(successor))
        todo.push_back(successor);
  }
  return places;
}

namespace {
struct InsertYieldChecks
    : snow::impl::SnowInsertYieldChecksBase<InsertYieldChecks> {
  void runOnOperation() override {
    // A process may be ended at a check, and has to let go of what it owns.
    if (failed(requireImplicitOwnership(getOperation(), getArgument())))
      return signalPassFailure();
    SmallVector<FunctionOpInterface> functions;
    getOperation()->walk([&](FunctionOpInterface function) {
      if (!function.isExternal() && !isWrapper(function.getName()))
        functions.push_back(function);
    });
    // Of a single function it is not known who calls it.
    bool knowsCalls = isa<ModuleOp>(getOperation());
    Entries entries;
    if (knowsCalls)
      entries = findEntries(getOperation());
    for (FunctionOpInterface function : functions) {
      Region *body = &function.getFunctionBody();
      insertInto(function, !knowsCalls || entries.reentered.contains(body),
                 entries.methods.contains(body));
    }
  }

private:
  void insertInto(FunctionOpInterface function, bool isReentered,
                  bool isMethod) {
    // Collected first: a check does not change which blocks are latches.
    auto &dominance = getChildAnalysis<DominanceInfo>(function);
    SmallVector<Block *> latches;
    auto addLatches = [&](Region &region) {
      for (Block &block : region)
        if (isLatch(block, dominance))
          latches.push_back(&block);
    };
    addLatches(function.getFunctionBody());
    // Guards may loop as well.
    function->walk([&](ReceiveOp receive) {
      for (Region &arm : receive.getArms())
        addLatches(arm);
    });
    // A continuation that goes on at another receive is a turn of the actor's
    // loop. The actor itself does so once.
    if (isa<ContinuationOp>(function))
      for (Block &block : function.getFunctionBody())
        if (isa<AwaitOp>(block.getTerminator()))
          latches.push_back(&block);
    // What is not entered again is called from a loop, which counts, or a
    // bounded number of times. An actor is entered once in the life of a
    // process.
    SmallVector<Operation *> places;
    if (isMethod)
      places.push_back(&function.getFunctionBody().front().front());
    else if (isReentered && !isa<ActorOp, ContinuationOp>(function))
      places = findCallingPaths(function.getFunctionBody());
    for (Block *latch : latches)
      insertBefore(latch->getTerminator(), latch->getTerminator()->getLoc());
    for (Operation *place : places)
      insertBefore(place, function.getLoc());
  }

  void insertBefore(Operation *op, Location loc) {
    OpBuilder builder(op);
    YieldCheckOp::create(builder, loc);
    ++numChecks;
  }
};
} // namespace
