//===- Lexer.h - Text to tokens ---------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_LEX_LEXER_H
#define SNOW_FRONTEND_LEX_LEXER_H

#include "snow/Frontend/Diagnostics.h"
#include "snow/Frontend/Lex/Token.h"
#include "llvm/Support/Allocator.h"

namespace snow::frontend {

/// Splits one whole file into tokens; the last one is always eof. Everything
/// that is wrong is reported and skipped. Cooked string contents live in Arena.
class Lexer {
public:
  Lexer(const SourceManager &SM, FileID File, DiagnosticEngine &Diags,
        llvm::BumpPtrAllocator &Arena);

  std::vector<Token> lexAll();

private:
  /// A string whose end has not been seen. While it is interpolating, Braces
  /// counts the open braces inside the interpolation.
  struct OpenString {
    uint32_t Begin;
    bool Triple;
    bool Interpolating = false;
    uint32_t InterpBegin = 0;
    unsigned Braces = 0;
  };

  char peek(unsigned Ahead = 0) const {
    return Pos + Ahead < Text.size() ? Text[Pos + Ahead] : '\0';
  }
  bool startsWith(llvm::StringRef S) const {
    return Text.substr(Pos).starts_with(S);
  }
  Span span(uint32_t Begin) const {
    return {File, Begin, static_cast<uint32_t>(Pos)};
  }

  Token &push(TokenKind Kind, uint32_t Begin);
  void skipBlanks();
  void skipBlockComment();
  void lexToken();
  void lexIdentifier();
  void lexNumber();
  void lexRadix(unsigned Radix);
  void lexStringPart();
  bool lexEscape(llvm::SmallVectorImpl<char> &Out);
  bool lexPunctuation();
  void invalidCharacter();
  /// Decodes the scalar at Pos; its length is 0 if the bytes are not UTF-8.
  uint32_t decode(unsigned &Length) const;

  llvm::StringRef Text;
  FileID File;
  DiagnosticEngine &Diags;
  llvm::BumpPtrAllocator &Arena;
  size_t Pos = 0;
  bool SawNewline = false;
  std::vector<Token> Tokens;
  std::vector<OpenString> Strings;
};

/// Unicode classes of identifiers.
bool isIdentifierStart(uint32_t Scalar);
bool isIdentifierContinue(uint32_t Scalar);
/// Whether the name begins with an upper-case letter.
bool isUpperName(llvm::StringRef Name);

} // namespace snow::frontend

#endif // SNOW_FRONTEND_LEX_LEXER_H
