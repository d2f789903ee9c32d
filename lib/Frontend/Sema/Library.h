//===- Library.h - Library functions written in Snow ------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_FRONTEND_SEMA_LIBRARY_H
#define SNOW_LIB_FRONTEND_SEMA_LIBRARY_H

#include "snow/Frontend/Sema/Sema.h"

namespace snow::frontend {

/// The sources in lib/Frontend/Library, which are part of the compiler. They
/// are read when the lowering first meets a use of them: a program that has
/// none, and one that is only checked, pays nothing.
class Library {
public:
  /// Lookup is that of the program, whose types and traits the library shares.
  Library(SourceManager &SM, ASTContext &Ctx, TypeContext &Types,
          std::shared_ptr<Members> Lookup)
      : SM(SM), Ctx(Ctx), Types(Types), Lookup(std::move(Lookup)) {}

  /// A function by its module and name, as `List.map`.
  FunctionSym *find(llvm::StringRef Name, unsigned Arity);

private:
  void load();

  SourceManager &SM;
  ASTContext &Ctx;
  TypeContext &Types;
  std::shared_ptr<Members> Lookup;
  std::vector<SourceModule> Modules;
  Program Checked;
};

} // namespace snow::frontend

#endif // SNOW_LIB_FRONTEND_SEMA_LIBRARY_H
