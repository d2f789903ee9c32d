//===- Parametricity.cpp - Values that are generic in a type --------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Parametricity.h"

#include "llvm/ADT/SmallPtrSet.h"

using namespace snow::frontend;
using llvm::ArrayRef;

static bool holds(const TypeSym *Decl, bool FunctionsToo,
                  llvm::SmallPtrSetImpl<const TypeSym *> &Seen) {
  if (!Seen.insert(Decl).second)
    return false;
  auto isCode = [&](auto &&Self, Type *T) -> bool {
    T = TypeContext::resolve(T);
    return T->is(TypeKind::Pid) ||
           (FunctionsToo && T->is(TypeKind::Function)) ||
           (T->decl() && holds(T->decl(), FunctionsToo, Seen)) ||
           llvm::any_of(T->args(), [&](Type *A) { return Self(Self, A); });
  };
  auto any = [&](ArrayRef<Field> Fields) {
    return llvm::any_of(
        Fields, [&](const Field &F) { return F.Ty && isCode(isCode, F.Ty); });
  };
  if (auto *S = llvm::dyn_cast<StructSym>(Decl))
    return any(S->Fields);
  return llvm::any_of(llvm::cast<SumSym>(Decl)->Variants,
                      [&](const VariantSym *V) { return any(V->Fields); });
}

bool snow::frontend::holdsCode(const TypeSym *Decl) {
  llvm::SmallPtrSet<const TypeSym *, 4> Seen;
  return holds(Decl, /*FunctionsToo=*/true, Seen);
}

static bool holdsPids(const TypeSym *Decl) {
  llvm::SmallPtrSet<const TypeSym *, 4> Seen;
  return holds(Decl, /*FunctionsToo=*/false, Seen);
}

bool snow::frontend::contains(Type *T, Type *Var) {
  T = TypeContext::resolve(T);
  return T == Var ||
         llvm::any_of(T->args(), [&](Type *A) { return contains(A, Var); });
}

/// Whether Var is part of something in T that Holds.
static bool isInside(Type *T, Type *Var, bool (*Holds)(Type *)) {
  T = TypeContext::resolve(T);
  if (Holds(T))
    return contains(T, Var);
  return llvm::any_of(T->args(),
                      [&](Type *A) { return isInside(A, Var, Holds); });
}

bool snow::frontend::isInCode(Type *T, Type *Var) {
  return isInside(T, Var, [](Type *Part) {
    return Part->is(TypeKind::Function) || Part->is(TypeKind::Pid) ||
           (Part->decl() && holdsCode(Part->decl()));
  });
}

bool snow::frontend::isInMessage(Type *T, Type *Var) {
  return isInside(T, Var, [](Type *Part) {
    return Part->is(TypeKind::Pid) || (Part->decl() && holdsPids(Part->decl()));
  });
}

bool snow::frontend::isInMessageCode(Type *T, Type *Var) {
  T = TypeContext::resolve(T);
  if (T->is(TypeKind::Pid) && isInCode(T->args().front(), Var))
    return true;
  // What the process of a field takes is not looked at.
  if (T->decl() && holdsPids(T->decl()) && contains(T, Var))
    return true;
  return llvm::any_of(T->args(),
                      [&](Type *A) { return isInMessageCode(A, Var); });
}

static bool canConvert(Type *T, Type *Var, bool InData) {
  T = TypeContext::resolve(T);
  bool IsFunction = T->is(TypeKind::Function);
  if ((T->is(TypeKind::Pid) || (T->decl() && holdsCode(T->decl())) ||
       (InData && IsFunction)) &&
      contains(T, Var))
    return false;
  InData = !IsFunction && (InData || !T->is(TypeKind::Tuple));
  return llvm::all_of(T->args(),
                      [&](Type *A) { return canConvert(A, Var, InData); });
}

bool snow::frontend::canConvert(Type *T, Type *Var) {
  return ::canConvert(T, Var, false);
}
