//===- CheckDecl.cpp - Structs, sums and aliases --------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Checker.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSwitch.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;
using llvm::SmallVector;
using llvm::StringRef;

ArrayRef<Type *> Checker::makeParams(ArrayRef<Ident> Names, TypeVars &Vars) {
  SmallVector<Type *, 4> Params;
  for (const Ident &G : Names) {
    if (Vars.contains(G.Name))
      Diags.report(DiagCode::E0042, G.Where,
                   "duplicate type parameter `" + G.Name + "`");
    Params.push_back(Types.newVar());
    Vars[G.Name] = Params.back();
  }
  return Ctx.copy(Params);
}

static ArrayRef<Ident> genericsOf(const TypeSym *T) {
  if (auto *S = dyn_cast<StructSym>(T))
    return S->Item->Generics;
  return cast<SumSym>(T)->Item->Generics;
}

static const DerivingClause &derivingOf(const TypeSym *T) {
  if (auto *S = dyn_cast<StructSym>(T))
    return S->Item->Deriving;
  return cast<SumSym>(T)->Item->Deriving;
}

void Checker::declareTypes(const Declarations &D) {
  for (TypeSym *T : D.Types) {
    TypeVars Vars;
    T->Params = makeParams(genericsOf(T), Vars);
    for (Type *P : T->Params)
      Types.makeGeneric(P);
    T->Ty = Types.named(T, T->Params);
  }
  for (AliasSym *A : D.Aliases)
    resolveAlias(A);
  for (TypeSym *T : D.Types) {
    Types.setHome(T->Home);
    declareFields(T);
    declareDeriving(T);
  }
  for (TypeSym *T : D.Types)
    if (auto *S = dyn_cast<StructSym>(T))
      checkContainsItself(S);
}

bool Checker::resolveAlias(AliasSym *A) {
  if (A->Ty)
    return true;
  if (A->IsOpen) {
    Diags
        .report(DiagCode::E0002, A->Where,
                "infinite type: the alias `" + A->Name + "` stands for itself")
        .label("part of a cycle of aliases");
    A->Ty = Types.errorType();
    return true;
  }
  A->IsOpen = true;
  TypeVars Vars;
  A->Params = makeParams(A->Item->Generics, Vars);
  for (Type *P : A->Params)
    Types.makeGeneric(P);
  bool Outer = std::exchange(InField, true);
  Type *T = convert(A->Item->Target, Vars);
  InField = Outer;
  if (!A->Ty)
    A->Ty = T;
  A->IsOpen = false;
  return true;
}

void Checker::declareFields(TypeSym *T) {
  TypeVars Vars;
  for (auto [G, P] : llvm::zip(genericsOf(T), T->Params))
    Vars[G.Name] = P;
  bool Outer = std::exchange(InField, true);
  auto fields = [&](ArrayRef<FieldDecl> Decls, ArrayRef<Field> Known) {
    SmallVector<Field, 8> Fields(Known);
    for (auto [F, Decl] : llvm::zip(Fields, Decls))
      F.Ty = convert(Decl.Ty, Vars);
    return Ctx.copy(Fields);
  };
  if (auto *S = dyn_cast<StructSym>(T)) {
    S->Fields = fields(S->Item->Fields, S->Fields);
  } else {
    auto *Sum = cast<SumSym>(T);
    for (auto [V, Decl] : llvm::zip(Sum->Variants, Sum->Item->Variants)) {
      V->Fields = fields(Decl.Fields, V->Fields);
      V->Generics = T->Params;
      SmallVector<Type *, 4> Params;
      for (const Field &F : V->Fields)
        Params.push_back(F.Ty);
      V->Ty = Params.empty() ? T->Ty : Types.function(Params, T->Ty);
    }
  }
  InField = Outer;
}

//===----------------------------------------------------------------------===//
// Deriving
//===----------------------------------------------------------------------===//

static std::optional<Trait> derivable(StringRef Name) {
  return llvm::StringSwitch<std::optional<Trait>>(Name)
      .Case("Eq", Trait::Eq)
      .Case("Ord", Trait::Ord)
      .Case("Display", Trait::Display)
      .Case("Debug", Trait::Debug)
      .Case("Hash", Trait::Hash)
      .Case("Json", Trait::Json)
      .Case("Row", Trait::Row)
      .Default(std::nullopt);
}

void Checker::declareDeriving(TypeSym *T) {
  const DerivingClause &Clause = derivingOf(T);
  if (!Clause.Present) {
    T->DerivesByDefault = true;
    for (Trait Tr : {Trait::Eq, Trait::Ord, Trait::Debug, Trait::Hash})
      T->Derived.add(Tr);
    return;
  }
  const Ident *Ord = nullptr;
  for (const Ident &Name : Clause.Traits) {
    std::optional<Trait> Tr = derivable(Name.Name);
    bool IsRowOfSum = Tr == Trait::Row && T->Kind != SymbolKind::Struct;
    if (!Tr || IsRowOfSum) {
      auto D = Diags.report(DiagCode::E0028, Name.Where,
                            "cannot derive `" + Name.Name + "`" +
                                (IsRowOfSum ? " for a sum type" : ""));
      D.label("only Eq, Ord, Display, Debug, Hash, Json and Row (for structs) "
              "can be derived");
      if (!IsRowOfSum)
        suggest(D, Name.Name,
                {"Eq", "Ord", "Display", "Debug", "Hash", "Json", "Row"});
      continue;
    }
    if (Tr == Trait::Ord)
      Ord = &Name;
    T->Derived.add(*Tr);
  }
  if (Ord && !T->Derived.has(Trait::Eq))
    OrdWithoutEq.push_back({T, Ord});
  auto reader = [&](StringRef Name, Type *From, Trait Tr) {
    // Its variables are the type's, which have to be readable as well.
    auto *D = Ctx.make<DerivedSym>(Name, T);
    D->Home = T->Home;
    D->IsPub = T->IsPub;
    Types.enterLevel();
    ArrayRef<Type *> Params = Types.instantiate(T->Params, T->Where);
    for (Type *P : Params)
      Types.require(P, Tr, T->Where);
    Types.leaveLevel();
    for (Type *P : Params)
      Types.makeGeneric(P);
    D->Generics = Params;
    D->Ty = Types.function(From, Types.named("Result", {Types.named(T, Params),
                                                        Types.stringType()}));
    static const StringRef Names[] = {"text"};
    D->ParamNames = Names;
    return D;
  };
  if (T->Derived.has(Trait::Json))
    T->FromJson = reader("from_json", Types.stringType(), Trait::Json);
  if (T->Derived.has(Trait::Row))
    T->FromRow =
        reader("from_row",
               Types.named("Map", {Types.stringType(), Types.stringType()}),
               Trait::Row);
}

/// The first field whose type lacks what Lacks tells, over all variants.
const Field *Checker::findField(TypeSym *T,
                                llvm::function_ref<bool(Type *)> Lacks) {
  auto among = [&](ArrayRef<Field> Fields) -> const Field * {
    for (const Field &F : Fields)
      if (F.Ty && Lacks(F.Ty))
        return &F;
    return nullptr;
  };
  if (auto *S = dyn_cast<StructSym>(T))
    return among(S->Fields);
  for (VariantSym *V : cast<SumSym>(T)->Variants)
    if (const Field *F = among(V->Fields))
      return F;
  return nullptr;
}

void Checker::checkDeriving(TypeSym *T) {
  const DerivingClause &Clause = derivingOf(T);
  Types.setHome(T->Home);
  for (const Ident &Name : Clause.Traits) {
    std::optional<Trait> Tr = derivable(Name.Name);
    if (!Tr || !T->Derived.has(*Tr))
      continue;
    const Field *F = findField(T, [&](Type *Ty) {
      if (*Tr == Trait::Row)
        return !isRowField(Ty);
      return !Types.hasTrait(Ty, *Tr);
    });
    if (!F)
      continue;
    std::string Ty = print(F->Ty);
    std::string What =
        F->Name.empty() ? "a field" : ("field `" + F->Name + "`").str();
    if (*Tr == Trait::Json)
      Diags
          .report(DiagCode::E0038, Name.Where,
                  What + " of `" + T->Name +
                      "` is not JSON-serializable: " + Ty)
          .label("derived here")
          .also(F->Where, "has type " + Ty);
    else if (*Tr == Trait::Row)
      Diags
          .report(DiagCode::E0039, Name.Where,
                  What + " of `" + T->Name +
                      "` cannot be mapped from a database row: " + Ty)
          .label("derived here")
          .also(F->Where, "has type " + Ty);
    else
      Diags
          .report(DiagCode::E0049, Name.Where,
                  "cannot derive " + Name.Name + " for `" + T->Name +
                      "`: " + What + (F->Name.empty() ? " of type " + Ty : "") +
                      " lacks it")
          .label("derived here")
          .also(F->Where, Ty + " does not implement " + Name.Name);
  }
}

bool Checker::isRowField(Type *T) {
  T = TypeContext::resolve(T);
  if (T->isBuiltin("Option"))
    T = TypeContext::resolve(T->args()[0]);
  switch (T->kind()) {
  case TypeKind::Int:
  case TypeKind::Float:
  case TypeKind::Bool:
  case TypeKind::String:
  case TypeKind::Error:
    return true;
  default:
    return false;
  }
}

void Checker::checkAllDeriving(const Declarations &D) {
  for (auto &[T, Ord] : OrdWithoutEq) {
    // An impl will do as well.
    if (Types.hasTrait(T->Ty, Trait::Eq))
      continue;
    Diags
        .report(DiagCode::E0029, Ord->Where,
                "cannot derive Ord without Eq: Ord requires Eq")
        .label("`" + T->Name + "` does not implement Eq")
        .fix("derive Eq as well");
  }
  for (TypeSym *T : D.Types)
    checkDeriving(T);
}

//===----------------------------------------------------------------------===//
// Recursion
//===----------------------------------------------------------------------===//

void Checker::checkContainsItself(StructSym *S) {
  // What a struct holds without indirection: structs, and tuples of them.
  SmallVector<std::pair<const StructSym *, const Field *>, 8> Work;
  llvm::SmallPtrSet<const StructSym *, 8> Seen;
  auto push = [&](const StructSym *Of, const Field *First) {
    for (const Field &F : Of->Fields) {
      SmallVector<Type *, 4> Parts = {F.Ty};
      while (!Parts.empty()) {
        Type *T = Parts.pop_back_val();
        T = T ? TypeContext::resolve(T) : nullptr;
        if (!T)
          continue;
        if (T->is(TypeKind::Tuple))
          Parts.append(T->args().begin(), T->args().end());
        else if (auto *Inner = llvm::dyn_cast_or_null<StructSym>(T->decl()))
          Work.push_back({Inner, First ? First : &F});
      }
    }
  };
  push(S, nullptr);
  while (!Work.empty()) {
    auto [Inner, Through] = Work.pop_back_val();
    if (Inner == S) {
      Diags
          .report(DiagCode::E0047, S->Where,
                  "struct `" + S->Name + "` contains itself")
          .label("every value would hold another one, without end")
          .also(Through->Where, "through this field")
          .fix("put an Option or a List in between");
      return;
    }
    if (Seen.insert(Inner).second)
      push(Inner, Through);
  }
}
