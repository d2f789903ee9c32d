//===- ParseStmt.cpp - Blocks and control flow ----------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParserImpl.h"

using namespace snow::frontend;
using llvm::SmallVector;

bool Parser::parseLet(Stmt &Out) {
  Span Begin = advance().Where;
  Pattern *Pat = nullptr;
  TypeExpr *Annotation = nullptr;
  // `::` is cons inside a pattern but begins the annotation here.
  Span PatBegin = tok().Where;
  Pat = parseAs(parseOrPattern(), PatBegin);
  if (!Pat)
    return false;
  if (at(TokenKind::colon_colon)) {
    // `let h :: t = xs` with a lower-case tail is a cons pattern, which the
    // type checker refuses with a better message than "unknown type t".
    advance();
    if (!(Annotation = parseTypeExpr()))
      return false;
  }
  if (!expect(TokenKind::equal, "in `let`"))
    return false;
  Expr *Value = parseExpr();
  if (!Value)
    return false;
  Out.Let = Ctx.make<LetStmt>(LetStmt{from(Begin), Pat, Annotation, Value});
  return true;
}

bool Parser::parseStmt(Stmt &Out) {
  Level L(*this);
  if (L.tooDeep())
    return false;
  noteStart();
  switch (tok().Kind) {
  case TokenKind::kw_let:
    return parseLet(Out);
  case TokenKind::kw_pub:
  case TokenKind::kw_def:
  case TokenKind::kw_struct:
  case TokenKind::kw_type: {
    Span Begin = tok().Where;
    Out.Decl = parseItem();
    if (Out.Decl && Out.Decl->Kind != ItemKind::Fn &&
        Out.Decl->Kind != ItemKind::Struct &&
        Out.Decl->Kind != ItemKind::SumType)
      Diags
          .report(DiagCode::P0001, Begin,
                  "Parse error: only functions, structs and sum types may be "
                  "defined inside a block")
          .label("belongs to the file");
    return Out.Decl != nullptr;
  }
  case TokenKind::kw_fn:
    if (tok(1).is(TokenKind::identifier) &&
        tok(2).isOneOf(TokenKind::l_paren, TokenKind::less, TokenKind::equal))
      return (Out.Decl = parseItem()) != nullptr;
    break;
  default:
    break;
  }
  return (Out.E = parseExpr()) != nullptr;
}

static bool endsBlock(const Token &T) {
  return T.isOneOf(TokenKind::kw_end, TokenKind::kw_else, TokenKind::eof,
                   TokenKind::bar);
}

bool Parser::atElsif() const {
  if (!atWord("elsif") && !atWord("elif") && !atWord("elseif"))
    return false;
  // A `do` on the line tells it from a name.
  for (unsigned I = 1; !tok(I).NewlineBefore && !tok(I).is(TokenKind::eof); ++I)
    if (tok(I).is(TokenKind::kw_do))
      return I > 1;
  return false;
}

BlockExpr *Parser::parseBlock(bool IsBranch) {
  Level L(*this);
  if (L.tooDeep())
    return nullptr;
  Span Begin = tok().Where;
  SmallVector<Stmt, 8> Stmts;
  bool Failed = false;
  while (true) {
    skipSeparators();
    if (endsBlock(tok()) || closesBracketAround() || (IsBranch && atElsif()))
      break;
    Stmt S;
    size_t Before = Pos;
    if (parseStmt(S)) {
      Stmts.push_back(S);
      continue;
    }
    Failed = true;
    if (!recover() && (at(TokenKind::eof) || Pos == Before || atMarginItem())) {
      LastError = Pos;
      return nullptr;
    }
  }
  if (Failed && at(TokenKind::eof))
    return nullptr;
  return Ctx.make<BlockExpr>(Stmts.empty() ? Begin : from(Begin),
                             Ctx.copy(Stmts));
}

/// Head is the first token of what the block belongs to.
Expr *Parser::parseDoBlock(size_t Head) {
  Span Begin = tok().Where;
  if (!expect(TokenKind::kw_do, "before a block"))
    return nullptr;
  noteLast(BlockPart::Open, Head);
  InHeader = false;
  OpenerScope O(*this, Opener::Separating);
  HeadScope H(*this, false);
  BlockExpr *B = parseBlock();
  if (!B)
    return nullptr;
  if (!expectEnd(Head, "to close the block"))
    return nullptr;
  noteLast(BlockPart::Close, Head);
  B->Where = from(Begin);
  return B;
}

Expr *Parser::parseBody(size_t Head) {
  return at(TokenKind::kw_do) ? parseDoBlock(Head) : parseExpr();
}

/// The statements of one branch. Each branch is open by itself, so that a chain
/// counts as one block however many conditions it has.
Expr *Parser::parseBranch() {
  OpenerScope O(*this, Opener::Separating);
  HeadScope H(*this, false);
  return parseBlock(/*IsBranch=*/true);
}

/// An `if` with all that follow it behind `else`: they share one `end`.
Expr *Parser::parseIf() {
  Level L(*this);
  if (L.tooDeep())
    return nullptr;
  struct Part {
    Span Begin;
    Expr *Cond, *Then;
  };
  SmallVector<Part, 4> Chain;
  size_t Head = Pos;
  Expr *Else = nullptr;
  for (bool IsChain = true; IsChain;) {
    Part P = {advance().Where, nullptr, nullptr};
    if (!(P.Cond = parseHead()) ||
        !expect(TokenKind::kw_do, "behind the condition of `if`"))
      return nullptr;
    noteLast(BlockPart::Open, Head);
    if (!(P.Then = parseBranch()))
      return nullptr;
    Chain.push_back(P);
    IsChain = atElsif();
    if (IsChain)
      error("expected `else if`, found `" + tok().Text + "`",
            "this is written `else if`");
    else if (accept(TokenKind::kw_else)) {
      // An `if` on a line of its own is the first statement of the branch and
      // has its own `end`.
      IsChain = at(TokenKind::kw_if) && !tok().NewlineBefore;
      noteLast(IsChain ? BlockPart::Chain : BlockPart::Middle, Head);
      if (IsChain && !addLink())
        return nullptr;
      if (IsChain)
        continue;
      // `else do` is not in the grammar but can mean one thing only.
      accept(TokenKind::kw_do);
      if (!(Else = parseBranch()))
        return nullptr;
    }
  }
  if (!expectEnd(Head, "to close `if`"))
    return nullptr;
  noteLast(BlockPart::Close, Head);
  for (const Part &P : llvm::reverse(Chain))
    Else = Ctx.make<IfExpr>(from(P.Begin), P.Cond, P.Then, Else);
  return Else;
}

bool Parser::parseArm(llvm::SmallVectorImpl<Arm> &Out) {
  Arm A = {};
  A.Where = tok().Where;
  size_t Head = Pos;
  noteStart();
  A.Pat = parsePattern();
  if (!A.Pat)
    return false;
  // No `do` follows the guard of an arm, so it may have trailing closures.
  if (accept(TokenKind::kw_when) && !(A.Guard = parseExpr()))
    return false;
  if (!expect(TokenKind::arrow, "behind the pattern of an arm") ||
      !(A.Body = parseBody(Head)))
    return false;
  A.Where = from(A.Where);
  Out.push_back(A);
  return true;
}

/// Arms up to `after` or `end`.
bool Parser::parseArms(llvm::SmallVectorImpl<Arm> &Out) {
  while (true) {
    skipSeparators();
    if (tok().isOneOf(TokenKind::kw_end, TokenKind::kw_after, TokenKind::eof))
      return true;
    if (!parseArm(Out))
      return false;
  }
}

Expr *Parser::parseCase() {
  llvm::StringRef Word = tok().Text;
  size_t Head = Pos;
  Span Begin = advance().Where;
  Expr *Subject = parseHead();
  if (!Subject ||
      !expect(TokenKind::kw_do, "behind the subject of `" + Word + "`"))
    return nullptr;
  noteLast(BlockPart::Open, Head);
  OpenerScope O(*this, Opener::Separating);
  HeadScope H(*this, false);
  SmallVector<Arm, 4> Arms;
  if (!parseArms(Arms) || !expectEnd(Head, "to close `" + Word + "`"))
    return nullptr;
  noteLast(BlockPart::Close, Head);
  return Ctx.make<CaseExpr>(from(Begin), Subject, Ctx.copy(Arms));
}

Expr *Parser::parseWhile() {
  size_t Head = Pos;
  Span Begin = advance().Where;
  Expr *Cond = parseHead();
  if (!Cond)
    return nullptr;
  Expr *Body = parseDoBlock(Head);
  if (!Body)
    return nullptr;
  return Ctx.make<WhileExpr>(from(Begin), Cond, Body);
}

Expr *Parser::parseFor() {
  size_t Head = Pos;
  Span Begin = advance().Where;
  Pattern *Pat = parsePattern();
  if (!Pat || !expect(TokenKind::kw_in, "behind the pattern of `for`"))
    return nullptr;
  Expr *Source = parseHead(), *Guard = nullptr;
  if (!Source)
    return nullptr;
  if (accept(TokenKind::kw_when) && !(Guard = parseHead()))
    return nullptr;
  Expr *Body = parseDoBlock(Head);
  if (!Body)
    return nullptr;
  return Ctx.make<ForExpr>(from(Begin), Pat, Source, Guard, Body);
}

Expr *Parser::parseReceive() {
  size_t Head = Pos;
  Span Begin = advance().Where;
  if (!expect(TokenKind::kw_do, "behind `receive`"))
    return nullptr;
  noteLast(BlockPart::Open, Head);
  OpenerScope O(*this, Opener::Separating);
  HeadScope H(*this, false);
  SmallVector<Arm, 4> Arms;
  if (!parseArms(Arms))
    return nullptr;
  Expr *Timeout = nullptr, *TimeoutBody = nullptr;
  if (accept(TokenKind::kw_after)) {
    noteLast(BlockPart::Middle, Head);
    size_t After = Pos - 1;
    if (!(Timeout = parseExpr()) ||
        !expect(TokenKind::arrow, "behind the time limit of `after`") ||
        !(TimeoutBody = parseBody(After)))
      return nullptr;
    skipSeparators();
  }
  if (!expectEnd(Head, "to close `receive`"))
    return nullptr;
  noteLast(BlockPart::Close, Head);
  return Ctx.make<ReceiveExpr>(from(Begin), Ctx.copy(Arms), Timeout,
                               TimeoutBody);
}
