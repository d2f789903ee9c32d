//===- LookupKeys.cpp - Keys that maps are searched for ---------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LookupKeys.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace snow;

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

PlainKeys::PlainKeys(ModuleOp module) {
  for (Operation &op : *module.getBody())
    if (isa<StructTypeOp, SumTypeOp>(op))
      declarations[SymbolTable::getSymbolName(&op)] = &op;
}

bool PlainKeys::isPlainDeclared(Operation *declared) {
  auto isPlainType = [&](Type type) { return isPlain(type); };
  if (auto type = dyn_cast_or_null<StructTypeOp>(declared))
    return !type.getEq() && !type.getHash() &&
           llvm::all_of(type.getFieldTypes().getAsValueRange<TypeAttr>(),
                        isPlainType);
  auto type = dyn_cast_or_null<SumTypeOp>(declared);
  return type && !type.getEq() && !type.getHash() &&
         llvm::all_of(type.getVariants(), [&](Attribute variant) {
           return llvm::all_of(cast<VariantAttr>(variant).getFieldTypes(),
                               isPlainType);
         });
}

bool PlainKeys::isPlain(Type type) {
  if (isa<IntegerType, FloatType, StringType, PidType, UnitType>(type))
    return true;
  auto [entry, isNew] = known.try_emplace(type, true);
  if (!isNew)
    return entry->second;
  auto decide = [&] {
    if (auto tuple = dyn_cast<TupleType>(type))
      return llvm::all_of(tuple.getTypes(),
                          [&](Type part) { return isPlain(part); });
    if (auto list = dyn_cast<ListType>(type))
      return isPlain(list.getElement());
    if (auto option = dyn_cast<OptionType>(type))
      return isPlain(option.getElement());
    if (auto structure = dyn_cast<StructType>(type))
      return isPlainDeclared(
          declarations.lookup(structure.getName().getAttr()));
    if (auto sum = dyn_cast<SumType>(type))
      return isPlainDeclared(declarations.lookup(sum.getName().getAttr()));
    return false;
  };
  bool isPlainType = decide();
  return known[type] = isPlainType;
}

//===----------------------------------------------------------------------===//
// Equal keys
//===----------------------------------------------------------------------===//

/// Whether the operation gives equal results for equal operands, wherever it
/// stands, and does nothing else but perhaps panic.
static bool isComputation(Operation *op) {
  if (op->getNumRegions() != 0 || op->getNumResults() != 1)
    return false;
  if (auto call = dyn_cast<LibraryCallOp>(op))
    return call.getCallee().starts_with("string_") ||
           llvm::StringSwitch<bool>(call.getCallee())
               .Cases({"list_head", "list_last", "list_get", "map_new",
                       "set_new", "queue_new"},
                      true)
               .Default(false);
  return isa<IntDivOp, IntRemOp, ListGetOp>(op) || isMemoryEffectFree(op);
}

/// Keys are short computations; comparing must not take long.
constexpr unsigned maxDepth = 4;

static bool areAlike(Value a, Value b, unsigned depth) {
  if (a == b)
    return true;
  Operation *left = a.getDefiningOp(), *right = b.getDefiningOp();
  if (!left || !right || depth == maxDepth || a.getType() != b.getType() ||
      left->getName() != right->getName() ||
      left->getAttrDictionary() != right->getAttrDictionary() ||
      left->getNumOperands() != right->getNumOperands() ||
      !isComputation(left) || !isComputation(right))
    return false;
  return llvm::all_of(llvm::zip(left->getOperands(), right->getOperands()),
                      [&](auto operands) {
                        return areAlike(std::get<0>(operands),
                                        std::get<1>(operands), depth + 1);
                      });
}

bool snow::areComputedAlike(Value a, Value b) { return areAlike(a, b, 0); }

/// Drops a computation that nobody asks for any more, and what it alone used.
static void dropUnused(Operation *op) {
  SmallVector<Operation *> unused{op};
  while (!unused.empty()) {
    Operation *next = unused.pop_back_val();
    if (!next->use_empty() || !isComputation(next))
      continue;
    llvm::SmallPtrSet<Operation *, 4> operands;
    for (Value operand : next->getOperands())
      if (Operation *from = operand.getDefiningOp();
          from && isMemoryEffectFree(from) && operands.insert(from).second)
        unused.push_back(from);
    next->erase();
  }
}

bool snow::shareKey(Value first, Value second, DominanceInfo &dominance) {
  if (first == second || !areComputedAlike(first, second) ||
      !dominance.properlyDominates(first.getDefiningOp(),
                                   second.getDefiningOp()))
    return false;
  second.replaceAllUsesWith(first);
  dropUnused(second.getDefiningOp());
  return true;
}
