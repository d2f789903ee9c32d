//===- ResolveName.cpp - Names and members in bodies ----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Resolver.h"
#include "llvm/ADT/StringSwitch.h"

using namespace snow::frontend;
using llvm::dyn_cast;
using llvm::SmallVector;
using llvm::StringRef;

void Resolver::use(Symbol *S) {
  // Members stand for the service that they share their types with.
  if (auto *H = dyn_cast<HandlerSym>(S))
    S = H->Service;
  else if (auto *Start = dyn_cast<ServiceStartSym>(S))
    S = Start->Service;
  else if (auto *F = dyn_cast<FunctionSym>(S);
           F && F->Service && F->Service->Init == F)
    S = F->Service;
  else if (auto *V = dyn_cast<LocalVar>(S); V && V->Global)
    S = V->Global;
  else if (llvm::isa<MethodSym>(S))
    return useMethods(S->Name);
  if (Current && (llvm::isa<FunctionSym>(S) || llvm::isa<ActorSym>(S) ||
                  llvm::isa<SupervisorSym>(S) || llvm::isa<GlobalSym>(S) ||
                  llvm::isa<ServiceSym>(S)))
    Uses[Current].insert(S);
}

void Resolver::useMethods(StringRef Name) {
  auto It = Inferred.find(Name);
  if (It == Inferred.end() || !Current)
    return;
  for (MethodSym *M : It->second)
    Uses[Current].insert(M->Default);
}

//===----------------------------------------------------------------------===//
// Scopes
//===----------------------------------------------------------------------===//

LocalVar *Resolver::lookupLocal(StringRef Name,
                                std::optional<unsigned> NumArgs) {
  LocalVar *OtherArity = nullptr;
  for (LocalVar *V : llvm::reverse(Locals)) {
    if (V->Name != Name)
      continue;
    if (!V->IsLocalFn)
      return OtherArity ? OtherArity : V;
    if (!NumArgs || V->Fn->arity() == *NumArgs)
      return V;
    // Local functions of one name differ by their number of parameters.
    if (!OtherArity)
      OtherArity = V;
  }
  return OtherArity;
}

Resolver::Meaning Resolver::lookup(const Ident &Ref,
                                   std::optional<unsigned> NumArgs) {
  StringRef Name = Ref.Name;
  if (LocalVar *V = lookupLocal(Name, NumArgs)) {
    // A closure may be used by the functions of the file.
    V->IsStored |= V->Global && InLambda;
    return {V};
  }
  for (TypeSym *T : llvm::reverse(LocalTypes))
    if (auto *Sum = dyn_cast<SumSym>(T))
      for (VariantSym *V : Sum->Variants)
        if (V->Name == Name)
          return {V};
  if (CurrentService) {
    FunctionSym *Private = nullptr;
    for (FunctionSym *F : CurrentService->Functions)
      if (F->Name == Name && !(Private && NumArgs && Private->Arity == NumArgs))
        Private = F;
    if (Private)
      return {Private};
  }
  for (Namespace *N = Here; N; N = N->Parent)
    if (Symbol *S = lookupIn(N, Name, NumArgs)) {
      // Found so, a constant of the file is read from elsewhere.
      if (auto *V = dyn_cast<LocalVar>(S))
        V->IsStored = true;
      return {S};
    }
  if (Meaning M = lookupImported(Ref, NumArgs); M.Sym || M.IsAmbiguous)
    return M;
  // The library's own helpers begin so.
  bool IsHidden = Name.starts_with("__") && !IsLibrary;
  if (Symbol *S = IsHidden ? nullptr : Builtins.lookup(Name, NumArgs))
    return {S};
  if (VariantSym *V = Provided.variant(Name))
    return {V};
  return {lookupMethod(Name)};
}

void Resolver::unbound(StringRef Name, Span Where) {
  if (isBrokenImport(Name))
    return;
  SmallVector<StringRef, 32> Candidates;
  for (LocalVar *V : Locals)
    Candidates.push_back(V->Name);
  for (Namespace *Around = Here; Around; Around = Around->Parent) {
    for (auto &[N, F] : Around->Functions)
      Candidates.push_back(N);
    for (auto &[N, A] : Around->Actors)
      Candidates.push_back(N);
    for (auto &[N, S] : Around->Services)
      Candidates.push_back(N);
    for (auto &[N, S] : Around->Supervisors)
      Candidates.push_back(N);
    for (auto &[N, V] : Around->Variants)
      Candidates.push_back(N);
    for (auto &[N, Modules] : Around->FromImports)
      Candidates.push_back(N);
  }
  for (Namespace *Around = Here; Around; Around = Around->Parent)
    for (auto &[N, M] : Around->Imports)
      Candidates.push_back(N);
  llvm::append_range(Candidates, Builtins.namesIn(""));
  llvm::append_range(Candidates, Builtins.modules());
  auto D = Diags.report(DiagCode::E0004, Where, "unbound name `" + Name + "`");
  if (llvm::is_contained(PendingLets, Name)) {
    D.label("a `let` does not see its own name")
        .fix("a function that calls itself is defined by `fn " + Name +
             "(...) do ... end`");
    return;
  }
  D.label("not found in this scope");
  suggest(D, Name, Candidates);
}

//===----------------------------------------------------------------------===//
// Names and members
//===----------------------------------------------------------------------===//

void Resolver::visitName(NameExpr *N, std::optional<unsigned> NumArgs) {
  // What the resolver has made itself names something already.
  if (N->Sym)
    return use(N->Sym);
  Meaning M = lookup({N->Name, N->Where}, NumArgs);
  N->Sym = M.Sym;
  if (N->Sym)
    return use(N->Sym);
  if (!M.IsAmbiguous)
    unbound(N->Name, N->Where);
}

/// Types of the language that are no sums, so that no symbol stands for them.
static bool isBuiltinType(StringRef Name) {
  return llvm::StringSwitch<bool>(Name)
      .Cases({"Int", "Float", "Bool", "String", "Range", "Json"}, true)
      .Cases({"List", "Map", "Set", "Queue"}, true)
      .Default(false);
}

/// Resolves the name behind a module, service or type; false if the base is a
/// value.
bool Resolver::visitMember(FieldExpr *F, std::optional<unsigned> NumArgs) {
  useMethods(F->Name.Name);
  Qualifier Q = lookupQualifier(F->Base, F->Name.Name);
  if (Q.IsAmbiguous) {
    F->IsUnknown = true;
    return true;
  }
  if (!Q) {
    auto *Base = dyn_cast<NameExpr>(F->Base);
    F->OfTypeVar = Base && !lookupLocal(Base->Name) &&
                   (llvm::is_contained(TypeVars, Base->Name) ||
                    (isBuiltinType(Base->Name) && lookupMethod(F->Name.Name)));
    return F->OfTypeVar;
  }
  StringRef Name = F->Name.Name;
  if (Q.Module)
    F->Sym = lookupIn(Q.Module, Name, NumArgs);
  if (auto *Service = llvm::dyn_cast_or_null<ServiceSym>(Q.Sym);
      Service && !F->Sym) {
    if (Name == "start")
      F->Sym = Service->Start;
    for (HandlerSym *H : Service->Handlers)
      if (H->Name == Name)
        F->Sym = H;
    if (F->Sym) {
      // It is the service that may be private, not what it has.
      auto *Of = dyn_cast<FieldExpr>(F->Base);
      F->IsUnknown = !checkVisible(
          Service, Of ? Of->Name : Ident{Service->Name, F->Base->Where});
      use(F->Sym);
      return true;
    }
  }
  Symbol *OfType = Q.Sym;
  if (auto *Alias = llvm::dyn_cast_or_null<AliasSym>(OfType))
    if (Symbol *Target = Alias->Item->Target->Sym)
      OfType = Target;
  if (auto *Sum = llvm::dyn_cast_or_null<SumSym>(OfType); Sum && !F->Sym)
    for (VariantSym *V : Sum->Variants)
      if (V->Name == Name)
        F->Sym = V;
  if (auto *T = llvm::dyn_cast_or_null<TraitSym>(OfType); T && !F->Sym)
    for (MethodSym *M : T->Methods)
      if (M->Name == Name)
        F->Sym = M;
  if (!F->Sym && !Q.Builtin.empty())
    F->Sym = Builtins.lookup((Q.Builtin + "." + Name).str(), NumArgs);
  if (F->Sym) {
    if (!checkVisible(F->Sym, F->Name)) {
      F->Sym = nullptr;
      F->IsUnknown = true;
      return true;
    }
    use(F->Sym);
    return true;
  }
  if (llvm::isa_and_nonnull<TypeSym>(OfType) ||
      llvm::isa_and_nonnull<AliasSym>(OfType)) {
    F->OfType = OfType;
    return true;
  }
  // `Int.zero()`, a method that the type has by an impl.
  if (isBuiltinType(Q.Builtin) && lookupMethod(Name)) {
    F->OfTypeVar = true;
    return true;
  }
  F->IsUnknown = true;
  // A member that is itself a module has been reported if it is private.
  reportMissing(Q, F->Name);
  return true;
}

void Resolver::visitLiteral(StructLiteralExpr *L) {
  for (FieldInit &F : L->Fields)
    visit(F.Value);
  Ident Name;
  if (auto *N = dyn_cast<NameExpr>(L->Callee)) {
    Name = {N->Name, N->Where};
    Meaning M = lookupType(Name);
    if (M.IsAmbiguous)
      return;
    L->Sym = M.Sym;
  } else if (auto *F = dyn_cast<FieldExpr>(L->Callee)) {
    Name = F->Name;
    Qualifier Q = lookupQualifier(F->Base, Name.Name);
    if (Q.IsAmbiguous)
      return;
    if (Q) {
      L->Sym = memberQualifier(Q, F->Name).Sym;
      if (!L->Sym)
        return reportMissing(Q, F->Name);
      if (!checkVisible(L->Sym, F->Name))
        L->Sym = nullptr;
      if (!L->Sym)
        return;
    }
  }
  if (llvm::isa_and_nonnull<StructSym>(L->Sym) ||
      llvm::isa_and_nonnull<AliasSym>(L->Sym))
    return;
  if (isBrokenImport(Name.Name))
    return;
  bool IsOther = L->Sym != nullptr;
  L->Sym = nullptr;
  SmallVector<StringRef, 16> Candidates;
  for (Namespace *N = Here; N; N = N->Parent)
    for (auto &[Known, T] : N->Types)
      if (llvm::isa<StructSym>(T))
        Candidates.push_back(Known);
  for (TypeSym *T : LocalTypes)
    Candidates.push_back(T->Name);
  auto D = Diags.report(DiagCode::E0004, L->Callee->Where,
                        IsOther ? "`" + Name.Name + "` is not a struct"
                                : "unbound name `" + Name.Name +
                                      "`: no such struct");
  suggest(D, Name.Name, Candidates);
}
