//===- Unicode.cpp - Unicode classes of identifiers -----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Frontend/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/UnicodeCharRanges.h"

using namespace snow::frontend;

namespace {
struct UpperRange {
  uint32_t First, Last, Step;
};
} // namespace

#include "UnicodeTables.inc"

bool snow::frontend::isIdentifierStart(uint32_t C) {
  if (C < 0x80)
    return llvm::isAlpha(C) || C == '_';
  static const llvm::sys::UnicodeCharSet Letters(LetterRanges);
  return Letters.contains(C);
}

bool snow::frontend::isIdentifierContinue(uint32_t C) {
  if (C < 0x80)
    return llvm::isAlnum(C) || C == '_';
  static const llvm::sys::UnicodeCharSet Continue(ContinueRanges);
  return isIdentifierStart(C) || Continue.contains(C);
}

bool snow::frontend::isUpperName(llvm::StringRef Name) {
  if (Name.empty())
    return false;
  const auto *Begin = reinterpret_cast<const llvm::UTF8 *>(Name.begin());
  const auto *End = reinterpret_cast<const llvm::UTF8 *>(Name.end());
  llvm::UTF32 C = 0;
  if (llvm::convertUTF8Sequence(&Begin, End, &C, llvm::strictConversion) !=
      llvm::conversionOK)
    return false;
  if (C < 0x80)
    return C >= 'A' && C <= 'Z';
  for (const UpperRange &R : UpperRanges)
    if (C >= R.First && C <= R.Last)
      return (C - R.First) % R.Step == 0;
  return false;
}
