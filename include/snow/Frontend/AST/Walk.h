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

/// Calls Enter on E and on everything below it, the outermost first and in
/// textual order, but on nothing below an expression that Enter refuses.
void walk(Expr *E, llvm::function_ref<bool(Expr *)> Enter);

/// Operators, pipes, method calls, indices and `?` lean to the left: a chain of
/// them is as high as its text is long. Gives the links of the chain that ends
/// in E, the innermost first and without E; none if it is so short that
/// recursion goes through it. Phases that recurse take long ones link by link.
llvm::SmallVector<Expr *, 0> longChain(const Expr *E);

/// The variables that a pattern binds, in order.
void boundVariables(const Pattern *P, llvm::SmallVectorImpl<LocalVar *> &Out);

} // namespace snow::frontend

#endif // SNOW_FRONTEND_AST_WALK_H
