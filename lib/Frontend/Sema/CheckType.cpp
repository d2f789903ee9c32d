//===- CheckType.cpp - Types as written to types --------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BuiltinTypes.h"
#include "Checker.h"
#include "snow/Frontend/Lex/Lexer.h"
#include "llvm/ADT/StringSwitch.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;
using llvm::Twine;

Type *Checker::convert(const TypeExpr *T, TypeVars &Vars) {
  SmallVector<Type *, 4> Args;
  for (const TypeExpr *A : T->Args)
    Args.push_back(convert(A, Vars));
  switch (T->Kind) {
  case TypeExprKind::Tuple:
    return Args.empty() ? Types.unitType() : Types.tuple(Args);
  case TypeExprKind::Function:
    return Types.function(ArrayRef(Args).drop_back(), Args.back());
  case TypeExprKind::Option:
    return Types.named("Option", Args);
  case TypeExprKind::Result:
    return Types.named("Result", Args);
  case TypeExprKind::Named:
    return convertNamed(T, Vars, Args);
  }
  return Types.errorType();
}

bool Checker::completeArgs(const TypeExpr *T, StringRef Name, unsigned Wanted,
                           llvm::SmallVectorImpl<Type *> &Args) {
  auto spelt = [&] { return T->Sym ? nameOf(T->Sym) : Name.str(); };
  if (Args.size() == Wanted)
    return true;
  if (Args.empty() && !InField) {
    while (Args.size() != Wanted)
      Args.push_back(Types.newVar());
    return true;
  }
  // Only these two have a meaning without arguments in a field.
  if (Args.empty() && !T->Sym && (Name == "Set" || Name == "Queue")) {
    Args.push_back(Types.intType());
    return true;
  }
  if (Wanted == 0)
    Diags.report(DiagCode::E0003, T->Where,
                 "`" + spelt() + "` takes no type arguments");
  else
    Diags.report(DiagCode::E0003, T->Where,
                 "`" + spelt() + "` takes " + counted(Wanted, "type argument") +
                     ", found " + Twine(Args.size()));
  return false;
}

Type *Checker::convertNamed(const TypeExpr *T, TypeVars &Vars,
                            ArrayRef<Type *> Given) {
  SmallVector<Type *, 4> Args(Given);
  StringRef Name = T->Path.back().Name;
  if (T->Path.size() == 1)
    if (auto It = Vars.find(Name); It != Vars.end())
      return completeArgs(T, Name, 0, Args) ? It->second : Types.errorType();
  if (T->Path.size() == 1 && !T->Sym)
    if (auto It = BodyVars.find(Name); It != BodyVars.end())
      return completeArgs(T, Name, 0, Args) ? It->second : Types.errorType();
  if (auto *Decl = llvm::dyn_cast_or_null<TypeSym>(T->Sym)) {
    if (!completeArgs(T, Name, Decl->Params.size(), Args))
      return Types.errorType();
    return Types.named(Decl, Args);
  }
  if (auto *Alias = llvm::dyn_cast_or_null<AliasSym>(T->Sym)) {
    if (!Alias->Ty)
      resolveAlias(Alias);
    if (!Alias->Ty || !completeArgs(T, Name, Alias->Params.size(), Args))
      return Types.errorType();
    Substitution S;
    for (auto [P, A] : llvm::zip(Alias->Params, Args))
      S[P] = A;
    return Types.substitute(Alias->Ty, S);
  }
  // The resolver has reported what is wrong with the name.
  if (T->Path.size() != 1 || T->IsUnknown)
    return Types.errorType();
  if (Name == "Pid") {
    if (Args.empty())
      return Types.pid(Types.anyType());
    return completeArgs(T, Name, 1, Args) ? Types.pid(Args.front())
                                          : Types.errorType();
  }
  if (auto Arity = builtinTypeArity(Name))
    return completeArgs(T, Name, *Arity, Args) ? Types.named(Name, Args)
                                               : Types.errorType();
  auto Kind = llvm::StringSwitch<TypeKind>(Name)
                  .Case("Int", TypeKind::Int)
                  .Case("Float", TypeKind::Float)
                  .Case("Bool", TypeKind::Bool)
                  .Case("String", TypeKind::String)
                  .Case("Any", TypeKind::Any)
                  .Case("Never", TypeKind::Never)
                  .Case("Tuple", TypeKind::Tuple)
                  .Default(TypeKind::Var);
  if (Kind != TypeKind::Var) {
    if (!completeArgs(T, Name, 0, Args))
      return Types.errorType();
    if (Kind != TypeKind::Tuple)
      return Types.simple(Kind);
    if (InField) {
      Diags
          .report(DiagCode::E0003, T->Where,
                  "`Tuple` stands for no particular type in a field")
          .fix("write the types of the elements, as `(Int, String)`");
      return Types.errorType();
    }
    Type *Any = Types.newVar();
    Constraint C;
    C.Kind = ConstraintKind::Tuple;
    C.Where = T->Where;
    Types.require(Any, C);
    return Any;
  }
  // A single capital letter that names no type is a type parameter.
  if (!InField && Name.size() == 1 && isUpperName(Name))
    return Vars[Name] = Types.newVar();
  auto D = Diags.report(DiagCode::E0004, T->Where,
                        "unbound name `" + Name + "`: no such type");
  suggest(D, Name, builtinTypeNames());
  return Types.errorType();
}
