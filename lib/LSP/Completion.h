//===- Completion.h - What could be written at a place ----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_LSP_COMPLETION_H
#define SNOW_LIB_LSP_COMPLETION_H

#include "Workspace.h"

namespace snow::lsp {

/// Behind a dot the members of what stands before it; elsewhere the names in
/// scope and the keywords.
llvm::lsp::CompletionList complete(const Workspace &Files, llvm::StringRef Path,
                                   llvm::lsp::Position Place);

} // namespace snow::lsp

#endif // SNOW_LIB_LSP_COMPLETION_H
