//===- TreePrinter.h - What writes the nodes of a tree ----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The printer's parts are in files of their own: types and patterns, statements
// and expressions, definitions.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_FRONTEND_AST_TREEPRINTER_H
#define SNOW_LIB_FRONTEND_AST_TREEPRINTER_H

#include "snow/Frontend/AST/Printer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

namespace snow::frontend {

/// Writes lists. A node opens a list; a child goes on the same line unless it
/// holds statements.
class TreePrinter {
public:
  explicit TreePrinter(llvm::raw_ostream &OS) : OS(OS) {}

  void print(const Stmt &S);
  void print(const Item *I);
  void print(const Expr *E);
  void print(const Pattern *P);
  void print(const TypeExpr *T);

private:
  void open(llvm::StringRef Head) {
    OS << '(' << Head;
    ++Depth;
  }
  void close() {
    OS << ')';
    --Depth;
  }
  void line() {
    OS << '\n';
    OS.indent(Depth * 2);
  }
  void quoted(llvm::StringRef Text) {
    OS << '"';
    llvm::printEscapedString(Text, OS);
    OS << '"';
  }
  void number(double Value) { OS << llvm::format("%.17g", Value); }
  void path(llvm::ArrayRef<Ident> Path) {
    llvm::interleave(Path, OS, [&](const Ident &I) { OS << I.Name; }, ".");
  }
  void params(llvm::ArrayRef<Param> Params);
  void fields(llvm::ArrayRef<FieldPattern> Fields);
  void arms(llvm::ArrayRef<Arm> Arms);
  void clause(llvm::ArrayRef<Param> Params, const Expr *Guard,
              const Expr *Body);
  void child(const Expr *E) {
    OS << ' ';
    print(E);
  }
  void nested(const Expr *E) {
    line();
    print(E);
  }
  void generics(llvm::ArrayRef<Ident> Names);
  void fn(llvm::StringRef Head, const FnItem *F, const Param *State);
  void deriving(const DerivingClause &D);
  void settings(llvm::ArrayRef<Setting> Settings);

  llvm::raw_ostream &OS;
  unsigned Depth = 0;
};

} // namespace snow::frontend

#endif // SNOW_LIB_FRONTEND_AST_TREEPRINTER_H
