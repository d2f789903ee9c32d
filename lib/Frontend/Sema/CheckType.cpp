//===- CheckType.cpp - Types as written to types --------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Checker.h"
#include "snow/Frontend/Lex/Lexer.h"
#include "llvm/ADT/StringSwitch.h"

using namespace snow::frontend;
using llvm::SmallVector;
using llvm::StringRef;

/// Built-in types of the language that have no values yet.
static bool isLaterType(StringRef Name) {
  return llvm::StringSwitch<bool>(Name)
      .Cases({"List", "Map", "Set", "Queue", "Range", "Option", "Result"}, true)
      .Cases({"Ordering", "Json", "Router", "Request", "Response"}, true)
      .Cases({"WsConn", "SqliteConn", "PgConn", "PoolHandle"}, true)
      .Cases({"SystemMessage", "Tuple"}, true)
      .Default(false);
}

Type *Checker::convert(const TypeExpr *T, TypeVars &Vars) {
  SmallVector<Type *, 4> Args;
  for (const TypeExpr *A : T->Args)
    Args.push_back(convert(A, Vars));
  switch (T->Kind) {
  case TypeExprKind::Tuple:
    return Args.empty() ? Types.unitType() : Types.tuple(Args);
  case TypeExprKind::Function:
    return unsupported(T->Where, "function types are");
  case TypeExprKind::Option:
    return unsupported(T->Where, "option types are");
  case TypeExprKind::Result:
    return unsupported(T->Where, "result types are");
  case TypeExprKind::Named:
    break;
  }
  if (T->Path.size() != 1)
    return unsupported(T->Where, "types of other modules are");
  StringRef Name = T->Path.front().Name;
  if (auto It = Vars.find(Name); It != Vars.end())
    return It->second;
  if (Name == "Pid") {
    if (Args.size() > 1)
      Diags.report(DiagCode::E0003, T->Where,
                   "`Pid` takes one type argument, found " +
                       llvm::Twine(Args.size()));
    return Types.pid(Args.empty() ? Types.anyType() : Args.front());
  }
  if (isLaterType(Name))
    return unsupported(T->Where, "the type `" + Name + "` is");
  auto Kind = llvm::StringSwitch<TypeKind>(Name)
                  .Case("Int", TypeKind::Int)
                  .Case("Float", TypeKind::Float)
                  .Case("Bool", TypeKind::Bool)
                  .Case("String", TypeKind::String)
                  .Case("Any", TypeKind::Any)
                  .Case("Never", TypeKind::Never)
                  .Case("ExitReason", TypeKind::Named)
                  .Default(TypeKind::Var);
  if (Kind != TypeKind::Var) {
    if (!Args.empty())
      Diags.report(DiagCode::E0003, T->Where,
                   "`" + Name + "` takes no type arguments");
    return Kind == TypeKind::Named ? Types.named(Name) : Types.simple(Kind);
  }
  // A single capital letter that names no type is a type parameter.
  if (Name.size() == 1 && isUpperName(Name))
    return Vars[Name] = Types.newVar();
  auto D = Diags.report(DiagCode::E0004, T->Where,
                        "unbound name `" + Name + "`: no such type");
  StringRef Close = closestName(Name, {"Int", "Float", "Bool", "String", "Any",
                                       "Never", "Pid", "ExitReason", "List",
                                       "Map", "Set", "Option", "Result"});
  if (!Close.empty())
    D.fix("did you mean `" + Close + "`?");
  return Types.errorType();
}
