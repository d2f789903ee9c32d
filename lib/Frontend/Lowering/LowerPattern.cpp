//===- LowerPattern.cpp - Patterns to tests -------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DecisionTree.h"

using namespace snow::frontend;
using llvm::cast;

bool BodyLowering::bindPlain(const Pattern *P, mlir::Value V) {
  switch (P->Kind) {
  case PatternKind::Wildcard:
    return true;
  case PatternKind::Unit:
    return llvm::isa<UnitType>(V.getType());
  case PatternKind::Name:
    Vars[cast<NamePattern>(P)->Var] = V;
    return true;
  case PatternKind::As:
    Vars[cast<AsPattern>(P)->Var] = V;
    return bindPlain(cast<AsPattern>(P)->Inner, V);
  case PatternKind::Tuple:
    if (!llvm::isa<mlir::TupleType>(V.getType()))
      return false;
    for (auto [I, E] : llvm::enumerate(cast<TuplePattern>(P)->Elements)) {
      // Nothing is read for the parts that are not looked at.
      if (llvm::isa<WildcardPattern>(E))
        continue;
      if (!bindPlain(E, TupleGetOp::create(B, loc(E->Where), V, I)))
        return false;
    }
    return true;
  default:
    return false;
  }
}

void BodyLowering::match(Pattern *P, mlir::Value V, mlir::Block *Fail) {
  if (dead() || bindPlain(P, V))
    return;
  DecisionTree Tree(*this, P->Where);
  Tree.addRow(P, nullptr, P->Where);
  Tree.emit(V, Fail);
  Tree.startBody(0);
}
