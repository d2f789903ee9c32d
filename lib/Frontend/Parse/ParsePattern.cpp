//===- ParsePattern.cpp - Patterns ----------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParserImpl.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::SmallVector;

Pattern *Parser::parseAs(Pattern *P, Span Begin) {
  if (!P || !atWord("as") || atNewline())
    return P;
  advance();
  Ident Name;
  if (!parseIdent(Name, "a name behind `as`"))
    return nullptr;
  return Ctx.make<AsPattern>(from(Begin), P, Name);
}

Pattern *Parser::parsePattern() {
  Span Begin = tok().Where;
  return parseAs(parseConsPattern(), Begin);
}

Pattern *Parser::parseConsPattern() {
  Level L(*this);
  if (L.tooDeep())
    return nullptr;
  Span Begin = tok().Where;
  Pattern *Head = parseOrPattern();
  if (!Head || !at(TokenKind::colon_colon) || atNewline())
    return Head;
  advance();
  Pattern *Tail = parseConsPattern();
  if (!Tail)
    return nullptr;
  return Ctx.make<ConsPattern>(from(Begin), Head, Tail);
}

Pattern *Parser::parseOrPattern() {
  Span Begin = tok().Where;
  Pattern *First = parsePrimPattern();
  if (!First || !at(TokenKind::bar) || atNewline())
    return First;
  SmallVector<Pattern *, 4> Elements = {First};
  while (at(TokenKind::bar) && !atNewline()) {
    advance();
    Pattern *P = parsePrimPattern();
    if (!P)
      return nullptr;
    Elements.push_back(P);
  }
  return Ctx.make<OrPattern>(from(Begin), Ctx.copy(Elements));
}

/// Patterns between brackets, with the parser at the opening one.
bool Parser::parsePatternList(TokenKind Close,
                              llvm::SmallVectorImpl<Pattern *> &Out) {
  OpenerScope O(*this, Opener::Joining);
  advance();
  return parseCommas(Close, "behind a list of patterns", [&] {
    Pattern *P = parsePattern();
    if (!P)
      return false;
    Out.push_back(P);
    return true;
  });
}

Pattern *Parser::parseNamedPattern() {
  Span Begin = tok().Where;
  if (!tok(1).is(TokenKind::dot) && !isUpperName(tok().Text)) {
    Token T = advance();
    if (T.Text == "_")
      return Ctx.make<WildcardPattern>(T.Where);
    return Ctx.make<NamePattern>(T.Where, T.Text);
  }
  ArrayRef<Ident> Path;
  if (!parsePath(Path))
    return nullptr;

  SmallVector<FieldPattern, 4> Fields;
  if (at(TokenKind::l_brace) && !atNewline()) {
    OpenerScope O(*this, Opener::Joining);
    note(TokenRole::Fields);
    advance();
    if (!parseCommas(
            TokenKind::r_brace, "behind the fields of a struct pattern", [&] {
              FieldPattern F = {};
              if (!atFieldName()) {
                errorExpected("a field name");
                return false;
              }
              Token T = advance();
              F.Name = {SM.text(T.Where), T.Where};
              if (accept(TokenKind::colon) && !(F.Value = parsePattern()))
                return false;
              Fields.push_back(F);
              return true;
            }))
      return nullptr;
    noteLast(TokenRole::Fields);
    return Ctx.make<StructPattern>(from(Begin), Path, Ctx.copy(Fields));
  }
  if (at(TokenKind::l_paren) && !atNewline()) {
    OpenerScope O(*this, Opener::Joining);
    note(TokenRole::Tight);
    advance();
    if (!parseCommas(TokenKind::r_paren, "behind the fields of a variant", [&] {
          FieldPattern F = {};
          if (atFieldName() && tok(1).is(TokenKind::colon)) {
            Token T = advance();
            F.Name = {SM.text(T.Where), T.Where};
            advance();
          }
          if (!(F.Value = parsePattern()))
            return false;
          Fields.push_back(F);
          return true;
        }))
      return nullptr;
    return Ctx.make<VariantPattern>(from(Begin), Path, Ctx.copy(Fields));
  }
  // An Upper name alone may be a variant or bind: the resolver decides.
  if (Path.size() == 1)
    return Ctx.make<NamePattern>(Begin, Path.front().Name);
  return Ctx.make<VariantPattern>(from(Begin), Path, ArrayRef<FieldPattern>());
}

Pattern *Parser::parsePrimPattern() {
  Level L(*this);
  if (L.tooDeep())
    return nullptr;
  Span Begin = tok().Where;
  SmallVector<Pattern *, 4> Elements;
  switch (tok().Kind) {
  case TokenKind::identifier:
    return parseNamedPattern();
  case TokenKind::kw_true:
  case TokenKind::kw_false:
    return Ctx.make<BoolPattern>(Begin, advance().is(TokenKind::kw_true));
  case TokenKind::kw_nil:
    advance();
    return Ctx.make<UnitPattern>(Begin);
  case TokenKind::minus:
    note(TokenRole::Prefix);
    advance();
    if (at(TokenKind::integer))
      return Ctx.make<IntPattern>(Begin.to(tok().Where),
                                  static_cast<int64_t>(0 - advance().Int));
    if (at(TokenKind::floating))
      return Ctx.make<FloatPattern>(Begin.to(tok().Where), -advance().Float);
    return errorExpected("a number behind `-` in a pattern");
  case TokenKind::integer: {
    Token T = advance();
    if (T.IsDecimal && T.Int > INT64_MAX)
      Diags.report(DiagCode::P0003, T.Where)
          .label("the largest Int is 9223372036854775807");
    return Ctx.make<IntPattern>(T.Where, static_cast<int64_t>(T.Int));
  }
  case TokenKind::floating:
    return Ctx.make<FloatPattern>(Begin, advance().Float);
  case TokenKind::string_begin: {
    advance();
    llvm::StringRef Value;
    if (at(TokenKind::string_text))
      Value = advance().Text;
    if (at(TokenKind::interp_begin))
      return error("a pattern cannot interpolate", "not allowed in a pattern");
    if (!expect(TokenKind::string_end, "behind a string"))
      return nullptr;
    return Ctx.make<StringPattern>(from(Begin), Value);
  }
  case TokenKind::l_paren:
  case TokenKind::l_brace: {
    bool Paren = at(TokenKind::l_paren);
    if (!parsePatternList(Paren ? TokenKind::r_paren : TokenKind::r_brace,
                          Elements))
      return nullptr;
    if (Elements.empty())
      return Ctx.make<UnitPattern>(from(Begin));
    if (Elements.size() == 1)
      return Elements.front();
    return Ctx.make<TuplePattern>(from(Begin), Ctx.copy(Elements));
  }
  case TokenKind::l_square:
    if (!parsePatternList(TokenKind::r_square, Elements))
      return nullptr;
    return Ctx.make<ListPattern>(from(Begin), Ctx.copy(Elements));
  default:
    errorExpected("a pattern");
    // A keyword that is meant for a name is passed over like one.
    if (!isKeyword(tok().Kind) ||
        !tok(1).isOneOf(TokenKind::equal, TokenKind::comma, TokenKind::kw_in,
                        TokenKind::r_paren, TokenKind::colon_colon))
      return nullptr;
    return Ctx.make<WildcardPattern>(advance().Where);
  }
}
