//===- ResolveType.cpp - Types, interfaces and impls ----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Resolver.h"
#include "snow/Frontend/Lex/Lexer.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::dyn_cast;
using llvm::SmallVector;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Definitions
//===----------------------------------------------------------------------===//

StructSym *Resolver::makeStruct(StructItem *I) {
  auto *S = Ctx.make<StructSym>(I);
  S->Home = Here;
  S->IsPub = I->IsPub;
  SmallVector<Field, 8> Fields;
  for (const FieldDecl &F : I->Fields) {
    for (const Field &Old : Fields)
      if (Old.Name == F.Name.Name)
        Diags
            .report(DiagCode::E0042, F.Name.Where,
                    "duplicate field `" + F.Name.Name + "`")
            .label("defined again here")
            .also(Old.Where, "first defined here");
    Fields.push_back({F.Name.Name, F.Name.Where, nullptr});
  }
  S->Fields = Ctx.copy(Fields);
  Declared.Types.push_back(S);
  return S;
}

SumSym *Resolver::makeSum(SumTypeItem *I) {
  auto *S = Ctx.make<SumSym>(I);
  S->Home = Here;
  S->IsPub = I->IsPub;
  SmallVector<VariantSym *, 8> Variants;
  for (const VariantDecl &V : I->Variants) {
    auto *New = Ctx.make<VariantSym>(V.Name.Name, V.Name.Where, S,
                                     static_cast<unsigned>(Variants.size()));
    New->Home = Here;
    New->IsPub = I->IsPub;
    for (VariantSym *Old : Variants)
      if (Old->Name == New->Name)
        Diags
            .report(DiagCode::E0042, New->Where,
                    "duplicate variant `" + New->Name + "`")
            .label("defined again here")
            .also(Old->Where, "first defined here");
    SmallVector<Field, 4> Fields;
    SmallVector<StringRef, 4> Names;
    for (const FieldDecl &F : V.Fields) {
      if (!F.Name.empty() && llvm::is_contained(Names, F.Name.Name))
        Diags.report(DiagCode::E0042, F.Name.Where,
                     "duplicate field `" + F.Name.Name + "`");
      Fields.push_back(
          {F.Name.Name, F.Name.empty() ? F.Ty->Where : F.Name.Where, nullptr});
      Names.push_back(F.Name.Name);
    }
    New->Fields = Ctx.copy(Fields);
    New->ParamNames = Ctx.copy(Names);
    Variants.push_back(New);
  }
  S->Variants = Ctx.copy(Variants);
  Declared.Types.push_back(S);
  return S;
}

/// Lets `self` be bound like any other parameter.
void Resolver::addSelf(FnItem *F) {
  if (F->Params.empty() || !F->Params.front().IsSelf || F->Params.front().Pat)
    return;
  SmallVector<Param, 4> Params(F->Params.begin(), F->Params.end());
  Params.front().Pat = Ctx.make<NamePattern>(Params.front().Where, "self");
  F->Params = Ctx.copy(Params);
}

void Resolver::collectInterface(InterfaceItem *I) {
  auto *T = Ctx.make<TraitSym>(I);
  T->Home = Here;
  T->IsPub = I->IsPub;
  SmallVector<MethodSym *, 8> Methods;
  for (FnItem *F : I->Methods) {
    addSelf(F);
    auto *M = Ctx.make<MethodSym>(T, F->Name.Name, F->Name.Where);
    M->Home = Here;
    M->IsPub = I->IsPub;
    M->Item = F;
    M->IsStatic = F->Params.empty() || !F->Params.front().IsSelf;
    for (MethodSym *Old : Methods)
      if (Old->Name == M->Name)
        Diags
            .report(DiagCode::E0042, M->Where,
                    "duplicate method `" + M->Name + "`")
            .label("defined again here")
            .also(Old->Where, "first defined here");
    if (F->Body) {
      M->Default = Ctx.make<FunctionSym>(F->Name.Name, F->Name.Where,
                                         Ctx.copy(ArrayRef<FnItem *>(F)));
      M->Default->Home = Here;
      M->Default->Method = M;
      AllFunctions.push_back(M->Default);
      M->InfersResult = !F->Result;
      if (M->InfersResult)
        Inferred[M->Name].push_back(M);
    }
    Methods.push_back(M);
  }
  T->Methods = Ctx.copy(Methods);
  Declared.Traits.push_back(T);
  if (claim(I->Name))
    Here->Types[T->Name] = T;
}

void Resolver::collectImpl(ImplItem *Item) {
  auto *I = Ctx.make<ImplSym>(Item);
  I->Home = Here;
  for (FnItem *F : Item->Methods)
    addSelf(F);
  SmallVector<FunctionSym *, 4> Methods;
  collectFunctions(Item->Methods, nullptr, Methods);
  for (FunctionSym *F : Methods) {
    F->Impl = I;
    AllFunctions.push_back(F);
  }
  I->Methods = Ctx.copy(Methods);
  Here->Impls.push_back(I);
  Declared.Impls.push_back(I);
}

/// Types of a block are visible in all of it.
void Resolver::collectLocalTypes(ArrayRef<Stmt> Stmts) {
  for (const Stmt &S : Stmts) {
    TypeSym *T = nullptr;
    if (auto *Struct = llvm::dyn_cast_or_null<StructItem>(S.Decl))
      T = makeStruct(Struct);
    else if (auto *Sum = llvm::dyn_cast_or_null<SumTypeItem>(S.Decl))
      T = makeSum(Sum);
    if (!T)
      continue;
    T->IsLocal = true;
    for (TypeSym *Old : LocalTypes)
      if (Old->Name == T->Name && llvm::any_of(Stmts, [&](const Stmt &Other) {
            return Other.Decl && Other.Decl->Name.Where == Old->Where;
          }))
        reportDuplicate({T->Name, T->Where}, Old->Where);
    LocalTypes.push_back(T);
  }
  for (const Stmt &S : Stmts) {
    if (auto *Struct = llvm::dyn_cast_or_null<StructItem>(S.Decl))
      visitFields(Struct->Fields);
    else if (auto *Sum = llvm::dyn_cast_or_null<SumTypeItem>(S.Decl))
      for (const VariantDecl &V : Sum->Variants)
        visitFields(V.Fields);
  }
}

//===----------------------------------------------------------------------===//
// Types as written
//===----------------------------------------------------------------------===//

void Resolver::visitFields(ArrayRef<FieldDecl> Fields) {
  for (const FieldDecl &F : Fields)
    visitType(F.Ty);
}

void Resolver::visitType(TypeExpr *T) {
  if (!T)
    return;
  for (TypeExpr *A : T->Args)
    visitType(A);
  if (T->Kind != TypeExprKind::Named)
    return;
  StringRef Name = T->Path.back().Name;
  if (T->Path.size() > 1) {
    Qualifier Q = lookupQualifier(T->Path.drop_back(), Name);
    if (Q.IsAmbiguous) {
      T->IsUnknown = true;
      return;
    }
    if (!Q) {
      const Ident &First = T->Path.front();
      T->IsUnknown = true;
      if (isBrokenImport(First.Name))
        return;
      Diags.report(DiagCode::E0004, First.Where,
                   "unbound name `" + First.Name + "`: no such module");
      T->IsUnknown = true;
      return;
    }
    Qualifier Found = memberQualifier(Q, T->Path.back());
    if (llvm::isa_and_nonnull<TypeSym>(Found.Sym) ||
        llvm::isa_and_nonnull<AliasSym>(Found.Sym)) {
      // What is out of sight is no type that others could differ from.
      T->IsUnknown = !checkVisible(Found.Sym, T->Path.back());
      T->Sym = T->IsUnknown ? nullptr : Found.Sym;
      return;
    }
    reportMissing(Q, T->Path.back());
    T->IsUnknown = true;
    return;
  }
  if (llvm::is_contained(TypeVars, Name))
    return;
  auto [S, IsAmbiguous] = lookupType(T->Path.back());
  if (llvm::isa_and_nonnull<TypeSym>(S) || llvm::isa_and_nonnull<AliasSym>(S)) {
    T->Sym = S;
    return;
  }
  bool IsParameter = Name.size() == 1 && isUpperName(Name);
  if (!S && !IsAmbiguous &&
      (IsParameter || llvm::is_contained(builtinTypeNames(), Name)))
    return;
  T->IsUnknown = true;
  if (IsAmbiguous || (!S && isBrokenImport(Name)))
    return;
  if (S) {
    Diags
        .report(DiagCode::E0004, T->Where,
                "`" + Name + "` is an interface, not a type")
        .fix("use a type parameter, and ask for the interface in `where`");
    return;
  }
  SmallVector<StringRef, 32> Candidates(builtinTypeNames());
  for (Namespace *N = Here; N; N = N->Parent)
    for (auto &[Known, Sym] : N->Types)
      Candidates.push_back(Known);
  auto D = Diags.report(DiagCode::E0004, T->Where,
                        "unbound name `" + Name + "`: no such type");
  D.label("not found in this scope");
  if (!suggest(D, Name, Candidates) && BehindPattern && !isUpperName(Name))
    D.fix("a pattern with `::` needs parentheses: `(first :: " + Name + ")`");
}

void Resolver::visitParamTypes(ArrayRef<Param> Params) {
  for (const Param &P : Params)
    visitAnnotation(P.Annotation);
}

void Resolver::visitAnnotation(TypeExpr *T) {
  llvm::SaveAndRestore Behind(BehindPattern, T && T->Args.empty());
  visitType(T);
}

void Resolver::visitBounds(llvm::MutableArrayRef<WhereBound> Bounds) {
  for (WhereBound &B : Bounds)
    B.Sym = lookupTrait(B.Trait);
}

void Resolver::visitSignature(FnItem *F) {
  for (const Ident &G : F->Generics)
    TypeVars.push_back(G.Name);
  visitParamTypes(F->Params);
  visitType(F->Result);
  visitBounds(F->Bounds);
}

TraitSym *Resolver::lookupTrait(ArrayRef<Ident> Path) {
  Symbol *Found = nullptr;
  if (Path.size() == 1) {
    Meaning M = lookupType(Path.front());
    if (M.IsAmbiguous)
      return nullptr;
    Found = M.Sym ? M.Sym : Provided.trait(Path.front().Name);
  } else if (Qualifier Q = lookupQualifier(Path.drop_back(), Path.back().Name);
             Q.IsAmbiguous) {
    return nullptr;
  } else if (Q) {
    Found = memberQualifier(Q, Path.back()).Sym;
    if (Found && !checkVisible(Found, Path.back()))
      return nullptr;
    if (!Found) {
      reportMissing(Q, Path.back());
      return nullptr;
    }
  }
  if (auto *T = llvm::dyn_cast_or_null<TraitSym>(Found))
    return T;
  if (isBrokenImport(Path.front().Name))
    return nullptr;
  SmallVector<StringRef, 32> Candidates;
  for (TraitSym *T : Provided.traits())
    if (Provided.trait(T->Name))
      Candidates.push_back(T->Name);
  for (TraitSym *T : Declared.Traits)
    Candidates.push_back(T->Name);
  auto D = Diags.report(DiagCode::E0004, Path.back().Where,
                        "unbound name `" + Path.back().Name +
                            "`: no such interface");
  suggest(D, Path.back().Name, Candidates);
  return nullptr;
}

void Resolver::visitDeclarations() {
  auto enter = [&](Symbol *S, ArrayRef<Ident> Generics) {
    Here = S->Home;
    for (const Ident &G : Generics)
      TypeVars.push_back(G.Name);
  };
  // Local types come to the list later, when their block is seen.
  for (size_t I = 0, N = Declared.Types.size(); I != N; ++I) {
    Scope S(*this);
    TypeSym *T = Declared.Types[I];
    if (auto *Struct = dyn_cast<StructSym>(T)) {
      enter(T, Struct->Item->Generics);
      visitFields(Struct->Item->Fields);
      continue;
    }
    auto *Sum = llvm::cast<SumSym>(T);
    enter(T, Sum->Item->Generics);
    for (const VariantDecl &V : Sum->Item->Variants)
      visitFields(V.Fields);
  }
  for (AliasSym *A : Declared.Aliases) {
    Scope S(*this);
    enter(A, A->Item->Generics);
    visitType(A->Item->Target);
  }
  for (TraitSym *T : Declared.Traits) {
    Scope S(*this);
    enter(T, T->Item->Generics);
    TypeVars.push_back("Self");
    for (FnItem *F : T->Item->Methods) {
      Scope Inner(*this);
      visitSignature(F);
    }
  }
  for (ImplSym *I : Declared.Impls) {
    Here = I->Home;
    for (TypeExpr *A : I->Item->TraitArgs)
      visitType(A);
    visitType(I->Item->Target);
    visitBounds(I->Item->Bounds);
    I->Implemented = lookupTrait(I->Item->Trait);
  }
}
