//===- LookupKeys.cpp - Keys that maps are searched for ---------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LookupKeys.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"

using namespace mlir;
using namespace snow;

//===----------------------------------------------------------------------===//
// Equal keys
//===----------------------------------------------------------------------===//

/// Whether the operation gives equal results for equal operands, wherever it
/// stands, and does nothing else but perhaps panic.
static bool isComputation(Operation *op, PureFunctions &functions) {
  return op->getNumRegions() == 0 && op->getNumResults() == 1 &&
         functions.isPure(op);
}

/// Keys are short computations; comparing must not take long.
constexpr unsigned maxDepth = 4;

static bool areAlike(Value a, Value b, unsigned depth,
                     PureFunctions &functions) {
  if (a == b)
    return true;
  Operation *left = a.getDefiningOp(), *right = b.getDefiningOp();
  if (!left || !right || depth == maxDepth || a.getType() != b.getType() ||
      left->getName() != right->getName() ||
      left->getAttrDictionary() != right->getAttrDictionary() ||
      left->getNumOperands() != right->getNumOperands() ||
      !isComputation(left, functions))
    return false;
  return llvm::all_of(
      llvm::zip(left->getOperands(), right->getOperands()), [&](auto operands) {
        return areAlike(std::get<0>(operands), std::get<1>(operands), depth + 1,
                        functions);
      });
}

bool snow::areComputedAlike(Value a, Value b, PureFunctions &functions) {
  return areAlike(a, b, 0, functions);
}

/// Drops a computation that nobody asks for any more, and what it alone used.
static void dropUnused(Operation *op, PureFunctions &functions) {
  SmallVector<Operation *> unused{op};
  while (!unused.empty()) {
    Operation *next = unused.pop_back_val();
    if (!next->use_empty() || !isComputation(next, functions))
      continue;
    llvm::SmallPtrSet<Operation *, 4> operands;
    for (Value operand : next->getOperands())
      if (Operation *from = operand.getDefiningOp();
          from && isMemoryEffectFree(from) && operands.insert(from).second)
        unused.push_back(from);
    next->erase();
  }
}

bool snow::shareKey(Value first, Value second, DominanceInfo &dominance,
                    PureFunctions &functions) {
  if (first == second || !areComputedAlike(first, second, functions) ||
      !dominance.properlyDominates(first.getDefiningOp(),
                                   second.getDefiningOp()))
    return false;
  second.replaceAllUsesWith(first);
  dropUnused(second.getDefiningOp(), functions);
  return true;
}
