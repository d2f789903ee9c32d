//===- ResolvePattern.cpp - Names that patterns bind ----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Makes the variables of a pattern and finds the variants and structs it names.
//
//===----------------------------------------------------------------------===//

#include "Resolver.h"
#include "snow/Frontend/Lex/Lexer.h"

using namespace snow::frontend;
using llvm::cast;
using llvm::dyn_cast_or_null;
using llvm::SmallVector;
using llvm::SmallVectorImpl;
using llvm::StringRef;

LocalVar *Resolver::bindName(StringRef Name, Span Where) {
  for (LocalVar *V : PatternNames) {
    if (V->Name != Name)
      continue;
    // The alternatives of a pattern share their names.
    if (InOrPattern)
      return V;
    Diags
        .report(DiagCode::E0042, Where,
                "`" + Name + "` is bound twice in one pattern")
        .label("bound again here")
        .also(V->Where, "first bound here");
  }
  auto *V = Ctx.make<LocalVar>(Name, Where, AtFileLevel);
  PatternNames.push_back(V);
  Locals.push_back(V);
  return V;
}

/// The tree hands out its patterns read-only; only the resolver, which finds
/// out that a name is a variant, puts others in their place.
static Pattern *&slot(Pattern *const &P) { return const_cast<Pattern *&>(P); }

void Resolver::bindAll(llvm::ArrayRef<Pattern *> Patterns) {
  for (Pattern *const &P : Patterns)
    bind(slot(P));
}

void Resolver::reportUnknownVariant(const Ident &Name,
                                    llvm::ArrayRef<StringRef> Known,
                                    StringRef Label) {
  auto D = Diags.report(DiagCode::E0010, Name.Where,
                        "unknown variant `" + Name.Name + "`");
  if (!Label.empty())
    D.label(Label);
  suggest(D, Name.Name, Known);
}

void Resolver::lookupVariantsOf(llvm::ArrayRef<Ident> Path,
                                SmallVectorImpl<VariantSym *> &Found) {
  const Ident &Name = Path.back();
  Qualifier Q = lookupQualifier(Path.drop_back(), Name.Name);
  if (Q.IsAmbiguous)
    return;
  Symbol *Of = Q.Sym;
  // An alias stands for its sum; the type checker knows it.
  if (auto *Alias = dyn_cast_or_null<AliasSym>(Of))
    Of = Alias->Item->Target->Sym;
  auto *Sum = dyn_cast_or_null<SumSym>(Of);
  if (Sum) {
    llvm::copy_if(Sum->Variants, std::back_inserter(Found),
                  [&](VariantSym *V) { return V->Name == Name.Name; });
  } else if (Q.Module) {
    if (auto It = Q.Module->Variants.find(Name.Name);
        It != Q.Module->Variants.end())
      Found.append(It->second.begin(), It->second.end());
  }
  if (!Found.empty()) {
    if (!checkVisible(Found.front(), Name))
      Found.clear();
    return;
  }
  if (!Q) {
    if (isBrokenImport(Path.front().Name))
      return;
    Diags
        .report(DiagCode::E0004, Path.front().Where,
                "unbound name `" + Path.front().Name + "`")
        .label("no such type or module");
    return;
  }
  SmallVector<StringRef, 8> Known;
  if (Sum)
    for (VariantSym *V : Sum->Variants)
      Known.push_back(V->Name);
  reportUnknownVariant(Name, Known, "");
}

void Resolver::bindVariant(VariantPattern *P) {
  const Ident &Name = P->Path.back();
  SmallVector<VariantSym *, 2> Found;
  if (P->Path.size() > 1) {
    lookupVariantsOf(P->Path, Found);
  } else {
    if (lookupVariants(Name, Found) && Found.empty()) {
      SmallVector<StringRef, 32> Known;
      for (Namespace *N = Here; N; N = N->Parent)
        for (auto &[Variant, V] : N->Variants)
          Known.push_back(Variant);
      for (auto &V : Provided.variants())
        Known.push_back(V.first());
      llvm::sort(Known);
      reportUnknownVariant(Name, Known, "no type in scope has this variant");
    }
  }
  P->Candidates = Ctx.copy(Found);
  for (const FieldPattern &F : P->Args)
    bind(slot(F.Value));
}

void Resolver::bindStruct(StructPattern *P) {
  const Ident &Name = P->Path.back();
  Symbol *Found = nullptr;
  bool IsReported = false;
  if (P->Path.size() == 1) {
    Meaning M = lookupType(Name);
    Found = M.Sym;
    IsReported = M.IsAmbiguous;
  } else {
    Qualifier Q = lookupQualifier(P->Path.drop_back(), Name.Name);
    IsReported = Q.IsAmbiguous;
    if (Q)
      Found = memberQualifier(Q, Name).Sym;
    if (Found && !checkVisible(Found, Name)) {
      Found = nullptr;
      IsReported = true;
    }
  }
  if (auto *Alias = dyn_cast_or_null<AliasSym>(Found))
    Found = Alias->Item->Target->Sym;
  P->Sym = dyn_cast_or_null<StructSym>(Found);
  if (!P->Sym && !IsReported)
    Diags.report(DiagCode::E0004, Name.Where,
                 "unbound name `" + Name.Name + "`: no such struct");
  for (const FieldPattern &F : P->Fields) {
    if (F.Value) {
      bind(slot(F.Value));
      continue;
    }
    // The name of a field alone binds it.
    auto *N = Ctx.make<NamePattern>(F.Name.Where, F.Name.Name);
    N->Var = bindName(N->Name, N->Where);
    slot(F.Value) = N;
  }
}

void Resolver::bindOr(OrPattern *P) {
  // Every alternative has to bind what the first one binds.
  size_t Before = PatternNames.size();
  bind(slot(P->Elements.front()));
  SmallVector<LocalVar *, 8> Names(PatternNames.begin() + Before,
                                   PatternNames.end());
  for (Pattern *const &E : P->Elements.drop_front()) {
    SmallVector<LocalVar *, 8> Saved = PatternNames;
    size_t NumLocals = Locals.size();
    PatternNames = Names;
    bool Outer = std::exchange(InOrPattern, true);
    bind(slot(E));
    InOrPattern = Outer;
    SmallVector<StringRef, 4> Seen;
    collectNames(E, Seen);
    for (LocalVar *V : Names)
      if (!llvm::is_contained(Seen, V->Name))
        Diags
            .report(DiagCode::E0011, E->Where,
                    "this alternative does not bind `" + V->Name + "`")
            .also(V->Where, "bound here");
    if (PatternNames.size() != Names.size())
      Diags.report(DiagCode::E0011, PatternNames.back()->Where,
                   "`" + PatternNames.back()->Name +
                       "` is not bound by every alternative");
    PatternNames = Saved;
    Locals.truncate(NumLocals);
  }
}

void Resolver::bind(Pattern *&P) {
  switch (P->Kind) {
  case PatternKind::Name: {
    auto *N = cast<NamePattern>(P);
    // An Upper name that is a variant without fields matches it.
    if (isUpperName(N->Name)) {
      SmallVector<VariantSym *, 2> Found;
      Ident Name = {N->Name, N->Where};
      bool IsReported = !lookupVariants(Name, Found);
      llvm::erase_if(Found, [](VariantSym *V) { return !V->Fields.empty(); });
      if (!Found.empty() || IsReported) {
        auto *V = Ctx.make<VariantPattern>(
            N->Where, Ctx.copy(llvm::ArrayRef<Ident>(Name)),
            llvm::ArrayRef<FieldPattern>());
        V->Candidates = Ctx.copy(Found);
        P = V;
        return;
      }
    }
    N->Var = bindName(N->Name, N->Where);
    return;
  }
  case PatternKind::As: {
    auto *A = cast<AsPattern>(P);
    // `_` names nothing.
    if (A->Name.Name == "_") {
      P = A->Inner;
      return bind(P);
    }
    bind(slot(A->Inner));
    A->Var = bindName(A->Name.Name, A->Name.Where);
    return;
  }
  case PatternKind::Tuple:
    return bindAll(cast<TuplePattern>(P)->Elements);
  case PatternKind::List:
    return bindAll(cast<ListPattern>(P)->Elements);
  case PatternKind::Cons:
    bind(slot(cast<ConsPattern>(P)->Head));
    return bind(slot(cast<ConsPattern>(P)->Tail));
  case PatternKind::Or:
    return bindOr(cast<OrPattern>(P));
  case PatternKind::Variant:
    return bindVariant(cast<VariantPattern>(P));
  case PatternKind::Struct:
    return bindStruct(cast<StructPattern>(P));
  default:
    return;
  }
}

void Resolver::collectNames(const Pattern *P, SmallVectorImpl<StringRef> &Out) {
  switch (P->Kind) {
  case PatternKind::Name:
    Out.push_back(cast<NamePattern>(P)->Name);
    return;
  case PatternKind::As:
    Out.push_back(cast<AsPattern>(P)->Name.Name);
    return collectNames(cast<AsPattern>(P)->Inner, Out);
  case PatternKind::Tuple:
    for (Pattern *E : cast<TuplePattern>(P)->Elements)
      collectNames(E, Out);
    return;
  case PatternKind::List:
    for (Pattern *E : cast<ListPattern>(P)->Elements)
      collectNames(E, Out);
    return;
  case PatternKind::Or:
    return collectNames(cast<OrPattern>(P)->Elements.front(), Out);
  case PatternKind::Cons:
    collectNames(cast<ConsPattern>(P)->Head, Out);
    return collectNames(cast<ConsPattern>(P)->Tail, Out);
  case PatternKind::Variant:
    for (const FieldPattern &F : cast<VariantPattern>(P)->Args)
      collectNames(F.Value, Out);
    return;
  case PatternKind::Struct:
    for (const FieldPattern &F : cast<StructPattern>(P)->Fields)
      collectNames(F.Value, Out);
    return;
  default:
    return;
  }
}

void Resolver::bindParams(llvm::ArrayRef<Param> Params, const Param *State) {
  // The state of a handler is bound before its parameters, which may not
  // repeat its names.
  PatternNames.clear();
  if (State && State->Pat)
    bind(slot(State->Pat));
  for (const Param &P : Params)
    if (P.Pat)
      bind(slot(P.Pat));
  PatternNames.clear();
}
