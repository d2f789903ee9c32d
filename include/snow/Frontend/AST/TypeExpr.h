//===- TypeExpr.h - Types as written ----------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_AST_TYPEEXPR_H
#define SNOW_FRONTEND_AST_TYPEEXPR_H

#include "snow/Frontend/AST/ASTContext.h"

namespace snow::frontend {

struct Symbol;

enum class TypeExprKind : uint8_t { Named, Tuple, Function, Option, Result };

/// One class for all forms: a name or shape with arguments.
///   Named     Path, Args
///   Tuple     Args (none: unit; a single one is never a tuple)
///   Function  Args are the parameters, then the result
///   Option    Args[0]
///   Result    Args[0] is the value, Args[1] the error
struct TypeExpr {
  TypeExprKind Kind;
  Span Where;
  llvm::ArrayRef<Ident> Path;
  llvm::ArrayRef<TypeExpr *> Args;
  /// Set by the resolver: the struct, sum or alias of the program.
  Symbol *Sym = nullptr;
  /// Set by the resolver after it has reported an error.
  bool IsUnknown = false;

  TypeExpr(TypeExprKind Kind, Span Where, llvm::ArrayRef<Ident> Path,
           llvm::ArrayRef<TypeExpr *> Args)
      : Kind(Kind), Where(Where), Path(Path), Args(Args) {}
};

} // namespace snow::frontend

#endif // SNOW_FRONTEND_AST_TYPEEXPR_H
