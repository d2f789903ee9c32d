//===- Builtins.h - The table of built-in functions -------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_FRONTEND_SEMA_BUILTINS_H
#define SNOW_LIB_FRONTEND_SEMA_BUILTINS_H

#include "snow/Frontend/Diagnostics.h"
#include "snow/Frontend/Sema/Symbol.h"
#include "llvm/ADT/StringMap.h"

namespace snow::frontend {

/// The symbols of Builtins.def, by qualified name. They are made when a program
/// first mentions them.
class BuiltinTable {
public:
  BuiltinTable(SourceManager &SM, ASTContext &Ctx, TypeContext &Types);

  /// The built-in of that name that takes NumArgs arguments, else any of that
  /// name, else null.
  BuiltinSym *lookup(llvm::StringRef Name, std::optional<unsigned> NumArgs);
  bool isModule(llvm::StringRef Name) const {
    return Name == "Json" || (!Name.empty() && Modules.contains(Name));
  }
  /// Names in a module, or in the prelude ("").
  llvm::ArrayRef<llvm::StringRef> namesIn(llvm::StringRef Module) const;
  /// The names of all modules, in order.
  llvm::SmallVector<llvm::StringRef, 32> modules() const;

private:
  using TypeVars = llvm::StringMap<Type *>;
  struct Entry {
    unsigned Row;
    BuiltinSym *Sym = nullptr;
  };

  BuiltinSym *symbol(Entry &E);
  /// Reads a type as Builtins.def has it.
  Type *read(llvm::StringRef Text, TypeVars &Vars);
  Type *convert(const TypeExpr *T, TypeVars &Vars);
  void addBounds(llvm::StringRef Text, TypeVars &Vars);

  SourceManager &SM;
  ASTContext &Ctx;
  TypeContext &Types;
  llvm::StringMap<llvm::SmallVector<Entry, 1>> Symbols;
  llvm::StringMap<llvm::SmallVector<llvm::StringRef, 8>> Modules;
};

} // namespace snow::frontend

#endif // SNOW_LIB_FRONTEND_SEMA_BUILTINS_H
