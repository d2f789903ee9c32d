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
#include <string>

namespace snow::frontend {

/// The module of a file, or a `module ... do` inside one.
struct Namespace {
  /// With the modules around it: `Main`, `Math.LinearAlgebra`.
  std::string Name;
  /// The enclosing one; null for a file.
  Namespace *Parent = nullptr;
  Span Where;
  bool IsPub = false;

  /// Functions by name; overloads in the order of their definition.
  llvm::MapVector<llvm::StringRef, llvm::SmallVector<FunctionSym *, 1>>
      Functions;
  llvm::MapVector<llvm::StringRef, ActorSym *> Actors;
  llvm::MapVector<llvm::StringRef, ServiceSym *> Services;
  /// Structs, sums, aliases and interfaces.
  llvm::MapVector<llvm::StringRef, Symbol *> Types;
  /// Variants by name, of all sums.
  llvm::MapVector<llvm::StringRef, llvm::SmallVector<VariantSym *, 1>> Variants;
  /// Nested modules by their last name.
  llvm::MapVector<llvm::StringRef, Namespace *> Nested;
};

} // namespace snow::frontend

#endif // SNOW_FRONTEND_SEMA_NAMESPACE_H
