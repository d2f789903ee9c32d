//===- LexString.cpp - String literals ------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Frontend/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

using namespace snow::frontend;
using llvm::StringRef;

bool Lexer::lexEscape(llvm::SmallVectorImpl<char> &Out) {
  uint32_t Begin = Pos;
  ++Pos;
  char C = peek();
  switch (C) {
  case 'n':
    Out.push_back('\n');
    break;
  case 't':
    Out.push_back('\t');
    break;
  case 'r':
    Out.push_back('\r');
    break;
  case '0':
    Out.push_back('\0');
    break;
  case '\\':
  case '"':
  case '$':
    Out.push_back(C);
    break;
  case 'u': {
    if (peek(1) != '{')
      break;
    size_t Digit = Pos + 2;
    uint32_t Scalar = 0;
    while (Digit < Text.size() && llvm::isHexDigit(Text[Digit]) &&
           Digit < Pos + 8)
      Scalar = Scalar * 16 + llvm::hexDigitValue(Text[Digit++]);
    bool Closed = Digit > Pos + 2 && Digit < Text.size() && Text[Digit] == '}';
    char Bytes[UNI_MAX_UTF8_BYTES_PER_CODE_POINT];
    char *End = Bytes;
    if (!Closed || Scalar > 0x10FFFF ||
        (Scalar >= 0xD800 && Scalar <= 0xDFFF) ||
        !llvm::ConvertCodePointToUTF8(Scalar, End))
      break;
    Out.append(Bytes, End);
    Pos = Digit + 1;
    return true;
  }
  default:
    break;
  }
  if (C && StringRef("ntr0\\\"$").contains(C)) {
    ++Pos;
    return true;
  }

  // Take the offending scalar with the backslash into the span.
  if (Pos < Text.size()) {
    unsigned Length = 0;
    decode(Length);
    Pos += Length;
  }
  if (C == 'u')
    Diags.report(DiagCode::P0002, span(Begin),
                 "Parse error: `\\u` needs 1 to 6 hex digits of a Unicode "
                 "scalar value in braces");
  else
    Diags
        .report(DiagCode::P0002, span(Begin),
                "Parse error: unknown escape `" + Text.slice(Begin, Pos) + "`")
        .fix("write `\\\\` for a backslash");
  return false;
}

void Lexer::lexStringPart() {
  uint32_t Begin = Pos;
  llvm::SmallString<64> Cooked;
  auto flush = [&](bool Always) {
    if (Cooked.empty() && !Always)
      return;
    char *Copy = Arena.Allocate<char>(Cooked.size() + 1);
    std::copy(Cooked.begin(), Cooked.end(), Copy);
    push(TokenKind::string_text, Begin).Text = StringRef(Copy, Cooked.size());
  };

  while (Pos < Text.size()) {
    char C = peek();
    if (Strings.back().Triple ? startsWith("\"\"\"") : C == '"') {
      flush(false);
      uint32_t Quote = Pos;
      Pos += Strings.back().Triple ? 3 : 1;
      Strings.pop_back();
      push(TokenKind::string_end, Quote);
      return;
    }
    if (C == '$' && peek(1) == '{') {
      flush(false);
      uint32_t Interp = Pos;
      Pos += 2;
      Strings.back().Interpolating = true;
      Strings.back().InterpBegin = Interp;
      push(TokenKind::interp_begin, Interp);
      return;
    }
    if (C == '\\') {
      lexEscape(Cooked);
      continue;
    }
    unsigned Length = 0;
    decode(Length);
    if (!Length) {
      invalidCharacter();
      continue;
    }
    Cooked.append(Text.slice(Pos, Pos + Length));
    Pos += Length;
  }

  uint32_t Open = Strings.back().Begin;
  unsigned Width = Strings.back().Triple ? 3 : 1;
  Diags
      .report(DiagCode::P0004, {File, Open, Open + Width},
              "Parse error: unterminated string")
      .label("this string is never closed");
  flush(false);
  // In an interpolation the quote was meant to end the string around: nothing
  // more is said of what it seems to begin.
  if (Strings.size() > 1)
    for (Token &T : llvm::reverse(Tokens))
      if (T.Where.Begin == Open) {
        T.Kind = TokenKind::invalid;
        break;
      }
  // Everything up to the end of the file was swallowed: what is open around
  // this string cannot be judged any more.
  Strings.clear();
  push(TokenKind::string_end, Pos);
}
