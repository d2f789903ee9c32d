//===- Describe.h - Symbols in words ----------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_LSP_DESCRIBE_H
#define SNOW_LIB_LSP_DESCRIBE_H

#include "snow/Frontend/Sema/Symbol.h"
#include <string>
#include <vector>

namespace snow::lsp {

/// A line of source that declares the symbol, with its types.
std::string describe(const frontend::Symbol &S,
                     const frontend::TypeContext &Types);

/// The `##` comment above the line that Where begins in.
std::string docComment(const frontend::SourceManager &SM, frontend::Span Where);

/// A built-in function as its table has it.
struct BuiltinFunction {
  llvm::StringRef Module; ///< empty: in the prelude
  llvm::StringRef Name;
  llvm::StringRef Type;
};
const std::vector<BuiltinFunction> &builtinFunctions();

} // namespace snow::lsp

#endif // SNOW_LIB_LSP_DESCRIBE_H
