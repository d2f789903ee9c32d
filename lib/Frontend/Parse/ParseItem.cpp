//===- ParseItem.cpp - Files and definitions ------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParserImpl.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::Twine;

File Parser::parseFile() {
  SmallVector<Stmt, 16> Stmts;
  while (true) {
    skipSeparators();
    if (at(TokenKind::eof))
      break;
    if (atMarginItem())
      IsBroken = false;
    // Behind an error, blocks may have been closed one too early.
    if (IsBroken && accept(TokenKind::kw_end))
      continue;
    size_t Before = Pos;
    if (parseFileEntry(Stmts, /*InModule=*/false))
      continue;
    // An `end` that closes nothing is skipped with what was broken.
    if (!recover() && !accept(TokenKind::kw_end) && Pos == Before)
      advance();
  }
  return {ID, Ctx.copy(Stmts)};
}

bool Parser::parseFileEntry(llvm::SmallVectorImpl<Stmt> &Out, bool InModule) {
  Stmt S;
  // `fn` without a name is a closure; everything else that begins like an item
  // is one.
  bool IsClosure = at(TokenKind::kw_fn) && !tok(1).is(TokenKind::identifier);
  noteStart();
  if (atItemKeyword() && !IsClosure) {
    S.Decl = parseItem();
    if (!S.Decl)
      return false;
  } else if (InModule && !at(TokenKind::kw_let)) {
    errorExpected("a definition");
    return false;
  } else if (!parseStmt(S)) {
    return false;
  }
  Out.push_back(S);
  return true;
}

bool Parser::parseIdent(Ident &Out, const Twine &What) {
  if (!atName()) {
    errorExpected(What);
    return false;
  }
  Token T = advance();
  Out = {T.Text, T.Where};
  return true;
}

bool Parser::parsePath(ArrayRef<Ident> &Out) {
  SmallVector<Ident, 4> Path;
  do {
    Ident Name;
    if (!parseIdent(Name, "a name"))
      return false;
    Path.push_back(Name);
  } while (accept(TokenKind::dot));
  Out = Ctx.copy(Path);
  return true;
}

Item *Parser::parseItem() {
  Level L(*this);
  if (L.tooDeep())
    return nullptr;
  Span Begin = tok().Where;
  InHeader = true;
  bool IsPub = accept(TokenKind::kw_pub);
  Item *Result = nullptr;
  switch (tok().Kind) {
  case TokenKind::kw_fn:
  case TokenKind::kw_def:
    Result = parseFn();
    break;
  case TokenKind::kw_module:
    Result = parseModule(Begin);
    break;
  case TokenKind::kw_struct:
    Result = parseStruct(Begin);
    break;
  case TokenKind::kw_type:
    Result = parseType(Begin);
    break;
  case TokenKind::kw_interface:
    Result = parseInterface(Begin);
    break;
  case TokenKind::kw_actor:
    Result = parseActor(Begin);
    break;
  case TokenKind::kw_service:
    Result = parseService(Begin);
    break;
  case TokenKind::kw_supervisor:
    Result = parseSupervisor(Begin);
    break;
  default:
    if (IsPub)
      return errorExpected("a definition behind `pub`");
    if (at(TokenKind::kw_impl))
      return parseImpl(Begin);
    return parseImport();
  }
  InHeader &= !Result;
  if (Result)
    Result->IsPub = IsPub;
  return Result;
}

Item *Parser::parseImport() {
  Span Begin = tok().Where;
  bool IsFrom = !at(TokenKind::kw_import);
  advance();
  ArrayRef<Ident> Path;
  if (!parsePath(Path))
    return nullptr;
  SmallVector<Ident, 4> Names;
  if (IsFrom) {
    if (!expect(TokenKind::kw_import, "behind `from` and a module"))
      return nullptr;
    do {
      Ident Name;
      if (!parseIdent(Name, "a name to import"))
        return nullptr;
      Names.push_back(Name);
    } while (accept(TokenKind::comma));
  }
  auto *I = Ctx.make<ImportItem>(from(Begin), Path.back());
  I->Path = Path;
  I->Names = Ctx.copy(Names);
  return I;
}

Item *Parser::parseModule(Span Begin) {
  size_t Head = Pos;
  advance();
  Ident Name;
  if (!parseIdent(Name, "the name of the module") ||
      !expect(TokenKind::kw_do, "behind the name of a module"))
    return nullptr;
  noteLast(BlockPart::Open, Head);
  InHeader = false;
  OpenerScope O(*this, Opener::Separating);
  SmallVector<Stmt, 16> Body;
  while (true) {
    skipSeparators();
    if (at(TokenKind::kw_end) || at(TokenKind::eof))
      break;
    size_t Before = Pos;
    if (parseFileEntry(Body, /*InModule=*/true))
      continue;
    if (!recover() && Pos == Before)
      break;
  }
  if (!expectEnd(Head, "to close the module"))
    return nullptr;
  noteLast(BlockPart::Close, Head);
  auto *M = Ctx.make<ModuleItem>(from(Begin), Name);
  M->Body = Ctx.copy(Body);
  return M;
}

bool Parser::parseGenerics(ArrayRef<Ident> &Out) {
  if (!at(TokenKind::less) || atNewline())
    return true;
  note(TokenRole::TypeOpen);
  advance();
  SmallVector<Ident, 4> Names;
  do {
    Ident Name;
    if (!parseIdent(Name, "a type parameter"))
      return false;
    Names.push_back(Name);
  } while (accept(TokenKind::comma));
  if (!expect(TokenKind::greater, "behind type parameters"))
    return false;
  noteLast(TokenRole::TypeClose);
  TypeCloser = Pos - 1;
  Out = Ctx.copy(Names);
  return true;
}

bool Parser::parseWhere(llvm::MutableArrayRef<WhereBound> &Out) {
  if (!accept(TokenKind::kw_where))
    return true;
  SmallVector<WhereBound, 4> Bounds;
  do {
    WhereBound B;
    if (!parseIdent(B.Variable, "a type parameter") ||
        !expect(TokenKind::colon, "behind a type parameter") ||
        !parsePath(B.Trait))
      return false;
    Bounds.push_back(B);
  } while (accept(TokenKind::comma));
  Out = Ctx.copy(Bounds);
  return true;
}

bool Parser::parseResultType(TypeExpr *&Out) {
  if (!at(TokenKind::arrow) && !at(TokenKind::colon_colon))
    return true;
  if (atNewline())
    return true;
  advance();
  Out = parseTypeExpr();
  return Out != nullptr;
}

bool Parser::parseParam(Param &Out, llvm::SmallVectorImpl<Span> *Bare) {
  Span Begin = tok().Where;
  if (at(TokenKind::kw_self)) {
    Out = {};
    Out.IsSelf = true;
    Out.Where = advance().Where;
    // `self :: T` says what is known anyway.
    if (accept(TokenKind::colon_colon))
      return (Out.Annotation = parseTypeExpr()) != nullptr;
    return true;
  }
  size_t First = Pos;
  Out.Pat = Bare ? parseOrPattern() : parsePrimPattern();
  if (Bare && Out.Pat && Out.Pat->Kind == PatternKind::Or &&
      Out.Pat->Where.Begin == Tokens[First].Where.Begin)
    Bare->push_back(Out.Pat->Where);
  Out.Pat = parseAs(Out.Pat, Begin);
  if (!Out.Pat)
    return false;
  if (at(TokenKind::colon_colon) && !atNewline()) {
    advance();
    if (!(Out.Annotation = parseTypeExpr()))
      return false;
  }
  Out.Where = from(Begin);
  return true;
}

bool Parser::parseParamList(llvm::SmallVectorImpl<Param> &Out,
                            llvm::SmallVectorImpl<Span> &Bare) {
  BracketScope B(*this);
  advance();
  return parseCommas(TokenKind::r_paren, "behind parameters", [&] {
    Param P;
    if (!parseParam(P, &Bare))
      return false;
    Out.push_back(P);
    return true;
  });
}

void Parser::reportBare(ArrayRef<Span> Bare) {
  for (Span Where : Bare)
    Diags
        .report(DiagCode::P0001, Where,
                "Parse error: alternatives as a parameter need parentheses")
        .label("without parentheses")
        .fix("write `(" + SM.text(Where) + ")`");
}

bool Parser::parseParams(ArrayRef<Param> &Out, bool Optional) {
  // Those of a closure may begin a line.
  if (!at(TokenKind::l_paren) || (Optional && atNewline())) {
    if (Optional)
      return true;
    errorExpected("`(` before parameters");
    return false;
  }
  // A name stands before optional ones.
  if (Optional)
    note(TokenRole::Tight);
  SmallVector<Param, 4> Params;
  SmallVector<Span, 1> Bare;
  if (!parseParamList(Params, Bare))
    return false;
  reportBare(Bare);
  Out = Ctx.copy(Params);
  return true;
}

void Parser::checkSelf(ArrayRef<Param> Params, bool IsMethod) {
  for (const Param &P : Params)
    if (P.IsSelf && (!IsMethod || &P != Params.begin()))
      Diags.report(DiagCode::P0001, P.Where,
                   IsMethod ? "Parse error: `self` has to be the first "
                              "parameter"
                            : "Parse error: a `self` parameter belongs in an "
                              "interface or impl");
}

FnItem *Parser::parseFn(FnPlace Place) {
  size_t Head = Pos;
  Span Begin = tok().Where;
  InHeader = true;
  advance();
  auto *F = Ctx.make<FnItem>(Begin, Ident());
  // `not` is the method of the trait Not.
  bool IsNot = at(TokenKind::kw_not) && tok(1).is(TokenKind::l_paren);
  if (IsNot) {
    Token T = advance();
    F->Name = {SM.text(T.Where), T.Where};
  }
  if ((!IsNot && !parseIdent(F->Name, "the name of the function")) ||
      !parseGenerics(F->Generics) || !parseParams(F->Params, true) ||
      !parseResultType(F->Result) || !parseWhere(F->Bounds))
    return nullptr;
  checkSelf(F->Params, /*IsMethod=*/Place != FnPlace::Plain);
  if (accept(TokenKind::kw_when) && !(F->Guard = parseHead()))
    return nullptr;
  if (acceptOnLine(TokenKind::equal)) {
    InHeader = false;
    F->Body = parseExpr();
  } else if (at(TokenKind::kw_do)) {
    F->Body = parseDoBlock(Head);
  } else if (Place != FnPlace::Interface) {
    return errorExpected("`=` or `do` before the body of `" + F->Name.Name +
                         "`");
  } else {
    F->Where = from(Begin);
    return F;
  }
  if (!F->Body)
    return nullptr;
  F->Where = from(Begin);
  return F;
}

Item *Parser::parseInterface(Span Begin) {
  size_t Head = Pos;
  advance();
  auto *I = Ctx.make<InterfaceItem>(Begin, Ident());
  if (!parseIdent(I->Name, "the name of the interface") ||
      !parseGenerics(I->Generics) ||
      !expect(TokenKind::kw_do, "before the methods of an interface"))
    return nullptr;
  noteLast(BlockPart::Open, Head);
  InHeader = false;
  OpenerScope O(*this, Opener::Separating);
  SmallVector<FnItem *, 8> Methods;
  while (true) {
    skipSeparators();
    if (!at(TokenKind::kw_fn) && !at(TokenKind::kw_def))
      break;
    noteStart();
    size_t Before = Pos;
    if (FnItem *F = parseFn(FnPlace::Interface))
      Methods.push_back(F);
    else if (!recover() && (Pos == Before || atMarginItem()))
      return nullptr;
  }
  if (!expectEnd(Head, "to close the interface"))
    return nullptr;
  noteLast(BlockPart::Close, Head);
  I->Methods = Ctx.copy(Methods);
  I->Where = from(Begin);
  return I;
}

Item *Parser::parseImpl(Span Begin) {
  size_t Head = Pos;
  advance();
  auto *I = Ctx.make<ImplItem>(Begin, Ident());
  if (!parsePath(I->Trait))
    return nullptr;
  I->Name = I->Trait.back();
  if (accept(TokenKind::less)) {
    noteLast(TokenRole::TypeOpen);
    SmallVector<TypeExpr *, 4> Args;
    do {
      TypeExpr *T = parseTypeExpr();
      if (!T)
        return nullptr;
      Args.push_back(T);
    } while (accept(TokenKind::comma));
    if (!expect(TokenKind::greater, "behind type arguments"))
      return nullptr;
    noteLast(TokenRole::TypeClose);
    I->TraitArgs = Ctx.copy(Args);
  }
  if (!expect(TokenKind::kw_for, "before the type of an impl") ||
      !(I->Target = parseTypeExpr()) || !parseWhere(I->Bounds) ||
      !expect(TokenKind::kw_do, "before the methods of an impl"))
    return nullptr;
  noteLast(BlockPart::Open, Head);
  InHeader = false;
  OpenerScope O(*this, Opener::Separating);
  SmallVector<FnItem *, 8> Methods;
  while (true) {
    skipSeparators();
    noteStart();
    bool IsPub = accept(TokenKind::kw_pub);
    if (!at(TokenKind::kw_fn) && !at(TokenKind::kw_def)) {
      if (IsPub)
        return errorExpected("`fn` behind `pub`");
      break;
    }
    size_t Before = Pos;
    if (FnItem *F = parseFn(FnPlace::Impl)) {
      F->IsPub = IsPub;
      Methods.push_back(F);
    } else if (!recover() && (Pos == Before || atMarginItem())) {
      return nullptr;
    }
  }
  if (!expectEnd(Head, "to close the impl"))
    return nullptr;
  noteLast(BlockPart::Close, Head);
  I->Methods = Ctx.copy(Methods);
  I->Where = from(Begin);
  return I;
}
