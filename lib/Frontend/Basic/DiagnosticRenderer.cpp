//===- DiagnosticRenderer.cpp - Diagnostics as text and JSON --------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Frontend/Diagnostics.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Unicode.h"
#include "llvm/Support/raw_ostream.h"

using namespace snow::frontend;
using llvm::raw_ostream;
using llvm::StringRef;

namespace {
/// ANSI colours, empty strings when colour is off.
struct Palette {
  explicit Palette(bool On)
      : Error(On ? "\033[1;31m" : ""), Warning(On ? "\033[1;33m" : ""),
        Bold(On ? "\033[1m" : ""), Rule(On ? "\033[1;34m" : ""),
        Off(On ? "\033[0m" : "") {}
  StringRef Error, Warning, Bold, Rule, Off;
};
} // namespace

static bool isControl(unsigned char C) {
  return (C < 0x20 && C != '\t') || C == 0x7F;
}

/// Calls F with each scalar of Text, one byte at a time where it is no UTF-8.
static void eachScalar(StringRef Text, llvm::function_ref<void(StringRef)> F) {
  while (!Text.empty()) {
    size_t Length = llvm::getNumBytesForUTF8(Text.front());
    bool IsWhole =
        Length <= Text.size() && llvm::json::isUTF8(Text.take_front(Length));
    F(Text.take_front(IsWhole ? Length : 1));
    Text = Text.drop_front(IsWhole ? Length : 1);
  }
}

/// The columns that printSafely takes for Text on a terminal.
static unsigned displayWidth(StringRef Text) {
  unsigned Width = 0;
  eachScalar(Text, [&](StringRef C) {
    int Columns = llvm::sys::unicode::columnWidthUTF8(C);
    // What joins or marks others takes none; a replaced character takes one.
    Width += Columns >= 0 ? Columns : C.size() == 1;
  });
  return Width;
}

/// Prints a source line so that it cannot disturb the terminal: control
/// characters other than tab become '?', invalid bytes U+FFFD.
static void printSafely(StringRef Line, raw_ostream &OS) {
  eachScalar(Line, [&](StringRef C) {
    unsigned char Byte = C.front();
    if (C.size() > 1 || (Byte < 0x80 && !isControl(Byte)))
      OS << C;
    else
      OS << (Byte < 0x80 ? "?" : "\uFFFD");
  });
}

static void renderLabel(const DiagLabel &L, bool Primary, unsigned Gutter,
                        const SourceManager &SM, raw_ostream &OS,
                        const Palette &P, StringRef Colour) {
  Span S = L.Where;
  unsigned LineNo = SM.lineColumn(S.File, S.Begin).Line;
  uint32_t Start = SM.lineStart(S.File, S.Begin);
  StringRef Line = SM.lineText(S.File, S.Begin);

  std::string Number = std::to_string(LineNo);
  OS << P.Rule;
  OS.indent(Gutter - Number.size()) << Number << " |" << P.Off << ' ';
  printSafely(Line, OS);
  OS << '\n' << P.Rule;
  OS.indent(Gutter) << " |" << P.Off << ' ';
  // Tabs are repeated so that the carets stand below their text.
  StringRef Before = Line.substr(0, S.Begin - Start), Part;
  while (Before.contains('\t')) {
    std::tie(Part, Before) = Before.split('\t');
    OS.indent(displayWidth(Part)) << '\t';
  }
  OS.indent(displayWidth(Before));
  // A span over several lines is underlined to the end of its first.
  StringRef Covered = Line.substr(S.Begin - Start, S.End - S.Begin);
  unsigned Width = std::max(1u, displayWidth(Covered));
  OS << (Primary ? Colour : P.Rule) << std::string(Width, Primary ? '^' : '-');
  if (!L.Text.empty())
    OS << ' ' << L.Text;
  OS << P.Off << '\n';
}

void snow::frontend::renderText(const Diagnostic &D, const SourceManager &SM,
                                raw_ostream &OS, bool Colour) {
  Palette P(Colour);
  bool IsError = codeSeverity(D.Code) == Severity::Error;
  StringRef LevelColour = IsError ? P.Error : P.Warning;
  OS << LevelColour << (IsError ? "error" : "warning") << '['
     << codeName(D.Code) << ']' << P.Off << P.Bold << ": " << D.Message << P.Off
     << '\n';
  Span S = D.primary();
  LineColumn LC = SM.lineColumn(S.File, S.Begin);
  OS << P.Rule << " --> " << P.Off << SM.path(S.File) << ':' << LC.Line << ':'
     << LC.Column << '\n';

  unsigned Gutter = 1;
  for (const DiagLabel &L : D.Labels)
    if (L.Where.File == S.File)
      Gutter = std::max<unsigned>(
          Gutter,
          std::to_string(SM.lineColumn(S.File, L.Where.Begin).Line).size());
  OS << P.Rule;
  OS.indent(Gutter) << " |" << P.Off << '\n';
  renderLabel(D.Labels.front(), true, Gutter, SM, OS, P, LevelColour);
  for (const DiagLabel &L : llvm::ArrayRef(D.Labels).drop_front()) {
    if (L.Where.File != S.File) {
      LineColumn There = SM.lineColumn(L.Where.File, L.Where.Begin);
      OS << P.Rule << " ::: " << P.Off << SM.path(L.Where.File) << ':'
         << There.Line << ':' << There.Column << '\n';
      Gutter = std::max<unsigned>(Gutter, std::to_string(There.Line).size());
    }
    renderLabel(L, false, Gutter, SM, OS, P, LevelColour);
  }
  if (D.Fix) {
    OS << P.Rule;
    OS.indent(Gutter) << " =" << P.Off << " help: " << *D.Fix << '\n';
  }
}

void snow::frontend::renderJson(const Diagnostic &D, const SourceManager &SM,
                                raw_ostream &OS) {
  llvm::json::OStream J(OS);
  J.object([&] {
    J.attribute("code", codeName(D.Code));
    J.attribute("severity",
                codeSeverity(D.Code) == Severity::Error ? "error" : "warning");
    J.attribute("message", llvm::json::fixUTF8(D.Message));
    J.attribute("file", llvm::json::fixUTF8(SM.path(D.primary().File)));
    J.attributeArray("spans", [&] {
      for (const DiagLabel &L : D.Labels) {
        if (L.Where.File != D.primary().File)
          continue;
        J.object([&] {
          J.attribute("start", L.Where.Begin);
          J.attribute("end", L.Where.End);
          J.attribute("label", llvm::json::fixUTF8(L.Text));
        });
      }
    });
    if (D.Fix)
      J.attribute("fix", llvm::json::fixUTF8(*D.Fix));
    else
      J.attribute("fix", nullptr);
  });
  OS << '\n';
}
