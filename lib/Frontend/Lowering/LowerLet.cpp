//===- LowerLet.cpp - Names for values ------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A polymorphic value is a function of the module without parameters. It is
// called where the `let` stands, once for each type that its own body uses it
// at; closures around further uses call it again, which the checker made sure
// nobody notices.
//
//===----------------------------------------------------------------------===//

#include "BodyLowering.h"
#include "snow/Frontend/AST/Walk.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::SmallVector;

mlir::Value BodyLowering::computePolymorphic(LocalVar *V, ArrayRef<Type *> Inst,
                                             Span Where) {
  SmallVector<mlir::Value, 4> Captured;
  auto Symbol = lambda(V->Fn, V, Inst, Captured);
  if (mlir::Value Known = Polymorphic.lookup({V, Symbol}))
    return Known;
  Substitution S = Types;
  for (auto [G, T] : llvm::zip(V->Generics, Inst))
    S[G] = L.concrete(T, Types);
  Type *Concrete = L.concrete(V->Ty, S);
  SmallVector<mlir::Type, 1> Results;
  if (mlir::Type R = type(Concrete); !llvm::isa<UnitType>(R))
    Results.push_back(R);
  auto Call =
      mlir::func::CallOp::create(B, loc(Where), Symbol, Results, Captured);
  return finishCall(Call, Concrete, Where, true);
}

/// Computes the values of a `let` at the types they are used at here. False if
/// there are none.
bool BodyLowering::lowerPolymorphic(ArrayRef<LocalVar *> Names) {
  bool Any = false;
  for (LocalVar *V : Names)
    for (ArrayRef<Type *> Inst : V->UsedAt) {
      Any = true;
      SmallVector<mlir::Value, 4> Captured;
      auto Symbol = lambda(V->Fn, V, Inst, Captured);
      if (Polymorphic.contains({V, Symbol}))
        continue;
      mlir::Value Value = computePolymorphic(V, Inst, V->Where);
      if (dead())
        return true;
      Polymorphic[{V, Symbol}] = Value;
    }
  return Any;
}

void BodyLowering::lowerLet(LetStmt *Let) {
  SmallVector<LocalVar *, 4> Names;
  boundVariables(Let->Pat, Names);
  auto isThunk = [](const LocalVar *V) { return V->IsThunk; };
  // A function that a `let` names is made where it is used.
  if (llvm::any_of(Names, [](LocalVar *V) { return V->Fn && !V->IsThunk; }))
    return;
  // The function that computes one of the names does so by the `let` itself.
  bool IsInside = llvm::is_contained(Names, Self) && isThunk(Names.front());
  if (!IsInside && llvm::any_of(Names, isThunk)) {
    bool Computed = lowerPolymorphic(Names);
    if (dead())
      return;
    bool NeedsTypes = llvm::any_of(Names, [&](LocalVar *V) {
      return llvm::any_of(
          V->Generics, [&](Type *G) { return L.types().bounds(G) != nullptr; });
    });
    // One that is not used here is computed all the same, for it may panic.
    if (llvm::all_of(Names, isThunk) && (Computed || NeedsTypes))
      return;
  }
  mlir::Value V = lower(Let->Value);
  if (dead())
    return;
  mlir::Block *Fail = newBlock({}, Let->Where);
  match(Let->Pat, V, Fail);
  if (Let->Global && !dead())
    storeGlobals(Let->Global, Let->Where);
  // The checker let only irrefutable patterns through, but an alternative of
  // one may still test.
  if (Fail->hasNoPredecessors()) {
    delete Fail;
    return;
  }
  mlir::OpBuilder::InsertionGuard Guard(B);
  start(Fail);
  panic("non-exhaustive match", Let->Where);
}
