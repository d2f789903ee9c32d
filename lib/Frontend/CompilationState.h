//===- CompilationState.h - What a compilation keeps ------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_FRONTEND_COMPILATIONSTATE_H
#define SNOW_LIB_FRONTEND_COMPILATIONSTATE_H

#include "snow/Frontend/Frontend.h"
#include "snow/Frontend/Sema/Sema.h"

namespace snow::frontend {

struct Compilation::State {
  SourceManager SM;
  DiagnosticEngine Diags;
  ASTContext Ctx;
  TypeContext Types{Ctx};
  FileID ID = 0;
  File Tree;
  Module Checked;
};

} // namespace snow::frontend

#endif // SNOW_LIB_FRONTEND_COMPILATIONSTATE_H
