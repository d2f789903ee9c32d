//===- BuiltinTypes.h - Sums and traits of the language ---------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_FRONTEND_SEMA_BUILTINTYPES_H
#define SNOW_LIB_FRONTEND_SEMA_BUILTINTYPES_H

#include "snow/Frontend/Sema/Symbol.h"
#include "llvm/ADT/StringMap.h"

namespace snow::frontend {

/// The number of arguments of a built-in type that has a plain name, or
/// nothing if there is no such type.
std::optional<unsigned> builtinTypeArity(llvm::StringRef Name);
/// The names of all built-in types.
llvm::ArrayRef<llvm::StringRef> builtinTypeNames();

/// Declares Option, Result, Ordering, ExitReason and SystemMessage with their
/// variants, and the traits of the language with their methods.
class BuiltinTypes {
public:
  BuiltinTypes(ASTContext &Ctx, TypeContext &Types);

  VariantSym *variant(llvm::StringRef Name) const {
    return Variants.lookup(Name);
  }
  SumSym *sum(llvm::StringRef Name) const { return Sums.lookup(Name); }
  TraitSym *trait(llvm::StringRef Name) const { return Traits.lookup(Name); }
  MethodSym *method(llvm::StringRef Name) const { return Methods.lookup(Name); }
  llvm::ArrayRef<TraitSym *> traits() const { return AllTraits; }
  const llvm::StringMap<VariantSym *> &variants() const { return Variants; }

private:
  struct FieldSpec {
    llvm::StringRef Name;
    Type *Ty;
  };
  SumSym *declareSum(llvm::StringRef Name, llvm::ArrayRef<Type *> Params);
  void addVariant(SumSym *S, llvm::StringRef Name,
                  llvm::ArrayRef<FieldSpec> Fields = {});
  void declareSums();
  void declareTraits();
  /// Result null stands for Self.
  void declareTrait(Trait T, llvm::StringRef Method, unsigned Params,
                    Type *Result);

  ASTContext &Ctx;
  TypeContext &Types;
  llvm::StringMap<SumSym *> Sums;
  llvm::StringMap<VariantSym *> Variants;
  llvm::StringMap<TraitSym *> Traits;
  llvm::StringMap<MethodSym *> Methods;
  llvm::SmallVector<TraitSym *, 20> AllTraits;
};

} // namespace snow::frontend

#endif // SNOW_LIB_FRONTEND_SEMA_BUILTINTYPES_H
