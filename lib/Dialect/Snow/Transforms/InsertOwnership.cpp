//===- InsertOwnership.cpp - Reference counts made explicit -----*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Precise reference counting after Reinking, Xie, de Moura and Leijen,
// "Perceus: Garbage Free Reference Counting with Reuse" (PLDI 2021), on a
// control-flow graph: liveness takes the place of the paper's derivation rules.
// See docs/design/ownership.md.
//
//===----------------------------------------------------------------------===//

#include "OwnedValues.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Dominance.h"
#include "mlir/Interfaces/CallInterfaces.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"
#include "snow/Dialect/SnowRT/IR/SnowRTOps.h"

namespace snow {
#define GEN_PASS_DEF_SNOWINSERTOWNERSHIP
#include "snow/Dialect/Snow/Transforms/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

namespace {
using Id = OwnedValues::Id;
using Uses = OwnedValues::Uses;

/// Inserts the counting of one body, and with it that of the arms inside.
class BodyCounter {
public:
  /// `message` is the argument of an arm; `held` is what the function around
  /// the arm owns while it waits.
  BodyCounter(Region &region, function_ref<bool(BlockArgument)> isOwnedArg,
              function_ref<bool(OpOperand &)> consumes, Value message = {},
              ArrayRef<Value> held = {})
      : region(region), consumes(consumes), owned(region, isOwnedArg, consumes),
        message(message), outer(held) {}

  /// Fails, and says why, if a process would lose what it owns while it waits.
  LogicalResult run();

private:
  LogicalResult checkKept(Operation *receive, ValueRange kept) const;
  void countBlock(Block &block);
  void countBefore(Operation *op, const Uses &uses,
                   const OwnedValues::Set &live);
  void countAfter(Operation *op, const Uses &uses,
                  const OwnedValues::Set &live);
  void countAccept(AcceptOp accept, const Uses &uses);
  void countEdges(Block &block);
  LogicalResult countArms(ReceiveOp receive);
  void noteHeld(Operation *op, const Uses &uses, const OwnedValues::Set &live);
  void markCleanups();

  static void retain(OpBuilder &builder, Location loc, Value value,
                     unsigned times = 1) {
    for (; times != 0; --times)
      RetainOp::create(builder, loc, value);
  }

  Region &region;
  function_ref<bool(OpOperand &)> consumes;
  OwnedValues owned;
  Value message;
  ArrayRef<Value> outer;
  /// What is owned while an operation runs that may unwind.
  DenseMap<Operation *, SmallVector<Value>> heldDuring;
};
} // namespace

//===----------------------------------------------------------------------===//
// Before the analysis
//===----------------------------------------------------------------------===//

/// Whether an operation only reads a part of its operand.
static bool readsPart(Operation *op) {
  return op->getNumOperands() == 1 && op->getNumResults() == 1 &&
         isCountedType(op->getOperand(0).getType()) &&
         getUnwinding(op) == Unwinding::Never && isMemoryEffectFree(op) &&
         (!isCountedType(op->getResult(0).getType()) ||
          getResultOwnership(op->getResult(0)).isBorrowed());
}

/// Whether a counted part of the value is read in another block.
static bool hasPartElsewhere(Value value, Block &block) {
  return llvm::any_of(value.getUsers(), [&](Operation *user) {
    return user->getBlock() != &block && readsPart(user) &&
           isCountedType(user->getResult(0).getType());
  });
}

/// Another reading of a part, in a block from which all ways lead to this one;
/// null if there is none.
static Operation *findEarlierRead(Operation *read, DominanceInfo &dominance,
                                  PostDominanceInfo &postDominance) {
  // Other parts are there under a condition only.
  if (!isa<StructGetOp, TupleGetOp>(read))
    return nullptr;
  Block *block = read->getBlock();
  for (Operation *user : read->getOperand(0).getUsers())
    if (user->getBlock() != block && readsPart(user) &&
        user->getParentRegion() == read->getParentRegion() &&
        dominance.properlyDominates(user->getBlock(), block) &&
        postDominance.properlyPostDominates(block, user->getBlock()))
      return user;
  return nullptr;
}

/// Reads the parts of a value together, where the first one is read: one that
/// is read later would keep the whole alive meanwhile, and with it a second
/// reference to the other parts. If another block has read the first one, that
/// is there, if all ways lead from there to this one, else where this block
/// begins.
static void gatherParts(Region &region) {
  DominanceInfo dominance;
  PostDominanceInfo postDominance;
  for (Block &block : region) {
    DenseMap<Value, Operation *> last;
    for (Operation &op : llvm::make_early_inc_range(block)) {
      if (!readsPart(&op))
        continue;
      Value whole = op.getOperand(0);
      if (whole.getParentBlock() != &block && hasPartElsewhere(whole, block)) {
        if (Operation *earlier =
                findEarlierRead(&op, dominance, postDominance)) {
          op.moveAfter(earlier);
          continue;
        }
      }
      Operation *&before = last[whole];
      if (before)
        op.moveAfter(before);
      else if (whole.getParentBlock() != &block &&
               hasPartElsewhere(whole, block))
        op.moveBefore(&block, block.begin());
      before = &op;
    }
  }
}

//===----------------------------------------------------------------------===//
// Inside a block
//===----------------------------------------------------------------------===//

/// The references that an operation takes over, less the one that moves.
void BodyCounter::countBefore(Operation *op, const Uses &uses,
                              const OwnedValues::Set &live) {
  OpBuilder builder(op);
  for (Value value : uses.copied)
    retain(builder, op->getLoc(), value);
  for (auto [id, count] : uses.consumed) {
    bool moves = !live.test(id) && !uses.needs(id);
    retain(builder, op->getLoc(), owned.getValue(id), count - (moves ? 1 : 0));
  }
}

/// References of results that are kept, then the release of what has had its
/// last use: the other order could free what is kept.
void BodyCounter::countAfter(Operation *op, const Uses &uses,
                             const OwnedValues::Set &live) {
  OpBuilder builder(op->getContext());
  builder.setInsertionPointAfter(op);
  for (Value result : op->getResults())
    if (owned.isKept(result))
      retain(builder, op->getLoc(), result);
  for (Id id : uses.needed)
    if (!live.test(id))
      ReleaseOp::create(builder, op->getLoc(), owned.getValue(id));
  for (Value result : op->getResults())
    if (std::optional<Id> id = owned.lookupOwned(result))
      if (!live.test(*id))
        ReleaseOp::create(builder, op->getLoc(), result);
}

/// With its acceptance the message belongs to the process.
void BodyCounter::countAccept(AcceptOp accept, const Uses &uses) {
  OpBuilder builder(accept);
  bool isMoved = false;
  for (Value value : uses.copied) {
    if (value == message && !isMoved)
      isMoved = true;
    else
      retain(builder, accept.getLoc(), value);
  }
  for (auto [id, count] : uses.consumed)
    retain(builder, accept.getLoc(), owned.getValue(id), count - 1);
  if (!isMoved && isCountedType(message.getType()))
    ReleaseOp::create(builder, accept.getLoc(), message);
}

void BodyCounter::noteHeld(Operation *op, const Uses &uses,
                           const OwnedValues::Set &live) {
  if (getUnwinding(op) != Unwinding::May && !isa<RejectOp>(op))
    return;
  SmallVector<Value> &held = heldDuring[op];
  llvm::append_range(held, outer);
  for (Id id = 0, e = owned.size(); id != e; ++id)
    if (owned.isOwned(id) && (live.test(id) || uses.needs(id)) &&
        owned.getValue(id).getDefiningOp() != op)
      held.push_back(owned.getValue(id));
}

void BodyCounter::countBlock(Block &block) {
  OwnedValues::Set live = owned.getLiveOut(&block);
  auto useAll = [&](Operation *op, const Uses &uses) {
    for (Value result : op->getResults())
      if (std::optional<Id> id = owned.lookupOwned(result))
        live.reset(*id);
    for (auto [id, count] : uses.consumed)
      live.set(id);
    for (Id id : uses.needed)
      live.set(id);
  };
  SmallVector<Operation *> operations;
  for (Operation &op : llvm::reverse(block))
    operations.push_back(&op);
  for (Operation *op : operations) {
    Uses uses = owned.getUses(op);
    noteHeld(op, uses, live);
    if (auto accept = dyn_cast<AcceptOp>(op))
      countAccept(accept, uses);
    else
      countBefore(op, uses, live);
    if (op->hasTrait<OpTrait::IsTerminator>())
      // What is forwarded is live here as well.
      for (unsigned i = 0, e = op->getNumSuccessors(); i != e; ++i)
        for (Value value : owned.getForwarded(op, i))
          owned.addUse(value, live);
    if (!op->hasTrait<OpTrait::IsTerminator>())
      countAfter(op, uses, live);
    useAll(op, uses);
  }
  OpBuilder builder = OpBuilder::atBlockBegin(&block);
  for (BlockArgument arg : block.getArguments())
    if (std::optional<Id> id = owned.lookupOwned(arg))
      if (!live.test(*id))
        ReleaseOp::create(builder, arg.getLoc(), arg);
}

//===----------------------------------------------------------------------===//
// Between blocks
//===----------------------------------------------------------------------===//

/// The place for operations on an edge: where the edge ends, if no other ends
/// there, else a block of its own.
static OpBuilder atEdge(Block &block, unsigned index) {
  Operation *terminator = block.getTerminator();
  Block *target = terminator->getSuccessor(index);
  if (terminator->getNumSuccessors() == 1)
    return OpBuilder(terminator);
  if (llvm::hasSingleElement(target->getUses()) && !target->isEntryBlock())
    return OpBuilder::atBlockBegin(target);
  OpBuilder builder(terminator->getContext());
  SmallVector<Location> locs;
  for (BlockArgument arg : target->getArguments())
    locs.push_back(arg.getLoc());
  Block *between =
      builder.createBlock(target, target->getArgumentTypes(), locs);
  auto branch = cf::BranchOp::create(builder, terminator->getLoc(), target,
                                     between->getArguments());
  terminator->setSuccessor(between, index);
  return OpBuilder(branch);
}

void BodyCounter::countEdges(Block &block) {
  Operation *terminator = block.getTerminator();
  Location loc = terminator->getLoc();
  Uses uses = owned.getUses(terminator);
  // What is owned where the block ends: one reference to each.
  OwnedValues::Set atEnd = owned.getLiveOut(&block);
  for (Id id : uses.needed)
    atEnd.set(id);
  unsigned numEdges = terminator->getNumSuccessors();
  for (unsigned i = 0; i != numEdges; ++i)
    for (Value value : owned.getForwarded(terminator, i))
      owned.addUse(value, atEnd);

  for (unsigned i = 0; i != numEdges; ++i) {
    SmallVector<Value> retained, released;
    OwnedValues::Set live = owned.getLiveIn(terminator->getSuccessor(i));
    DenseMap<Value, unsigned> forwarded;
    for (Value value : owned.getForwarded(terminator, i)) {
      if (owned.lookupOwned(value))
        ++forwarded[value];
      else if (owned.isTracked(value))
        retained.push_back(value);
    }
    for (Id id : atEnd.set_bits()) {
      if (!owned.isOwned(id))
        continue;
      Value value = owned.getValue(id);
      unsigned wanted = forwarded.lookup(value) + (live.test(id) ? 1 : 0);
      if (wanted == 0)
        released.push_back(value);
      else
        retained.append(wanted - 1, value);
    }
    if (retained.empty() && released.empty())
      continue;
    OpBuilder builder = atEdge(block, i);
    for (Value value : retained)
      retain(builder, loc, value);
    for (Value value : released)
      ReleaseOp::create(builder, loc, value);
  }
}

LogicalResult BodyCounter::countArms(ReceiveOp receive) {
  SmallVector<Value> held = heldDuring.lookup(receive);
  auto isOwnedArg = [](BlockArgument) { return false; };
  for (Region &arm : receive.getArms())
    if (failed(BodyCounter(arm, isOwnedArg, consumes, arm.getArgument(0), held)
                   .run()))
      return failure();
  return success();
}

/// What suspends hands its references over to the continuation, which owns its
/// parameters: so they must be all, and its own.
LogicalResult BodyCounter::checkKept(Operation *receive,
                                     ValueRange kept) const {
  for (Value value : heldDuring.lookup(receive))
    if (!llvm::is_contained(kept, value)) {
      InFlightDiagnostic diag = receive->emitOpError(
          "suspends, but does not keep a value that is used later");
      diag.attachNote(value.getLoc()) << "the value is from here";
      return diag;
    }
  for (Value value : kept)
    if (owned.isTracked(value) && !owned.lookupOwned(value)) {
      InFlightDiagnostic diag = receive->emitOpError(
          "keeps a value that is only a part of another one");
      diag.attachNote(value.getLoc()) << "the value is from here";
      return diag;
    }
  return success();
}

//===----------------------------------------------------------------------===//
// Cleanups
//===----------------------------------------------------------------------===//

/// Says before what unwinds which values have to be released. Runtime calls
/// that fail only for lack of memory must not stand behind the list of another
/// operation, which may own something else.
void BodyCounter::markCleanups() {
  bool ownsAny = llvm::any_of(
      heldDuring, [](auto &entry) { return !entry.second.empty(); });
  if (!ownsAny)
    return;
  for (Block &block : region) {
    std::optional<SmallVector<Value>> current;
    for (Operation &op : block) {
      SmallVector<Value> wanted;
      if (auto it = heldDuring.find(&op); it != heldDuring.end())
        wanted = it->second;
      else if (getUnwinding(&op) != Unwinding::OutOfMemory)
        continue;
      if (current == wanted)
        continue;
      OpBuilder builder(&op);
      CleanupOp::create(builder, op.getLoc(), wanted);
      current = wanted;
    }
  }
}

LogicalResult BodyCounter::run() {
  for (Block &block : region)
    countBlock(block);
  SmallVector<Block *> blocks;
  for (Block &block : region)
    blocks.push_back(&block);
  for (Block *block : blocks)
    countEdges(*block);
  for (Block *block : blocks) {
    Operation *end = block->getTerminator();
    if (auto receive = dyn_cast<ServiceReceiveOp>(end))
      if (receive.getSuspends() && failed(checkKept(end, receive.getKept())))
        return failure();
    auto receive = dyn_cast<ReceiveOp>(end);
    if (!receive)
      continue;
    if (receive.getSuspends() && failed(checkKept(end, receive.getKept())))
      return failure();
    if (failed(countArms(receive)))
      return failure();
  }
  markCleanups();
  return success();
}

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

namespace {
struct InsertOwnership : snow::impl::SnowInsertOwnershipBase<InsertOwnership> {
  using SnowInsertOwnershipBase::SnowInsertOwnershipBase;

  void runOnOperation() override;

private:
  LogicalResult check();
  LogicalResult count();
};
} // namespace

/// Counting twice would free values that are still in use.
LogicalResult InsertOwnership::check() {
  WalkResult found = getOperation()->walk([&](Operation *op) {
    if (isa<RetainOp, ReleaseOp, CleanupOp>(op)) {
      op->emitError("ownership is explicit already; run "
                    "snow-insert-ownership once, before any other pass that "
                    "inserts snow.retain or snow.release");
      return WalkResult::interrupt();
    }
    return WalkResult::advance();
  });
  if (found.wasInterrupted())
    return failure();
  return strategy == "counted" ? requireGraph(getOperation()) : success();
}

LogicalResult InsertOwnership::count() {
  SmallVector<Region *> bodies;
  // The parameters that are lent, where there are any.
  DenseMap<StringAttr, FunctionOpInterface> lenders;
  getOperation()->walk([&](Operation *op) {
    auto function = dyn_cast<FunctionOpInterface>(op);
    if (function && !function.isExternal())
      bodies.push_back(&function.getFunctionBody());
    if (isa<InitOp, CallOp, snow::CastOp>(op))
      bodies.push_back(&op->getRegion(0));
    for (unsigned i = 0; function && i != function.getNumArguments(); ++i)
      if (function.getArgAttr(i, borrowedAttrName))
        lenders[SymbolTable::getSymbolName(op)] = function;
  });
  auto isOwnedArg = [](BlockArgument arg) {
    auto function =
        dyn_cast<FunctionOpInterface>(arg.getOwner()->getParentOp());
    return !function ||
           !function.getArgAttr(arg.getArgNumber(), borrowedAttrName);
  };
  auto consumes = [&](OpOperand &operand) {
    auto call = dyn_cast<func::CallOp>(operand.getOwner());
    if (!call)
      return consumesOperand(operand);
    FunctionOpInterface callee = lenders.lookup(call.getCalleeAttr().getAttr());
    return !callee ||
           !callee.getArgAttr(operand.getOperandNumber(), borrowedAttrName);
  };
  for (Region *body : bodies)
    gatherParts(*body);
  for (Region *body : bodies)
    if (failed(BodyCounter(*body, isOwnedArg, consumes).run()))
      return failure();
  getOperation()->walk([&](Operation *op) {
    numRetains += isa<RetainOp>(op);
    numReleases += isa<ReleaseOp>(op);
    numCleanups += isa<CleanupOp>(op);
  });
  return success();
}

void InsertOwnership::runOnOperation() {
  if (strategy != "program-lifetime" && strategy != "counted") {
    getOperation()->emitError("unknown ownership strategy '")
        << strategy << "'; there are 'counted' and 'program-lifetime'";
    return signalPassFailure();
  }
  if (failed(check()))
    return signalPassFailure();
  if (strategy == "counted") {
    if (failed(count()))
      signalPassFailure();
    return;
  }
  // The runtime must not count either.
  getOperation()->walk([](snowrt::RtInitOp init) {
    OpBuilder builder(init->getContext());
    builder.setInsertionPointAfter(init);
    snowrt::RtKeepObjectsOp::create(builder, init.getLoc());
  });
}
