//===- ResolveModule.cpp - What modules define and what a dot follows -----===//
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

//===----------------------------------------------------------------------===//
// What a module defines
//===----------------------------------------------------------------------===//

Symbol *Resolver::lookupIn(Namespace *N, StringRef Name,
                           std::optional<unsigned> NumArgs) {
  if (auto It = N->Functions.find(Name); It != N->Functions.end()) {
    for (FunctionSym *F : It->second)
      if (NumArgs && F->Arity == *NumArgs)
        return F;
    return It->second.back();
  }
  if (auto It = N->Actors.find(Name); It != N->Actors.end())
    return It->second;
  if (auto It = N->Services.find(Name); It != N->Services.end())
    return It->second;
  if (auto It = N->Supervisors.find(Name); It != N->Supervisors.end())
    return It->second;
  if (auto It = N->Variants.find(Name); It != N->Variants.end())
    return It->second.back();
  if (auto It = N->Globals.find(Name); It != N->Globals.end())
    return It->second;
  return nullptr;
}

Symbol *Resolver::lookupTypeIn(Namespace *N, StringRef Name) {
  auto It = N->Types.find(Name);
  return It == N->Types.end() ? nullptr : It->second;
}

bool Resolver::sees(const Namespace *N) const {
  for (const Namespace *Around = Here; Around; Around = Around->Parent)
    if (Around == N)
      return true;
  return false;
}

bool Resolver::checkVisible(Symbol *S, const Ident &Name) {
  if (!S->Home || S->IsPub || sees(S->Home))
    return true;
  Diags
      .report(DiagCode::E0035, Name.Where,
              "`" + Name.Name + "` is private in module " + S->Home->Name +
                  "; add `pub`")
      .label("private")
      .also(S->Where, "defined here without `pub`")
      .fix(llvm::isa<LocalVar>(S)
               ? "a constant is its file's own; a `pub fn` can give it out"
               : "add `pub` to its definition");
  return false;
}

void Resolver::reportMissing(const Qualifier &Q, const Ident &Name) {
  SmallVector<StringRef, 32> Candidates;
  StringRef What = "module";
  std::string Of = Q.Name.str();
  if (Q.Module) {
    Of = Q.Module->Name;
    for (auto &[Known, F] : Q.Module->Functions)
      Candidates.push_back(Known);
    for (auto &[Known, A] : Q.Module->Actors)
      Candidates.push_back(Known);
    for (auto &[Known, S] : Q.Module->Services)
      Candidates.push_back(Known);
    for (auto &[Known, S] : Q.Module->Supervisors)
      Candidates.push_back(Known);
    for (auto &[Known, T] : Q.Module->Types)
      Candidates.push_back(Known);
    for (auto &[Known, V] : Q.Module->Variants)
      Candidates.push_back(Known);
  } else if (auto *S = llvm::dyn_cast_or_null<ServiceSym>(Q.Sym)) {
    What = "service";
    Candidates.push_back("start");
    for (HandlerSym *H : S->Handlers)
      Candidates.push_back(H->Name);
  }
  if (!Q.Builtin.empty())
    llvm::append_range(Candidates, Builtins.namesIn(Q.Builtin));
  auto D = Diags.report(DiagCode::E0034, Name.Where,
                        Name.Name + " is not exported by " + What + " " + Of);
  D.label("not found in " + What + " " + Of);
  suggest(D, Name.Name, Candidates);
}

//===----------------------------------------------------------------------===//
// What stands in front of a dot
//===----------------------------------------------------------------------===//

/// A module and a type may have one name; where they come from different
/// places, both are meant.
Resolver::Qualifier Resolver::lookupQualifier(const Ident &Name,
                                              StringRef Member) {
  Qualifier Q;
  Q.Name = Name.Name;
  for (TypeSym *T : llvm::reverse(LocalTypes))
    if (T->Name == Q.Name && !Q.Sym)
      Q.Sym = T;
  for (Namespace *N = Here; N; N = N->Parent) {
    if (!Q.Module)
      Q.Module = N->Nested.lookup(Q.Name);
    if (!Q.Sym)
      Q.Sym = N->Services.lookup(Q.Name);
    if (!Q.Sym)
      Q.Sym = lookupTypeIn(N, Q.Name);
  }
  qualifyByFrom(Q, Name);
  if (!Q.IsAmbiguous)
    qualifyByImport(Q, Name, Member);
  if (Q.IsAmbiguous)
    return Q;
  // What a module of the program lacks is looked up in the built-in one.
  if (Q.Module && Builtins.isModule(Q.Name))
    Q.Builtin = Q.Name;
  if (Q)
    return Q;
  if (Builtins.isModule(Q.Name))
    Q.Builtin = Q.Name;
  Q.Sym = Provided.sum(Q.Name);
  if (!Q.Sym)
    Q.Sym = Provided.trait(Q.Name);
  return Q;
}

Resolver::Qualifier Resolver::memberQualifier(const Qualifier &Base,
                                              const Ident &Name) {
  Qualifier Q;
  Q.Name = Name.Name;
  if (!Base.Module)
    return Q;
  if (Namespace *Inner = Base.Module->Nested.lookup(Name.Name)) {
    // One that is private has been reported, and is enough of that.
    Q.Module = Inner;
    if (!Inner->IsPub && !sees(Base.Module))
      Diags
          .report(DiagCode::E0035, Name.Where,
                  "`" + Name.Name + "` is private in module " +
                      Base.Module->Name + "; add `pub`")
          .label("private")
          .also(Inner->Where, "defined here without `pub`");
  }
  if (ServiceSym *S = Base.Module->Services.lookup(Name.Name))
    Q.Sym = S;
  else
    Q.Sym = lookupTypeIn(Base.Module, Name.Name);
  return Q;
}

Resolver::Qualifier Resolver::lookupQualifier(ArrayRef<Ident> Path,
                                              StringRef Member) {
  Qualifier Q =
      lookupQualifier(Path.front(), Path.size() == 1 ? Member : Path[1].Name);
  for (const Ident &I : Path.drop_front())
    if (Q)
      Q = memberQualifier(Q, I);
  if (Q || Q.IsAmbiguous || Path.size() == 1)
    return Q;
  // The whole name of a module, where only its last part was asked for.
  std::string Name;
  for (const Ident &I : Path)
    Name += (Name.empty() ? "" : ".") + I.Name.str();
  for (Namespace *N = Here; N; N = N->Parent)
    for (auto &[Last, Modules] : N->Imports)
      for (const ImportedModule &M : Modules)
        if (M.Module && M.Module->Name == Name)
          Q.Module = M.Module;
  return Q;
}

Resolver::Qualifier Resolver::lookupQualifier(Expr *E, StringRef Member) {
  SmallVector<Ident, 4> Path;
  while (auto *F = dyn_cast<FieldExpr>(E)) {
    Path.push_back(F->Name);
    E = F->Base;
  }
  auto *N = dyn_cast<NameExpr>(E);
  if (!N || lookupLocal(N->Name))
    return {};
  for (Namespace *Around = Here; Around; Around = Around->Parent)
    if (Around->Globals.contains(N->Name))
      return {};
  Path.push_back({N->Name, N->Where});
  std::reverse(Path.begin(), Path.end());
  return lookupQualifier(Path, Member);
}
