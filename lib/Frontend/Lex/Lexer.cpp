//===- Lexer.cpp - Text to tokens -----------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Blanks, comments, identifiers and punctuation. Numbers are in
// LexNumber.cpp, strings in LexString.cpp.
//
//===----------------------------------------------------------------------===//

#include "snow/Frontend/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/ConvertUTF.h"

using namespace snow::frontend;
using llvm::StringRef;

StringRef snow::frontend::tokenSpelling(TokenKind Kind) {
  static const StringRef Spellings[] = {
#define SNOW_TOKEN(KIND, SPELLING) SPELLING,
#include "snow/Frontend/Lex/Tokens.def"
  };
  return Spellings[static_cast<unsigned>(Kind)];
}

bool snow::frontend::isKeyword(TokenKind Kind) {
  return Kind >= TokenKind::kw_actor && Kind <= TokenKind::kw_with;
}

static TokenKind classifyWord(StringRef Word) {
  return llvm::StringSwitch<TokenKind>(Word)
#define SNOW_KEYWORD(WORD) .Case(#WORD, TokenKind::kw_##WORD)
#include "snow/Frontend/Lex/Tokens.def"
      .Default(TokenKind::identifier);
}

Lexer::Lexer(const SourceManager &SM, FileID File, DiagnosticEngine &Diags,
             llvm::BumpPtrAllocator &Arena)
    : Text(SM.text(File)), File(File), Diags(Diags), Arena(Arena) {
  // A byte order mark is not part of the program.
  if (Text.starts_with("\xEF\xBB\xBF"))
    Pos = 3;
}

std::vector<Token> Lexer::lexAll() {
  while (true) {
    if (!Strings.empty() && !Strings.back().Interpolating) {
      lexStringPart();
      continue;
    }
    skipBlanks();
    if (Pos >= Text.size())
      break;
    lexToken();
  }
  // The innermost open interpolation is the one that lacks its brace.
  if (!Strings.empty())
    Diags
        .report(
            DiagCode::P0004,
            {File, Strings.back().InterpBegin, Strings.back().InterpBegin + 2},
            "Parse error: unterminated interpolation")
        .label("this `${` is never closed");
  push(TokenKind::eof, Pos);
  return std::move(Tokens);
}

Token &Lexer::push(TokenKind Kind, uint32_t Begin) {
  Token T;
  T.Kind = Kind;
  T.Where = span(Begin);
  T.NewlineBefore = SawNewline;
  SawNewline = false;
  Tokens.push_back(T);
  return Tokens.back();
}

void Lexer::skipBlanks() {
  while (Pos < Text.size()) {
    char C = peek();
    if (C == ' ' || C == '\t') {
      ++Pos;
    } else if (C == '\n' || C == '\r') {
      SawNewline = true;
      ++Pos;
    } else if (C == '#' && peek(1) == '=') {
      skipBlockComment();
    } else if (C == '#') {
      while (Pos < Text.size() && peek() != '\n' && peek() != '\r') {
        unsigned Length = 0;
        decode(Length);
        if (Length)
          Pos += Length;
        else
          invalidCharacter();
      }
    } else {
      return;
    }
  }
}

void Lexer::skipBlockComment() {
  uint32_t Begin = Pos;
  unsigned Depth = 0;
  while (Pos < Text.size()) {
    if (startsWith("#=")) {
      ++Depth;
      Pos += 2;
    } else if (startsWith("=#")) {
      Pos += 2;
      if (--Depth == 0)
        return;
    } else {
      // The newlines in a comment are part of it and end no statement.
      unsigned Length = 0;
      decode(Length);
      if (Length)
        Pos += Length;
      else
        invalidCharacter();
    }
  }
  Diags
      .report(DiagCode::P0004, {File, Begin, Begin + 2},
              "Parse error: unterminated comment")
      .label("this comment is never closed")
      .fix("close it with `=#`");
}

uint32_t Lexer::decode(unsigned &Length) const {
  const auto *Begin = reinterpret_cast<const llvm::UTF8 *>(Text.data() + Pos);
  const auto *Next = Begin;
  llvm::UTF32 Scalar = 0;
  auto Result = llvm::convertUTF8Sequence(
      &Next, reinterpret_cast<const llvm::UTF8 *>(Text.end()), &Scalar,
      llvm::strictConversion);
  Length = Result == llvm::conversionOK ? Next - Begin : 0;
  return Scalar;
}

void Lexer::invalidCharacter() {
  uint32_t Begin = Pos;
  unsigned Length = 0;
  decode(Length);
  if (Length) {
    Pos += Length;
    // Control characters would show nothing, or disturb the terminal.
    llvm::StringRef Shown = Text.slice(Begin, Pos);
    unsigned char Byte = Shown.front();
    bool IsControl = Byte < 0x20 || Byte == 0x7F;
    Diags.report(
        DiagCode::P0005, span(Begin),
        "Parse error: invalid character `" +
            (IsControl ? "U+" + llvm::utohexstr(Byte, false, 4) : Shown.str()) +
            "`");
    return;
  }
  // A run of bad bytes is one mistake.
  while (Pos < Text.size()) {
    decode(Length);
    if (Length)
      break;
    ++Pos;
  }
  Diags.report(DiagCode::P0005, span(Begin),
               "Parse error: invalid UTF-8 in source");
}

void Lexer::lexToken() {
  char C = peek();
  if (C >= '0' && C <= '9')
    return lexNumber();
  if (C == '"') {
    uint32_t Begin = Pos;
    bool Triple = startsWith("\"\"\"");
    Pos += Triple ? 3 : 1;
    push(TokenKind::string_begin, Begin);
    Strings.push_back({Begin, Triple});
    return;
  }
  unsigned Length = 0;
  uint32_t Scalar = decode(Length);
  if (Length && isIdentifierStart(Scalar))
    return lexIdentifier();
  if (lexPunctuation())
    return;
  uint32_t Begin = Pos;
  invalidCharacter();
  push(TokenKind::invalid, Begin);
}

void Lexer::lexIdentifier() {
  uint32_t Begin = Pos;
  while (Pos < Text.size()) {
    unsigned Length = 0;
    uint32_t Scalar = decode(Length);
    if (!Length || !isIdentifierContinue(Scalar))
      break;
    Pos += Length;
  }
  StringRef Word = Text.slice(Begin, Pos);
  push(classifyWord(Word), Begin).Text = Word;
}

bool Lexer::lexPunctuation() {
  static const std::pair<StringRef, TokenKind> Table[] = {
#define SNOW_PUNCTUATION(KIND, SPELLING) {SPELLING, TokenKind::KIND},
#include "snow/Frontend/Lex/Tokens.def"
  };
  // The longest spelling wins; none is longer than two characters.
  const std::pair<StringRef, TokenKind> *Best = nullptr;
  for (const auto &Entry : Table)
    if (startsWith(Entry.first) &&
        (!Best || Entry.first.size() > Best->first.size()))
      Best = &Entry;
  if (!Best)
    return false;

  uint32_t Begin = Pos;
  if (!Strings.empty()) {
    OpenString &S = Strings.back();
    if (Best->second == TokenKind::l_brace ||
        Best->second == TokenKind::map_brace) {
      ++S.Braces;
    } else if (Best->second == TokenKind::r_brace && S.Braces-- == 0) {
      ++Pos;
      S.Interpolating = false;
      S.Braces = 0;
      push(TokenKind::interp_end, Begin);
      return true;
    }
  }
  Pos += Best->first.size();
  push(Best->second, Begin);
  return true;
}
