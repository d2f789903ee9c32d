//===- Printer.cpp - The syntax tree as s-expressions ---------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TreePrinter.h"

using namespace snow::frontend;
using llvm::StringRef;

StringRef snow::frontend::spelling(BinaryOp Op) {
  static const StringRef Names[] = {"or", "and", "==", "!=", "<",
                                    ">",  "<=",  ">=", "..", "<>",
                                    "+",  "-",   "*",  "/",  "%"};
  return Names[static_cast<unsigned>(Op)];
}

void snow::frontend::printAST(const File &F, llvm::raw_ostream &OS) {
  TreePrinter P(OS);
  for (const Stmt &S : F.Stmts) {
    P.print(S);
    OS << '\n';
  }
}
