//===- ParseClosure.cpp - Closures ----------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParserImpl.h"

using namespace snow::frontend;
using llvm::SmallVector;

/// `(a, b)`, `a, b` or nothing, then an optional guard.
bool Parser::parseClosureParams(ClosureClause &Out) {
  Out.Where = tok().Where;
  SmallVector<Param, 4> Params;
  bool Bare = true;
  if (at(TokenKind::l_paren)) {
    llvm::ArrayRef<Param> InParens;
    if (!parseParams(InParens, false))
      return false;
    Bare = at(TokenKind::comma);
    if (Bare) {
      // `fn (a, b), c -> ...`: the parentheses were a tuple pattern.
      SmallVector<Pattern *, 4> Elements;
      for (const Param &P : InParens) {
        if (!P.Pat || P.Annotation) {
          error("unexpected `,` behind closure parameters");
          return false;
        }
        Elements.push_back(P.Pat);
      }
      Param First;
      First.Where = from(Out.Where);
      if (Elements.empty())
        First.Pat = Ctx.make<UnitPattern>(First.Where);
      else if (Elements.size() == 1)
        First.Pat = Elements.front();
      else
        First.Pat = Ctx.make<TuplePattern>(First.Where, Ctx.copy(Elements));
      Params.push_back(First);
      advance();
    } else {
      Params.append(InParens.begin(), InParens.end());
    }
  } else if (tok().isOneOf(TokenKind::arrow, TokenKind::kw_do,
                           TokenKind::kw_when)) {
    Bare = false;
  }
  if (Bare) {
    do {
      Param P;
      if (!parseParam(P, /*InParens=*/false))
        return false;
      Params.push_back(P);
    } while (accept(TokenKind::comma));
  }
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
          if (!parseParam(P, /*InParens=*/false))
            return false;
          Params.push_back(P);
          return true;
        }))
      return nullptr;
    noteLast(TokenRole::ParamBarEnd);
  }
  C.Params = Ctx.copy(Params);
  if (!(C.Body = parseBlock()) || !expectEnd(Open, "to close the closure"))
    return nullptr;
  noteLast(BlockPart::Close, Head);
  C.Where = from(Begin);
  SmallVector<ClosureClause, 1> Clauses = {C};
  return Ctx.make<ClosureExpr>(from(Begin), Ctx.copy(Clauses));
}
