//===- Token.h - One token --------------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_LEX_TOKEN_H
#define SNOW_FRONTEND_LEX_TOKEN_H

#include "snow/Frontend/SourceManager.h"

namespace snow::frontend {

enum class TokenKind : uint8_t {
#define SNOW_TOKEN(KIND, SPELLING) KIND,
#include "snow/Frontend/Lex/Tokens.def"
};

llvm::StringRef tokenSpelling(TokenKind Kind);
bool isKeyword(TokenKind Kind);

struct Token {
  TokenKind Kind = TokenKind::eof;
  /// At least one line end lies between this token and the one before it.
  /// Whether it ends a statement is for the parser to say, which knows the
  /// brackets around it.
  bool NewlineBefore = false;
  /// An integer in decimal notation, where 2^63 needs a minus sign in front.
  bool IsDecimal = false;
  Span Where;
  /// The identifier, or the contents of string_text with escapes replaced.
  llvm::StringRef Text;
  uint64_t Int = 0;
  double Float = 0;

  bool is(TokenKind K) const { return Kind == K; }
  template <typename... Ks> bool isOneOf(Ks... K) const {
    return ((Kind == K) || ...);
  }
};

} // namespace snow::frontend

#endif // SNOW_FRONTEND_LEX_TOKEN_H
