//===- Captures.cpp - What closures use of their surroundings -------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BodyLowering.h"
#include "snow/Frontend/AST/Walk.h"

using namespace snow::frontend;
using llvm::cast;
using llvm::SmallVector;

static void bind(const Pattern *P, llvm::SmallSetVector<LocalVar *, 8> &Bound) {
  SmallVector<LocalVar *, 4> Names;
  boundVariables(P, Names);
  Bound.insert(Names.begin(), Names.end());
}

void CaptureAnalysis::collect(Lambda *F, Info &Out, VarSet &Used) {
  for (const ClosureClause &C : F->Clauses) {
    for (const Param &P : C.Params)
      if (P.Pat)
        bind(P.Pat, Out.Bound);
    if (C.Guard)
      collect(C.Guard, Out, Used);
    collect(C.Body, Out, Used);
  }
}

void CaptureAnalysis::collect(Expr *E, Info &Out, VarSet &Used) {
  walk(E, [&](Expr *Inner) { return enter(Inner, Out, Used); });
}

/// What an expression itself binds and uses; false if that is all.
bool CaptureAnalysis::enter(Expr *E, Info &Out, VarSet &Used) {
  auto use = [&](Symbol *S) {
    auto *V = llvm::dyn_cast_or_null<LocalVar>(S);
    if (!V)
      return;
    if (V->Fn)
      Out.Calls.insert(V->Fn);
    else
      Used.insert(V);
  };
  switch (E->Kind) {
  case ExprKind::Name:
    use(cast<NameExpr>(E)->Sym);
    break;
  case ExprKind::Self:
    use(cast<SelfExpr>(E)->Var);
    break;
  case ExprKind::Closure:
    collect(cast<ClosureExpr>(E)->Fn, Out, Used);
    return false;
  case ExprKind::Block:
    for (const Stmt &S : cast<BlockExpr>(E)->Stmts) {
      if (S.Let) {
        bind(S.Let->Pat, Out.Bound);
        for (const LetInstance &I : S.Let->Instances)
          Out.Bound.insert(I.Vars.begin(), I.Vars.end());
      }
      if (S.LocalFn)
        collect(S.LocalFn->Fn, Out, Used);
    }
    break;
  case ExprKind::Case:
    for (const Arm &A : cast<CaseExpr>(E)->Arms)
      bind(A.Pat, Out.Bound);
    break;
  case ExprKind::Receive:
    for (const Arm &A : cast<ReceiveExpr>(E)->Arms)
      bind(A.Pat, Out.Bound);
    break;
  case ExprKind::For:
    bind(cast<ForExpr>(E)->Pat, Out.Bound);
    break;
  default:
    break;
  }
  return true;
}

void CaptureAnalysis::scan(Lambda *F) {
  SmallVector<Lambda *, 4> Work = {F};
  while (!Work.empty()) {
    Lambda *Next = Work.pop_back_val();
    auto &I = Infos[Next];
    if (I)
      continue;
    I = std::make_unique<Info>();
    VarSet Used;
    collect(Next, *I, Used);
    for (LocalVar *V : Used)
      if (!I->Bound.contains(V))
        I->Free.insert(V);
    Work.append(I->Calls.begin(), I->Calls.end());
  }
}

llvm::ArrayRef<LocalVar *> CaptureAnalysis::of(Lambda *F) {
  if (!Infos.count(F)) {
    scan(F);
    // Whoever calls a local function passes it what it captures. Functions that
    // call each other need several rounds.
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (auto &[G, I] : Infos)
        for (Lambda *Callee : I->Calls)
          for (LocalVar *V : Infos[Callee]->Free)
            if (!I->Bound.contains(V))
              Changed |= I->Free.insert(V);
    }
  }
  return Infos[F]->Free.getArrayRef();
}
