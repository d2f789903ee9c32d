//===- UnboxValues.cpp - Tuples and structs as their parts ------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PassOrder.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"
#include "llvm/ADT/SetVector.h"

namespace snow {
#define GEN_PASS_DEF_SNOWUNBOXVALUES
#include "snow/Dialect/Snow/Transforms/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

/// A longer function is worth its call, unless it has only that one; a wider
/// value is worth its memory.
static constexpr unsigned maxInlined = 64, maxInlinedOnce = 1024, maxParts = 16;

static bool isBox(Type type) { return isa<TupleType, StructType>(type); }

/// The parts that a value is made of here, if it is.
static std::optional<OperandRange> getMadeParts(Value value) {
  if (auto make = value.getDefiningOp<TupleMakeOp>())
    return make.getElements();
  if (auto make = value.getDefiningOp<StructMakeOp>())
    return make.getFields();
  return std::nullopt;
}

/// Which part of its operand an operation reads, if it does.
static std::optional<uint64_t> getReadPart(Operation *op) {
  if (auto get = dyn_cast<TupleGetOp>(op))
    return get.getIndex();
  if (auto get = dyn_cast<StructGetOp>(op))
    return get.getIndex();
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Block arguments
//===----------------------------------------------------------------------===//

namespace {
/// Block arguments that branches connect: they hold each other's values.
class Web {
public:
  explicit Web(BlockArgument arg) {
    members.insert(arg);
    isComplete = grow();
  }

  /// Whether the values can be handed on as parts, and need not be made where
  /// they were made before.
  bool isWorthIt();
  void unbox(ArrayRef<Type> parts);

private:
  struct Entry {
    BranchOpInterface branch;
    unsigned successor, index; ///< Of the operand among those for the block.
    Value value;
  };

  bool grow();
  static bool forEachEntry(BlockArgument arg, function_ref<void(Entry)> visit);
  /// The argument that a branch forwards the operand to, null if none.
  static BlockArgument getTarget(OpOperand &use);
  bool isForwarded(OpOperand &use) {
    BlockArgument target = getTarget(use);
    return target && members.contains(target);
  }
  bool leadsBack(Block *from);
  bool onlyFeeds(Value made);

  llvm::SetVector<BlockArgument> members;
  bool isComplete;
};
} // namespace

BlockArgument Web::getTarget(OpOperand &use) {
  if (!isa<cf::BranchOp, cf::CondBranchOp>(use.getOwner()))
    return {};
  auto branch = cast<BranchOpInterface>(use.getOwner());
  return branch.getSuccessorBlockArgument(use.getOperandNumber())
      .value_or(BlockArgument());
}

/// Visits what comes in for the argument; false if that is not all known.
bool Web::forEachEntry(BlockArgument arg, function_ref<void(Entry)> visit) {
  Block *block = arg.getOwner();
  if (block->isEntryBlock())
    return false;
  for (Block *before : block->getPredecessors()) {
    Operation *terminator = before->getTerminator();
    if (!isa<cf::BranchOp, cf::CondBranchOp>(terminator))
      return false;
  }
  SmallPtrSet<Block *, 8> seen;
  for (Block *before : block->getPredecessors()) {
    if (!seen.insert(before).second)
      continue;
    auto branch = cast<BranchOpInterface>(before->getTerminator());
    for (unsigned i = 0, e = branch->getNumSuccessors(); i != e; ++i)
      if (branch->getSuccessor(i) == block)
        visit({branch, i, arg.getArgNumber(),
               branch.getSuccessorOperands(i)[arg.getArgNumber()]});
  }
  return true;
}

bool Web::grow() {
  for (size_t i = 0; i != members.size(); ++i) {
    BlockArgument member = members[i];
    bool isKnown = forEachEntry(member, [&](Entry entry) {
      auto arg = dyn_cast<BlockArgument>(entry.value);
      if (arg && !arg.getOwner()->isEntryBlock() &&
          arg.getParentRegion() == member.getParentRegion())
        members.insert(arg);
    });
    if (!isKnown)
      return false;
    for (OpOperand &use : member.getUses())
      if (BlockArgument target = getTarget(use))
        members.insert(target);
  }
  return true;
}

/// Whether the blocks of the web can be reached from the end of a block.
bool Web::leadsBack(Block *from) {
  SmallPtrSet<Block *, 16> seen;
  SmallVector<Block *> todo(from->getSuccessors());
  while (!todo.empty()) {
    Block *block = todo.pop_back_val();
    if (!seen.insert(block).second)
      continue;
    if (llvm::any_of(members, [&](BlockArgument member) {
          return member.getOwner() == block;
        }))
      return true;
    llvm::append_range(todo, block->getSuccessors());
  }
  return false;
}

/// Whether a value is made only to be handed on, and taken apart.
bool Web::onlyFeeds(Value made) {
  return llvm::all_of(made.getUses(), [&](OpOperand &use) {
    return isForwarded(use) || getReadPart(use.getOwner());
  });
}

bool Web::isWorthIt() {
  if (!isComplete)
    return false;
  bool savesAny = false, isLoop = false, isWhole = false;
  for (BlockArgument member : members) {
    forEachEntry(member, [&](Entry entry) {
      savesAny |= getMadeParts(entry.value) && onlyFeeds(entry.value);
    });
    isLoop |= leadsBack(member.getOwner());
    for (OpOperand &use : member.getUses()) {
      if (isForwarded(use) || getReadPart(use.getOwner()))
        continue;
      // It is made again there: once, if that is behind the loop.
      isWhole = true;
      Block *block = use.getOwner()->getBlock();
      if (block->getParent() != member.getParentRegion() || leadsBack(block))
        return false;
    }
  }
  return savesAny && (isLoop || !isWhole);
}

static Value makeBox(OpBuilder &builder, Location loc, Type type,
                     ValueRange parts) {
  if (isa<TupleType>(type))
    return TupleMakeOp::create(builder, loc, type, parts);
  return StructMakeOp::create(builder, loc, type, parts);
}

static Value readPart(OpBuilder &builder, Location loc, Type type, Value box,
                      unsigned index) {
  if (isa<TupleType>(box.getType()))
    return TupleGetOp::create(builder, loc, type, box, index);
  return StructGetOp::create(builder, loc, type, box, index);
}

void Web::unbox(ArrayRef<Type> parts) {
  OpBuilder builder(members.front().getContext());
  DenseMap<Value, SmallVector<Value>> partsOf;
  for (BlockArgument member : members)
    for (Type type : parts)
      partsOf[member].push_back(
          member.getOwner()->addArgument(type, member.getLoc()));
  for (BlockArgument member : members)
    forEachEntry(member, [&](Entry entry) {
      SmallVector<Value> values = partsOf.lookup(entry.value);
      if (std::optional<OperandRange> made = getMadeParts(entry.value))
        values.assign(made->begin(), made->end());
      builder.setInsertionPoint(entry.branch);
      Location loc = entry.branch.getLoc();
      for (unsigned i = values.size(); i != parts.size(); ++i)
        values.push_back(readPart(builder, loc, parts[i], entry.value, i));
      entry.branch.getSuccessorOperands(entry.successor).append(values);
    });
  for (BlockArgument member : members)
    for (OpOperand &use : llvm::make_early_inc_range(member.getUses())) {
      Operation *user = use.getOwner();
      ArrayRef<Value> values = partsOf[member];
      if (isForwarded(use))
        continue;
      if (std::optional<uint64_t> part = getReadPart(user)) {
        user->getResult(0).replaceAllUsesWith(values[*part]);
        user->erase();
        continue;
      }
      builder.setInsertionPoint(user);
      use.set(makeBox(builder, user->getLoc(), member.getType(), values));
    }
  // From the last argument on, so that the others keep their places.
  SmallVector<BlockArgument> boxes = members.takeVector();
  llvm::sort(boxes, [](BlockArgument a, BlockArgument b) {
    return a.getArgNumber() > b.getArgNumber();
  });
  for (BlockArgument box : boxes)
    forEachEntry(box, [&](Entry entry) {
      entry.branch.getSuccessorOperands(entry.successor).erase(entry.index);
    });
  for (BlockArgument box : boxes)
    box.getOwner()->eraseArgument(box.getArgNumber());
}

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

namespace {
struct UnboxValues : snow::impl::SnowUnboxValuesBase<UnboxValues> {
  void runOnOperation() override;

private:
  bool inlineCalls();
  bool unboxArguments(Region &region);
  void foldReads(Region &region);
  /// The types of the parts of a box, none if they are too many.
  SmallVector<Type> getPartTypes(Type box);

  DenseMap<StringAttr, StructTypeOp> structTypes;
};
} // namespace

/// Whether a call of the function may be replaced by what it does: some
/// straight-line code that takes or gives boxes.
static bool isInlinable(func::FuncOp function) {
  if (function.isExternal() || !llvm::hasSingleElement(function.getBody()))
    return false;
  FunctionType type = function.getFunctionType();
  if (llvm::none_of(type.getInputs(), isBox) &&
      llvm::none_of(type.getResults(), isBox))
    return false;
  Block &block = function.getBody().front();
  return block.getOperations().size() <= maxInlinedOnce &&
         isa<func::ReturnOp>(block.getTerminator()) &&
         llvm::none_of(block, [](Operation &op) {
           return op.getNumRegions() != 0 || isa<CallOpInterface>(op);
         });
}

static void inlineCall(func::CallOp call, func::FuncOp callee) {
  OpBuilder builder(call);
  IRMapping mapping;
  Block &block = callee.getBody().front();
  mapping.map(block.getArguments(), call.getOperands());
  for (Operation &op : block.without_terminator()) {
    Operation *copy = builder.clone(op, mapping);
    // The location of a constant that was folded may be unknown, and a call
    // site without a place cannot become debug information.
    bool hasPlace = op.getLoc()->findInstanceOf<FileLineColLoc>() != nullptr;
    copy->setLoc(hasPlace ? CallSiteLoc::get(op.getLoc(), call.getLoc())
                          : call.getLoc());
  }
  SmallVector<Value> results;
  for (Value result : block.getTerminator()->getOperands())
    results.push_back(mapping.lookupOrDefault(result));
  call->replaceAllUsesWith(results);
  call->erase();
}

bool UnboxValues::inlineCalls() {
  DenseMap<StringAttr, func::FuncOp> inlinable;
  DenseMap<StringAttr, unsigned> numCalls;
  for (auto function : getOperation().getOps<func::FuncOp>())
    if (isInlinable(function))
      inlinable[function.getSymNameAttr()] = function;
  if (inlinable.empty())
    return false;
  SmallVector<func::CallOp> calls;
  getOperation().walk([&](func::CallOp call) {
    // Other attributes ask for something of the call.
    StringAttr name = call.getCalleeAttr().getAttr();
    ++numCalls[name];
    if (inlinable.contains(name) && call->getDiscardableAttrs().empty())
      calls.push_back(call);
  });
  bool changed = false;
  for (func::CallOp call : calls) {
    StringAttr name = call.getCalleeAttr().getAttr();
    func::FuncOp callee = inlinable.lookup(name);
    if (numCalls[name] > 1 &&
        callee.getBody().front().getOperations().size() > maxInlined)
      continue;
    inlineCall(call, callee);
    changed = true;
    ++numInlined;
  }
  return changed;
}

SmallVector<Type> UnboxValues::getPartTypes(Type box) {
  SmallVector<Type> types;
  if (auto tuple = dyn_cast<TupleType>(box)) {
    llvm::append_range(types, tuple.getTypes());
  } else {
    StructTypeOp declared =
        structTypes.lookup(cast<StructType>(box).getName().getAttr());
    llvm::append_range(types,
                       declared.getFieldTypes().getAsValueRange<TypeAttr>());
  }
  if (types.size() > maxParts)
    types.clear();
  return types;
}

/// Replaces what reads a part of a value that is made in the function.
void UnboxValues::foldReads(Region &region) {
  region.walk([](Operation *op) {
    std::optional<uint64_t> part = getReadPart(op);
    if (!part)
      return;
    if (std::optional<OperandRange> made = getMadeParts(op->getOperand(0))) {
      op->getResult(0).replaceAllUsesWith((*made)[*part]);
      op->erase();
    }
  });
}

bool UnboxValues::unboxArguments(Region &region) {
  for (Block &block : region)
    for (BlockArgument arg : block.getArguments()) {
      if (block.isEntryBlock() || !isBox(arg.getType()))
        continue;
      SmallVector<Type> parts = getPartTypes(arg.getType());
      if (parts.empty())
        continue;
      Web web(arg);
      if (!web.isWorthIt())
        continue;
      web.unbox(parts);
      ++numUnboxed;
      return true;
    }
  return false;
}

/// What is no longer needed, from the end on, so that its operands follow.
static void eraseDead(Region &region) {
  for (Block &block : llvm::reverse(region))
    for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block)))
      if (isOpTriviallyDead(&op))
        op.erase();
}

void UnboxValues::runOnOperation() {
  if (failed(requireImplicitOwnership(getOperation(), getArgument())))
    return signalPassFailure();
  structTypes.clear();
  for (auto type : getOperation().getOps<StructTypeOp>())
    structTypes[type.getSymNameAttr()] = type;
  // What has no calls any more may be inlined itself.
  constexpr unsigned maxDepth = 4;
  for (unsigned depth = 0; depth != maxDepth && inlineCalls(); ++depth)
    ;
  for (auto function : getOperation().getOps<func::FuncOp>()) {
    Region &body = function.getBody();
    do {
      foldReads(body);
      eraseDead(body);
    } while (unboxArguments(body));
  }
}
