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

static bool holdsCode(const TypeSym *Decl,
                      llvm::SmallPtrSetImpl<const TypeSym *> &Seen) {
  if (!Seen.insert(Decl).second)
    return false;
  auto isCode = [&](auto &&Self, Type *T) -> bool {
    T = TypeContext::resolve(T);
    return T->is(TypeKind::Function) || T->is(TypeKind::Pid) ||
           (T->decl() && holdsCode(T->decl(), Seen)) ||
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
  return ::holdsCode(Decl, Seen);
}

static bool contains(Type *T, Type *Var) {
  T = TypeContext::resolve(T);
  return T == Var ||
         llvm::any_of(T->args(), [&](Type *A) { return contains(A, Var); });
}

static bool isInFunction(Type *T, Type *Var, bool Inside) {
  T = TypeContext::resolve(T);
  if (T == Var)
    return Inside;
  Inside |= T->is(TypeKind::Function) || (T->decl() && holdsCode(T->decl()));
  return llvm::any_of(T->args(),
                      [&](Type *A) { return isInFunction(A, Var, Inside); });
}

bool snow::frontend::isInFunction(Type *T, Type *Var) {
  return ::isInFunction(T, Var, false);
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
