//===- PrintExpr.cpp - Statements and expressions printed -----------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TreePrinter.h"

using namespace snow::frontend;
using llvm::cast;

void TreePrinter::params(llvm::ArrayRef<Param> Params) {
  OS << " (params";
  for (const Param &P : Params) {
    OS << ' ';
    if (P.IsSelf) {
      OS << "self";
      continue;
    }
    if (P.Annotation)
      OS << '(';
    print(P.Pat);
    if (P.Annotation) {
      OS << " :: ";
      print(P.Annotation);
      OS << ')';
    }
  }
  OS << ')';
}

void TreePrinter::clause(llvm::ArrayRef<Param> Params, const Expr *Guard,
                         const Expr *Body) {
  params(Params);
  if (Guard) {
    OS << " (when";
    child(Guard);
    OS << ')';
  }
  if (Body)
    nested(Body);
}

void TreePrinter::arms(llvm::ArrayRef<Arm> Arms) {
  for (const Arm &A : Arms) {
    line();
    open("arm ");
    print(A.Pat);
    if (A.Guard) {
      OS << " (when";
      child(A.Guard);
      OS << ')';
    }
    nested(A.Body);
    close();
  }
}

void TreePrinter::print(const Expr *E) {
  switch (E->Kind) {
  case ExprKind::Int:
    OS << cast<IntExpr>(E)->Value;
    return;
  case ExprKind::Float:
    return number(cast<FloatExpr>(E)->Value);
  case ExprKind::Bool:
    OS << (cast<BoolExpr>(E)->Value ? "true" : "false");
    return;
  case ExprKind::Unit:
    OS << "()";
    return;
  case ExprKind::Name:
    OS << cast<NameExpr>(E)->Name;
    return;
  case ExprKind::Self:
    OS << (cast<SelfExpr>(E)->IsCall ? "(self)" : "self");
    return;
  case ExprKind::Break:
    OS << "(break)";
    return;
  case ExprKind::Continue:
    OS << "(continue)";
    return;
  case ExprKind::ToAny:
    return print(cast<ToAnyExpr>(E)->Operand);
  case ExprKind::String: {
    auto *S = cast<StringExpr>(E);
    if (S->Parts.empty() || (S->Parts.size() == 1 && !S->Parts[0].Value))
      return quoted(S->Parts.empty() ? "" : S->Parts[0].Text);
    open("string");
    for (const StringPart &P : S->Parts) {
      OS << ' ';
      if (P.Value)
        print(P.Value);
      else
        quoted(P.Text);
    }
    return close();
  }
  case ExprKind::Tuple:
    open("tuple");
    for (const Expr *Element : cast<TupleExpr>(E)->Elements)
      child(Element);
    return close();
  case ExprKind::List:
    open("list");
    for (const Expr *Element : cast<ListExpr>(E)->Elements)
      child(Element);
    return close();
  case ExprKind::Map:
    open("map");
    for (const MapEntry &M : cast<MapExpr>(E)->Entries) {
      OS << " (";
      print(M.Key);
      child(M.Value);
      OS << ')';
    }
    return close();
  case ExprKind::StructLiteral:
    open("struct-literal");
    child(cast<StructLiteralExpr>(E)->Callee);
    for (const FieldInit &F : cast<StructLiteralExpr>(E)->Fields) {
      OS << " (" << F.Name.Name;
      child(F.Value);
      OS << ')';
    }
    return close();
  case ExprKind::Block:
    open("block");
    for (const Stmt &S : cast<BlockExpr>(E)->Stmts) {
      line();
      print(S);
    }
    return close();
  case ExprKind::If:
    open("if");
    child(cast<IfExpr>(E)->Cond);
    nested(cast<IfExpr>(E)->Then);
    if (cast<IfExpr>(E)->Else)
      nested(cast<IfExpr>(E)->Else);
    return close();
  case ExprKind::Case:
    open("case");
    child(cast<CaseExpr>(E)->Subject);
    arms(cast<CaseExpr>(E)->Arms);
    return close();
  case ExprKind::While:
    open("while");
    child(cast<WhileExpr>(E)->Cond);
    nested(cast<WhileExpr>(E)->Body);
    return close();
  case ExprKind::For: {
    auto *F = cast<ForExpr>(E);
    open("for ");
    print(F->Pat);
    child(F->Source);
    if (F->Guard) {
      OS << " (when";
      child(F->Guard);
      OS << ')';
    }
    nested(F->Body);
    return close();
  }
  case ExprKind::Receive: {
    auto *R = cast<ReceiveExpr>(E);
    open("receive");
    arms(R->Arms);
    if (R->Timeout) {
      line();
      open("after");
      child(R->Timeout);
      nested(R->TimeoutBody);
      close();
    }
    return close();
  }
  case ExprKind::Closure:
    open("closure");
    for (const ClosureClause &C : cast<ClosureExpr>(E)->Clauses) {
      line();
      open("clause");
      clause(C.Params, C.Guard, C.Body);
      close();
    }
    return close();
  case ExprKind::Return:
    open("return");
    if (cast<ReturnExpr>(E)->Value)
      child(cast<ReturnExpr>(E)->Value);
    return close();
  case ExprKind::Call:
    open("call");
    child(cast<CallExpr>(E)->Callee);
    for (const Arg &A : cast<CallExpr>(E)->Args) {
      OS << ' ';
      if (!A.Keyword.empty())
        OS << A.Keyword.Name << ": ";
      print(A.Value);
    }
    return close();
  case ExprKind::Field:
    open("field");
    child(cast<FieldExpr>(E)->Base);
    OS << ' ' << cast<FieldExpr>(E)->Name.Name;
    return close();
  case ExprKind::Index:
    open("index");
    child(cast<IndexExpr>(E)->Base);
    child(cast<IndexExpr>(E)->Index);
    return close();
  case ExprKind::Try:
    open("try");
    child(cast<TryExpr>(E)->Operand);
    return close();
  case ExprKind::Unary:
    open(cast<UnaryExpr>(E)->Op == UnaryOp::Neg ? "neg" : "not");
    child(cast<UnaryExpr>(E)->Operand);
    return close();
  case ExprKind::Binary:
    open(spelling(cast<BinaryExpr>(E)->Op));
    child(cast<BinaryExpr>(E)->Left);
    child(cast<BinaryExpr>(E)->Right);
    return close();
  case ExprKind::Pipe:
    open("|>");
    child(cast<PipeExpr>(E)->Left);
    child(cast<PipeExpr>(E)->Right);
    return close();
  }
}

void TreePrinter::print(const Stmt &S) {
  if (S.E)
    return print(S.E);
  if (S.Decl)
    return print(S.Decl);
  open("let ");
  print(S.Let->Pat);
  if (S.Let->Annotation) {
    OS << " :: ";
    print(S.Let->Annotation);
  }
  child(S.Let->Value);
  close();
}
