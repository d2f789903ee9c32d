//===- ResolveImported.cpp - Names that imports supply --------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Resolver.h"
#include "llvm/ADT/STLExtras.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::dyn_cast;
using llvm::SmallVector;
using llvm::StringRef;

/// What several imports supply under one name, and which ones they are.
template <typename T> struct Resolver::Supplies {
  SmallVector<T *, 2> Found;
  SmallVector<const ImportedModule *, 2> From;
  void add(T *Thing, const ImportedModule &M) {
    if (!Thing || llvm::is_contained(Found, Thing))
      return;
    Found.push_back(Thing);
    From.push_back(&M);
  }
  bool isAmbiguous() const { return Found.size() > 1; }
  T *front() const { return Found.empty() ? nullptr : Found.front(); }
};

//===----------------------------------------------------------------------===//
// Several imports that supply one name
//===----------------------------------------------------------------------===//

static StringRef lastPart(StringRef Name) {
  return Name.substr(Name.rfind('.') + 1);
}

std::string Resolver::prefixOf(const ImportedModule &M) const {
  // Built-in modules and those of this file need no import.
  if (!M.Module)
    return M.Name.str();
  if (M.Module->file() == Here->file())
    return lastPart(M.Module->Name).str();
  for (Namespace *N = Here; N; N = N->Parent)
    for (auto &[Last, Modules] : N->Imports)
      for (const ImportedModule &Other : Modules)
        if (Other.Module == M.Module)
          return Modules.size() == 1 ? Last.str() : M.Module->Name;
  return "";
}

DiagnosticEngine::Builder
Resolver::reportAmbiguous(const Ident &Name,
                          ArrayRef<const ImportedModule *> From) {
  std::string Modules;
  for (const ImportedModule *M : From)
    Modules += (Modules.empty() ? "" : " and ") +
               (M->Module ? M->Module->Name : M->Name.str());
  auto D = Diags.report(DiagCode::E0042, Name.Where,
                        "ambiguous name `" + Name.Name + "`: imported from " +
                            Modules);
  D.label("which one?");
  for (const ImportedModule *M : From)
    D.also(M->Where, M == From.front() ? "imported here" : "and here");
  return D;
}

Resolver::Meaning Resolver::onlyOne(const Supplies<Symbol> &Found,
                                    const Ident &Name) {
  if (!Found.isAmbiguous())
    return {Found.front()};
  auto D = reportAmbiguous(Name, Found.From);
  for (const ImportedModule *M : Found.From)
    if (std::string Prefix = prefixOf(*M); !Prefix.empty()) {
      D.fix("write `" + Prefix + "." + Name.Name + "`");
      return {nullptr, true};
    }
  const std::string &First = Found.From.front()->Module->Name;
  D.fix("`import " + First + "`, and write `" + lastPart(First) + "." +
        Name.Name + "`");
  return {nullptr, true};
}

//===----------------------------------------------------------------------===//
// What stands in front of a dot
//===----------------------------------------------------------------------===//

void Resolver::qualifyByFrom(Qualifier &Q, const Ident &Name) {
  Supplies<Namespace> Modules;
  Supplies<Symbol> Symbols;
  for (Namespace *N = Here; N; N = N->Parent) {
    auto It = N->FromImports.find(Name.Name);
    if (It == N->FromImports.end())
      continue;
    for (const ImportedModule &M : It->second) {
      if (!M.Module)
        continue;
      Modules.add(M.Module->Nested.lookup(Name.Name), M);
      Symbol *Service = M.Module->Services.lookup(Name.Name);
      Symbols.add(Service ? Service : lookupTypeIn(M.Module, Name.Name), M);
    }
    break;
  }
  // What the file defines itself hides them.
  if (!Q && (Modules.isAmbiguous() || Symbols.isAmbiguous())) {
    Q.IsAmbiguous = true;
    if (Symbols.isAmbiguous())
      onlyOne(Symbols, Name);
    else
      reportAmbiguous(Name, Modules.From);
    return;
  }
  if (!Q.Module && !Modules.isAmbiguous())
    Q.Module = Modules.front();
  if (!Q.Sym && !Symbols.isAmbiguous())
    Q.Sym = Symbols.front();
}

void Resolver::qualifyByImport(Qualifier &Q, const Ident &Name,
                               StringRef Member) {
  Supplies<Namespace> Modules;
  for (Namespace *N = Here; N; N = N->Parent) {
    auto It = N->Imports.find(Name.Name);
    if (It == N->Imports.end())
      continue;
    if (Builtins.isModule(Name.Name))
      Q.Builtin = Name.Name;
    for (const ImportedModule &M : It->second)
      Modules.add(M.Module, M);
    break;
  }
  if (Modules.isAmbiguous() && !Q.Module && !Q.Sym) {
    Q.IsAmbiguous = true;
    const std::string &First = Modules.From.front()->Module->Name;
    reportAmbiguous(Name, Modules.From)
        .fix("write `" + First + "." + Member + "`, or `from " + First +
             " import " + Member + "`");
    return;
  }
  if (!Q.Module && !Modules.isAmbiguous())
    Q.Module = Modules.front();
  if (Q.Sym)
    return;
  // A namespace hides a type of its name that is not the file's.
  Supplies<Symbol> Types = importedTypes(Name.Name);
  if (!Types.isAmbiguous() || !Q.Module) {
    Meaning M = onlyOne(Types, Name);
    Q.Sym = M.Sym;
    Q.IsAmbiguous = M.IsAmbiguous;
  }
}

//===----------------------------------------------------------------------===//
// Names without a dot
//===----------------------------------------------------------------------===//

Resolver::Supplies<Symbol> Resolver::importedTypes(StringRef Name) {
  Supplies<Symbol> Found;
  auto add = [&](const ImportedModule &M) {
    Symbol *T = M.Module ? lookupTypeIn(M.Module, Name) : nullptr;
    if (T && (T->IsPub || sees(T->Home)))
      Found.add(T, M);
  };
  for (Namespace *N = Here; N && !Found.front(); N = N->Parent)
    if (auto It = N->FromImports.find(Name); It != N->FromImports.end())
      llvm::for_each(It->second, add);
  for (Namespace *N = Here; N && !Found.front(); N = N->Parent)
    for (auto &[Last, Modules] : N->Imports)
      llvm::for_each(Modules, add);
  return Found;
}

Resolver::Meaning Resolver::lookupType(const Ident &Name) {
  for (TypeSym *T : llvm::reverse(LocalTypes))
    if (T->Name == Name.Name)
      return {T};
  for (Namespace *N = Here; N; N = N->Parent)
    if (Symbol *T = lookupTypeIn(N, Name.Name))
      return {T};
  return onlyOne(importedTypes(Name.Name), Name);
}

/// Calls F for the variants of that name that `from` imports bring into N.
static void eachFromVariant(
    const Namespace *N, StringRef Name,
    llvm::function_ref<void(VariantSym *, const ImportedModule &)> F) {
  if (auto It = N->FromVariants.find(Name); It != N->FromVariants.end())
    for (const ImportedVariant &V : It->second)
      F(V.Variant, V.From);
}

/// Calls F for the variants of that name in the modules that N imports whole.
static void eachModuleVariant(
    const Namespace *N, StringRef Name,
    llvm::function_ref<void(VariantSym *, const ImportedModule &)> F) {
  for (auto &[Last, Modules] : N->Imports)
    for (const ImportedModule &M : Modules)
      if (M.Module)
        if (auto It = M.Module->Variants.find(Name);
            It != M.Module->Variants.end())
          for (VariantSym *V : It->second)
            F(V, M);
}

Resolver::Meaning Resolver::lookupImported(const Ident &Name,
                                           std::optional<unsigned> NumArgs) {
  Supplies<Symbol> Found;
  auto add = [&](Symbol *S, const ImportedModule &M) {
    if (!S || (!S->IsPub && S->Home && !sees(S->Home)))
      return;
    // Of several in one module the last one is meant.
    for (auto [Known, From] : llvm::zip(Found.Found, Found.From))
      if (From->Module && From->Module == M.Module) {
        Known = S;
        return;
      }
    Found.add(S, M);
  };
  for (Namespace *N = Here; N && !Found.front(); N = N->Parent) {
    if (auto It = N->FromImports.find(Name.Name); It != N->FromImports.end())
      for (const ImportedModule &M : It->second) {
        Symbol *S = M.Module ? lookupIn(M.Module, Name.Name, NumArgs) : nullptr;
        add(S ? S : Builtins.lookup((M.Name + "." + Name.Name).str(), NumArgs),
            M);
      }
    eachFromVariant(N, Name.Name, add);
  }
  for (Namespace *N = Here; N && !Found.front(); N = N->Parent)
    eachModuleVariant(N, Name.Name, add);
  return onlyOne(Found, Name);
}

/// A method of an interface that is visible here, or of a trait of the
/// language, or else the only one of that name: impls are visible everywhere.
MethodSym *Resolver::lookupMethod(StringRef Name) {
  MethodSym *Found = nullptr;
  auto methodOf = [&](Symbol *S) -> MethodSym * {
    if (auto *T = llvm::dyn_cast_or_null<TraitSym>(S))
      for (MethodSym *M : T->Methods)
        if (M->Name == Name)
          return M;
    return nullptr;
  };
  auto look = [&](Symbol *S) {
    if (!Found)
      Found = methodOf(S);
  };
  for (Namespace *N = Here; N; N = N->Parent)
    for (auto &[Known, T] : N->Types)
      look(T);
  for (Namespace *N = Here; N; N = N->Parent) {
    for (auto &[Known, Modules] : N->FromImports)
      for (const ImportedModule &M : Modules)
        look(M.Module ? lookupTypeIn(M.Module, Known) : nullptr);
    for (auto &[Last, Modules] : N->Imports)
      for (const ImportedModule &M : Modules)
        if (M.Module)
          for (auto &[TypeName, T] : M.Module->Types)
            if (T->IsPub)
              look(T);
  }
  if (!Found)
    Found = Provided.method(Name);
  if (Found)
    return Found;
  for (TraitSym *T : Declared.Traits) {
    MethodSym *M = T->IsPub || sees(T->Home) ? methodOf(T) : nullptr;
    if (M && Found)
      return nullptr;
    if (M)
      Found = M;
  }
  return Found;
}

/// The variants that a pattern of that name may mean: all of one scope, because
/// the type tells them apart.
bool Resolver::lookupVariants(const Ident &Name,
                              llvm::SmallVectorImpl<VariantSym *> &Out) {
  for (TypeSym *T : llvm::reverse(LocalTypes)) {
    if (auto *Sum = dyn_cast<SumSym>(T))
      for (VariantSym *V : Sum->Variants)
        if (V->Name == Name.Name)
          Out.push_back(V);
    if (!Out.empty())
      return true;
  }
  for (Namespace *N = Here; N; N = N->Parent)
    if (auto It = N->Variants.find(Name.Name); It != N->Variants.end()) {
      Out.append(It->second.begin(), It->second.end());
      return true;
    }
  // Those of one module are told apart by the type, imported ones by their
  // name.
  Supplies<Symbol> Found;
  llvm::SmallPtrSet<const Namespace *, 2> Seen;
  auto add = [&](VariantSym *V, const ImportedModule &M) {
    if ((!V->IsPub && !sees(V->Home)) || llvm::is_contained(Out, V))
      return;
    Out.push_back(V);
    if (Seen.insert(V->Home).second)
      Found.add(V, M);
  };
  for (Namespace *N = Here; N && Out.empty(); N = N->Parent)
    eachFromVariant(N, Name.Name, add);
  for (Namespace *N = Here; N && Out.empty(); N = N->Parent)
    eachModuleVariant(N, Name.Name, add);
  if (Found.isAmbiguous()) {
    Out.clear();
    onlyOne(Found, Name);
    return false;
  }
  if (Out.empty())
    if (VariantSym *V = Provided.variant(Name.Name))
      Out.push_back(V);
  return true;
}
