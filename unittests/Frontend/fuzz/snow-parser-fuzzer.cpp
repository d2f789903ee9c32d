//===- snow-parser-fuzzer.cpp - Any bytes at all --------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Parses any bytes and prints the tree. All diagnostics are rendered too.
// Nothing may crash or hang.
//
//===----------------------------------------------------------------------===//

#include "snow/Frontend/AST/Printer.h"
#include "snow/Frontend/Parse/Parser.h"
#include "llvm/Support/raw_ostream.h"

using namespace snow::frontend;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  SourceManager SM;
  FileID ID = SM.addText(
      "fuzz.snow", llvm::StringRef(reinterpret_cast<const char *>(Data), Size));
  DiagnosticEngine Diags;
  ASTContext Ctx;
  File Tree = parseFile(SM, ID, Ctx, Diags);
  printAST(Tree, llvm::nulls());
  for (const Diagnostic &D : Diags.all()) {
    renderText(D, SM, llvm::nulls(), /*Colour=*/true);
    renderJson(D, SM, llvm::nulls());
  }
  return 0;
}
