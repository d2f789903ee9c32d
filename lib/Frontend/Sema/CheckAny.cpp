//===- CheckAny.cpp - The implicit conversion to Any ----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where Any is expected every value fits; it keeps its type with it. The same
// holds inside tuples, collections and declared types: a list of Int is made a
// list of Any element by element. What never gives a value of its own fits
// everywhere as well, the result of a function that does not come back
// included.
//
//===----------------------------------------------------------------------===//

#include "Checker.h"

using namespace snow::frontend;

/// Both are the same constructor, whose arguments may be converted one by one.
static bool haveSameHead(Type *A, Type *B) {
  if (A->kind() != B->kind() || A->args().size() != B->args().size())
    return false;
  return A->is(TypeKind::Tuple) ||
         (A->is(TypeKind::Named) && A->decl() == B->decl() &&
          A->name() == B->name());
}

/// A part that is Never where there is another type.
static bool isNeverPart(Type *Wanted, Type *Found) {
  Wanted = TypeContext::resolve(Wanted);
  return TypeContext::resolve(Found)->is(TypeKind::Never) &&
         !Wanted->is(TypeKind::Never) && !Wanted->is(TypeKind::Var) &&
         !Wanted->is(TypeKind::Error);
}

/// Functions whose results may be converted.
static bool areFunctions(Type *A, Type *B) {
  return A->is(TypeKind::Function) && B->is(TypeKind::Function) &&
         A->params().size() == B->params().size();
}

/// Whether a function that does not come back stands for one that does.
static bool neverReturns(Type *Wanted, Type *Found) {
  Wanted = TypeContext::resolve(Wanted);
  Found = TypeContext::resolve(Found);
  return areFunctions(Wanted, Found) &&
         (isNeverPart(Wanted->result(), Found->result()) ||
          neverReturns(Wanted->result(), Found->result()));
}

static bool needsConversion(Type *Wanted, Type *Found) {
  Wanted = TypeContext::resolve(Wanted);
  Found = TypeContext::resolve(Found);
  if (Wanted->is(TypeKind::Any))
    return !Found->is(TypeKind::Any) && !Found->is(TypeKind::Var) &&
           !Found->is(TypeKind::Error) && !Found->is(TypeKind::Never);
  if (areFunctions(Wanted, Found))
    return neverReturns(Wanted, Found);
  return haveSameHead(Wanted, Found) &&
         llvm::any_of(llvm::zip(Wanted->args(), Found->args()), [](auto Pair) {
           auto [W, F] = Pair;
           return isNeverPart(W, F) || needsConversion(W, F);
         });
}

/// Unifies what is not converted.
static bool unifyRest(TypeContext &Types, Type *Wanted, Type *Found) {
  Wanted = TypeContext::resolve(Wanted);
  Found = TypeContext::resolve(Found);
  if (Wanted->is(TypeKind::Any) && needsConversion(Wanted, Found))
    return true;
  if (isNeverPart(Wanted, Found))
    return true;
  if (!haveSameHead(Wanted, Found) && !neverReturns(Wanted, Found))
    return Types.unify(Wanted, Found) == TypeContext::Unify::Same;
  return llvm::all_of(llvm::zip(Wanted->args(), Found->args()), [&](auto Pair) {
    return unifyRest(Types, std::get<0>(Pair), std::get<1>(Pair));
  });
}

bool Checker::hasAny(Type *T) {
  T = TypeContext::resolve(T);
  return T->is(TypeKind::Any) ||
         (!T->is(TypeKind::Pid) && !T->is(TypeKind::Function) &&
          llvm::any_of(T->args(), hasAny));
}

bool Checker::convertToAny(Expr *&E, Type *Wanted, Type *Found) {
  if (!needsConversion(Wanted, Found) || !unifyRest(Types, Wanted, Found))
    return false;
  reportFailures();
  E = Ctx.make<ToAnyExpr>(E->Where, E);
  E->Ty = Wanted;
  return true;
}
