//===- StreamSplits.cpp - Parts of a text one by one ------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// After Wadler, "Deforestation: Transforming Programs to Eliminate Trees" (TCS
// 73, 1990), for the list that most programs that read a text make.
//
//===----------------------------------------------------------------------===//

#include "InvariantArguments.h"
#include "PassOrder.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Dominance.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/SymbolTable.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"

namespace snow {
#define GEN_PASS_DEF_SNOWSTREAMSPLITS
#include "snow/Dialect/Snow/Transforms/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

//===----------------------------------------------------------------------===//
// Inlining what takes the list
//===----------------------------------------------------------------------===//

/// Replaces a call by a copy of the function's blocks.
static void inlineBlocks(func::CallOp call, func::FuncOp callee) {
  Block *block = call->getBlock();
  Region *region = block->getParent();
  Block *rest = block->splitBlock(std::next(call->getIterator()));
  IRMapping mapping;
  callee.getBody().cloneInto(region, rest->getIterator(), mapping);
  SmallVector<Value> results;
  for (Value result : call.getResults())
    results.push_back(rest->addArgument(result.getType(), call.getLoc()));
  for (Block &original : callee.getBody()) {
    Block *copy = mapping.lookup(&original);
    for (Operation &op : *copy) {
      bool hasPlace = op.getLoc()->findInstanceOf<FileLineColLoc>() != nullptr;
      op.setLoc(hasPlace ? CallSiteLoc::get(op.getLoc(), call.getLoc())
                         : call.getLoc());
    }
    auto done = dyn_cast<func::ReturnOp>(copy->getTerminator());
    if (!done)
      continue;
    OpBuilder builder(done);
    cf::BranchOp::create(builder, done.getLoc(), rest, done.getOperands());
    done.erase();
  }
  call.replaceAllUsesWith(results);
  OpBuilder builder(call);
  cf::BranchOp::create(builder, call.getLoc(),
                       mapping.lookup(&callee.getBody().front()),
                       call.getOperands());
  call.erase();
}

//===----------------------------------------------------------------------===//
// The loop over the list
//===----------------------------------------------------------------------===//

namespace {
/// A loop that looks at each element of a list once, in order, and at nothing
/// else of the list.
struct ElementLoop {
  ListLengthOp length;
  ListGetOp get;
  arith::CmpIOp test; ///< Of the index in the first block of the loop.
  bool goesOnIfTrue;
  BlockArgument index;
  arith::AddIOp step;
};
} // namespace

static bool isConstant(Value value, int64_t expected) {
  auto constant = value.getDefiningOp<arith::ConstantOp>();
  auto number =
      constant ? dyn_cast<IntegerAttr>(constant.getValue()) : IntegerAttr();
  return number && number.getInt() == expected;
}

/// Whether the index begins at 0 and is one more in each turn.
static bool findStep(ElementLoop &loop) {
  Block *header = loop.index.getOwner();
  if (header->isEntryBlock())
    return false;
  for (Block *before : header->getPredecessors()) {
    auto branch = dyn_cast<cf::BranchOp>(before->getTerminator());
    if (!branch)
      return false;
    Value next = branch.getDestOperands()[loop.index.getArgNumber()];
    if (isConstant(next, 0))
      continue;
    auto step = next.getDefiningOp<arith::AddIOp>();
    if (!step || step.getLhs() != loop.index || !isConstant(step.getRhs(), 1) ||
        !step->hasOneUse() || (loop.step && loop.step != step))
      return false;
    loop.step = step;
  }
  return loop.step != nullptr;
}

/// Whether the first block of the loop ends it when the index has reached the
/// length, and does nothing before.
static bool findTest(ElementLoop &loop) {
  Block *header = loop.index.getOwner();
  auto branch = dyn_cast<cf::CondBranchOp>(header->getTerminator());
  if (!branch || !loop.test || branch.getCondition() != loop.test ||
      !loop.test->hasOneUse() || loop.test->getBlock() != header ||
      loop.test.getLhs() != loop.index || loop.test.getRhs() != loop.length)
    return false;
  switch (loop.test.getPredicate()) {
  case arith::CmpIPredicate::eq:
    loop.goesOnIfTrue = false;
    return true;
  case arith::CmpIPredicate::ne:
  case arith::CmpIPredicate::slt:
    loop.goesOnIfTrue = true;
    return true;
  default:
    return false;
  }
}

static std::optional<ElementLoop> findLoop(Value list) {
  ElementLoop loop{};
  for (Operation *user : list.getUsers()) {
    if (auto length = dyn_cast<ListLengthOp>(user); length && !loop.length)
      loop.length = length;
    else if (auto get = dyn_cast<ListGetOp>(user); get && !loop.get)
      loop.get = get;
    else
      return std::nullopt;
  }
  if (!loop.length || !loop.get)
    return std::nullopt;
  loop.index = dyn_cast<BlockArgument>(loop.get.getIndex());
  if (!loop.index || !loop.length->hasOneUse())
    return std::nullopt;
  loop.test = dyn_cast<arith::CmpIOp>(*loop.length->user_begin());
  if (!findTest(loop) || !findStep(loop))
    return std::nullopt;
  for (Operation *user : loop.index.getUsers())
    if (user != loop.get && user != loop.test && user != loop.step)
      return std::nullopt;
  return loop;
}

static Value callLibrary(OpBuilder &builder, Location loc, StringRef callee,
                         ValueRange args, Type result) {
  return LibraryCallOp::create(builder, loc, result,
                               builder.getStringAttr(callee),
                               builder.getTypeArrayAttr({}), args)
      .getResult(0);
}

/// The index becomes the place in the text where a part begins; one that would
/// begin behind the end is none.
static void stream(LibraryCallOp split, StringRef separator,
                   ElementLoop &loop) {
  OpBuilder builder(split);
  Type word = builder.getI64Type();
  Value text = split.getArgs()[0];
  Value size = callLibrary(builder, split.getLoc(), "string_size", text, word);
  builder.setInsertionPoint(loop.test);
  Value test = arith::CmpIOp::create(
      builder, loop.test.getLoc(),
      loop.goesOnIfTrue ? arith::CmpIPredicate::sle : arith::CmpIPredicate::sgt,
      loop.index, size);
  loop.test.replaceAllUsesWith(test);

  auto findEnd = [&](Operation *at) {
    builder.setInsertionPoint(at);
    return callLibrary(builder, at->getLoc(), "string_part_end",
                       {text, split.getArgs()[1], loop.index}, word);
  };
  Operation *get = loop.get, *step = loop.step;
  bool isSameBlock = get->getBlock() == step->getBlock();
  Value end = findEnd(isSameBlock && step->isBeforeInBlock(get) ? step : get);
  Value nextEnd = end;
  if (!isSameBlock && !DominanceInfo().properlyDominates(get, step))
    nextEnd = findEnd(step);
  builder.setInsertionPoint(get);
  Value part = callLibrary(builder, get->getLoc(), "string_part",
                           {text, loop.index, end}, text.getType());
  loop.get.replaceAllUsesWith(part);
  builder.setInsertionPoint(step);
  Value width = arith::ConstantIntOp::create(
      builder, step->getLoc(), static_cast<int64_t>(separator.size()), 64);
  Value next = arith::AddIOp::create(builder, step->getLoc(), nextEnd, width);
  loop.step.replaceAllUsesWith(next);
  for (Operation *op : {get, step, loop.test.getOperation(),
                        loop.length.getOperation(), split.getOperation()})
    op->erase();
}

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

namespace {
struct StreamSplits : snow::impl::SnowStreamSplitsBase<StreamSplits> {
  void runOnOperation() override;
};
} // namespace

/// The separator of a split at a known text, empty if there is none.
static StringRef getSeparator(LibraryCallOp split) {
  if (split.getCallee() != "string_split")
    return {};
  auto separator = split.getArgs()[1].getDefiningOp<StringConstantOp>();
  return separator ? separator.getValue() : StringRef();
}

/// The call that gets the list, if nothing else looks at the elements and it
/// can be replaced by what it does.
static func::CallOp getOnlyCall(Value list) {
  func::CallOp only;
  for (Operation *user : list.getUsers()) {
    if (isa<ListLengthOp>(user))
      continue;
    auto call = dyn_cast<func::CallOp>(user);
    if (!call || only || !call->getDiscardableAttrs().empty() ||
        !isa<FunctionOpInterface>(call->getParentOp()))
      return {};
    only = call;
  }
  return only;
}

void StreamSplits::runOnOperation() {
  if (failed(requireImplicitOwnership(getOperation(), getArgument())))
    return signalPassFailure();
  SmallVector<LibraryCallOp> splits;
  auto collect = [&](Operation *root) {
    root->walk([&](LibraryCallOp call) {
      if (!getSeparator(call).empty() &&
          isa<FunctionOpInterface>(call->getParentOp()))
        splits.push_back(call);
    });
  };
  collect(getOperation());
  if (splits.empty())
    return;
  SymbolTable symbols(getOperation());
  DenseMap<StringAttr, unsigned> numUses;
  getOperation().walk([&](Operation *op) {
    op->getAttrDictionary().walk(
        [&](SymbolRefAttr symbol) { ++numUses[symbol.getRootReference()]; });
  });
  while (!splits.empty()) {
    LibraryCallOp split = splits.pop_back_val();
    Value list = split.getResult(0);
    // A function that is called here alone comes to the list.
    while (func::CallOp call = getOnlyCall(list)) {
      auto callee =
          symbols.lookup<func::FuncOp>(call.getCalleeAttr().getAttr());
      if (!callee || !callee.isPrivate() || callee.isExternal() ||
          callee->isAncestor(call) || numUses[callee.getSymNameAttr()] != 1)
        break;
      Region *region = call->getParentRegion();
      // The splits in it are where it was called from now on.
      llvm::erase_if(splits, [&](LibraryCallOp other) {
        return callee->isAncestor(other);
      });
      Block *before = call->getBlock();
      Block *behind = before->getNextNode();
      inlineBlocks(call, callee);
      for (Block *copy = before->getNextNode(); copy != behind;
           copy = copy->getNextNode())
        for (Operation &op : *copy)
          collect(&op);
      symbols.erase(callee);
      replaceInvariantArguments(*region);
    }
    std::optional<ElementLoop> loop = findLoop(list);
    if (!loop)
      continue;
    StringRef separator = getSeparator(split);
    stream(split, separator, *loop);
    ++numStreamed;
  }
}
