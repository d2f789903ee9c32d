//===- snow-checker-fuzzer.cpp - Checking any bytes at all ----------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Resolves and type checks any bytes, also what is left of a file with parse
// errors, as the language server does. Nothing may crash or hang.
//
//===----------------------------------------------------------------------===//

#include "snow/Frontend/Frontend.h"
#include "llvm/Support/raw_ostream.h"

using namespace snow::frontend;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  Compilation Program;
  Program.addText("fuzz.snow",
                  llvm::StringRef(reinterpret_cast<const char *>(Data), Size));
  Program.parse();
  Program.check();
  Program.printDiagnostics(llvm::nulls(), Compilation::Format::Colour);
  Program.printDiagnostics(llvm::nulls(), Compilation::Format::Json);
  return 0;
}
