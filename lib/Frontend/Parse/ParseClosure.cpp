//===- ParseClosure.cpp - Closures ----------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParserImpl.h"

using namespace snow::frontend;
using llvm::SmallVector;

/// Whether parentheses begin a pattern and not a list of parameters: others
/// follow, as in `fn (a, b), c -> ...`.
bool Parser::atPatternInParens() {
  unsigned Depth = 0;
  for (size_t I = Pos; I != Tokens.size(); ++I) {
    const Token &T = Tokens[I];
    if (T.isOneOf(TokenKind::l_paren, TokenKind::l_square, TokenKind::l_brace))
      ++Depth;
    else if (T.isOneOf(TokenKind::r_paren, TokenKind::r_square,
                       TokenKind::r_brace) &&
             --Depth == 0)
      return Tokens[I + 1].is(TokenKind::comma);
    // Nothing inside goes so far.
    if (T.isOneOf(TokenKind::kw_fn, TokenKind::kw_do, TokenKind::kw_end,
                  TokenKind::equal, TokenKind::eof))
      return false;
  }
  return false;
}

/// `(a, b)`, `a, b` or nothing, then an optional guard.
bool Parser::parseClosureParams(ClosureClause &Out) {
  Out.Where = tok().Where;
  SmallVector<Param, 4> Params;
  if (at(TokenKind::l_paren) && !atPatternInParens()) {
    SmallVector<Span, 1> Bare;
    if (!parseParamList(Params, Bare))
      return false;
    // `fn (1 | 2) -> ...` has a pattern in parentheses.
    if (Params.size() != 1)
      reportBare(Bare);
  } else if (!tok().isOneOf(TokenKind::arrow, TokenKind::kw_do,
                            TokenKind::kw_when)) {
    do {
      Param P;
      if (!parseParam(P))
        return false;
      Params.push_back(P);
    } while (accept(TokenKind::comma));
  }
  checkSelf(Params, /*IsMethod=*/false);
  Out.Params = Ctx.copy(Params);
  Out.Guard = nullptr;
  return !accept(TokenKind::kw_when) || (Out.Guard = parseHead()) != nullptr;
}

Expr *Parser::parseClosure() {
  Level L(*this);
  if (L.tooDeep())
    return nullptr;
  size_t Head = Pos;
  Span Begin = advance().Where;
  ClosureClause First = {};
  if (!parseClosureParams(First))
    return nullptr;
  if (at(TokenKind::kw_do)) {
    if (!(First.Body = parseDoBlock(Head)))
      return nullptr;
    First.Where = from(First.Where);
    SmallVector<ClosureClause, 1> Clauses = {First};
    return Ctx.make<ClosureExpr>(from(Begin), Ctx.copy(Clauses));
  }
  return parseClosureArrow(Head, First);
}

/// The form with arrows: one clause whose body is a block, or several. Head is
/// its `fn`.
Expr *Parser::parseClosureArrow(size_t Head, ClosureClause First) {
  Span Begin = Tokens[Head].Where;
  if (!at(TokenKind::arrow))
    return errorExpected("`->` or `do` in a closure");
  OpenerScope O(*this, Opener::Separating);
  HeadScope H(*this, false);
  SmallVector<ClosureClause, 4> Clauses;
  ClosureClause C = First;
  size_t Bar = Head;
  while (true) {
    if (!expect(TokenKind::arrow, "in a closure"))
      return nullptr;
    noteLast(TokenRole::ClauseArrow);
    if (Clauses.empty())
      noteLast(BlockPart::Open, Head);
    C.Body = at(TokenKind::kw_do) ? parseDoBlock(Bar) : parseBlock();
    if (!C.Body)
      return nullptr;
    C.Where = from(C.Where);
    Clauses.push_back(C);
    skipSeparators();
    if (!accept(TokenKind::bar))
      break;
    noteLast(TokenRole::ClauseBar);
    Bar = Pos - 1;
    C = {};
    if (!parseClosureParams(C))
      return nullptr;
  }
  if (!expectEnd(Head, "to close the `fn`"))
    return nullptr;
  noteLast(BlockPart::Close, Head);
  return Ctx.make<ClosureExpr>(from(Begin), Ctx.copy(Clauses));
}

/// `do |p, q| ... end` behind arguments, which begin at Head.
Expr *Parser::parseTrailingClosure(size_t Head) {
  Level L(*this);
  if (L.tooDeep())
    return nullptr;
  note(TokenRole::TrailingOpen);
  size_t Open = Pos;
  Span Begin = advance().Where;
  noteLast(BlockPart::Open, Head);
  OpenerScope O(*this, Opener::Separating);
  HeadScope H(*this, false);
  ClosureClause C = {};
  C.Where = Begin;
  SmallVector<Param, 4> Params;
  // `do || ... end` has an empty list.
  if (!accept(TokenKind::bar_bar) && accept(TokenKind::bar)) {
    noteLast(TokenRole::ParamBar);
    if (!parseCommas(TokenKind::bar, "behind closure parameters", [&] {
          Param P;
          if (!parseParam(P))
            return false;
          Params.push_back(P);
          return true;
        }))
      return nullptr;
    noteLast(TokenRole::ParamBarEnd);
  }
  checkSelf(Params, /*IsMethod=*/false);
  C.Params = Ctx.copy(Params);
  if (!(C.Body = parseBlock()) || !expectEnd(Open, "to close the closure"))
    return nullptr;
  noteLast(BlockPart::Close, Head);
  C.Where = from(Begin);
  SmallVector<ClosureClause, 1> Clauses = {C};
  return Ctx.make<ClosureExpr>(from(Begin), Ctx.copy(Clauses));
}
