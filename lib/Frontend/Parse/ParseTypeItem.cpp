//===- ParseTypeItem.cpp - Structs, sum types and aliases -----------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParserImpl.h"

using namespace snow::frontend;
using llvm::SmallVector;

bool Parser::parseDeriving(DerivingClause &Out) {
  if (!atWord("deriving") || tok().NewlineBefore)
    return true;
  advance();
  OpenerScope O(*this, Opener::Joining);
  note(TokenRole::Tight);
  if (!expect(TokenKind::l_paren, "behind `deriving`"))
    return false;
  SmallVector<Ident, 8> Traits;
  bool Closed =
      parseCommas(TokenKind::r_paren, "behind the derived traits", [&] {
        Ident Name;
        if (!parseIdent(Name, "the name of a trait"))
          return false;
        Traits.push_back(Name);
        return true;
      });
  Out.Present = true;
  Out.Traits = Ctx.copy(Traits);
  return Closed;
}

Item *Parser::parseStruct(Span Begin) {
  size_t Head = Pos;
  advance();
  auto *S = Ctx.make<StructItem>(Begin, Ident());
  if (!parseIdent(S->Name, "the name of the struct") ||
      !parseGenerics(S->Generics) ||
      !expect(TokenKind::kw_do, "before the fields of a struct"))
    return nullptr;
  noteLast(BlockPart::Open, Head);
  SmallVector<FieldDecl, 8> Fields;
  {
    InHeader = false;
    OpenerScope O(*this, Opener::Separating);
    while (true) {
      while (at(TokenKind::semi) || at(TokenKind::comma))
        advance();
      if (at(TokenKind::kw_end) || !atFieldName())
        break;
      noteStart();
      Token T = advance();
      FieldDecl F = {{SM.text(T.Where), T.Where}, nullptr};
      if (!expect(TokenKind::colon_colon, "behind a field name") ||
          !(F.Ty = parseTypeExpr()))
        return nullptr;
      Fields.push_back(F);
    }
    if (!expectEnd(Head, "to close the struct"))
      return nullptr;
    noteLast(BlockPart::Close, Head);
  }
  S->Fields = Ctx.copy(Fields);
  if (!parseDeriving(S->Deriving))
    return nullptr;
  S->Where = from(Begin);
  return S;
}

/// The fields of a variant, in parentheses.
bool Parser::parseFieldDecls(llvm::SmallVectorImpl<FieldDecl> &Out) {
  OpenerScope O(*this, Opener::Joining);
  note(TokenRole::Tight);
  advance();
  return parseCommas(TokenKind::r_paren, "behind the fields of a variant", [&] {
    FieldDecl F = {};
    if (atFieldName() && tok(1).is(TokenKind::colon_colon)) {
      Token T = advance();
      F.Name = {SM.text(T.Where), T.Where};
      advance();
    }
    if (!(F.Ty = parseTypeExpr()))
      return false;
    Out.push_back(F);
    return true;
  });
}

Item *Parser::parseType(Span Begin) {
  size_t Head = Pos;
  advance();
  Ident Name;
  llvm::ArrayRef<Ident> Generics;
  if (!parseIdent(Name, "the name of the type") || !parseGenerics(Generics))
    return nullptr;
  if (acceptOnLine(TokenKind::equal)) {
    auto *A = Ctx.make<AliasItem>(Begin, Name);
    A->Generics = Generics;
    if (!(A->Target = parseTypeExpr()))
      return nullptr;
    A->Where = from(Begin);
    return A;
  }
  if (!expect(TokenKind::kw_do, "or `=` behind the name of a type"))
    return nullptr;
  noteLast(BlockPart::Open, Head);
  auto *S = Ctx.make<SumTypeItem>(Begin, Name);
  S->Generics = Generics;
  SmallVector<VariantDecl, 8> Variants;
  {
    InHeader = false;
    OpenerScope O(*this, Opener::Separating);
    while (true) {
      skipSeparators();
      if (!atName())
        break;
      VariantDecl V;
      noteStart();
      if (!parseIdent(V.Name, "the name of a variant"))
        return nullptr;
      if (at(TokenKind::l_paren) && !atNewline()) {
        SmallVector<FieldDecl, 4> Fields;
        if (!parseFieldDecls(Fields))
          return nullptr;
        V.Fields = Ctx.copy(Fields);
      }
      Variants.push_back(V);
    }
    if (!expectEnd(Head, "to close the type"))
      return nullptr;
    noteLast(BlockPart::Close, Head);
  }
  S->Variants = Ctx.copy(Variants);
  if (!parseDeriving(S->Deriving))
    return nullptr;
  S->Where = from(Begin);
  return S;
}
