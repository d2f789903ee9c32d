//===- ParseType.cpp - Types as written -----------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParserImpl.h"

using namespace snow::frontend;

TypeExpr *Parser::parseWholeType() {
  TypeExpr *T = parseTypeExpr();
  if (T && !at(TokenKind::eof))
    return errorExpected("the end of the type");
  return T;
}

TypeExpr *Parser::parseTypeExpr() {
  Level L(*this);
  if (L.tooDeep())
    return nullptr;
  Span Begin = tok().Where;
  TypeExpr *T = parsePrimaryType();
  if (!T)
    return nullptr;
  if (at(TokenKind::question) && !atNewline()) {
    note(TokenRole::TypeMark);
    advance();
    TypeExpr *Args[] = {T};
    T = Ctx.make<TypeExpr>(TypeExprKind::Option, from(Begin),
                           llvm::ArrayRef<Ident>(),
                           Ctx.copy(llvm::ArrayRef<TypeExpr *>(Args)));
  }
  if (at(TokenKind::bang) && !atNewline()) {
    note(TokenRole::TypeMark);
    advance();
    TypeExpr *Error = parseTypeExpr();
    if (!Error)
      return nullptr;
    TypeExpr *Args[] = {T, Error};
    T = Ctx.make<TypeExpr>(TypeExprKind::Result, from(Begin),
                           llvm::ArrayRef<Ident>(),
                           Ctx.copy(llvm::ArrayRef<TypeExpr *>(Args)));
  }
  return T;
}

/// Types in parentheses up to and with the closing one.
bool Parser::parseTypeArgs(llvm::SmallVectorImpl<TypeExpr *> &Out) {
  OpenerScope O(*this, Opener::Joining);
  if (!expect(TokenKind::l_paren, "before a list of types"))
    return false;
  return parseCommas(TokenKind::r_paren, "behind a list of types", [&] {
    TypeExpr *T = parseTypeExpr();
    if (!T)
      return false;
    Out.push_back(T);
    return true;
  });
}

/// Makes two tokens of the current `>=`.
void Parser::splitGreaterEqual() {
  Token Equal = Tokens[Pos];
  Equal.Kind = TokenKind::equal;
  Equal.NewlineBefore = false;
  Equal.Where.Begin += 1;
  Tokens[Pos].Kind = TokenKind::greater;
  Tokens[Pos].Where.End -= 1;
  Tokens.insert(Tokens.begin() + Pos + 1, Equal);
  if (Map)
    Map->Notes.insert(Map->Notes.begin() + Pos + 1, TokenNote());
}

TypeExpr *Parser::parsePrimaryType() {
  Span Begin = tok().Where;
  llvm::SmallVector<TypeExpr *, 4> Args;
  if (at(TokenKind::kw_nil)) {
    advance();
    return Ctx.make<TypeExpr>(TypeExprKind::Tuple, Begin,
                              llvm::ArrayRef<Ident>(),
                              llvm::ArrayRef<TypeExpr *>());
  }
  if (at(TokenKind::l_paren)) {
    if (!parseTypeArgs(Args))
      return nullptr;
    if (Args.size() == 1)
      return Args.front();
    return Ctx.make<TypeExpr>(TypeExprKind::Tuple, from(Begin),
                              llvm::ArrayRef<Ident>(), Ctx.copy(Args));
  }
  if (atWord("Fun") && tok(1).is(TokenKind::l_paren)) {
    advance();
    note(TokenRole::Tight);
    if (!parseTypeArgs(Args) || !expect(TokenKind::arrow, "in a function type"))
      return nullptr;
    TypeExpr *Result = parseTypeExpr();
    if (!Result)
      return nullptr;
    Args.push_back(Result);
    return Ctx.make<TypeExpr>(TypeExprKind::Function, from(Begin),
                              llvm::ArrayRef<Ident>(), Ctx.copy(Args));
  }
  if (!atName())
    return errorExpected("a type");
  llvm::ArrayRef<Ident> Path;
  if (!parsePath(Path))
    return nullptr;
  if (at(TokenKind::less) && !atNewline()) {
    OpenerScope O(*this, Opener::Joining);
    note(TokenRole::TypeOpen);
    advance();
    do {
      TypeExpr *T = parseTypeExpr();
      if (!T)
        return nullptr;
      Args.push_back(T);
    } while (accept(TokenKind::comma));
    // `let x :: List<Int>= ...`: the lexer took both characters.
    if (at(TokenKind::greater_equal))
      splitGreaterEqual();
    if (!expect(TokenKind::greater, "behind type arguments"))
      return nullptr;
    noteLast(TokenRole::TypeClose);
    TypeCloser = Pos - 1;
  }
  return Ctx.make<TypeExpr>(TypeExprKind::Named, from(Begin), Path,
                            Ctx.copy(Args));
}
