//===- ParseExpr.cpp - Operators, calls and literals ----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParserImpl.h"

using namespace snow::frontend;
using llvm::SmallVector;

namespace {
struct InfixInfo {
  unsigned Level = 0;
  BinaryOp Op = BinaryOp::Or;
};
} // namespace

static constexpr unsigned PipeLevel = 1;

static InfixInfo infixInfo(TokenKind K) {
  switch (K) {
  case TokenKind::pipe:
    return {PipeLevel, BinaryOp::Or};
  case TokenKind::kw_or:
  case TokenKind::bar_bar:
    return {2, BinaryOp::Or};
  case TokenKind::kw_and:
  case TokenKind::amp_amp:
    return {3, BinaryOp::And};
  case TokenKind::equal_equal:
    return {4, BinaryOp::Eq};
  case TokenKind::bang_equal:
    return {4, BinaryOp::Ne};
  case TokenKind::less:
    return {5, BinaryOp::Lt};
  case TokenKind::greater:
    return {5, BinaryOp::Gt};
  case TokenKind::less_equal:
    return {5, BinaryOp::Le};
  case TokenKind::greater_equal:
    return {5, BinaryOp::Ge};
  case TokenKind::dot_dot:
    return {7, BinaryOp::Range};
  case TokenKind::diamond:
  case TokenKind::plus_plus:
    return {8, BinaryOp::Concat};
  case TokenKind::plus:
    return {9, BinaryOp::Add};
  case TokenKind::minus:
    return {9, BinaryOp::Sub};
  case TokenKind::star:
    return {10, BinaryOp::Mul};
  case TokenKind::slash:
    return {10, BinaryOp::Div};
  case TokenKind::percent:
    return {10, BinaryOp::Mod};
  default:
    return {};
  }
}

Expr *Parser::parseExpr() { return parseBinary(PipeLevel); }

Expr *Parser::parseHead() {
  HeadScope H(*this, true);
  return parseExpr();
}

/// `x |> f()?` asks the result of the call.
static Expr *makePipe(ASTContext &Ctx, Span S, Expr *Left, Expr *Right) {
  if (auto *T = llvm::dyn_cast<TryExpr>(Right))
    return Ctx.make<TryExpr>(S, makePipe(Ctx, S, Left, T->Operand));
  return Ctx.make<PipeExpr>(S, Left, Right);
}

Expr *Parser::parseBinary(unsigned MinLevel) {
  Level L(*this);
  if (L.tooDeep())
    return nullptr;
  Expr *Left = parseUnary();
  while (Left) {
    InfixInfo Info = infixInfo(tok().Kind);
    if (Info.Level < MinLevel || Info.Level == 0 || atNewline())
      return Left;
    if (!addLink())
      return nullptr;
    Token Op = advance();
    Expr *Right = parseBinary(Info.Level + 1);
    if (!Right)
      return nullptr;
    Span S = Left->Where.to(Right->Where);
    if (Op.is(TokenKind::pipe))
      Left = makePipe(Ctx, S, Left, Right);
    else
      Left = Ctx.make<BinaryExpr>(S, Info.Op, Op.Where, Left, Right);
  }
  return nullptr;
}

Expr *Parser::parseUnary() {
  if (!tok().isOneOf(TokenKind::minus, TokenKind::bang, TokenKind::kw_not))
    return parsePostfix();
  Level L(*this);
  if (L.tooDeep())
    return nullptr;
  note(TokenRole::Prefix);
  Token Op = advance();
  // 2^63 exists only as the operand of a minus sign; wrapping negation makes
  // it the smallest Int.
  if (Op.is(TokenKind::minus) && at(TokenKind::integer))
    Tokens[Pos].IsDecimal = false;
  Expr *Operand = parseUnary();
  if (!Operand)
    return nullptr;
  return Ctx.make<UnaryExpr>(
      Op.Where.to(Operand->Where),
      Op.is(TokenKind::minus) ? UnaryOp::Neg : UnaryOp::Not, Operand);
}

bool Parser::atStructLiteral(Expr *Callee) const {
  if (!at(TokenKind::l_brace) || tok().NewlineBefore)
    return false;
  llvm::StringRef Name;
  if (auto *N = llvm::dyn_cast<NameExpr>(Callee))
    Name = N->Name;
  else if (auto *F = llvm::dyn_cast<FieldExpr>(Callee))
    Name = F->Name.Name;
  if (!isUpperName(Name))
    return false;
  const Token &Next = tok(1);
  return Next.is(TokenKind::r_brace) ||
         ((Next.is(TokenKind::identifier) || isKeyword(Next.Kind)) &&
          tok(2).is(TokenKind::colon));
}

Expr *Parser::parsePostfix() {
  Span Begin = tok().Where;
  Expr *E = parsePrimary();
  // Fields of fields are a name with dots, which is no chain.
  unsigned Fields = 0, Inner = Height;
  while (E && !atNewline()) {
    bool IsField = at(TokenKind::dot);
    switch (tok().Kind) {
    case TokenKind::l_paren:
      E = parseCall(E);
      break;
    case TokenKind::dot: {
      advance();
      // While somebody types, the `end` of a block may follow on its own line.
      if (!atFieldName() || (tok().NewlineBefore && isKeyword(tok().Kind)))
        return errorExpected("a name behind `.`");
      Token T = advance();
      E = Ctx.make<FieldExpr>(from(Begin), E, Ident{SM.text(T.Where), T.Where});
      break;
    }
    case TokenKind::l_square: {
      // An index is never empty: `[]` begins the next arm or statement.
      if (tok(1).is(TokenKind::r_square))
        return E;
      BracketScope B(*this);
      note(TokenRole::Tight);
      advance();
      Expr *Index = parseExpr();
      if (!Index || !expect(TokenKind::r_square, "behind an index"))
        return nullptr;
      E = Ctx.make<IndexExpr>(from(Begin), E, Index);
      break;
    }
    case TokenKind::question:
      advance();
      E = Ctx.make<TryExpr>(from(Begin), E);
      break;
    case TokenKind::l_brace:
      if (!atStructLiteral(E))
        return E;
      E = parseStructLiteral(E);
      break;
    default:
      return E;
    }
    Fields = IsField ? Fields + 1 : 0;
    Height = std::max(Height, Inner + Fields);
    // A method call is one link.
    if (IsField ? checkNesting() : !addLink())
      return nullptr;
  }
  return E;
}

bool Parser::parseArgs(llvm::SmallVectorImpl<Arg> &Out) {
  BracketScope B(*this);
  note(TokenRole::Tight);
  advance();
  return parseCommas(TokenKind::r_paren, "behind arguments", [&] {
    Arg A = {};
    if (atFieldName() && tok(1).is(TokenKind::colon)) {
      Token T = advance();
      A.Keyword = {SM.text(T.Where), T.Where};
      advance();
    }
    if (!(A.Value = parseExpr()))
      return false;
    Out.push_back(A);
    return true;
  });
}

Expr *Parser::parseCall(Expr *Callee) {
  size_t Head = Pos;
  SmallVector<Arg, 4> Args;
  if (!parseArgs(Args))
    return nullptr;
  bool Trailing = at(TokenKind::kw_do) && !InHead && !atNewline();
  if (Trailing) {
    Expr *Closure = parseTrailingClosure(Head);
    if (!Closure)
      return nullptr;
    Args.push_back({Ident(), Closure});
  }
  return Ctx.make<CallExpr>(from(Callee->Where), Callee, Ctx.copy(Args),
                            Trailing);
}

Expr *Parser::parseStructLiteral(Expr *Callee) {
  BracketScope B(*this);
  note(TokenRole::Fields);
  advance();
  SmallVector<FieldInit, 4> Fields;
  if (!parseCommas(TokenKind::r_brace, "behind the fields of a struct", [&] {
        if (!atFieldName()) {
          errorExpected("a field name");
          return false;
        }
        Token T = advance();
        FieldInit F = {{SM.text(T.Where), T.Where}, nullptr};
        if (!expect(TokenKind::colon, "behind a field name") ||
            !(F.Value = parseExpr()))
          return false;
        Fields.push_back(F);
        return true;
      }))
    return nullptr;
  noteLast(TokenRole::Fields);
  return Ctx.make<StructLiteralExpr>(from(Callee->Where), Callee,
                                     Ctx.copy(Fields));
}

Expr *Parser::parsePrimary() {
  Level L(*this);
  if (L.tooDeep())
    return nullptr;
  Span Begin = tok().Where;
  switch (tok().Kind) {
  case TokenKind::integer: {
    Token T = advance();
    if (T.IsDecimal && T.Int > INT64_MAX)
      Diags.report(DiagCode::P0003, T.Where)
          .label("the largest Int is 9223372036854775807");
    return Ctx.make<IntExpr>(Begin, static_cast<int64_t>(T.Int));
  }
  case TokenKind::floating:
    return Ctx.make<FloatExpr>(Begin, advance().Float);
  case TokenKind::string_begin:
    return parseString();
  case TokenKind::kw_true:
  case TokenKind::kw_false:
    return Ctx.make<BoolExpr>(Begin, advance().is(TokenKind::kw_true));
  case TokenKind::kw_nil:
    advance();
    return Ctx.make<UnitExpr>(Begin);
  case TokenKind::identifier:
    return Ctx.make<NameExpr>(Begin, advance().Text);
  case TokenKind::l_paren:
    return parseBracketed(TokenKind::r_paren);
  case TokenKind::l_brace:
    return parseBracketed(TokenKind::r_brace);
  case TokenKind::l_square:
    return parseList();
  case TokenKind::map_brace:
    return parseMap();
  case TokenKind::kw_if:
    return parseIf();
  case TokenKind::kw_case:
  case TokenKind::kw_match:
    return parseCase();
  case TokenKind::kw_while:
    return parseWhile();
  case TokenKind::kw_for:
    return parseFor();
  case TokenKind::kw_receive:
    return parseReceive();
  case TokenKind::kw_fn:
    return parseClosure();
  case TokenKind::kw_break:
    advance();
    return Ctx.make<BreakExpr>(Begin);
  case TokenKind::kw_continue:
    advance();
    return Ctx.make<ContinueExpr>(Begin);
  case TokenKind::kw_return: {
    advance();
    // What cannot begin an expression leaves the value out.
    if (atSeparator() ||
        tok().isOneOf(TokenKind::kw_end, TokenKind::kw_else, TokenKind::eof,
                      TokenKind::bar, TokenKind::r_paren, TokenKind::r_square,
                      TokenKind::r_brace, TokenKind::comma,
                      TokenKind::interp_end, TokenKind::kw_after))
      return Ctx.make<ReturnExpr>(Begin, nullptr);
    Expr *Value = parseExpr();
    if (!Value)
      return nullptr;
    return Ctx.make<ReturnExpr>(from(Begin), Value);
  }
  case TokenKind::kw_spawn:
  case TokenKind::kw_send:
  case TokenKind::kw_link:
    return Ctx.make<NameExpr>(Begin, advance().Text);
  case TokenKind::kw_self: {
    advance();
    bool IsCall =
        at(TokenKind::l_paren) && !atNewline() && tok(1).is(TokenKind::r_paren);
    if (IsCall) {
      note(TokenRole::Tight);
      advance();
      advance();
    }
    return Ctx.make<SelfExpr>(from(Begin), IsCall);
  }
  default:
    return errorExpected("an expression");
  }
}

Expr *Parser::parseBracketed(TokenKind Close) {
  BracketScope B(*this);
  Span Begin = advance().Where;
  SmallVector<Expr *, 4> Elements;
  if (!parseCommas(Close, "behind a tuple or grouping", [&] {
        Expr *E = parseExpr();
        if (!E)
          return false;
        Elements.push_back(E);
        return true;
      }))
    return nullptr;
  if (Elements.empty())
    return Ctx.make<UnitExpr>(from(Begin));
  if (Elements.size() == 1)
    return Elements.front();
  return Ctx.make<TupleExpr>(from(Begin), Ctx.copy(Elements));
}

Expr *Parser::parseList() {
  BracketScope B(*this);
  Span Begin = advance().Where;
  SmallVector<Expr *, 8> Elements;
  if (!parseCommas(TokenKind::r_square, "behind the elements of a list", [&] {
        Expr *E = parseExpr();
        if (!E)
          return false;
        Elements.push_back(E);
        return true;
      }))
    return nullptr;
  return Ctx.make<ListExpr>(from(Begin), Ctx.copy(Elements));
}

Expr *Parser::parseMap() {
  BracketScope B(*this);
  Span Begin = advance().Where;
  SmallVector<MapEntry, 8> Entries;
  if (!parseCommas(TokenKind::r_brace, "behind the entries of a map", [&] {
        MapEntry M = {};
        if (!(M.Key = parseExpr()) ||
            !expect(TokenKind::fat_arrow, "behind the key of a map entry") ||
            !(M.Value = parseExpr()))
          return false;
        Entries.push_back(M);
        return true;
      }))
    return nullptr;
  return Ctx.make<MapExpr>(from(Begin), Ctx.copy(Entries));
}

Expr *Parser::parseString() {
  BracketScope B(*this);
  Span Begin = advance().Where;
  SmallVector<StringPart, 4> Parts;
  while (!at(TokenKind::string_end)) {
    if (at(TokenKind::string_text)) {
      Parts.push_back({advance().Text, nullptr});
    } else if (at(TokenKind::interp_begin)) {
      advance();
      Expr *E = parseExpr();
      if (!E || !expect(TokenKind::interp_end, "behind an interpolation"))
        return nullptr;
      Parts.push_back({"", E});
    } else {
      return errorExpected("the end of the string");
    }
  }
  advance();
  return Ctx.make<StringExpr>(from(Begin), Ctx.copy(Parts));
}
