//===- Namespace.h - Modules and what they define ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_SEMA_NAMESPACE_H
#define SNOW_FRONTEND_SEMA_NAMESPACE_H

#include "snow/Frontend/Sema/Symbol.h"
#include "llvm/ADT/MapVector.h"
#include <memory>
#include <string>

namespace snow::frontend {

class Members;

template <typename T> using NameMap = llvm::MapVector<llvm::StringRef, T>;

/// A module that an import names: one of the program's, or a built-in one
/// (then Module is null).
struct ImportedModule {
  Namespace *Module = nullptr;
  llvm::StringRef Name;
  /// The path of `import A.B`, or the name that `from A import f` lists.
  Span Where;
};

/// A variant that came with its type by `from A import T`.
struct ImportedVariant {
  VariantSym *Variant;
  ImportedModule From;
};

/// The module of a file, or a `module ... do` inside one.
struct Namespace {
  /// With the modules around it: `Main`, `Math.LinearAlgebra`.
  std::string Name;
  /// The enclosing one; null for a file.
  Namespace *Parent = nullptr;
  Span Where;
  bool IsPub = false;

  /// Functions by name; overloads in the order of their definition.
  NameMap<llvm::SmallVector<FunctionSym *, 1>> Functions;
  NameMap<ActorSym *> Actors;
  NameMap<ServiceSym *> Services;
  NameMap<SupervisorSym *> Supervisors;
  /// Structs, sums, aliases and interfaces.
  NameMap<Symbol *> Types;
  /// The variants of all sums.
  NameMap<llvm::SmallVector<VariantSym *, 1>> Variants;
  /// Nested modules by their last name.
  NameMap<Namespace *> Nested;
  /// Constants of the file that its functions see.
  NameMap<LocalVar *> Globals;
  llvm::SmallVector<ImplSym *, 4> Impls;
  /// Where each name that may be defined only once was defined.
  NameMap<Span> Claimed;

  /// `import A.B` by the name B; `import C.B` may be there as well.
  NameMap<llvm::SmallVector<ImportedModule, 1>> Imports;
  /// `from A import f`: the modules that supply each name.
  NameMap<llvm::SmallVector<ImportedModule, 1>> FromImports;
  /// The variants that come with the types among them.
  NameMap<llvm::SmallVector<ImportedVariant, 1>> FromVariants;

  Namespace *file() {
    Namespace *N = this;
    while (N->Parent)
      N = N->Parent;
    return N;
  }
  const Namespace *file() const {
    return const_cast<Namespace *>(this)->file();
  }
};

/// A program after name resolution, and after a successful check with types on
/// every node. Namespaces are in the order of compilation, each file before
/// the modules nested in it.
struct Program {
  std::vector<std::unique_ptr<Namespace>> Namespaces;
  llvm::ArrayRef<FunctionSym *> Functions;
  llvm::ArrayRef<ActorSym *> Actors;
  llvm::ArrayRef<ServiceSym *> Services;
  llvm::ArrayRef<SupervisorSym *> Supervisors;
  llvm::ArrayRef<ImplSym *> Impls;
  /// `fn main`, or the statements of the main file.
  FunctionSym *Main = nullptr;
  /// What evaluates the constants of each file, in the order of compilation.
  llvm::ArrayRef<FunctionSym *> Inits;
  /// What may stand behind a dot: the lowering asks it as well.
  std::shared_ptr<Members> Lookup;
};

} // namespace snow::frontend

#endif // SNOW_FRONTEND_SEMA_NAMESPACE_H
