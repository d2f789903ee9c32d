//===- Server.h - The language server ---------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LSP_SERVER_H
#define SNOW_LSP_SERVER_H

namespace snow::lsp {

/// Speaks the Language Server Protocol on standard input and output until the
/// client says `exit`. ForTests reads messages that are divided by `// -----`
/// lines and prints answers to be read by people. The exit status of the
/// process.
int runServer(bool ForTests);

} // namespace snow::lsp

#endif // SNOW_LSP_SERVER_H
