//===- Printer.h - The syntax tree as s-expressions -------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_AST_PRINTER_H
#define SNOW_FRONTEND_AST_PRINTER_H

#include "snow/Frontend/AST/Item.h"

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace snow::frontend {

/// Prints the tree as nested lists, one node a line; expressions that hold no
/// statements stay on one line.
void printAST(const File &F, llvm::raw_ostream &OS);

} // namespace snow::frontend

#endif // SNOW_FRONTEND_AST_PRINTER_H
