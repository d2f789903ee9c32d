//===- InvariantArguments.cpp - Arguments that never change -----*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "InvariantArguments.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/IR/Block.h"

using namespace mlir;

/// Visits the operands of all branches to the block that become its argument at
/// an index; false if there are other ways to get there.
static bool
forEachIncoming(Block &block, unsigned index,
                function_ref<void(SuccessorOperands, unsigned)> visit) {
  if (block.isEntryBlock() || block.hasNoPredecessors())
    return false;
  for (Block *before : block.getPredecessors())
    if (!isa<cf::BranchOp, cf::CondBranchOp>(before->getTerminator()))
      return false;
  SmallPtrSet<Block *, 8> seen;
  for (Block *before : block.getPredecessors()) {
    if (!seen.insert(before).second)
      continue;
    auto branch = cast<BranchOpInterface>(before->getTerminator());
    for (unsigned i = 0, e = branch->getNumSuccessors(); i != e; ++i)
      if (branch->getSuccessor(i) == &block)
        visit(branch.getSuccessorOperands(i), index);
  }
  return true;
}

/// The only value but itself that comes in for the argument, null if there are
/// several.
static Value getInvariant(BlockArgument arg) {
  Value only;
  bool isOnly = true;
  bool isKnown =
      forEachIncoming(*arg.getOwner(), arg.getArgNumber(),
                      [&](const SuccessorOperands &operands, unsigned index) {
                        Value value = operands[index];
                        if (value == arg)
                          return;
                        isOnly &= !only || only == value;
                        only = value;
                      });
  return isKnown && isOnly ? only : Value();
}

unsigned snow::replaceInvariantArguments(Region &region) {
  unsigned count = 0;
  bool changed = true;
  while (changed) {
    changed = false;
    for (Block &block : region)
      for (unsigned index = block.getNumArguments(); index-- != 0;) {
        BlockArgument arg = block.getArgument(index);
        // It reaches all ways to the block, so it is known in the block.
        Value value = getInvariant(arg);
        if (!value)
          continue;
        arg.replaceAllUsesWith(value);
        forEachIncoming(block, index,
                        [](SuccessorOperands operands, unsigned at) {
                          operands.erase(at);
                        });
        block.eraseArgument(index);
        changed = true;
        ++count;
      }
  }
  return count;
}
