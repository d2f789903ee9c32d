//===- Builtins.cpp - The table of built-in functions ---------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Builtins.h"
#include "snow/Frontend/Parse/Parser.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/ErrorHandling.h"

using namespace snow::frontend;
using llvm::SmallVector;
using llvm::StringRef;

namespace {
struct Row {
  BuiltinID ID;
  const char *Name, *Type, *Params;
};
} // namespace

static const Row Rows[] = {
#define SNOW_BUILTIN(ID, NAME, TYPE, PARAMS)                                   \
  {BuiltinID::ID, NAME, TYPE, PARAMS},
#include "snow/Frontend/Sema/Builtins.def"
};

Type *BuiltinTable::convert(const TypeExpr *T, TypeContext &Types,
                            llvm::StringMap<Type *> &Vars) {
  SmallVector<Type *, 4> Args;
  for (const TypeExpr *A : T->Args)
    Args.push_back(convert(A, Types, Vars));
  switch (T->Kind) {
  case TypeExprKind::Tuple:
    return Args.empty() ? Types.unitType() : Types.tuple(Args);
  case TypeExprKind::Function:
    return Types.function(llvm::ArrayRef(Args).drop_back(), Args.back());
  case TypeExprKind::Option:
    return Types.named("Option", Args);
  case TypeExprKind::Result:
    return Types.named("Result", Args);
  case TypeExprKind::Named:
    break;
  }
  StringRef Name = T->Path.back().Name;
  if (Name.size() == 1) {
    Type *&Var = Vars[Name];
    if (!Var)
      Var = Types.newVar();
    return Var;
  }
  if (Name == "Pid")
    return Types.pid(Args.empty() ? Types.anyType() : Args.front());
  auto Kind = llvm::StringSwitch<TypeKind>(Name)
                  .Case("Int", TypeKind::Int)
                  .Case("Float", TypeKind::Float)
                  .Case("Bool", TypeKind::Bool)
                  .Case("String", TypeKind::String)
                  .Case("Never", TypeKind::Never)
                  .Case("Any", TypeKind::Any)
                  .Default(TypeKind::Named);
  return Kind == TypeKind::Named ? Types.named(Name, Args) : Types.simple(Kind);
}

BuiltinTable::BuiltinTable(SourceManager &SM, ASTContext &Ctx,
                           TypeContext &Types) {
  for (const Row &R : Rows) {
    auto [TypeText, Bound] = StringRef(R.Type).split('|');
    DiagnosticEngine Diags;
    TypeExpr *Written =
        parseTypeText(SM, SM.addText(R.Name, TypeText), Ctx, Diags);
    if (!Written)
      llvm::report_fatal_error(llvm::Twine("bad type in Builtins.def: ") +
                               R.Name);
    auto *B = Ctx.make<BuiltinSym>(R.ID, R.Name);
    Types.enterLevel();
    llvm::StringMap<Type *> Vars;
    B->Ty = convert(Written, Types, Vars);
    Types.leaveLevel();

    SmallVector<Type *, 2> Generics;
    Types.freeVariables(B->Ty, Generics);
    if (!Bound.empty()) {
      Trait T = llvm::StringSwitch<Trait>(Bound)
                    .Case("Eq", Trait::Eq)
                    .Case("Ord", Trait::Ord)
                    .Case("Hash", Trait::Hash)
                    .Case("Show", Trait::Show)
                    .Default(Trait::Display);
      for (Type *G : Generics)
        Types.require(G, T, Span());
    }
    for (Type *G : Generics)
      Types.makeGeneric(G);
    B->Generics = Ctx.copy(Generics);

    SmallVector<StringRef, 4> Params;
    StringRef(R.Params).split(Params, ' ', -1, /*KeepEmpty=*/false);
    B->ParamNames = Ctx.copy(Params);

    StringRef Name = R.Name;
    Symbols[Name].push_back(B);
    auto [Before, After] = Name.split('.');
    bool Qualified = !After.empty();
    auto &Names = Modules[Qualified ? Before : ""];
    if (!llvm::is_contained(Names, Qualified ? After : Before))
      Names.push_back(Qualified ? After : Before);
  }
}

BuiltinSym *BuiltinTable::lookup(StringRef Name,
                                 std::optional<unsigned> NumArgs) {
  auto It = Symbols.find(Name);
  if (It == Symbols.end())
    return nullptr;
  for (BuiltinSym *B : It->second)
    if (NumArgs && B->Ty->is(TypeKind::Function) &&
        B->Ty->params().size() == *NumArgs)
      return B;
  return It->second.back();
}

llvm::ArrayRef<StringRef> BuiltinTable::namesIn(StringRef Module) const {
  auto It = Modules.find(Module);
  return It == Modules.end() ? llvm::ArrayRef<StringRef>() : It->second;
}
