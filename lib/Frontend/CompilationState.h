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
  /// The files of the program, with the names of their modules.
  struct Source {
    FileID ID;
    std::string Module;
  };
  std::vector<Source> Sources;
  std::vector<SourceModule> Trees;
  Program Checked;

  FileID mainFile() const {
    for (const Source &S : Sources)
      if (S.Module == "Main")
        return S.ID;
    return 0;
  }
};

} // namespace snow::frontend

#endif // SNOW_LIB_FRONTEND_COMPILATIONSTATE_H
