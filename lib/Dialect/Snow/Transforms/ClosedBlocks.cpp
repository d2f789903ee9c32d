//===- ClosedBlocks.cpp - Blocks that take what they use --------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ClosedBlocks.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/RegionUtils.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/MapVector.h"

using namespace mlir;
using namespace snow;

bool snow::isReceive(Operation *op) {
  return isa<ReceiveOp, ServiceReceiveOp>(op);
}

//===----------------------------------------------------------------------===//
// Heads and edges
//===----------------------------------------------------------------------===//

/// Gives each receive a block, and each of its successors another.
static void isolateReceives(Region &body) {
  SmallVector<Operation *> receives;
  for (Block &block : body)
    if (isReceive(block.getTerminator()))
      receives.push_back(block.getTerminator());
  OpBuilder builder(body.getContext());
  for (Operation *receive : receives) {
    Block *block = receive->getBlock();
    // The first block has no predecessors, so it cannot be gone back to.
    if (block->isEntryBlock() || &block->front() != receive) {
      Block *head = block->splitBlock(receive);
      builder.setInsertionPointToEnd(block);
      cf::BranchOp::create(builder, receive->getLoc(), head);
      block = head;
    }
    for (unsigned i = 0, e = receive->getNumSuccessors(); i != e; ++i) {
      Block *target = receive->getSuccessor(i);
      SmallVector<Location> locs;
      for (BlockArgument arg : target->getArguments())
        locs.push_back(arg.getLoc());
      Block *edge = builder.createBlock(&body, std::next(block->getIterator()),
                                        target->getArgumentTypes(), locs);
      cf::BranchOp::create(builder, receive->getLoc(), target,
                           edge->getArguments());
      receive->setSuccessor(edge, i);
    }
  }
}

/// The block whose values a block may use: its own, or those of the head that
/// it follows.
static Block *getUnit(Block *block) {
  Block *before = block->getSinglePredecessor();
  return before && isReceive(before->getTerminator()) ? before : block;
}

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

/// Whether a value is as easily computed again as kept: constants, the own
/// process, a file-level constant.
static bool isCheap(Operation *op) {
  return op->getNumOperands() == 0 && op->getNumRegions() == 0 &&
         op->getNumSuccessors() == 0 && op->getNumResults() == 1 &&
         isMemoryEffectFree(op);
}

static void recomputeConstants(Region &body) {
  SmallVector<Operation *> cheap;
  for (Block &block : body)
    for (Operation &op : block)
      if (isCheap(&op))
        cheap.push_back(&op);
  for (Operation *op : cheap) {
    llvm::SmallDenseMap<Block *, Value> copies;
    for (OpOperand &use : llvm::make_early_inc_range(op->getUses())) {
      Block *user = body.findAncestorBlockInRegion(*use.getOwner()->getBlock());
      if (user == op->getBlock())
        continue;
      Value &copy = copies[user];
      if (!copy)
        copy = OpBuilder::atBlockBegin(user).clone(*op)->getResult(0);
      use.set(copy);
    }
    if (op->use_empty())
      op->erase();
  }
}

//===----------------------------------------------------------------------===//
// Liveness
//===----------------------------------------------------------------------===//

namespace {
/// The values that cross from unit to unit.
class CrossingValues {
public:
  explicit CrossingValues(Region &body);

  /// Gives every unit arguments for what is live in it, every branch the
  /// operands for them, and replaces the uses.
  void passAlong();

private:
  Block *getUserUnit(OpOperand &use) {
    return getUnit(body.findAncestorBlockInRegion(*use.getOwner()->getBlock()));
  }
  static Block *getDefiningUnit(Value value) {
    return getUnit(value.getParentBlock());
  }
  void computeLiveness();

  Region &body;
  SmallVector<Value> values;
  DenseMap<Value, unsigned> numbers;
  /// What is live where a unit begins; in order of the blocks.
  llvm::MapVector<Block *, llvm::BitVector> liveIn;
};
} // namespace

CrossingValues::CrossingValues(Region &body) : body(body) {
  auto add = [&](Value value) {
    Block *unit = getDefiningUnit(value);
    if (llvm::all_of(value.getUses(),
                     [&](OpOperand &use) { return getUserUnit(use) == unit; }))
      return;
    numbers[value] = values.size();
    values.push_back(value);
  };
  for (Block &block : body) {
    llvm::for_each(block.getArguments(), add);
    for (Operation &op : block)
      llvm::for_each(op.getResults(), add);
  }
  computeLiveness();
}

void CrossingValues::computeLiveness() {
  unsigned size = values.size();
  DenseMap<Block *, llvm::BitVector> defined;
  for (Block &block : body) {
    Block *unit = getUnit(&block);
    liveIn.try_emplace(unit, size);
    defined.try_emplace(unit, size);
  }
  for (auto [number, value] : llvm::enumerate(values)) {
    Block *unit = getDefiningUnit(value);
    defined.find(unit)->second.set(number);
    for (OpOperand &use : value.getUses())
      if (Block *user = getUserUnit(use); user != unit)
        liveIn.find(user)->second.set(number);
  }
  bool changed = true;
  while (changed) {
    changed = false;
    for (Block &block : llvm::reverse(body)) {
      Block *unit = getUnit(&block);
      llvm::BitVector live(size);
      for (Block *successor : block.getSuccessors())
        if (getUnit(successor) != unit)
          live |= liveIn.find(successor)->second;
      live.reset(defined.find(unit)->second);
      llvm::BitVector &before = liveIn.find(unit)->second;
      if (!live.test(before))
        continue; // Nothing new.
      before |= live;
      changed = true;
    }
  }
}

void CrossingValues::passAlong() {
  DenseMap<std::pair<Block *, Value>, Value> passed;
  for (auto &[unit, live] : liveIn)
    for (unsigned number : live.set_bits()) {
      Value value = values[number];
      passed[{unit, value}] =
          unit->addArgument(value.getType(), value.getLoc());
    }
  for (Block &block : body) {
    auto branch = dyn_cast<BranchOpInterface>(block.getTerminator());
    for (unsigned i = 0, e = block.getNumSuccessors(); branch && i != e; ++i)
      for (unsigned number :
           liveIn.find(block.getSuccessor(i))->second.set_bits())
        branch.getSuccessorOperands(i).append(values[number]);
  }
  for (Value value : values) {
    Block *unit = getDefiningUnit(value);
    for (OpOperand &use : llvm::make_early_inc_range(value.getUses()))
      if (Block *user = getUserUnit(use); user != unit)
        use.set(passed.lookup({user, value}));
  }
}

Operation *snow::closeBlocks(Region &body) {
  IRRewriter rewriter(body.getContext());
  (void)eraseUnreachableBlocks(rewriter, body);
  for (Block &block : body) {
    Operation *end = block.getTerminator();
    if (end->getNumSuccessors() != 0 && !isReceive(end) &&
        !isa<BranchOpInterface>(end))
      return end;
  }
  isolateReceives(body);
  recomputeConstants(body);
  CrossingValues(body).passAlong();
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Back to few arguments
//===----------------------------------------------------------------------===//

/// The one value that an argument stands for, null if there are several.
static Value getOnlyValue(BlockArgument arg) {
  Block *block = arg.getOwner();
  Value only;
  for (auto it = block->pred_begin(), e = block->pred_end(); it != e; ++it) {
    auto branch = dyn_cast<BranchOpInterface>((*it)->getTerminator());
    if (!branch)
      return {};
    Value value =
        branch.getSuccessorOperands(it.getSuccessorIndex())[arg.getArgNumber()];
    if (value == arg)
      continue;
    if (!value || (only && only != value))
      return {};
    only = value;
  }
  return only;
}

static bool removeArguments(Block &block) {
  bool changed = false;
  for (unsigned i = block.getNumArguments(); i-- != 0;) {
    Value only = getOnlyValue(block.getArgument(i));
    if (!only)
      continue;
    block.getArgument(i).replaceAllUsesWith(only);
    for (auto it = block.pred_begin(), e = block.pred_end(); it != e; ++it)
      cast<BranchOpInterface>((*it)->getTerminator())
          .getSuccessorOperands(it.getSuccessorIndex())
          .erase(i);
    block.eraseArgument(i);
    changed = true;
  }
  return changed;
}

void snow::simplifyBlocks(Region &body) {
  IRRewriter rewriter(body.getContext());
  (void)eraseUnreachableBlocks(rewriter, body);
  bool changed = true;
  while (changed) {
    changed = false;
    for (Block &block : llvm::drop_begin(body))
      changed |= removeArguments(block);
  }
  for (Block &block : body)
    while (auto branch = dyn_cast<cf::BranchOp>(block.getTerminator())) {
      Block *next = branch.getDest();
      if (next == &block || next->getSinglePredecessor() != &block)
        break;
      SmallVector<Value> operands(branch.getDestOperands());
      rewriter.eraseOp(branch);
      rewriter.mergeBlocks(next, &block, operands);
    }
}
