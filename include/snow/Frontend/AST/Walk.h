//===- Walk.h - Visiting the children of an expression ----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_AST_WALK_H
#define SNOW_FRONTEND_AST_WALK_H

#include "snow/Frontend/AST/Expr.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace snow::frontend {

/// Calls Visit on every direct subexpression, in textual order.
void forEachChild(Expr *E, llvm::function_ref<void(Expr *)> Visit);

/// The variables that a pattern binds, in order.
void boundVariables(const Pattern *P, llvm::SmallVectorImpl<LocalVar *> &Out);

} // namespace snow::frontend

#endif // SNOW_FRONTEND_AST_WALK_H
