//===- CheckClosure.cpp - Closures and local functions --------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a `let` or a local `fn` gives is generalised as definitions are: the
// variables that were made for it and that nothing around it holds become the
// variables of a scheme, and every use has an instance of its own.
//
//===----------------------------------------------------------------------===//

#include "Checker.h"
#include "snow/Frontend/AST/Item.h"
#include "snow/Frontend/AST/Walk.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::dyn_cast;
using llvm::SmallVector;

//===----------------------------------------------------------------------===//
// Lambdas
//===----------------------------------------------------------------------===//

/// Gives F a function type as far as it is annotated. What is expected of it
/// goes in first, so that the body knows the types of its parameters.
void Checker::declareLambda(Lambda *F, Type *Expected) {
  const ClosureClause &First = F->Clauses.front();
  TypeVars Vars;
  if (F->Item)
    for (const Ident &G : F->Item->Generics)
      Vars[G.Name] = Types.newVar();
  SmallVector<Type *, 4> Params;
  for (const Param &P : First.Params)
    Params.push_back(declareParam(P, Vars));
  Type *Result = nullptr;
  if (F->Item && F->Item->Result) {
    Result = convert(F->Item->Result, Vars);
    F->DropsValue = TypeContext::resolve(Result)->is(TypeKind::Unit);
  }
  if (!Result)
    Result = Types.newVar();
  F->Ty = Types.function(Params, Result);

  if (Expected) {
    Expected = TypeContext::resolve(Expected);
    if (Expected->is(TypeKind::Function) &&
        Expected->params().size() == Params.size()) {
      // What does not fit is reported for the closure as a whole.
      for (auto [P, Wanted] : llvm::zip(Params, Expected->params()))
        Types.unify(Wanted, P);
      Type *Wanted = TypeContext::resolve(Expected->result());
      if (Wanted->is(TypeKind::Unit))
        F->DropsValue = true;
      Types.unify(Wanted, Result);
      reportFailures();
    }
  }

  for (const ClosureClause &C : F->Clauses.drop_front()) {
    if (C.Params.size() != F->arity()) {
      Diags
          .report(DiagCode::E0024, C.Where,
                  "a clause with " + counted(C.Params.size(), "parameter") +
                      " among clauses with " + llvm::Twine(F->arity()))
          .also(First.Where, "the first clause is here");
      continue;
    }
    for (auto [P, Known] : llvm::zip(C.Params, F->Ty->params()))
      if (P.Annotation &&
          expect(Known, convert(P.Annotation, Vars), P.Annotation->Where))
        Diags.report(DiagCode::W0002, P.Annotation->Where,
                     "annotation on a later clause repeats the first one");
  }
}

void Checker::checkLambda(Lambda *F) {
  Body Outer = Current;
  // Its body runs elsewhere, but in the same process.
  Current.Actor = nullptr;
  Current.Loops = 0;
  Current.Result = F->DropsValue ? nullptr : F->Ty->result();
  Current.ResultWhere =
      F->Item && F->Item->Result ? F->Item->Result->Where : Span();
  Current.Method = nullptr;
  Current.TryResult = nullptr;
  Current.FirstTry = Span();
  Current.DecidingTry = Span();
  for (ClosureClause &C : F->Clauses) {
    if (C.Params.size() != F->arity())
      continue;
    for (auto [P, T] : llvm::zip(C.Params, F->Ty->params()))
      if (P.Pat)
        checkPattern(P.Pat, T);
    checkGuard(C.Guard, DiagCode::E0025);
    checkBody(C.Body, Current.Result);
  }
  Current = Outer;
  Lambdas.push_back(F);
}

Type *Checker::inferClosure(ClosureExpr *C, Type *Expected) {
  declareLambda(C->Fn, Expected);
  checkLambda(C->Fn);
  return C->Fn->Ty;
}

//===----------------------------------------------------------------------===//
// Generalisation
//===----------------------------------------------------------------------===//

/// Makes schemes of the types of Vars; the level of their values was left. From
/// is how many polymorphic lets there were before them.
void Checker::generaliseLocals(ArrayRef<LocalVar *> Vars, size_t From) {
  SmallVector<Type *, 4> Generics;
  for (LocalVar *V : Vars)
    Types.freeVariables(V->Ty, Generics);
  for (Type *G : Generics)
    Types.makeGeneric(G);
  ArrayRef<Type *> Shared = Ctx.copy(Generics);
  for (LocalVar *V : Vars)
    V->Generics = Shared;
  // What is used inside of them may be used at these types.
  for (PolymorphicLet &P : llvm::drop_begin(PolymorphicLets, From))
    P.Around.append(Generics.begin(), Generics.end());
}

static void collectUses(Expr *E, ArrayRef<LocalVar *> Group,
                        llvm::SmallPtrSetImpl<LocalVar *> &Out) {
  walk(E, [&](Expr *Inner) {
    if (auto *N = dyn_cast<NameExpr>(Inner))
      if (auto *V = llvm::dyn_cast_or_null<LocalVar>(N->Sym);
          V && llvm::is_contained(Group, V))
        Out.insert(V);
    return true;
  });
}

/// Functions that follow each other may call each other; those that do are
/// checked together, callees first.
void Checker::checkLocalFunctions(ArrayRef<LocalVar *> Group) {
  using VarSet = llvm::SmallPtrSet<LocalVar *, 4>;
  llvm::DenseMap<LocalVar *, VarSet> Reached;
  for (LocalVar *V : Group)
    for (const ClosureClause &C : V->Fn->Clauses) {
      if (C.Guard)
        collectUses(C.Guard, Group, Reached[V]);
      collectUses(C.Body, Group, Reached[V]);
    }
  for (LocalVar *Over : Group)
    for (LocalVar *From : Group)
      if (Reached[From].contains(Over))
        Reached[From].insert(Reached[Over].begin(), Reached[Over].end());
  SmallVector<LocalVar *, 4> Left(Group);
  while (!Left.empty()) {
    // The first one from which no other set of functions is reached.
    LocalVar *First = *llvm::find_if(Left, [&](LocalVar *V) {
      return llvm::all_of(Left, [&](LocalVar *Other) {
        return Other == V || !Reached[V].contains(Other) ||
               Reached[Other].contains(V);
      });
    });
    SmallVector<LocalVar *, 4> Together;
    for (LocalVar *V : Left)
      if (V == First ||
          (Reached[First].contains(V) && Reached[V].contains(First)))
        Together.push_back(V);
    checkTogether(Together);
    llvm::erase_if(
        Left, [&](LocalVar *V) { return llvm::is_contained(Together, V); });
  }
}

void Checker::checkTogether(ArrayRef<LocalVar *> Group) {
  size_t From = PolymorphicLets.size();
  Types.enterLevel();
  for (LocalVar *V : Group) {
    declareLambda(V->Fn, nullptr);
    V->Ty = V->Fn->Ty;
  }
  for (LocalVar *V : Group)
    checkLambda(V->Fn);
  Types.leaveLevel();
  generaliseLocals(Group, From);
}

//===----------------------------------------------------------------------===//
// Function values
//===----------------------------------------------------------------------===//

Type *Checker::inferLocal(LocalVar *V, Expr *E, ArrayRef<Type *> &Inst) {
  if (!V->Ty)
    return Types.errorType();
  if (V->Generics.empty())
    return V->Ty;
  Inst = Types.instantiate(V->Generics, E->Where);
  if (V->IsThunk || V->IsUniform)
    recordUse(V, Inst, dyn_cast<NameExpr>(E));
  Substitution S;
  for (auto [G, T] : llvm::zip(V->Generics, Inst))
    S[G] = T;
  return TypeContext::resolve(Types.substitute(V->Ty, S));
}

/// A call of something that is not the name of a definition.
Type *Checker::inferValueCall(CallExpr *C) {
  return callValue(C, infer(C->Callee));
}

Type *Checker::callValue(CallExpr *C, Type *T) {
  T = TypeContext::resolve(T);
  if (T->is(TypeKind::Var)) {
    SmallVector<Type *, 4> Params;
    for (Arg &A : C->Args)
      Params.push_back(infer(A.Value));
    Type *Fn = Types.function(Params, Types.newVar());
    expect(T, Fn, C->Callee->Where);
    for (Arg &A : C->Args)
      if (!A.Keyword.empty())
        Diags.report(DiagCode::E0041, A.Keyword.Where,
                     "the parameter names of a function value are not known");
    return Fn->result();
  }
  if (!T->is(TypeKind::Function)) {
    for (Arg &A : C->Args)
      inferInVain(A.Value);
    if (!T->is(TypeKind::Error) && !T->is(TypeKind::Never))
      Diags
          .report(DiagCode::E0005, C->Callee->Where,
                  "not a function: a value of type " + print(T) +
                      " cannot be called")
          .label("has type " + print(T));
    return T->is(TypeKind::Never) ? T : Types.errorType();
  }
  SmallVector<llvm::StringRef, 4> Names;
  llvm::StringRef Callee = "the function value";
  Span DefinedAt;
  if (auto *N = dyn_cast<NameExpr>(C->Callee)) {
    Callee = N->Name;
    if (auto *V = llvm::dyn_cast_or_null<LocalVar>(N->Sym); V && V->IsLocalFn) {
      DefinedAt = V->Where;
      for (const Param &P : V->Fn->Clauses.front().Params) {
        auto *Name = llvm::dyn_cast_or_null<NamePattern>(P.Pat);
        Names.push_back(Name ? Name->Name : llvm::StringRef());
      }
    }
  }
  checkArgs(C, C->Args, T->params(), Names, Callee, DefinedAt, C->Order);
  return T->result();
}
