//===- Walk.cpp - Visiting the children of an expression ------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Frontend/AST/Walk.h"
#include "snow/Frontend/AST/Item.h"

using namespace snow::frontend;
using llvm::cast;

void snow::frontend::forEachChild(Expr *E,
                                  llvm::function_ref<void(Expr *)> Visit) {
  auto maybe = [&](Expr *Child) {
    if (Child)
      Visit(Child);
  };
  auto arms = [&](llvm::ArrayRef<Arm> Arms) {
    for (const Arm &A : Arms) {
      maybe(A.Guard);
      maybe(A.Body);
    }
  };
  switch (E->Kind) {
  case ExprKind::Int:
  case ExprKind::Float:
  case ExprKind::Bool:
  case ExprKind::Unit:
  case ExprKind::Name:
  case ExprKind::Break:
  case ExprKind::Continue:
  case ExprKind::Self:
    return;
  case ExprKind::String:
    for (const StringPart &P : cast<StringExpr>(E)->Parts)
      maybe(P.Value);
    return;
  case ExprKind::Tuple:
    for (Expr *Element : cast<TupleExpr>(E)->Elements)
      Visit(Element);
    return;
  case ExprKind::List:
    for (Expr *Element : cast<ListExpr>(E)->Elements)
      Visit(Element);
    return;
  case ExprKind::Map:
    for (MapEntry &M : cast<MapExpr>(E)->Entries) {
      Visit(M.Key);
      Visit(M.Value);
    }
    return;
  case ExprKind::Block:
    for (Stmt &S : cast<BlockExpr>(E)->Stmts) {
      maybe(S.E);
      if (S.Let)
        Visit(S.Let->Value);
      if (auto *F = llvm::dyn_cast_or_null<FnItem>(S.Decl)) {
        maybe(F->Guard);
        maybe(F->Body);
      }
    }
    return;
  case ExprKind::If:
    Visit(cast<IfExpr>(E)->Cond);
    Visit(cast<IfExpr>(E)->Then);
    maybe(cast<IfExpr>(E)->Else);
    return;
  case ExprKind::Case:
    Visit(cast<CaseExpr>(E)->Subject);
    arms(cast<CaseExpr>(E)->Arms);
    return;
  case ExprKind::While:
    Visit(cast<WhileExpr>(E)->Cond);
    Visit(cast<WhileExpr>(E)->Body);
    return;
  case ExprKind::For:
    Visit(cast<ForExpr>(E)->Source);
    maybe(cast<ForExpr>(E)->Guard);
    Visit(cast<ForExpr>(E)->Body);
    return;
  case ExprKind::Receive:
    arms(cast<ReceiveExpr>(E)->Arms);
    maybe(cast<ReceiveExpr>(E)->Timeout);
    maybe(cast<ReceiveExpr>(E)->TimeoutBody);
    return;
  case ExprKind::Closure:
    for (ClosureClause &C : cast<ClosureExpr>(E)->Clauses) {
      maybe(C.Guard);
      maybe(C.Body);
    }
    return;
  case ExprKind::Return:
    return maybe(cast<ReturnExpr>(E)->Value);
  case ExprKind::Call:
    Visit(cast<CallExpr>(E)->Callee);
    for (Arg &A : cast<CallExpr>(E)->Args)
      Visit(A.Value);
    return;
  case ExprKind::Field:
    return Visit(cast<FieldExpr>(E)->Base);
  case ExprKind::Index:
    Visit(cast<IndexExpr>(E)->Base);
    return Visit(cast<IndexExpr>(E)->Index);
  case ExprKind::Try:
    return Visit(cast<TryExpr>(E)->Operand);
  case ExprKind::StructLiteral:
    Visit(cast<StructLiteralExpr>(E)->Callee);
    for (FieldInit &F : cast<StructLiteralExpr>(E)->Fields)
      Visit(F.Value);
    return;
  case ExprKind::Unary:
    return Visit(cast<UnaryExpr>(E)->Operand);
  case ExprKind::Binary:
    Visit(cast<BinaryExpr>(E)->Left);
    return Visit(cast<BinaryExpr>(E)->Right);
  case ExprKind::Pipe:
    // The call, once it is known, holds both sides.
    if (auto *Call = cast<PipeExpr>(E)->Call)
      return Visit(Call);
    Visit(cast<PipeExpr>(E)->Left);
    return Visit(cast<PipeExpr>(E)->Right);
  case ExprKind::ToAny:
    return Visit(cast<ToAnyExpr>(E)->Operand);
  }
}

void snow::frontend::walk(Expr *E, llvm::function_ref<bool(Expr *)> Enter) {
  llvm::SmallVector<Expr *, 32> Work = {E};
  while (!Work.empty()) {
    Expr *Next = Work.pop_back_val();
    if (!Enter(Next))
      continue;
    size_t Behind = Work.size();
    forEachChild(Next, [&](Expr *Child) { Work.push_back(Child); });
    std::reverse(Work.begin() + Behind, Work.end());
  }
}

/// What E begins with if it is the link of a chain.
static Expr *leadingOperand(const Expr *E) {
  switch (E->Kind) {
  case ExprKind::Binary:
    return cast<BinaryExpr>(E)->Left;
  case ExprKind::Pipe:
    return cast<PipeExpr>(E)->Left;
  case ExprKind::Index:
    return cast<IndexExpr>(E)->Base;
  case ExprKind::Try:
    return cast<TryExpr>(E)->Operand;
  case ExprKind::Call: {
    // Names with dots between them may be no values.
    auto *F = llvm::dyn_cast<FieldExpr>(cast<CallExpr>(E)->Callee);
    if (!F || llvm::isa<NameExpr>(F->Base) || llvm::isa<FieldExpr>(F->Base))
      return nullptr;
    return F->Base;
  }
  default:
    return nullptr;
  }
}

llvm::SmallVector<Expr *, 0> snow::frontend::longChain(const Expr *E) {
  constexpr unsigned Short = 64;
  llvm::SmallVector<Expr *, 0> Links;
  const Expr *Probe = E;
  for (unsigned I = 0; I != Short && Probe; ++I)
    Probe = leadingOperand(Probe);
  if (!Probe)
    return Links;
  for (Expr *Link = leadingOperand(E); Link; Link = leadingOperand(Link))
    Links.push_back(Link);
  std::reverse(Links.begin(), Links.end());
  return Links;
}

void snow::frontend::boundVariables(const Pattern *P,
                                    llvm::SmallVectorImpl<LocalVar *> &Out) {
  switch (P->Kind) {
  case PatternKind::Name:
    Out.push_back(cast<NamePattern>(P)->Var);
    return;
  case PatternKind::As:
    Out.push_back(cast<AsPattern>(P)->Var);
    return boundVariables(cast<AsPattern>(P)->Inner, Out);
  case PatternKind::Tuple:
    for (const Pattern *E : cast<TuplePattern>(P)->Elements)
      boundVariables(E, Out);
    return;
  case PatternKind::Or:
    return boundVariables(cast<OrPattern>(P)->Elements.front(), Out);
  case PatternKind::List:
    for (const Pattern *E : cast<ListPattern>(P)->Elements)
      boundVariables(E, Out);
    return;
  case PatternKind::Cons:
    boundVariables(cast<ConsPattern>(P)->Head, Out);
    return boundVariables(cast<ConsPattern>(P)->Tail, Out);
  case PatternKind::Variant:
    for (const FieldPattern &F : cast<VariantPattern>(P)->Args)
      boundVariables(F.Value, Out);
    return;
  case PatternKind::Struct:
    for (const FieldPattern &F : cast<StructPattern>(P)->Fields)
      boundVariables(F.Value, Out);
    return;
  default:
    return;
  }
}
