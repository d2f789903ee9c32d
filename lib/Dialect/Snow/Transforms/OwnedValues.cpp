//===- OwnedValues.cpp - Which values a body owns, and where ----*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OwnedValues.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "llvm/ADT/PostOrderIterator.h"

using namespace mlir;
using namespace snow;

unsigned OwnedValues::Uses::getConsumed(Id id) const {
  for (auto [other, count] : consumed)
    if (other == id)
      return count;
  return 0;
}

//===----------------------------------------------------------------------===//
// What can be analysed
//===----------------------------------------------------------------------===//

LogicalResult snow::requireGraph(Operation *root) {
  WalkResult found = root->walk([](Operation *op) {
    bool isStructured = op->getNumRegions() != 0 && op->getBlock() &&
                        !isa<ReceiveOp>(op) &&
                        !op->hasTrait<OpTrait::IsIsolatedFromAbove>() &&
                        isa_and_nonnull<FunctionOpInterface>(op->getParentOp());
    if (!isStructured)
      return WalkResult::advance();
    op->emitError("ownership needs a control-flow graph; run "
                  "convert-scf-to-cf before");
    return WalkResult::interrupt();
  });
  return failure(found.wasInterrupted());
}

//===----------------------------------------------------------------------===//
// The values
//===----------------------------------------------------------------------===//

static bool isImmortal(Value value) {
  auto result = dyn_cast<OpResult>(value);
  return result && getResultOwnership(result).isImmortal();
}

OwnedValues::OwnedValues(Region &region,
                         function_ref<bool(BlockArgument)> isOwnedArg,
                         Consumes consumes)
    : region(region), consumes(consumes) {
  for (Block &block : region)
    for (BlockArgument arg : block.getArguments())
      if (isCountedType(arg.getType()))
        number(arg, block.isEntryBlock() && !isOwnedArg(arg) ? Kind::Borrowed
                                                             : Kind::Owned);
  // Values from outside, in an arm.
  region.walk([&](Operation *op) {
    for (Value operand : op->getOperands())
      if (!region.isAncestor(operand.getParentRegion()) &&
          isCountedType(operand.getType()) && !isImmortal(operand))
        number(operand, Kind::Borrowed);
  });
  // A result's sources dominate it, so that an order in which dominating blocks
  // come first numbers them first; blocks that are never reached come last.
  for (Block *block : llvm::ReversePostOrderTraversal<Region *>(&region))
    for (Operation &op : *block)
      numberResults(&op);
  for (Block &block : region)
    for (Operation &op : block)
      numberResults(&op);

  // What is consumed somewhere needs a reference there in any case; taken where
  // the value is defined, it lets go of the rest. Not so if nothing goes.
  for (Block &block : region)
    for (Operation &op : block)
      forEachUse(&op, [&](Id id, bool isConsumed, bool) {
        if (isConsumed && values[id].kind == Kind::Borrowed &&
            hasMortalSource(id))
          values[id].isKept = true;
      });
  do
    liveIn = computeLiveness(/*extend=*/true);
  while (keepWhatOutlives());
}

void OwnedValues::number(Value value, Kind kind, ArrayRef<Id> sources) {
  if (!ids.try_emplace(value, values.size()).second)
    return;
  values.push_back({value, kind, false, llvm::to_vector<1>(sources)});
}

void OwnedValues::numberResults(Operation *op) {
  for (OpResult result : op->getResults()) {
    if (!isCountedType(result.getType()))
      continue;
    ResultOwnership ownership = getResultOwnership(result);
    if (ownership.isOwned())
      number(result, Kind::Owned);
    if (!ownership.isBorrowed())
      continue;
    SmallVector<Id, 1> sources;
    auto addSource = [&](Value operand) {
      if (auto it = ids.find(operand); it != ids.end())
        sources.push_back(it->second);
    };
    if (std::optional<unsigned> source = ownership.getSource())
      addSource(op->getOperand(*source));
    else
      llvm::for_each(op->getOperands(), addSource);
    number(result, Kind::Borrowed, sources);
  }
}

std::optional<OwnedValues::Id> OwnedValues::lookupOwned(Value value) const {
  auto it = ids.find(value);
  if (it == ids.end() || !isOwned(it->second))
    return {};
  return it->second;
}

void OwnedValues::addUse(Value value, Set &live) const {
  if (auto it = ids.find(value); it != ids.end())
    setLive(live, it->second, /*extend=*/true);
}

bool OwnedValues::isKept(Value value) const {
  auto it = ids.find(value);
  return it != ids.end() && values[it->second].isKept;
}

bool OwnedValues::hasMortalSource(Id id) const {
  return llvm::any_of(values[id].sources, [&](Id source) {
    return isOwned(source) || hasMortalSource(source);
  });
}

//===----------------------------------------------------------------------===//
// Uses
//===----------------------------------------------------------------------===//

OperandRange OwnedValues::getForwarded(Operation *terminator,
                                       unsigned successor) const {
  if (auto branch = dyn_cast<BranchOpInterface>(terminator))
    return branch.getSuccessorOperands(successor).getForwardedOperands();
  return OperandRange(terminator->operand_end(), terminator->operand_end());
}

void OwnedValues::forEachUse(Operation *op,
                             function_ref<void(Id, bool, bool)> visit) const {
  auto branch = dyn_cast<BranchOpInterface>(op);
  for (OpOperand &operand : op->getOpOperands()) {
    auto it = ids.find(operand.get());
    if (it == ids.end())
      continue;
    bool isForwarded =
        branch && branch.getSuccessorBlockArgument(operand.getOperandNumber());
    visit(it->second, isForwarded || consumes(operand), isForwarded);
  }
  // Inside an arm, values from outside are borrowed.
  for (Region &nested : op->getRegions())
    nested.walk([&](Operation *inner) {
      for (Value operand : inner->getOperands())
        if (auto it = ids.find(operand); it != ids.end())
          visit(it->second, /*isConsumed=*/false, /*isForwarded=*/false);
    });
}

OwnedValues::Uses OwnedValues::getUses(Operation *op) const {
  Uses uses;
  Set needed(values.size());
  forEachUse(op, [&](Id id, bool isConsumed, bool isForwarded) {
    if (isForwarded)
      return;
    if (!isConsumed) {
      setLive(needed, id, /*extend=*/true);
      return;
    }
    if (!isOwned(id)) {
      uses.copied.push_back(values[id].value);
      setLive(needed, id, /*extend=*/true);
      return;
    }
    auto it = llvm::find_if(uses.consumed,
                            [&](auto &entry) { return entry.first == id; });
    if (it == uses.consumed.end())
      uses.consumed.push_back({id, 1});
    else
      ++it->second;
  });
  for (unsigned id : needed.set_bits())
    if (isOwned(id))
      uses.needed.push_back(id);
  return uses;
}

//===----------------------------------------------------------------------===//
// Liveness
//===----------------------------------------------------------------------===//

void OwnedValues::setLive(Set &live, Id id, bool extend) const {
  live.set(id);
  if (extend && !isOwned(id))
    for (Id source : values[id].sources)
      setLive(live, source, extend);
}

void OwnedValues::stepBackward(Operation *op, Set &live, bool extend) const {
  for (Value result : op->getResults())
    if (auto it = ids.find(result); it != ids.end())
      live.reset(it->second);
  forEachUse(op, [&](Id id, bool, bool) { setLive(live, id, extend); });
}

DenseMap<Block *, OwnedValues::Set>
OwnedValues::computeLiveness(bool extend) const {
  DenseMap<Block *, Set> result;
  for (Block &block : region)
    result.try_emplace(&block, Set(values.size()));
  bool changed = !values.empty();
  while (changed) {
    changed = false;
    // Mostly from the last block to the first: then one pass does for code
    // without loops.
    for (Block &block : llvm::reverse(region)) {
      Set live(values.size());
      for (Block *successor : block.getSuccessors())
        live |= result.find(successor)->second;
      for (Operation &op : llvm::reverse(block))
        stepBackward(&op, live, extend);
      for (BlockArgument arg : block.getArguments())
        if (auto it = ids.find(arg); it != ids.end())
          live.reset(it->second);
      Set &before = result.find(&block)->second;
      if (live != before) {
        before = std::move(live);
        changed = true;
      }
    }
  }
  return result;
}

OwnedValues::Set OwnedValues::getLiveOut(Block *block) const {
  Set live(values.size());
  for (Block *successor : block->getSuccessors())
    live |= getLiveIn(successor);
  return live;
}

/// Where the last use of an owned value would be to give it away, but for
/// borrowed parts of it that are used later, keeps those parts. True if any.
bool OwnedValues::keepWhatOutlives() {
  bool hasParts = llvm::any_of(values, [](const Info &info) {
    return info.kind == Kind::Borrowed && !info.isKept && !info.sources.empty();
  });
  if (!hasParts)
    return false;
  DenseMap<Block *, Set> direct = computeLiveness(/*extend=*/false);
  bool changed = false;
  auto keepPartsOf = [&](Id source, const Set &live) {
    for (auto [id, info] : llvm::enumerate(values)) {
      if (isOwned(id) || !live.test(id))
        continue;
      Set borrowed(values.size());
      setLive(borrowed, id, /*extend=*/true);
      if (borrowed.test(source))
        changed = info.isKept = true;
    }
  };
  for (Block &block : region) {
    Set live(values.size());
    for (Block *successor : block.getSuccessors())
      live |= direct.find(successor)->second;
    for (Operation &op : llvm::reverse(block)) {
      forEachUse(&op, [&](Id id, bool isConsumed, bool) {
        if (isConsumed && isOwned(id) && !live.test(id))
          keepPartsOf(id, live);
      });
      stepBackward(&op, live, /*extend=*/false);
    }
  }
  return changed;
}
