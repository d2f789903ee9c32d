//===- Formatter.cpp - Writing the formatted text -------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Formatter.h"
#include "snow/Frontend/AST/Printer.h"
#include "snow/Frontend/Format.h"
#include "snow/Frontend/Parse/Parser.h"
#include "llvm/Support/raw_ostream.h"

using namespace snow::frontend;
using llvm::StringRef;

/// The indentation of what a block or bracket around the gap in front of atom I
/// contains, which is where comments stand.
unsigned Formatter::contentIndent(unsigned I) const {
  if (Atoms[I].Closes == None)
    return indentFor(I);
  const Frame &F = Frames[Atoms[I].Closes];
  return Atoms[F.Head].LineIndent + Step * (F.HasBars ? 2 : 1);
}

/// The indentation of a line that begins with atom I.
unsigned Formatter::indentFor(unsigned I) const {
  const Atom &A = Atoms[I];
  if (A.Closes != None)
    return Atoms[Frames[A.Closes].Head].LineIndent;
  const Frame &F = Frames[A.Frame];
  if (A.Element == I) {
    if (F.Kind == FrameKind::File)
      return 0;
    bool IsInClause = F.HasBars && A.Role != TokenRole::ClauseBar;
    return Atoms[F.Head].LineIndent + Step * (IsInClause ? 2 : 1);
  }
  return Atoms[A.Element].LineIndent + Step * (A.InHead ? 2 : 1);
}

void Formatter::newLine(unsigned Indent, bool Blank) {
  if (!Out.empty())
    Out += Blank ? "\n\n" : "\n";
  Out.append(Indent, ' ');
}

void Formatter::writeGap(unsigned I) {
  const Atom &A = Atoms[I];
  // Blank lines separate statements and elements; they mean nothing at the
  // edges of a block or within an expression.
  bool AtEdge = I == 0 || Frames[gapFrame(I)].Open == I - 1 ||
                Atoms[I - 1].Part == BlockPart::Open ||
                Atoms[I - 1].Role == TokenRole::ParamBarEnd;
  bool MayBlank = A.Element == I || A.Closes != None;
  for (const Comment &C : A.Comments) {
    if (C.LinesBefore) {
      newLine(contentIndent(I), C.LinesBefore > 1 && MayBlank && !AtEdge);
    } else if (!Out.empty()) {
      Out += ' ';
    }
    Out += C.Text;
    AtEdge &= C.LinesBefore == 0 && I != 0;
  }
  if (I == 0 && A.Comments.empty())
    return;
  if (A.Kind == TokenKind::eof)
    return;
  if (A.Break || (I == 0 && A.Lines))
    newLine(indentFor(I),
            A.Lines > 1 && A.Element == I && A.Closes == None && !AtEdge);
  else if (A.Space || !A.Comments.empty())
    Out += ' ';
}

std::string Formatter::run() {
  keepBreaks();
  for (unsigned I = 0; I < Atoms.size(); ++I) {
    Atom &A = Atoms[I];
    if (I == 0 || A.Break) {
      A.LineIndent = indentFor(I);
      layOutLine(I, A.LineIndent);
    } else {
      A.LineIndent = Atoms[I - 1].LineIndent;
    }
    writeGap(I);
    Out += A.Text;
  }
  if (!Out.empty())
    Out += '\n';
  return std::move(Out);
}

//===----------------------------------------------------------------------===//
// Comparison of two files
//===----------------------------------------------------------------------===//

namespace {
/// All that formatting must not change.
struct Essence {
  std::vector<StringRef> Tokens, Comments;
  std::string Tree;

  Essence(const SourceManager &SM, FileID ID) {
    ASTContext Ctx;
    DiagnosticEngine Diags;
    SyntaxMap Map;
    snow::frontend::File F = parseFile(SM, ID, Ctx, Diags, &Map);
    llvm::raw_string_ostream OS(Tree);
    printAST(F, OS);
    if (Diags.hasErrors())
      Tree = "errors";
    uint32_t End = SM.text(ID).starts_with("\xEF\xBB\xBF") ? 3 : 0;
    unsigned InString = 0;
    for (const Token &T : Map.Tokens) {
      unsigned Lines;
      // Between the parts of a string there is nothing.
      if (!InString)
        for (const Comment &C :
             findComments(SM.text(ID).slice(End, T.Where.Begin), Lines))
          Comments.push_back(C.Text);
      InString += T.is(TokenKind::string_begin);
      InString -= T.is(TokenKind::string_end);
      Tokens.push_back(SM.text(T.Where));
      End = T.Where.End;
    }
  }
};
} // namespace

bool snow::frontend::sameProgram(const SourceManager &SM, FileID A, FileID B) {
  Essence X(SM, A), Y(SM, B);
  return X.Tokens == Y.Tokens && X.Comments == Y.Comments && X.Tree == Y.Tree;
}

std::optional<std::string> snow::frontend::formatFile(SourceManager &SM,
                                                      FileID ID,
                                                      DiagnosticEngine &Diags) {
  SyntaxMap Map;
  {
    ASTContext Ctx;
    parseFile(SM, ID, Ctx, Diags, &Map);
  }
  if (Diags.hasErrors())
    return std::nullopt;
  std::string Result = Formatter(SM, ID, Map).run();
  // What would change the program is never written.
  FileID After = SM.addText(SM.path(ID), Result);
  if (sameProgram(SM, ID, After))
    return Result;
  Diags.report(DiagCode::C0001, Span{ID, 0, 0},
               "compiler bug: formatting would change this program");
  return std::nullopt;
}
