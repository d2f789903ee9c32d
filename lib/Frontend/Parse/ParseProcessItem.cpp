//===- ParseProcessItem.cpp - Actors, services and supervisors ------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParserImpl.h"
#include "snow/Frontend/Suggest.h"

using namespace snow::frontend;
using llvm::SmallVector;

Item *Parser::parseActor(Span Begin) {
  size_t Head = Pos;
  advance();
  auto *A = Ctx.make<ActorItem>(Begin, Ident());
  if (!parseIdent(A->Name, "the name of the actor") ||
      !parseParams(A->Params, true))
    return nullptr;
  checkSelf(A->Params, /*IsMethod=*/false);
  if (accept(TokenKind::colon_colon) && !(A->Message = parseTypeExpr()))
    return nullptr;
  Span BodyBegin = tok().Where;
  if (!expect(TokenKind::kw_do, "before the body of an actor"))
    return nullptr;
  noteLast(BlockPart::Open, Head);
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
      noteStart();
      advance();
      A->Terminate = parseDoBlock(Pos - 1);
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
  if (!expectEnd(Head, "to close the actor"))
    return nullptr;
  noteLast(BlockPart::Close, Head);
  A->Where = from(Begin);
  return A;
}

bool Parser::parseHandler(llvm::SmallVectorImpl<Handler> &Out) {
  size_t Head = Pos;
  noteStart();
  Span Begin = tok().Where;
  InHeader = true;
  Handler H = {};
  H.IsCall = advance().is(TokenKind::kw_call);
  auto *F = Ctx.make<FnItem>(Begin, Ident());
  if (!parseIdent(F->Name, "the name of the handler") ||
      !parseParams(F->Params, true) || !parseResultType(F->Result))
    return false;
  checkSelf(F->Params, /*IsMethod=*/false);
  Span BodyBegin = tok().Where;
  if (!expect(TokenKind::kw_do, "before the body of a handler"))
    return false;
  noteLast(BlockPart::Open, Head);
  InHeader = false;
  OpenerScope O(*this, Opener::Separating);
  HeadScope Scope(*this, false);
  if (accept(TokenKind::bar)) {
    noteLast(TokenRole::ParamBar);
    if (!parseParam(H.State) || !expect(TokenKind::bar, "behind the state"))
      return false;
    noteLast(TokenRole::ParamBarEnd);
  }
  BlockExpr *Body = parseBlock();
  if (!Body || !expectEnd(Head, "to close the handler"))
    return false;
  noteLast(BlockPart::Close, Head);
  Body->Where = from(BodyBegin);
  F->Body = Body;
  F->Where = from(Begin);
  H.Fn = F;
  Out.push_back(H);
  return true;
}

Item *Parser::parseService(Span Begin) {
  size_t Head = Pos;
  advance();
  auto *S = Ctx.make<ServiceItem>(Begin, Ident());
  if (!parseIdent(S->Name, "the name of the service") ||
      !expect(TokenKind::kw_do, "before the handlers of a service"))
    return nullptr;
  noteLast(BlockPart::Open, Head);
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
    noteStart();
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
  if (!expectEnd(Head, "to close the service"))
    return nullptr;
  noteLast(BlockPart::Close, Head);
  S->Functions = Ctx.copy(Functions);
  S->Handlers = Ctx.copy(Handlers);
  S->Where = from(Begin);
  return S;
}

bool Parser::parseSetting(llvm::SmallVectorImpl<Setting> &Out, bool OfChild) {
  Setting S;
  noteStart();
  if (!parseIdent(S.Name, "a setting") ||
      !expect(TokenKind::colon, "behind the name of a setting"))
    return false;
  if (S.Name.Name == "start" || !atName()) {
    if (!(S.Value = parseExpr()))
      return false;
  } else if (!parseIdent(S.Word, "a value")) {
    return false;
  }
  checkSetting(S, OfChild);
  Out.push_back(S);
  return true;
}

/// The names of settings, and the values that are part of the grammar.
void Parser::checkSetting(const Setting &S, bool OfChild) {
  static constexpr llvm::StringRef OfSupervisors[] = {
      "strategy", "max_restarts", "max_seconds", "child"};
  static constexpr llvm::StringRef OfChildren[] = {"start", "restart",
                                                   "shutdown"};
  llvm::ArrayRef<llvm::StringRef> Known = OfSupervisors;
  if (OfChild)
    Known = OfChildren;
  llvm::StringRef Name = S.Name.Name;
  if (!llvm::is_contained(Known, Name)) {
    auto D = Diags.report(DiagCode::P0001, S.Name.Where,
                          "Parse error: unknown setting `" + Name + "` of a " +
                              (OfChild ? "child" : "supervisor"));
    suggest(D, Name, Known);
    return;
  }
  auto *Number = llvm::dyn_cast_or_null<IntExpr>(S.Value);
  if (Name.starts_with("max_") && (!Number || Number->Value < 0))
    Diags.report(DiagCode::P0001, S.Value ? S.Value->Where : S.Word.Where,
                 "Parse error: expected a number for `" + Name + "`");
}

bool Parser::parseChild(llvm::SmallVectorImpl<ChildSpec> &Out) {
  size_t Head = Pos;
  noteStart();
  Span Begin = advance().Where;
  ChildSpec C;
  if (!parseIdent(C.Name, "the name of the child") ||
      !expect(TokenKind::kw_do, "before the settings of a child"))
    return false;
  noteLast(BlockPart::Open, Head);
  InHeader = false;
  OpenerScope O(*this, Opener::Separating);
  SmallVector<Setting, 4> Settings;
  while (true) {
    while (at(TokenKind::semi) || at(TokenKind::comma))
      advance();
    if (!atName())
      break;
    if (!parseSetting(Settings, /*OfChild=*/true))
      return false;
  }
  if (!expectEnd(Head, "to close the child"))
    return false;
  noteLast(BlockPart::Close, Head);
  C.Settings = Ctx.copy(Settings);
  C.Where = from(Begin);
  Out.push_back(C);
  return true;
}

Item *Parser::parseSupervisor(Span Begin) {
  size_t Head = Pos;
  advance();
  auto *S = Ctx.make<SupervisorItem>(Begin, Ident());
  if (!parseIdent(S->Name, "the name of the supervisor") ||
      !expect(TokenKind::kw_do, "before the settings of a supervisor"))
    return nullptr;
  noteLast(BlockPart::Open, Head);
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
    if (!(IsChild ? parseChild(Children)
                  : parseSetting(Settings, /*OfChild=*/false)))
      return nullptr;
  }
  if (!expectEnd(Head, "to close the supervisor"))
    return nullptr;
  noteLast(BlockPart::Close, Head);
  S->Settings = Ctx.copy(Settings);
  S->Children = Ctx.copy(Children);
  S->Where = from(Begin);
  return S;
}
