//===- Outline.h - The definitions of a file --------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_LSP_OUTLINE_H
#define SNOW_LIB_LSP_OUTLINE_H

#include "Workspace.h"

namespace snow::lsp {

/// The definitions of the analysed file, each with those inside it.
std::vector<llvm::lsp::DocumentSymbol> outline(const Analysis &A);

} // namespace snow::lsp

#endif // SNOW_LIB_LSP_OUTLINE_H
