//===- Spacing.cpp - Where a space stands between tokens ------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Formatter.h"

using namespace snow::frontend;

bool Formatter::needsSpace(const Atom &Left, const Atom &Right) const {
  // Braces of struct literals have blanks inside, unless there is nothing.
  bool AfterFields = Left.Role == TokenRole::Fields;
  bool BeforeFields = Right.Role == TokenRole::Fields;
  if (AfterFields && BeforeFields && Right.Kind == TokenKind::r_brace)
    return false;

  switch (Right.Kind) {
  case TokenKind::comma:
  case TokenKind::semi:
  case TokenKind::colon:
  case TokenKind::dot:
  case TokenKind::dot_dot:
  case TokenKind::question:
  case TokenKind::r_paren:
  case TokenKind::r_square:
  case TokenKind::eof:
    return false;
  case TokenKind::r_brace:
    return BeforeFields;
  default:
    break;
  }
  switch (Right.Role) {
  case TokenRole::Tight:
  case TokenRole::TypeOpen:
  case TokenRole::TypeClose:
  case TokenRole::TypeMark:
  case TokenRole::ParamBarEnd:
    return false;
  default:
    break;
  }

  switch (Left.Kind) {
  case TokenKind::l_paren:
  case TokenKind::l_square:
  case TokenKind::map_brace:
  case TokenKind::dot:
  case TokenKind::dot_dot:
    return false;
  case TokenKind::l_brace:
    return AfterFields;
  default:
    break;
  }
  switch (Left.Role) {
  case TokenRole::TypeOpen:
  case TokenRole::ParamBar:
    return false;
  case TokenRole::TypeMark:
    return Left.Kind != TokenKind::bang;
  case TokenRole::Prefix:
    return Left.Kind == TokenKind::kw_not;
  default:
    return true;
  }
}
