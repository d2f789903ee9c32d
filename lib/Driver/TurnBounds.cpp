//===- TurnBounds.cpp - How often loops turn at most ------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TurnBounds.h"
#include "snow/Conversion/AppendNames.h"
#include "snow/Runtime/ABI/RuntimeTable.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Analysis/ConstantFolding.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace snow::driver;

/// Values further apart are not followed: the recursion has to end in time.
static constexpr unsigned kMostSteps = 200;
/// Numbers beyond have no bound: nothing that turns so often is rare.
static constexpr int64_t kMostNumber = 1 << 20;

/// The value behind what a block merely hands on.
static const Value *lookThrough(const Value *value) {
  while (const auto *phi = dyn_cast<PHINode>(value)) {
    if (phi->getNumIncomingValues() != 1)
      break;
    value = phi->getIncomingValue(0);
  }
  return value;
}

LoopInfo &TurnBounds::getLoops(const Function &function) {
  std::unique_ptr<Loops> &known = loops[&function];
  // The analyses read, but are not declared so.
  if (!known)
    known = std::make_unique<Loops>(const_cast<Function &>(function));
  return known->info;
}

/// The loop at whose head the value changes from turn to turn, if any.
const Loop *TurnBounds::getLoopOf(const PHINode &phi) {
  const Loop *loop = getLoops(*phi.getFunction()).getLoopFor(phi.getParent());
  return loop && loop->getHeader() == phi.getParent() ? loop : nullptr;
}

uint64_t TurnBounds::getTurns(const BasicBlock &block) {
  const Loop *loop = getLoops(*block.getParent()).getLoopFor(&block);
  // A cycle that is no loop for LLVM.
  if (!loop)
    return kUnbounded;
  uint64_t product = 1;
  for (; loop; loop = loop->getParentLoop())
    product = SaturatingMultiply(product, getTurns(*loop));
  return product;
}

uint64_t TurnBounds::getTurns(const Loop &loop) {
  auto [known, isNew] = turns.try_emplace(&loop, kUnbounded);
  if (!isNew)
    return known->second;
  uint64_t result = computeTurns(loop);
  turns[&loop] = result;
  return result;
}

uint64_t TurnBounds::computeTurns(const Loop &loop) {
  const BasicBlock *latch = loop.getLoopLatch();
  // Both run in each turn.
  return latch ? std::min(getTurnsUntil(loop, *loop.getHeader()),
                          getTurnsUntil(loop, *latch))
               : kUnbounded;
}

/// If a block of the loop leaves it as soon as a counter passes some number.
uint64_t TurnBounds::getTurnsUntil(const Loop &loop, const BasicBlock &exit) {
  const auto *branch = dyn_cast<BranchInst>(exit.getTerminator());
  if (!branch || !branch->isConditional() ||
      loop.contains(branch->getSuccessor(0)) ==
          loop.contains(branch->getSuccessor(1)))
    return kUnbounded;
  const auto *test = dyn_cast<ICmpInst>(branch->getCondition());
  if (!test)
    return kUnbounded;
  CmpInst::Predicate goesOn = loop.contains(branch->getSuccessor(0))
                                  ? test->getPredicate()
                                  : test->getInversePredicate();
  for (unsigned side : {0, 1}) {
    const Value *counter = lookThrough(test->getOperand(side));
    if (side == 1)
      goesOn = CmpInst::getSwappedPredicate(goesOn);
    const auto *phi = dyn_cast<PHINode>(counter);
    if (!phi)
      if (const auto *next = dyn_cast<BinaryOperator>(counter))
        phi = dyn_cast<PHINode>(lookThrough(next->getOperand(0)));
    if (!phi || phi->getParent() != loop.getHeader() ||
        phi->getNumIncomingValues() != 2)
      continue;
    unsigned fromLatch = phi->getBasicBlockIndex(loop.getLoopLatch());
    const auto *next =
        dyn_cast<BinaryOperator>(lookThrough(phi->getIncomingValue(fromLatch)));
    const auto *by =
        next ? dyn_cast<ConstantInt>(next->getOperand(1)) : nullptr;
    if (!by || by->getBitWidth() > 64 || by->isZero() ||
        lookThrough(next->getOperand(0)) != phi ||
        (counter != phi && counter != next) ||
        (next->getOpcode() != Instruction::Add &&
         next->getOpcode() != Instruction::Sub))
      continue;
    bool isUp = by->isNegative() == (next->getOpcode() == Instruction::Sub);
    if (goesOn != CmpInst::ICMP_NE &&
        (CmpInst::isEquality(goesOn) ||
         (ICmpInst::isLT(goesOn) || ICmpInst::isLE(goesOn)) != isUp))
      continue;
    std::optional<Range> start = getRange(phi->getIncomingValue(1 - fromLatch));
    std::optional<Range> end = getRange(test->getOperand(1 - side));
    if (!start || !end)
      continue;
    // Steps above one only make it less. One more for the last test.
    int64_t distance =
        isUp ? end->most - start->least : start->most - end->least;
    bool hasEnd = ICmpInst::isLE(goesOn) || ICmpInst::isGE(goesOn);
    return uint64_t(std::max<int64_t>(distance + hasEnd, 0)) + 1;
  }
  return kUnbounded;
}

/// What all callers hand over for the argument, as long as they are known.
template <typename Visit>
static bool forEachHandedOver(const Argument &argument, Visit &&visit) {
  const Function &function = *argument.getParent();
  return function.hasLocalLinkage() &&
         all_of(function.uses(), [&](const Use &use) {
           const auto *call = dyn_cast<CallBase>(use.getUser());
           return call && call->isCallee(&use) &&
                  visit(call->getArgOperand(argument.getArgNo()));
         });
}

std::optional<TurnBounds::Range> TurnBounds::getRange(const Value *value) {
  auto [known, isNew] = ranges.try_emplace(value);
  if (!isNew || depth > kMostSteps)
    return known->second;
  ++depth;
  std::optional<Range> result = computeRange(value);
  --depth;
  if (result && (result->least < -kMostNumber || result->most > kMostNumber))
    result = std::nullopt;
  ranges[value] = result;
  return result;
}

std::optional<TurnBounds::Range> TurnBounds::computeRange(const Value *value) {
  std::optional<Range> all;
  auto add = [&](const Value *one) {
    std::optional<Range> range = getRange(one);
    if (!range)
      return false;
    all = all ? Range{std::min(all->least, range->least),
                      std::max(all->most, range->most)}
              : range;
    return true;
  };
  if (const auto *constant = dyn_cast<ConstantInt>(value)) {
    if (std::optional<int64_t> number = constant->getValue().trySExtValue())
      return Range{*number, *number};
    return std::nullopt;
  }
  // The first word of a list is its length.
  if (const auto *load = dyn_cast<LoadInst>(value)) {
    if (std::optional<uint64_t> length = getLength(load->getPointerOperand());
        length && load->getType()->isIntegerTy(64))
      return Range{0, int64_t(*length)};
    return std::nullopt;
  }
  if (const auto *argument = dyn_cast<Argument>(value))
    return forEachHandedOver(*argument, add) ? all : std::nullopt;
  if (const auto *phi = dyn_cast<PHINode>(value))
    return !getLoopOf(*phi) && all_of(phi->incoming_values(), add)
               ? all
               : std::nullopt;
  if (const auto *select = dyn_cast<SelectInst>(value))
    return add(select->getTrueValue()) && add(select->getFalseValue())
               ? all
               : std::nullopt;
  if (const auto *operation = dyn_cast<BinaryOperator>(value)) {
    std::optional<Range> left = getRange(operation->getOperand(0));
    std::optional<Range> right = getRange(operation->getOperand(1));
    if (left && right && operation->getOpcode() == Instruction::Add)
      return Range{left->least + right->least, left->most + right->most};
    if (left && right && operation->getOpcode() == Instruction::Sub)
      return Range{left->least - right->most, left->most - right->least};
  }
  return std::nullopt;
}

std::optional<uint64_t> TurnBounds::getLength(const Value *list) {
  auto [known, isNew] = lengths.try_emplace(list);
  if (!isNew || depth > kMostSteps)
    return known->second;
  ++depth;
  std::optional<uint64_t> result = computeLength(list);
  --depth;
  if (result && *result > uint64_t(kMostNumber))
    result = std::nullopt;
  lengths[list] = result;
  return result;
}

std::optional<uint64_t> TurnBounds::computeLength(const Value *list) {
  std::optional<uint64_t> most;
  auto add = [&](const Value *one) {
    std::optional<uint64_t> length = getLength(one);
    if (length)
      most = std::max(most.value_or(0), *length);
    return length.has_value();
  };
  if (const auto *call = dyn_cast<CallBase>(list))
    return getLengthOfResult(*call);
  if (const auto *argument = dyn_cast<Argument>(list))
    return forEachHandedOver(*argument, add) ? most : std::nullopt;
  if (const auto *select = dyn_cast<SelectInst>(list))
    return add(select->getTrueValue()) && add(select->getFalseValue())
               ? most
               : std::nullopt;
  if (const auto *phi = dyn_cast<PHINode>(list)) {
    if (const Loop *loop = getLoopOf(*phi))
      return getLengthBehindLoop(*phi, *loop);
    return all_of(phi->incoming_values(), add) ? most : std::nullopt;
  }
  // A literal of constants is an object in the program.
  const auto *constant = dyn_cast<Constant>(list);
  const auto *object =
      constant ? dyn_cast<GlobalVariable>(constant->stripInBoundsOffsets())
               : nullptr;
  if (!object)
    return std::nullopt;
  auto *length = dyn_cast_or_null<ConstantInt>(ConstantFoldLoadFromConstPtr(
      const_cast<Constant *>(constant), Type::getInt64Ty(list->getContext()),
      object->getDataLayout()));
  return length ? length->getValue().tryZExtValue() : std::nullopt;
}

namespace {
/// What a call of the runtime does with the length of a list.
enum class Effect { Unknown, Makes, Empties, Grows, Keeps };
} // namespace

static Effect getEffect(const CallBase &call) {
  using snow::abi::Entry;
  static const auto *const effects = [] {
    auto *table = new StringMap<Effect>();
    auto add = [&](Effect effect, std::initializer_list<Entry> entries) {
      for (Entry entry : entries)
        table->try_emplace(snow::abi::getFunction(entry).symbol, effect);
    };
    add(Effect::Makes, {Entry::list_make});
    add(Effect::Empties, {Entry::list_new});
    add(Effect::Grows, {Entry::list_append, Entry::list_prepend});
    add(Effect::Keeps, {Entry::list_reverse, Entry::list_set, Entry::list_tail,
                        Entry::list_take, Entry::list_drop, Entry::list_slice,
                        Entry::list_sort});
    // What the conversion to LLVM makes of appending.
    table->try_emplace(snow::appendName, Effect::Grows);
    table->try_emplace(snow::conditionalAppendName, Effect::Grows);
    return table;
  }();
  const Function *callee = call.getCalledFunction();
  return callee ? effects->lookup(callee->getName()) : Effect::Unknown;
}

/// The list that the call grows or keeps: behind the type of its elements.
static const Value *getListArgument(const CallBase &call) {
  return call.getArgOperand(1);
}

std::optional<uint64_t> TurnBounds::getLengthOfResult(const CallBase &call) {
  std::optional<uint64_t> most;
  switch (getEffect(call)) {
  case Effect::Makes:
    if (std::optional<Range> count = getRange(call.getArgOperand(1)))
      most = std::max<int64_t>(count->most, 0);
    return most;
  case Effect::Empties:
    return 0;
  case Effect::Grows:
    most = getLength(getListArgument(call));
    return most ? std::optional(*most + 1) : most;
  case Effect::Keeps:
    return getLength(getListArgument(call));
  case Effect::Unknown:
    break;
  }
  const Function *callee = call.getCalledFunction();
  if (!callee || callee->isDeclaration())
    return std::nullopt;
  for (const BasicBlock &block : *callee)
    if (const auto *result = dyn_cast<ReturnInst>(block.getTerminator())) {
      std::optional<uint64_t> length = getLength(result->getReturnValue());
      if (!length)
        return std::nullopt;
      most = std::max(most.value_or(0), *length);
    }
  return most;
}

/// How many elements one turn adds to the list that it began with.
static std::optional<uint64_t>
getGrowth(const Value *list, const PHINode &begin, unsigned depth = 0) {
  if (list == &begin)
    return 0;
  constexpr unsigned mostSteps = 8;
  if (depth > mostSteps)
    return std::nullopt;
  if (const auto *call = dyn_cast<CallBase>(list)) {
    Effect effect = getEffect(*call);
    if (effect != Effect::Grows && effect != Effect::Keeps)
      return std::nullopt;
    auto growth = getGrowth(getListArgument(*call), begin, depth + 1);
    return growth ? std::optional(*growth + (effect == Effect::Grows)) : growth;
  }
  const auto *phi = dyn_cast<PHINode>(list);
  if (!phi)
    return std::nullopt;
  uint64_t most = 0;
  for (const Value *incoming : phi->incoming_values()) {
    std::optional<uint64_t> growth = getGrowth(incoming, begin, depth + 1);
    if (!growth)
      return std::nullopt;
    most = std::max(most, *growth);
  }
  return most;
}

std::optional<uint64_t> TurnBounds::getLengthBehindLoop(const PHINode &phi,
                                                        const Loop &loop) {
  uint64_t before = 0, growth = 0;
  for (unsigned i = 0; i != phi.getNumIncomingValues(); ++i) {
    bool isInside = loop.contains(phi.getIncomingBlock(i));
    const Value *incoming = phi.getIncomingValue(i);
    std::optional<uint64_t> length =
        isInside ? getGrowth(incoming, phi) : getLength(incoming);
    if (!length)
      return std::nullopt;
    uint64_t &most = isInside ? growth : before;
    most = std::max(most, *length);
  }
  uint64_t added = growth ? SaturatingMultiply(growth, getTurns(loop)) : 0;
  return SaturatingAdd(before, added);
}
