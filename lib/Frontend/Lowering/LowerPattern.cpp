//===- LowerPattern.cpp - Patterns to tests -------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BodyLowering.h"

using namespace snow::frontend;
using llvm::cast;
using llvm::SmallVector;

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
  default:
    return;
  }
}

void BodyLowering::match(Pattern *P, mlir::Value V, mlir::Block *Fail) {
  if (dead())
    return;
  mlir::Value Test;
  mlir::Location Loc = loc(P->Where);
  switch (P->Kind) {
  case PatternKind::Wildcard:
  case PatternKind::Unit:
    return;
  case PatternKind::Name:
    Vars[cast<NamePattern>(P)->Var] = V;
    return;
  case PatternKind::As:
    Vars[cast<AsPattern>(P)->Var] = V;
    return match(cast<AsPattern>(P)->Inner, V, Fail);
  case PatternKind::Tuple:
    for (auto [I, E] : llvm::enumerate(cast<TuplePattern>(P)->Elements)) {
      if (dead())
        return;
      // Nothing is read for the parts that are not looked at.
      if (llvm::isa<WildcardPattern>(E))
        continue;
      match(E, TupleGetOp::create(B, loc(E->Where), V, I), Fail);
    }
    return;
  case PatternKind::Or:
    return matchOr(cast<OrPattern>(P), V, Fail);
  case PatternKind::Int:
    Test = mlir::arith::CmpIOp::create(
        B, Loc, mlir::arith::CmpIPredicate::eq, V,
        intConstant(cast<IntPattern>(P)->Value, P->Where));
    break;
  case PatternKind::Float:
    Test = mlir::arith::CmpFOp::create(
        B, Loc, mlir::arith::CmpFPredicate::OEQ, V,
        mlir::arith::ConstantFloatOp::create(
            B, Loc, B.getF64Type(),
            llvm::APFloat(cast<FloatPattern>(P)->Value)));
    break;
  case PatternKind::Bool: {
    mlir::Block *Good = newBlock({}, P->Where);
    if (cast<BoolPattern>(P)->Value)
      branchIf(V, Good, Fail, P->Where);
    else
      branchIf(V, Fail, Good, P->Where);
    return start(Good);
  }
  case PatternKind::String:
    Test =
        EqOp::create(B, Loc, B.getI1Type(), V,
                     stringConstant(cast<StringPattern>(P)->Value, P->Where));
    break;
  case PatternKind::List:
  case PatternKind::Cons:
  case PatternKind::Variant:
  case PatternKind::Struct:
    L.unsupported(P->Where, "this pattern is");
    return;
  }
  mlir::Block *Good = newBlock({}, P->Where);
  branchIf(Test, Good, Fail, P->Where);
  start(Good);
}

/// The alternatives meet in a block that takes the values of their names.
void BodyLowering::matchOr(OrPattern *P, mlir::Value V, mlir::Block *Fail) {
  SmallVector<LocalVar *, 4> Names;
  boundVariables(P, Names);
  SmallVector<mlir::Type, 4> NameTypes;
  for (LocalVar *N : Names)
    NameTypes.push_back(type(N->Ty));
  mlir::Block *Good = newBlock(NameTypes, P->Where);
  for (Pattern *E : P->Elements) {
    bool IsLast = E == P->Elements.back();
    mlir::Block *Next = IsLast ? Fail : newBlock({}, E->Where);
    match(E, V, Next);
    if (!dead()) {
      SmallVector<mlir::Value, 4> Values;
      for (auto [N, T] : llvm::zip(Names, NameTypes))
        Values.push_back(adapt(Vars[N], T, E->Where));
      branch(Good, Values, E->Where);
    }
    if (IsLast)
      break;
    start(Next);
    if (dead())
      break;
  }
  start(Good);
  if (dead())
    return;
  for (auto [N, Arg] : llvm::zip(Names, Good->getArguments()))
    Vars[N] = Arg;
}
