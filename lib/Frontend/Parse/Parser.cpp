//===- Parser.cpp - Tokens, newlines and recovery -------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParserImpl.h"

using namespace snow::frontend;
using llvm::Twine;

Parser::Parser(const SourceManager &SM, FileID ID, ASTContext &Ctx,
               DiagnosticEngine &Diags, SyntaxMap *Map)
    : SM(SM), ID(ID), Ctx(Ctx), Diags(Diags), Map(Map),
      Tokens(Lexer(SM, ID, Diags, Ctx.arena()).lexAll()) {
  if (Map)
    Map->Notes.resize(Tokens.size());
}

/// Section 2: a newline behind one of these ends nothing.
static bool continuesBehind(TokenKind K) {
  switch (K) {
  case TokenKind::kw_and:
  case TokenKind::kw_or:
  case TokenKind::kw_not:
  case TokenKind::kw_do:
  case TokenKind::kw_else:
  case TokenKind::kw_in:
  case TokenKind::kw_when:
  case TokenKind::plus:
  case TokenKind::minus:
  case TokenKind::star:
  case TokenKind::slash:
  case TokenKind::percent:
  case TokenKind::equal_equal:
  case TokenKind::bang_equal:
  case TokenKind::less:
  case TokenKind::greater:
  case TokenKind::less_equal:
  case TokenKind::greater_equal:
  case TokenKind::amp_amp:
  case TokenKind::bar_bar:
  case TokenKind::bang:
  case TokenKind::pipe:
  case TokenKind::dot_dot:
  case TokenKind::diamond:
  case TokenKind::plus_plus:
  case TokenKind::equal:
  case TokenKind::arrow:
  case TokenKind::fat_arrow:
  case TokenKind::colon_colon:
  case TokenKind::colon:
  case TokenKind::comma:
  case TokenKind::bar:
  case TokenKind::l_paren:
  case TokenKind::l_square:
  case TokenKind::l_brace:
  case TokenKind::map_brace:
  case TokenKind::interp_begin:
    return true;
  default:
    return false;
  }
}

bool Parser::atNewline() const {
  if (!tok().NewlineBefore || Pos == 0)
    return false;
  if (!Openers.empty() && Openers.back() == Opener::Joining)
    return false;
  if (continuesBehind(prev().Kind) && Pos - 1 != TypeCloser)
    return false;
  return !tok().isOneOf(TokenKind::pipe, TokenKind::dot);
}

std::string Parser::describe(const Token &T) const {
  switch (T.Kind) {
  case TokenKind::eof:
    return "end of file";
  case TokenKind::string_begin:
  case TokenKind::string_text:
    return "a string";
  case TokenKind::string_end:
    return "the end of a string";
  default:
    if (isKeyword(T.Kind))
      return ("keyword `" + SM.text(T.Where) + "`").str();
    return ("`" + SM.text(T.Where) + "`").str();
  }
}

/// What other languages write in a place where Snow wants something else.
static const char *hintFor(const Token &Found, llvm::StringRef Message) {
  if (Message.ends_with("on the same line"))
    return "a new line ends the statement: write it at the end of the line "
           "before";
  bool WantsBlock = Message.contains("`do`");
  switch (Found.Kind) {
  case TokenKind::equal:
    if (Message.starts_with("expected an expression"))
      return "values do not change; a new one is named by `let x = ...`";
    break;
  case TokenKind::fat_arrow:
    if (Message.starts_with("expected `->`"))
      return "arms are written with `->`";
    break;
  case TokenKind::colon:
    if (Message.contains("behind parameters") || Message.contains("`::`"))
      return "types are written with `::`, as in `x :: Int`";
    if (Message.contains("a tuple or grouping"))
      return "maps are written `%{key => value}`";
    if (WantsBlock)
      return "blocks are written `do ... end`";
    break;
  case TokenKind::identifier:
    if (WantsBlock && Found.Text == "then")
      return "blocks are written `do ... end`";
    break;
  case TokenKind::l_brace:
    if (WantsBlock)
      return "blocks are written `do ... end`";
    break;
  default:
    break;
  }
  return nullptr;
}

std::nullptr_t Parser::error(const Twine &Message, const Twine &Label,
                             std::optional<size_t> Head) {
  ErrorBlocks = openBlocks();
  IsBroken = true;
  // What is wrong at a bad character was said by the lexer, and one place is
  // blamed once.
  if (Pos == LastError || at(TokenKind::invalid)) {
    LastError = Pos;
    return nullptr;
  }
  LastError = Pos;
  // An unterminated string or comment explains a sudden end of the file.
  if (at(TokenKind::eof))
    for (const Diagnostic &D : Diags.all())
      if (D.Code == DiagCode::P0004 && D.primary().File == ID)
        return nullptr;
  auto D =
      Diags.report(DiagCode::P0001, tok().Where, "Parse error: " + Message);
  D.label(Label);
  if (Head)
    D.also(Tokens[*Head].Where, "it begins here");
  if (const char *Hint = hintFor(tok(), Message.str()))
    D.fix(Hint);
  return nullptr;
}

std::nullptr_t Parser::errorExpected(const Twine &What) {
  return error("expected " + What + ", found " + describe(tok()),
               "expected " + What);
}

/// Whether a newline in front of K is a separator, or means nothing.
static bool mayBeginLine(TokenKind K) {
  switch (K) {
  case TokenKind::kw_end:
  case TokenKind::greater:
  case TokenKind::r_paren:
  case TokenKind::r_square:
  case TokenKind::r_brace:
  case TokenKind::interp_end:
    return true;
  default:
    return false;
  }
}

bool Parser::expect(TokenKind K, const Twine &Context) {
  if (at(K)) {
    if (!mayBeginLine(K))
      expectSameLine(K);
    return accept(K);
  }
  errorExpected("`" + tokenSpelling(K) + "` " + Context);
  return false;
}

void Parser::expectSameLine(TokenKind K) {
  if (!atNewline())
    return;
  // Nothing else can be meant, so parsing goes on.
  error("expected `" + tokenSpelling(K) + "` on the same line",
        "begins a new line");
}

bool Parser::closesBracketAround() const {
  return tok().isOneOf(TokenKind::r_paren, TokenKind::r_square,
                       TokenKind::r_brace) &&
         llvm::is_contained(Openers, Opener::Joining);
}

bool Parser::expectEnd(size_t Head, const Twine &Context) {
  if (accept(TokenKind::kw_end))
    return true;
  bool IsForgotten = closesBracketAround();
  error("expected `end` " + Context + ", found " + describe(tok()),
        "expected `end`", Head);
  return IsForgotten;
}

bool Parser::parseCommas(TokenKind Close, const char *Context,
                         llvm::function_ref<bool()> ParseOne) {
  while (!at(Close)) {
    if (!ParseOne())
      return false;
    if (!accept(TokenKind::comma))
      break;
  }
  return expect(Close, Context);
}

bool Parser::checkNesting() {
  if (Depth + Height < MaxNesting && Depth + Links < MaxLinks)
    return false;
  if (Depth + Height >= MaxNesting)
    error("nesting is too deep", "more than " + Twine(MaxNesting) + " levels");
  else
    error("too many operators, calls or branches in one expression",
          "more than " + Twine(MaxLinks));
  return true;
}

bool Parser::atItemKeyword() const {
  switch (tok().Kind) {
  case TokenKind::kw_pub:
  case TokenKind::kw_fn:
  case TokenKind::kw_def:
  case TokenKind::kw_module:
  case TokenKind::kw_struct:
  case TokenKind::kw_type:
  case TokenKind::kw_interface:
  case TokenKind::kw_impl:
  case TokenKind::kw_actor:
  case TokenKind::kw_service:
  case TokenKind::kw_supervisor:
  case TokenKind::kw_import:
    return true;
  case TokenKind::identifier:
    return tok().Text == "from" && tok(1).is(TokenKind::identifier);
  default:
    return false;
  }
}

bool Parser::atMarginItem() const {
  return atItemKeyword() && SM.lineColumn(ID, tok().Where.Begin).Column == 1;
}

bool Parser::recover() {
  // Blocks that are opened while skipping hide their own `end`, and those that
  // the broken construct had opened have theirs to come.
  unsigned Here = openBlocks();
  unsigned Open = ErrorBlocks > Here ? ErrorBlocks - Here : 0;
  bool EndsBroken = Open != 0;
  EndsBroken |= std::exchange(InHeader, false);
  bool First = true;
  while (!at(TokenKind::eof)) {
    if (!First && tok().NewlineBefore && atItemKeyword())
      return false;
    switch (tok().Kind) {
    case TokenKind::kw_else:
      // `else if` shares the `end` of its chain: do not count its `do`.
      if (tok(1).is(TokenKind::kw_if) && !tok(1).NewlineBefore && Open)
        --Open;
      break;
    case TokenKind::kw_do:
      ++Open;
      break;
    case TokenKind::kw_fn: {
      // A closure with an arrow has an `end` but no `do`.
      for (unsigned I = 1; I < 64; ++I) {
        const Token &T = tok(I);
        if (T.NewlineBefore ||
            T.isOneOf(TokenKind::kw_do, TokenKind::eof, TokenKind::equal))
          break;
        if (T.is(TokenKind::arrow)) {
          // `fn name(...) -> Type do` ends in `do`.
          bool HasDo = false;
          for (unsigned J = I + 1; J < I + 64 && !HasDo; ++J) {
            if (tok(J).NewlineBefore || tok(J).is(TokenKind::eof))
              break;
            HasDo = tok(J).is(TokenKind::kw_do);
          }
          if (!HasDo)
            ++Open;
          break;
        }
      }
      break;
    }
    case TokenKind::kw_end:
      if (Open == 0)
        return false;
      if (--Open == 0 && EndsBroken) {
        advance();
        return true;
      }
      break;
    default:
      break;
    }
    First = false;
    advance();
  }
  return false;
}

File snow::frontend::parseFile(const SourceManager &SM, FileID ID,
                               ASTContext &Ctx, DiagnosticEngine &Diags,
                               SyntaxMap *Map) {
  Parser P(SM, ID, Ctx, Diags, Map);
  File F = P.parseFile();
  if (Map)
    Map->Tokens = P.takeTokens();
  return F;
}

TypeExpr *snow::frontend::parseTypeText(const SourceManager &SM, FileID ID,
                                        ASTContext &Ctx,
                                        DiagnosticEngine &Diags) {
  return Parser(SM, ID, Ctx, Diags).parseWholeType();
}
