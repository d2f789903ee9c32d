//===- BuiltinTypes.cpp - Sums and traits of the language -----------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BuiltinTypes.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

namespace {
struct NamedType {
  StringRef Name;
  unsigned Arity;
};
} // namespace

static constexpr NamedType NamedTypes[] = {
    {"List", 1},       {"Map", 2},          {"Set", 1},     {"Queue", 1},
    {"Range", 0},      {"Option", 1},       {"Result", 2},  {"Ordering", 0},
    {"Json", 0},       {"Router", 0},       {"Request", 0}, {"Response", 0},
    {"WsConn", 0},     {"SqliteConn", 0},   {"PgConn", 0},  {"PoolHandle", 0},
    {"ExitReason", 0}, {"SystemMessage", 0}};

std::optional<unsigned> snow::frontend::builtinTypeArity(StringRef Name) {
  for (const NamedType &T : NamedTypes)
    if (T.Name == Name)
      return T.Arity;
  return std::nullopt;
}

ArrayRef<StringRef> snow::frontend::builtinTypeNames() {
  static const std::vector<StringRef> Names = [] {
    std::vector<StringRef> All = {"Int",   "Float", "Bool", "String",
                                  "Never", "Any",   "Pid",  "Tuple"};
    for (const NamedType &T : NamedTypes)
      All.push_back(T.Name);
    return All;
  }();
  return Names;
}

//===----------------------------------------------------------------------===//
// Sums
//===----------------------------------------------------------------------===//

SumSym *BuiltinTypes::declareSum(StringRef Name, ArrayRef<Type *> Params) {
  auto *S = Ctx.make<SumSym>(Name);
  for (Type *P : Params)
    Types.makeGeneric(P);
  S->Params = Ctx.copy(Params);
  Types.declareBuiltin(Name, S);
  Sums[Name] = S;
  S->Ty = Types.named(S, S->Params);
  return S;
}

void BuiltinTypes::addVariant(SumSym *S, StringRef Name,
                              ArrayRef<FieldSpec> Specs) {
  auto *V = Ctx.make<VariantSym>(Name, Span(), S, S->Variants.size());
  SmallVector<Field, 3> Fields;
  SmallVector<Type *, 3> Params;
  SmallVector<StringRef, 3> Names;
  for (const FieldSpec &F : Specs) {
    Fields.push_back({F.Name, Span(), F.Ty});
    Params.push_back(F.Ty);
    Names.push_back(F.Name);
  }
  V->Fields = Ctx.copy(Fields);
  V->ParamNames = Ctx.copy(Names);
  V->Generics = S->Params;
  V->Ty = Params.empty() ? S->Ty : Types.function(Params, S->Ty);
  SmallVector<VariantSym *, 8> All(S->Variants);
  All.push_back(V);
  S->Variants = Ctx.copy(All);
  Variants[Name] = V;
}

void BuiltinTypes::declareSums() {
  // The order is that of the tags in memory.
  Type *T = Types.newVar();
  SumSym *Option = declareSum("Option", {T});
  addVariant(Option, "Some", {{"", T}});
  addVariant(Option, "None");

  Type *Value = Types.newVar(), *Error = Types.newVar();
  SumSym *Result = declareSum("Result", {Value, Error});
  addVariant(Result, "Ok", {{"", Value}});
  addVariant(Result, "Err", {{"", Error}});

  SumSym *Ordering = declareSum("Ordering", {});
  addVariant(Ordering, "Less");
  addVariant(Ordering, "Equal");
  addVariant(Ordering, "Greater");

  SumSym *Reason = declareSum("ExitReason", {});
  addVariant(Reason, "Normal");
  addVariant(Reason, "Shutdown");
  addVariant(Reason, "Killed");
  addVariant(Reason, "Error", {{"", Types.stringType()}});
  addVariant(Reason, "NoProc");
  addVariant(Reason, "NoConnection");
  addVariant(Reason, "Custom", {{"", Types.stringType()}});

  Type *Pid = Types.pid(Types.anyType());
  SumSym *Message = declareSum("SystemMessage", {});
  addVariant(Message, "Down",
             {{"ref", Types.intType()}, {"pid", Pid}, {"reason", Reason->Ty}});
  addVariant(Message, "Exit", {{"pid", Pid}, {"reason", Reason->Ty}});
  addVariant(Message, "NodeDown", {{"name", Types.stringType()}});
  addVariant(Message, "NodeUp", {{"name", Types.stringType()}});
}

//===----------------------------------------------------------------------===//
// Traits
//===----------------------------------------------------------------------===//

void BuiltinTypes::declareTrait(Trait T, StringRef Method, unsigned NumParams,
                                Type *Result) {
  auto *Sym = Ctx.make<TraitSym>(T);
  AllTraits.push_back(Sym);
  Types.declareTrait(T, Sym);
  // Concat and Show have no name in programs.
  if (T < Trait::Concat)
    Traits[Sym->Name] = Sym;
  Sym->Self = Types.newVar();
  Types.require(Sym->Self, Sym, {}, Span());
  Types.makeGeneric(Sym->Self);
  if (Method.empty())
    return;
  auto *M = Ctx.make<MethodSym>(Sym, Method, Span());
  SmallVector<Type *, 2> Params(NumParams, Sym->Self);
  M->Ty = Types.function(Params, Result ? Result : Sym->Self);
  M->IsStatic = NumParams == 0;
  M->Generics = Ctx.copy(ArrayRef<Type *>(Sym->Self));
  SmallVector<StringRef, 2> Names = {"self", "other"};
  if (T == Trait::Ord)
    Names = {"a", "b"}; // As the prelude has them.
  Names.resize(NumParams);
  M->ParamNames = Ctx.copy(Names);
  SmallVector<MethodSym *, 2> All = {M};
  Methods[Method] = M;
  if (T == Trait::Ord) {
    // Every type with an order has `lt`, by an impl of its own or by the order.
    auto *Less = Ctx.make<MethodSym>(*M);
    Less->Name = "lt";
    Less->Ty = Types.function(Params, Types.boolType());
    All.push_back(Less);
    Methods[Less->Name] = Less;
  }
  Sym->Methods = Ctx.copy(ArrayRef<MethodSym *>(All));
}

void BuiltinTypes::declareTraits() {
  declareTrait(Trait::Add, "add", 2, nullptr);
  declareTrait(Trait::Sub, "sub", 2, nullptr);
  declareTrait(Trait::Mul, "mul", 2, nullptr);
  declareTrait(Trait::Div, "div", 2, nullptr);
  declareTrait(Trait::Mod, "mod", 2, nullptr);
  declareTrait(Trait::Neg, "neg", 1, nullptr);
  declareTrait(Trait::Not, "not", 1, nullptr);
  declareTrait(Trait::Eq, "eq", 2, Types.boolType());
  declareTrait(Trait::Ord, "compare", 2, Types.named("Ordering"));
  declareTrait(Trait::Display, "to_string", 1, Types.stringType());
  declareTrait(Trait::Debug, "inspect", 1, Types.stringType());
  declareTrait(Trait::Hash, "hash", 1, Types.intType());
  declareTrait(Trait::Default, "default", 0, nullptr);
  declareTrait(Trait::Json, "", 0, nullptr);
  declareTrait(Trait::Row, "", 0, nullptr);
  declareTrait(Trait::Concat, "", 0, nullptr);
  declareTrait(Trait::Show, "", 0, nullptr);
  declareTrait(Trait::Number, "", 0, nullptr);
  declareTrait(Trait::Sign, "", 0, nullptr);
}

BuiltinTypes::BuiltinTypes(ASTContext &Ctx, TypeContext &Types)
    : Ctx(Ctx), Types(Types) {
  declareSums();
  declareTraits();
}
