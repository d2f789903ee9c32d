//===- SyntaxMap.h - What the parser made of each token ---------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The syntax tree leaves out where brackets, bars and `do` stand. The formatter
// works on tokens and needs to know what each of them is for; the parser notes
// that here while it reads them.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_PARSE_SYNTAXMAP_H
#define SNOW_FRONTEND_PARSE_SYNTAXMAP_H

#include "snow/Frontend/Lex/Token.h"
#include <vector>

namespace snow::frontend {

/// Tells apart the uses of tokens that have several.
enum class TokenRole : uint8_t {
  None,
  Prefix,       ///< a `-`, `!` or `not` in front of its operand
  TypeOpen,     ///< `<` before type parameters or arguments
  TypeClose,    ///< its `>`
  TypeMark,     ///< `?` or `!` in a type
  ParamBar,     ///< `|` before the parameters of a block
  ParamBarEnd,  ///< `|` behind them
  ClauseBar,    ///< `|` between the clauses of a closure
  ClauseArrow,  ///< `->` of a closure's clause
  Tight,        ///< a bracket that belongs to what is before it
  Fields,       ///< a brace of a struct literal or pattern
  TrailingOpen, ///< `do` of a trailing closure
};

enum class BlockPart : uint8_t {
  None,
  Open,   ///< `do`, or `->` of a closure's first clause
  Middle, ///< `else`, `after`: ends one part and begins the next
  Chain,  ///< `else` in front of an `if` of the same chain
  Close,  ///< `end`
};

struct TokenNote {
  TokenRole Role = TokenRole::None;
  BlockPart Part = BlockPart::None;
  /// Begins a statement, a definition, an arm, a field ...
  bool Starts = false;
  /// Of a token with a Part: the one that the construct begins with.
  uint32_t Head = 0;
};

/// Complete only for a file without errors.
struct SyntaxMap {
  std::vector<Token> Tokens;
  std::vector<TokenNote> Notes;
};

} // namespace snow::frontend

#endif // SNOW_FRONTEND_PARSE_SYNTAXMAP_H
