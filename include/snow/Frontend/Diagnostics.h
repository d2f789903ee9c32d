//===- Diagnostics.h - Diagnostics and their rendering ----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_DIAGNOSTICS_H
#define SNOW_FRONTEND_DIAGNOSTICS_H

#include "snow/Frontend/SourceManager.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/Twine.h"
#include <optional>

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace snow::frontend {

enum class Severity { Error, Warning };

enum class DiagCode {
#define SNOW_DIAGNOSTIC(CODE, SEVERITY, TITLE) CODE,
#include "snow/Frontend/Diagnostics.def"
};

llvm::StringRef codeName(DiagCode Code);
llvm::StringRef codeTitle(DiagCode Code);
Severity codeSeverity(DiagCode Code);

struct DiagLabel {
  Span Where;
  std::string Text;
};

struct Diagnostic {
  DiagCode Code;
  std::string Message;
  /// The first label is the primary place.
  llvm::SmallVector<DiagLabel, 2> Labels;
  std::optional<std::string> Fix;
  /// When it was reported, to keep the order of those at one place.
  unsigned Order = 0;

  Span primary() const { return Labels.front().Where; }
};

class DiagnosticEngine {
public:
  /// Lets the caller of report() add to the diagnostic in the same statement.
  class Builder {
  public:
    explicit Builder(Diagnostic *D) : D(D) {}
    /// The text beneath the primary place.
    Builder &label(const llvm::Twine &Text) {
      if (D)
        D->Labels.front().Text = Text.str();
      return *this;
    }
    /// A second place that is involved.
    Builder &also(Span Where, const llvm::Twine &Text) {
      if (D)
        D->Labels.push_back({Where, Text.str()});
      return *this;
    }
    Builder &fix(const llvm::Twine &Text) {
      if (D)
        D->Fix = Text.str();
      return *this;
    }

  private:
    Diagnostic *D;
  };

  Builder report(DiagCode Code, Span Where, const llvm::Twine &Message);
  Builder report(DiagCode Code, Span Where) {
    return report(Code, Where, codeTitle(Code));
  }

  bool hasErrors() const { return NumErrors != 0; }
  unsigned numErrors() const { return NumErrors; }
  const std::vector<Diagnostic> &all() const { return Diagnostics; }

  /// Brings the diagnostics into source order.
  void sort();

private:
  /// Arbitrary bytes as input must not produce arbitrarily much output.
  static constexpr unsigned Limit = 500;

  std::vector<Diagnostic> Diagnostics;
  unsigned NumErrors = 0;
};

/// The form of the language specification, section 15, for people.
void renderText(const Diagnostic &D, const SourceManager &SM,
                llvm::raw_ostream &OS, bool Colour);
/// One JSON object on a line of its own.
void renderJson(const Diagnostic &D, const SourceManager &SM,
                llvm::raw_ostream &OS);

} // namespace snow::frontend

#endif // SNOW_FRONTEND_DIAGNOSTICS_H
