//===- Diagnostics.cpp - The diagnostic engine ----------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Frontend/Diagnostics.h"
#include "llvm/ADT/STLExtras.h"
#include <tuple>

using namespace snow::frontend;
using llvm::StringRef;

namespace {
struct CodeInfo {
  const char *Name;
  const char *Title;
  Severity Level;
};
} // namespace

static const CodeInfo Codes[] = {
#define SNOW_DIAGNOSTIC(CODE, SEVERITY, TITLE)                                 \
  {#CODE, TITLE, Severity::SEVERITY},
#include "snow/Frontend/Diagnostics.def"
};

StringRef snow::frontend::codeName(DiagCode Code) {
  return Codes[static_cast<unsigned>(Code)].Name;
}
StringRef snow::frontend::codeTitle(DiagCode Code) {
  return Codes[static_cast<unsigned>(Code)].Title;
}
Severity snow::frontend::codeSeverity(DiagCode Code) {
  return Codes[static_cast<unsigned>(Code)].Level;
}

DiagnosticEngine::Builder DiagnosticEngine::report(DiagCode Code, Span Where,
                                                   const llvm::Twine &Message) {
  bool IsError = codeSeverity(Code) == Severity::Error;
  if (IsError)
    ++NumErrors;
  if (Diagnostics.size() >= Limit)
    return Builder(nullptr);
  // The same mistake found along two paths is reported once.
  std::string Text = Message.str();
  for (const Diagnostic &D : llvm::reverse(Diagnostics))
    if (D.Code == Code && D.primary() == Where && D.Message == Text)
      return Builder(nullptr);
  Diagnostics.push_back({Code,
                         std::move(Text),
                         {{Where, ""}},
                         std::nullopt,
                         static_cast<unsigned>(Diagnostics.size())});
  return Builder(&Diagnostics.back());
}

void DiagnosticEngine::sort() {
  llvm::sort(Diagnostics, [](const Diagnostic &A, const Diagnostic &B) {
    Span X = A.primary(), Y = B.primary();
    return std::tie(X.File, X.Begin, A.Order) <
           std::tie(Y.File, Y.Begin, B.Order);
  });
}
