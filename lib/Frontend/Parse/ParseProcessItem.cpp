//===- ParseProcessItem.cpp - Actors, services and supervisors ------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParserImpl.h"

using namespace snow::frontend;
using llvm::SmallVector;

Item *Parser::parseActor(Span Begin) {
  advance();
  auto *A = Ctx.make<ActorItem>(Begin, Ident());
  if (!parseIdent(A->Name, "the name of the actor") ||
      !parseParams(A->Params, true))
    return nullptr;
  if (accept(TokenKind::colon_colon) && !(A->Message = parseTypeExpr()))
    return nullptr;
  Span BodyBegin = tok().Where;
  if (!expect(TokenKind::kw_do, "before the body of an actor"))
    return nullptr;
  InHeader = false;
  OpenerScope O(*this, Opener::Separating);
  HeadScope H(*this, false);
  SmallVector<Stmt, 8> Stmts;
  while (true) {
    skipSeparators();
    if (at(TokenKind::kw_end) || at(TokenKind::eof))
      break;
    size_t Before = Pos;
    if (at(TokenKind::kw_terminate) && tok(1).is(TokenKind::kw_do)) {
      if (A->Terminate)
        error("an actor has at most one `terminate` block",
              "second `terminate`");
      advance();
      A->Terminate = parseDoBlock();
      if (!A->Terminate)
        return nullptr;
      continue;
    }
    Stmt S;
    if (parseStmt(S)) {
      Stmts.push_back(S);
      continue;
    }
    if (!recover() && (Pos == Before || atMarginItem()))
      break;
  }
  A->Body = Ctx.make<BlockExpr>(from(BodyBegin), Ctx.copy(Stmts));
  if (!expect(TokenKind::kw_end, "to close the actor"))
    return nullptr;
  A->Where = from(Begin);
  return A;
}

bool Parser::parseHandler(llvm::SmallVectorImpl<Handler> &Out) {
  Span Begin = tok().Where;
  InHeader = true;
  Handler H = {};
  H.IsCall = advance().is(TokenKind::kw_call);
  auto *F = Ctx.make<FnItem>(Begin, Ident());
  if (!parseIdent(F->Name, "the name of the handler") ||
      !parseParams(F->Params, true) || !parseResultType(F->Result))
    return false;
  Span BodyBegin = tok().Where;
  if (!expect(TokenKind::kw_do, "before the body of a handler"))
    return false;
  InHeader = false;
  OpenerScope O(*this, Opener::Separating);
  HeadScope Head(*this, false);
  if (accept(TokenKind::bar)) {
    if (!parseParam(H.State, /*InParens=*/false) ||
        !expect(TokenKind::bar, "behind the state"))
      return false;
  }
  BlockExpr *Body = parseBlock();
  if (!Body || !expect(TokenKind::kw_end, "to close the handler"))
    return false;
  Body->Where = from(BodyBegin);
  F->Body = Body;
  F->Where = from(Begin);
  H.Fn = F;
  Out.push_back(H);
  return true;
}

Item *Parser::parseService(Span Begin) {
  advance();
  auto *S = Ctx.make<ServiceItem>(Begin, Ident());
  if (!parseIdent(S->Name, "the name of the service") ||
      !expect(TokenKind::kw_do, "before the handlers of a service"))
    return nullptr;
  InHeader = false;
  OpenerScope O(*this, Opener::Separating);
  SmallVector<FnItem *, 4> Functions;
  SmallVector<Handler, 8> Handlers;
  while (true) {
    skipSeparators();
    if (at(TokenKind::kw_end) || at(TokenKind::eof))
      break;
    size_t Before = Pos;
    bool Good = false;
    bool IsPub = accept(TokenKind::kw_pub);
    if (at(TokenKind::kw_fn) || at(TokenKind::kw_def)) {
      if (FnItem *F = parseFn()) {
        F->IsPub = IsPub;
        Functions.push_back(F);
        Good = true;
      }
    } else if (IsPub) {
      errorExpected("`fn` behind `pub`");
    } else if (at(TokenKind::kw_call) || at(TokenKind::kw_cast)) {
      Good = parseHandler(Handlers);
    } else {
      errorExpected("`fn`, `call` or `cast` in a service");
    }
    if (Good)
      continue;
    if (!recover() && (Pos == Before || atMarginItem()))
      break;
  }
  if (!expect(TokenKind::kw_end, "to close the service"))
    return nullptr;
  S->Functions = Ctx.copy(Functions);
  S->Handlers = Ctx.copy(Handlers);
  S->Where = from(Begin);
  return S;
}

bool Parser::parseSetting(llvm::SmallVectorImpl<Setting> &Out) {
  Setting S;
  if (!parseIdent(S.Name, "a setting") ||
      !expect(TokenKind::colon, "behind the name of a setting"))
    return false;
  if (S.Name.Name == "start" || !atName()) {
    if (!(S.Value = parseExpr()))
      return false;
  } else if (!parseIdent(S.Word, "a value")) {
    return false;
  }
  Out.push_back(S);
  return true;
}

bool Parser::parseChild(llvm::SmallVectorImpl<ChildSpec> &Out) {
  Span Begin = advance().Where;
  ChildSpec C;
  if (!parseIdent(C.Name, "the name of the child") ||
      !expect(TokenKind::kw_do, "before the settings of a child"))
    return false;
  InHeader = false;
  OpenerScope O(*this, Opener::Separating);
  SmallVector<Setting, 4> Settings;
  while (true) {
    while (at(TokenKind::semi) || at(TokenKind::comma))
      advance();
    if (!atName())
      break;
    if (!parseSetting(Settings))
      return false;
  }
  if (!expect(TokenKind::kw_end, "to close the child"))
    return false;
  C.Settings = Ctx.copy(Settings);
  C.Where = from(Begin);
  Out.push_back(C);
  return true;
}

Item *Parser::parseSupervisor(Span Begin) {
  advance();
  auto *S = Ctx.make<SupervisorItem>(Begin, Ident());
  if (!parseIdent(S->Name, "the name of the supervisor") ||
      !expect(TokenKind::kw_do, "before the settings of a supervisor"))
    return nullptr;
  InHeader = false;
  OpenerScope O(*this, Opener::Separating);
  SmallVector<Setting, 4> Settings;
  SmallVector<ChildSpec, 4> Children;
  while (true) {
    while (at(TokenKind::semi) || at(TokenKind::comma))
      advance();
    if (!atName())
      break;
    bool IsChild = atWord("child") && tok(1).is(TokenKind::identifier);
    if (!(IsChild ? parseChild(Children) : parseSetting(Settings)))
      return nullptr;
  }
  if (!expect(TokenKind::kw_end, "to close the supervisor"))
    return nullptr;
  S->Settings = Ctx.copy(Settings);
  S->Children = Ctx.copy(Children);
  S->Where = from(Begin);
  return S;
}
