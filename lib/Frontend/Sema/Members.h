//===- Members.h - What may stand behind a dot ------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The one answer to `value.name`, which the type checker asks for types as far
// as it knows them, and the lowering for concrete ones.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_FRONTEND_SEMA_MEMBERS_H
#define SNOW_LIB_FRONTEND_SEMA_MEMBERS_H

#include "BuiltinTypes.h"
#include "Builtins.h"

namespace snow::frontend {

struct Member {
  enum Kind { None, Field, Method, Builtin } K = None;
  /// Of a field.
  unsigned Index = 0;
  Type *FieldType = nullptr;
  /// A method of a trait or a built-in function, which takes the value first.
  Definition *D = nullptr;
  /// Further traits that have such a method: the use is ambiguous.
  llvm::SmallVector<MethodSym *, 2> Others;
};

class Members {
public:
  Members(SourceManager &SM, ASTContext &Ctx, TypeContext &Types)
      : Types(Types), Provided(Ctx, Types), Builtins(SM, Ctx, Types) {}

  BuiltinTypes &provided() { return Provided; }
  BuiltinTable &builtins() { return Builtins; }

  void addTrait(TraitSym *T);
  /// NumArgs counts the arguments behind the value; none for a plain access.
  Member find(Type *T, llvm::StringRef Name, std::optional<unsigned> NumArgs);
  /// A field of a struct type, or nothing.
  std::optional<unsigned> findField(Type *T, llvm::StringRef Name);
  /// The type of a field of T.
  Type *fieldType(Type *T, const struct Field &F);
  llvm::ArrayRef<MethodSym *> methodsNamed(llvm::StringRef Name) const;
  /// Names that could have been meant, for suggestions.
  void candidates(Type *T, llvm::SmallVectorImpl<llvm::StringRef> &Out);

private:
  TypeContext &Types;
  BuiltinTypes Provided;
  BuiltinTable Builtins;
  llvm::StringMap<llvm::SmallVector<MethodSym *, 1>> Methods;
};

/// The built-in module whose functions are methods of T, or "".
llvm::StringRef methodModule(Type *T);

} // namespace snow::frontend

#endif // SNOW_LIB_FRONTEND_SEMA_MEMBERS_H
