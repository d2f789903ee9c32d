//===- PrintPattern.cpp - Types and patterns as s-expressions -------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TreePrinter.h"

using namespace snow::frontend;
using llvm::cast;
using llvm::StringRef;

void TreePrinter::print(const TypeExpr *T) {
  switch (T->Kind) {
  case TypeExprKind::Named:
    path(T->Path);
    if (T->Args.empty())
      return;
    OS << '<';
    llvm::interleave(T->Args, OS, [&](TypeExpr *A) { print(A); }, ", ");
    OS << '>';
    return;
  case TypeExprKind::Tuple:
    OS << '(';
    llvm::interleave(T->Args, OS, [&](TypeExpr *A) { print(A); }, ", ");
    OS << ')';
    return;
  case TypeExprKind::Function:
    OS << "Fun(";
    llvm::interleave(
        T->Args.drop_back(), OS, [&](TypeExpr *A) { print(A); }, ", ");
    OS << ") -> ";
    print(T->Args.back());
    return;
  case TypeExprKind::Option:
    print(T->Args[0]);
    OS << '?';
    return;
  case TypeExprKind::Result:
    print(T->Args[0]);
    OS << '!';
    print(T->Args[1]);
    return;
  }
}

void TreePrinter::fields(llvm::ArrayRef<FieldPattern> Fields) {
  for (const FieldPattern &F : Fields) {
    OS << ' ';
    if (!F.Name.empty())
      OS << F.Name.Name << (F.Value ? ": " : "");
    if (F.Value)
      print(F.Value);
  }
}

void TreePrinter::print(const Pattern *P) {
  auto sequence = [&](StringRef Head, llvm::ArrayRef<Pattern *> Elements) {
    OS << '(' << Head;
    for (const Pattern *E : Elements) {
      OS << ' ';
      print(E);
    }
    OS << ')';
  };
  switch (P->Kind) {
  case PatternKind::Wildcard:
    OS << '_';
    return;
  case PatternKind::Unit:
    OS << "()";
    return;
  case PatternKind::Int:
    OS << cast<IntPattern>(P)->Value;
    return;
  case PatternKind::Float:
    return number(cast<FloatPattern>(P)->Value);
  case PatternKind::String:
    return quoted(cast<StringPattern>(P)->Value);
  case PatternKind::Bool:
    OS << (cast<BoolPattern>(P)->Value ? "true" : "false");
    return;
  case PatternKind::Name:
    OS << cast<NamePattern>(P)->Name;
    return;
  case PatternKind::Tuple:
    return sequence("tuple", cast<TuplePattern>(P)->Elements);
  case PatternKind::List:
    return sequence("list", cast<ListPattern>(P)->Elements);
  case PatternKind::Or:
    return sequence("or", cast<OrPattern>(P)->Elements);
  case PatternKind::Cons: {
    Pattern *Both[] = {cast<ConsPattern>(P)->Head, cast<ConsPattern>(P)->Tail};
    return sequence("::", Both);
  }
  case PatternKind::As:
    OS << "(as ";
    print(cast<AsPattern>(P)->Inner);
    OS << ' ' << cast<AsPattern>(P)->Name.Name << ')';
    return;
  case PatternKind::Variant:
    OS << "(variant ";
    path(cast<VariantPattern>(P)->Path);
    fields(cast<VariantPattern>(P)->Args);
    OS << ')';
    return;
  case PatternKind::Struct:
    OS << "(struct ";
    path(cast<StructPattern>(P)->Path);
    fields(cast<StructPattern>(P)->Fields);
    OS << ')';
    return;
  }
}
