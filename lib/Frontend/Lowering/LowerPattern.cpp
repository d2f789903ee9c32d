//===- LowerPattern.cpp - Patterns to tests -------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DecisionTree.h"

using namespace snow::frontend;
using llvm::cast;

void snow::frontend::boundVariables(const Pattern *P,
                                    llvm::SmallVectorImpl<LocalVar *> &Out) {
  switch (P->Kind) {
  case PatternKind::Name:
    Out.push_back(cast<NamePattern>(P)->Var);
    return;
  case PatternKind::As:
    Out.push_back(cast<AsPattern>(P)->Var);
    return boundVariables(cast<AsPattern>(P)->Inner, Out);
  case PatternKind::Tuple:
    for (const Pattern *E : cast<TuplePattern>(P)->Elements)
      boundVariables(E, Out);
    return;
  case PatternKind::Or:
    return boundVariables(cast<OrPattern>(P)->Elements.front(), Out);
  case PatternKind::List:
    for (const Pattern *E : cast<ListPattern>(P)->Elements)
      boundVariables(E, Out);
    return;
  case PatternKind::Cons:
    boundVariables(cast<ConsPattern>(P)->Head, Out);
    return boundVariables(cast<ConsPattern>(P)->Tail, Out);
  case PatternKind::Variant:
    for (const FieldPattern &F : cast<VariantPattern>(P)->Args)
      boundVariables(F.Value, Out);
    return;
  case PatternKind::Struct:
    for (const FieldPattern &F : cast<StructPattern>(P)->Fields)
      boundVariables(F.Value, Out);
    return;
  default:
    return;
  }
}

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
