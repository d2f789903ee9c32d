//===- InferBorrowing.cpp - Parameters that stay the caller's ---*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// After the inference of Ullrich and de Moura, "Counting Immutable Beans:
// Reference Counting Optimized for Purely Functional Programming" (IFL 2019).
//
//===----------------------------------------------------------------------===//

#include "PassOrder.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/SymbolTable.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"

namespace snow {
#define GEN_PASS_DEF_SNOWINFERBORROWING
#include "snow/Dialect/Snow/Transforms/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

namespace {
struct InferBorrowing : snow::impl::SnowInferBorrowingBase<InferBorrowing> {
  void runOnOperation() override;

private:
  void collect();
  bool consumes(OpOperand &operand);
  bool isConsumed(Value value);

  /// The functions whose calls are all known, with the parameters that may be
  /// lent.
  llvm::MapVector<StringAttr, std::pair<func::FuncOp, BitVector>> functions;
};
} // namespace

/// Other than by a call, a function is reached through code that hands over
/// what it passes: a process's first function, a function value, another
/// module.
void InferBorrowing::collect() {
  ModuleOp module = getOperation();
  llvm::DenseSet<StringAttr> addressed;
  module.walk([&](Operation *op) {
    op->getAttrDictionary().walk([&](SymbolRefAttr symbol) {
      auto call = dyn_cast<func::CallOp>(op);
      if (!call || call.getCalleeAttr() != symbol)
        addressed.insert(symbol.getRootReference());
    });
  });
  bool isProgram = module.lookupSymbol("__main");
  for (auto function : module.getOps<func::FuncOp>()) {
    if (function.isExternal() ||
        addressed.contains(function.getSymNameAttr()) ||
        (!isProgram && !function.isPrivate()))
      continue;
    BitVector lent(function.getNumArguments());
    for (auto [index, type] : llvm::enumerate(function.getArgumentTypes()))
      if (isCountedType(type))
        lent.set(index);
    functions.insert({function.getSymNameAttr(), {function, lent}});
  }
}

bool InferBorrowing::consumes(OpOperand &operand) {
  auto call = dyn_cast<func::CallOp>(operand.getOwner());
  if (!call)
    return consumesOperand(operand);
  auto it = functions.find(call.getCalleeAttr().getAttr());
  return it == functions.end() ||
         !it->second.second.test(operand.getOperandNumber());
}

/// Whether the value, or a part of it, is given away: then it had better be
/// owned, so that what is left of it can go first.
bool InferBorrowing::isConsumed(Value value) {
  SmallVector<Value> parts{value};
  llvm::DenseSet<Value> seen;
  while (!parts.empty()) {
    Value part = parts.pop_back_val();
    if (!seen.insert(part).second)
      continue;
    for (OpOperand &use : part.getUses()) {
      if (consumes(use))
        return true;
      for (OpResult result : use.getOwner()->getResults()) {
        if (!isCountedType(result.getType()))
          continue;
        ResultOwnership ownership = getResultOwnership(result);
        if (ownership.isBorrowed() &&
            ownership.getSource().value_or(use.getOperandNumber()) ==
                use.getOperandNumber())
          parts.push_back(result);
      }
    }
  }
  return false;
}

void InferBorrowing::runOnOperation() {
  // A parameter that is lent after its function has been told to release it
  // would be released twice.
  if (failed(requireImplicitOwnership(getOperation(), getArgument())))
    return signalPassFailure();
  collect();
  // From all to fewer: what one function consumes its callers do as well.
  bool changed = true;
  while (changed) {
    changed = false;
    for (auto &[name, entry] : functions) {
      auto &[function, lent] = entry;
      for (unsigned index : llvm::to_vector(lent.set_bits()))
        if (isConsumed(function.getArgument(index))) {
          lent.reset(index);
          changed = true;
        }
    }
  }
  auto unit = UnitAttr::get(&getContext());
  for (auto &[name, entry] : functions)
    for (unsigned index : entry.second.set_bits()) {
      entry.first.setArgAttr(index, borrowedAttrName, unit);
      ++numBorrowed;
    }
}
