//===- FrontendTest.h - Helpers of the front end's tests --------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_UNITTESTS_FRONTEND_FRONTENDTEST_H
#define SNOW_UNITTESTS_FRONTEND_FRONTENDTEST_H

#include "snow/Frontend/AST/Printer.h"
#include "snow/Frontend/Lex/Lexer.h"
#include "snow/Frontend/Parse/Parser.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

namespace snow::frontend {

/// A source text with everything that lexing and parsing it needs.
struct Source {
  explicit Source(llvm::StringRef Text) : ID(SM.addText("test.snow", Text)) {}

  std::vector<Token> lex() {
    return Lexer(SM, ID, Diags, Ctx.arena()).lexAll();
  }

  /// The tree, with every run of blanks as one space.
  std::string tree() {
    std::string Text, Result;
    llvm::raw_string_ostream OS(Text);
    printAST(parseFile(SM, ID, Ctx, Diags), OS);
    for (char C : Text) {
      bool Blank = C == ' ' || C == '\n';
      if (!Blank)
        Result += C;
      else if (!Result.empty() && Result.back() != ' ')
        Result += ' ';
    }
    if (!Result.empty() && Result.back() == ' ')
      Result.pop_back();
    return Result;
  }

  /// The codes of all diagnostics in order.
  std::string codes() const {
    std::string Result;
    for (const Diagnostic &D : Diags.all())
      Result += (Result.empty() ? "" : " ") + codeName(D.Code).str();
    return Result;
  }

  SourceManager SM;
  DiagnosticEngine Diags;
  ASTContext Ctx;
  FileID ID;
};

} // namespace snow::frontend

#endif // SNOW_UNITTESTS_FRONTEND_FRONTENDTEST_H
