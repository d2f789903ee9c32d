//===- LexNumber.cpp - Number literals ------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Frontend/Lex/Lexer.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Error.h"

using namespace snow::frontend;

/// Appends a digit to Value; false if the result needs more than 64 bits.
static bool appendDigit(uint64_t &Value, unsigned Radix, unsigned Digit) {
  return !__builtin_mul_overflow(Value, static_cast<uint64_t>(Radix), &Value) &&
         !__builtin_add_overflow(Value, static_cast<uint64_t>(Digit), &Value);
}

void Lexer::lexRadix(unsigned Radix) {
  uint32_t Begin = Pos;
  Pos += 2;
  uint64_t Value = 0;
  bool Fits = true, Any = false;
  for (; Pos < Text.size(); ++Pos) {
    char C = peek();
    if (C == '_')
      continue;
    unsigned Digit = llvm::hexDigitValue(C);
    if (Digit >= Radix)
      break;
    Any = true;
    Fits &= appendDigit(Value, Radix, Digit);
  }
  // What follows a prefix without digits belongs to the mistake.
  while (!Any && (llvm::isAlnum(peek()) || peek() == '_'))
    ++Pos;
  Token &T = push(TokenKind::integer, Begin);
  T.Int = Fits ? Value : 0;
  if (!Any)
    Diags.report(DiagCode::P0001, T.Where,
                 "Parse error: expected digits behind `" +
                     Text.substr(Begin, 2) + "`");
  else if (!Fits)
    Diags.report(DiagCode::P0003, T.Where).label("does not fit in 64 bits");
}

void Lexer::lexNumber() {
  if (peek() == '0') {
    switch (peek(1)) {
    case 'x':
    case 'X':
      return lexRadix(16);
    case 'o':
    case 'O':
      return lexRadix(8);
    case 'b':
    case 'B':
      return lexRadix(2);
    default:
      break;
    }
  }

  uint32_t Begin = Pos;
  uint64_t Value = 0;
  bool Fits = true;
  auto skipDigits = [&] {
    while (llvm::isDigit(peek()) || peek() == '_')
      ++Pos;
  };
  for (; llvm::isDigit(peek()) || peek() == '_'; ++Pos)
    if (peek() != '_')
      Fits &= appendDigit(Value, 10, peek() - '0');

  bool IsFloat = false;
  if (peek() == '.' && llvm::isDigit(peek(1))) {
    IsFloat = true;
    ++Pos;
    skipDigits();
  }
  if (peek() == 'e' || peek() == 'E') {
    unsigned Sign = peek(1) == '+' || peek(1) == '-';
    if (llvm::isDigit(peek(1 + Sign))) {
      IsFloat = true;
      Pos += 1 + Sign;
      skipDigits();
    }
  }

  if (!IsFloat) {
    Token &T = push(TokenKind::integer, Begin);
    T.Int = Value;
    T.IsDecimal = true;
    // Exactly 2^63 is left to the parser, which sees the sign.
    if (!Fits || Value > (uint64_t(1) << 63)) {
      T.Int = 0;
      Diags.report(DiagCode::P0003, T.Where)
          .label("the largest Int is 9223372036854775807");
    }
    return;
  }

  std::string Digits;
  for (char C : Text.slice(Begin, Pos))
    if (C != '_')
      Digits += C;
  llvm::APFloat F(llvm::APFloat::IEEEdouble());
  auto Status = F.convertFromString(Digits, llvm::APFloat::rmNearestTiesToEven);
  if (!Status)
    llvm::consumeError(Status.takeError());
  push(TokenKind::floating, Begin).Float = F.convertToDouble();
}
