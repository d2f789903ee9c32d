//===- Sema.h - Name resolution and type checking ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_SEMA_SEMA_H
#define SNOW_FRONTEND_SEMA_SEMA_H

#include "snow/Frontend/Diagnostics.h"
#include "snow/Frontend/Sema/Namespace.h"

namespace snow::frontend {

/// A file and the module that it is.
struct SourceModule {
  std::string Name;
  File Tree;
};

/// Resolves every name and infers every type. The module `Main` is the entry.
/// What is wrong goes to Diags; the program is fit for lowering only if no
/// errors came up.
Program checkProgram(llvm::MutableArrayRef<SourceModule> Modules,
                     SourceManager &SM, ASTContext &Ctx, TypeContext &Types,
                     DiagnosticEngine &Diags);

/// The name of a handler's function: `GetCount` becomes `get_count`.
std::string handlerFunctionName(llvm::StringRef Handler);

} // namespace snow::frontend

#endif // SNOW_FRONTEND_SEMA_SEMA_H
