//===- Traits.cpp - Which type has which trait ----------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A demand on a type is met by an impl of the program, by a derivation, or by
// the table of what built-in types have (language specification, section 7). A
// demand on a variable waits there.
//
//===----------------------------------------------------------------------===//

#include "snow/Frontend/Sema/Symbol.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSwitch.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Demands
//===----------------------------------------------------------------------===//

void TypeContext::attach(Type *Var, const Constraint &C) {
  for (const Constraint *Old = Var->Bounds; Old; Old = Old->Next) {
    if (Old->Kind != C.Kind || Old->Subject != C.Subject)
      continue;
    bool Same = false;
    switch (C.Kind) {
    case ConstraintKind::Trait:
      Same = Old->Wanted == C.Wanted && Old->Args.empty() && C.Args.empty();
      break;
    case ConstraintKind::Tuple:
      Same = true;
      break;
    case ConstraintKind::Iterate:
    case ConstraintKind::Elements:
      // What is asked for twice has one answer.
      unify(Old->Args[0], C.Args[0]);
      Same = true;
      break;
    case ConstraintKind::Member:
    case ConstraintKind::Projection:
      Same = Old->Name == C.Name && Old->Number == C.Number;
      if (Same)
        unify(Old->Args[0], C.Args[0]);
      break;
    case ConstraintKind::Method:
    case ConstraintKind::Index:
      break;
    }
    if (Same)
      return;
  }
  // What follows from the variable lives as long as it does.
  for (Type *A : C.Args)
    occurs(Var, A);
  Constraint *Copy = Ctx.make<Constraint>(C);
  Copy->Next = Var->Bounds;
  Var->Bounds = Copy;
  if (!Var->isGeneric())
    for (Type *A : C.Args)
      capLevel(A, Var->Level);
  Asked.push_back(Var);
}

SmallVector<Type *, 4> TypeContext::takeUndetermined(bool AtEnd) {
  SmallVector<Type *, 4> Result;
  std::vector<Type *> Later;
  llvm::SmallPtrSet<Type *, 8> Seen;
  for (Type *T : Asked) {
    T = resolve(T);
    if (!T->is(TypeKind::Var) || T->isGeneric() || !Seen.insert(T).second)
      continue;
    if (AtEnd || T->Level > Level)
      Result.push_back(T);
    else
      Later.push_back(T);
  }
  Asked = std::move(Later);
  return Result;
}

void TypeContext::require(Type *T, Constraint C) {
  T = resolve(T);
  C.Subject = nullptr;
  C.Next = nullptr;
  if (T->is(TypeKind::Var))
    return attach(T, C);
  if (T->is(TypeKind::Error) || T->is(TypeKind::Never))
    return;
  if (C.Kind == ConstraintKind::Trait)
    return requireTrait(T, C);
  if (Solver)
    Solver->solve(C, T);
}

void TypeContext::require(Type *T, const TraitSym *Wanted,
                          ArrayRef<Type *> Args, Span Where) {
  Constraint C;
  C.Wanted = Wanted;
  C.Args = Ctx.copy(Args);
  C.Where = Where;
  require(T, C);
}

void TypeContext::require(Type *T, Trait Wanted, Span Where) {
  require(T, trait(Wanted), {}, Where);
}

void TypeContext::requireTrait(Type *T, const Constraint &C) {
  SmallVector<const ImplSym *, 2> Candidates;
  for (const ImplSym *I : C.Wanted->Impls) {
    Substitution S;
    if (matchImpl(I, T, C.Args, S) != Match::No)
      Candidates.push_back(I);
  }
  if (Candidates.size() > 1) {
    // Decided when more is known.
    SmallVector<Type *, 8> Work(C.Args);
    Work.push_back(T);
    while (!Work.empty()) {
      Type *U = resolve(Work.pop_back_val());
      if (U->is(TypeKind::Var)) {
        Constraint Waiting = C;
        Waiting.Subject = T;
        return attach(U, Waiting);
      }
      Work.append(U->Args.begin(), U->Args.end());
    }
  }
  if (!Candidates.empty()) {
    const ImplSym *I = Candidates.front();
    ArrayRef<Type *> Inst = instantiate(I->Generics, C.Where);
    Substitution S;
    for (auto [G, V] : llvm::zip(I->Generics, Inst))
      S[G] = V;
    unify(substitute(I->Target, S), T);
    // Code that knows no more of a type takes `not` to stay within it.
    if (FunctionSym *F = C.Wanted->is(Trait::Not) ? I->method("not") : nullptr)
      if (F->Ty && unify(substitute(F->Ty->result(), S), T) != Unify::Same)
        Failures.push_back({C.Wanted, C.Where, T, T});
    for (auto [Given, Wanted] : llvm::zip(I->Args, C.Args))
      if (unify(substitute(Given, S), Wanted) != Unify::Same)
        Failures.push_back({C.Wanted, C.Where, T, T});
    return;
  }
  Obligations Open;
  if (Type *Inner = missing(T, C.Wanted, C.Args, Open)) {
    Failures.push_back({C.Wanted, C.Where, T, Inner});
    return;
  }
  for (const Obligation &O : Open)
    require(O.Var, O.Wanted, O.Args, C.Where);
}

bool TypeContext::hasTrait(Type *T, const TraitSym *Wanted,
                           ArrayRef<Type *> Args) {
  Obligations Open;
  return !missing(T, Wanted, Args, Open);
}

bool TypeContext::hasTrait(Type *T, Trait Wanted) {
  return hasTrait(T, trait(Wanted));
}

//===----------------------------------------------------------------------===//
// Impls
//===----------------------------------------------------------------------===//

FunctionSym *ImplSym::method(StringRef MethodName) const {
  for (FunctionSym *F : Methods)
    if (F->Name == MethodName)
      return F;
  return nullptr;
}

TypeContext::Match TypeContext::match(Type *Pattern, Type *T, Substitution &S) {
  Pattern = resolve(Pattern);
  T = resolve(T);
  if (Pattern->is(TypeKind::Var)) {
    auto [It, New] = S.try_emplace(Pattern, T);
    if (New || same(It->second, T))
      return Match::Yes;
    return Match::Maybe;
  }
  if (T->is(TypeKind::Var))
    return Match::Maybe;
  if (T->is(TypeKind::Error))
    return Match::Yes;
  if (Pattern->Kind != T->Kind || Pattern->Args.size() != T->Args.size() ||
      Pattern->Name != T->Name || Pattern->Decl != T->Decl)
    return Match::No;
  if (T->is(TypeKind::Pid) && (resolve(T->Args[0])->is(TypeKind::Any) ||
                               resolve(Pattern->Args[0])->is(TypeKind::Any)))
    return Match::Yes;
  Match Result = Match::Yes;
  for (auto [P, A] : llvm::zip(Pattern->Args, T->Args))
    Result = std::min(Result, match(P, A, S));
  return Result;
}

TypeContext::Match TypeContext::matchImpl(const ImplSym *I, Type *T,
                                          ArrayRef<Type *> Args,
                                          Substitution &S) {
  if (!I->Target)
    return Match::No;
  Match Result = match(I->Target, T, S);
  for (auto [Given, Wanted] : llvm::zip(I->Args, Args))
    Result = std::min(Result, match(Given, Wanted, S));
  return Result;
}

/// Whether the types, each with variables of its own, have a common instance.
bool TypeContext::mayUnify(Type *A, Type *B, Substitution &S) {
  auto walk = [&](Type *T) {
    T = resolve(T);
    while (T->is(TypeKind::Var)) {
      auto It = S.find(T);
      if (It == S.end())
        break;
      T = resolve(It->second);
    }
    return T;
  };
  A = walk(A);
  B = walk(B);
  if (A == B)
    return true;
  if (B->is(TypeKind::Var))
    std::swap(A, B);
  if (A->is(TypeKind::Var)) {
    S[A] = B;
    return true;
  }
  if (A->Kind != B->Kind || A->Args.size() != B->Args.size() ||
      A->Name != B->Name || A->Decl != B->Decl)
    return false;
  return llvm::all_of_zip(A->Args, B->Args,
                          [&](Type *X, Type *Y) { return mayUnify(X, Y, S); });
}

bool TypeContext::mayOverlap(const ImplSym *A, const ImplSym *B) {
  Substitution S;
  if (!mayUnify(A->Target, B->Target, S))
    return false;
  return llvm::all_of_zip(A->Args, B->Args,
                          [&](Type *X, Type *Y) { return mayUnify(X, Y, S); });
}

ImplSym *TypeContext::findImpl(const TraitSym *Wanted, Type *T,
                               ArrayRef<Type *> Args, Substitution &S) {
  for (ImplSym *I : Wanted->Impls) {
    Substitution Try;
    if (matchImpl(I, T, Args, Try) != Match::Yes)
      continue;
    S = std::move(Try);
    return I;
  }
  return nullptr;
}

//===----------------------------------------------------------------------===//
// What is missing
//===----------------------------------------------------------------------===//

Type *TypeContext::missing(Type *T, const TraitSym *Wanted,
                           ArrayRef<Type *> Args, Obligations &Out) {
  T = resolve(T);
  if (T->is(TypeKind::Var)) {
    Out.push_back({T, Wanted, Args});
    return nullptr;
  }
  if (T->is(TypeKind::Error) || T->is(TypeKind::Never))
    return nullptr;
  // A recursive type has a trait unless something else in it lacks it.
  for (const Goal &G : Active)
    if (G.Wanted == Wanted && same(G.T, T))
      return nullptr;
  constexpr size_t DeepestNesting = 64;
  if (Active.size() > DeepestNesting)
    return nullptr;
  // One that contains itself at ever larger types shows soon what it asks of
  // them.
  constexpr size_t EnoughInstances = 4;
  if (T->Decl && llvm::count_if(Active, [&](const Goal &G) {
                   return G.Wanted == Wanted && G.T->Decl == T->Decl;
                 }) >= static_cast<ptrdiff_t>(EnoughInstances))
    return nullptr;
  Active.push_back({Wanted, T});
  llvm::scope_exit Done([&] { Active.pop_back(); });

  const ImplSym *Best = nullptr;
  Substitution Stands;
  for (const ImplSym *I : Wanted->Impls) {
    Substitution S;
    Match M = matchImpl(I, T, Args, S);
    if (M == Match::No || (M == Match::Maybe && Best))
      continue;
    Best = I;
    Stands = std::move(S);
    if (M == Match::Yes)
      break;
  }
  if (Best) {
    for (Type *G : Best->Generics)
      if (Type *For = Stands.lookup(G))
        for (const Constraint *C = G->Bounds; C; C = C->Next)
          if (C->Kind == ConstraintKind::Trait && !C->Subject)
            if (Type *Inner = missing(For, C->Wanted, {}, Out))
              return Inner;
    return nullptr;
  }
  if (!Wanted->Builtin)
    return T;
  if (T->Decl && T->Decl->Home)
    return missingDerived(T, Wanted, Out);
  return missingBuiltin(T, Wanted, Out);
}

Type *TypeContext::missingDerived(Type *T, const TraitSym *Wanted,
                                  Obligations &Out) {
  Trait Tr = *Wanted->Builtin;
  if (Tr == Trait::Show) {
    // Either will do.
    Obligations Open;
    if (missing(T, trait(Trait::Display), {}, Open)) {
      Open.clear();
      if (Type *Inner = missing(T, trait(Trait::Debug), {}, Open))
        return Inner;
    }
    Out.append(Open);
    return nullptr;
  }
  TypeSym *Decl = T->Decl;
  if (!Decl->Derived.has(Tr))
    return T;
  // The Display form of a part may be its Debug form.
  const TraitSym *OfField = Tr == Trait::Display ? trait(Trait::Show) : Wanted;
  Substitution S;
  for (auto [P, A] : llvm::zip(Decl->Params, T->Args))
    S[P] = A;
  auto fields = [&](ArrayRef<Field> Fields) -> Type * {
    for (const Field &F : Fields)
      if (F.Ty)
        if (Type *Inner = missing(substitute(F.Ty, S), OfField, {}, Out))
          return Inner;
    return nullptr;
  };
  if (auto *Struct = llvm::dyn_cast<StructSym>(Decl))
    return fields(Struct->Fields);
  for (const VariantSym *V : llvm::cast<SumSym>(Decl)->Variants)
    if (Type *Inner = fields(V->Fields))
      return Inner;
  return nullptr;
}

/// Traits as the bits of the table below.
static constexpr unsigned bits(std::initializer_list<Trait> Traits) {
  unsigned Result = 0;
  for (Trait T : Traits)
    Result |= 1u << static_cast<unsigned>(T);
  return Result;
}

namespace {
constexpr unsigned Printed = bits({Trait::Display, Trait::Debug, Trait::Show});
constexpr unsigned Number =
    bits({Trait::Add, Trait::Sub, Trait::Mul, Trait::Div, Trait::Mod,
          Trait::Neg, Trait::Eq, Trait::Ord, Trait::Hash, Trait::Default,
          Trait::Json}) |
    Printed;
constexpr unsigned Key = bits({Trait::Eq, Trait::Hash}) | Printed;
constexpr unsigned Ordered = Key | bits({Trait::Ord});
constexpr unsigned Empty = bits({Trait::Default});
constexpr unsigned Json = bits({Trait::Json});
} // namespace

/// The traits of a built-in type; those of a composite one need the same of its
/// parts.
static unsigned traitsOf(Type *T) {
  switch (T->kind()) {
  case TypeKind::Int:
    return Number | bits({Trait::Number, Trait::Sign});
  case TypeKind::Float:
    return Number | bits({Trait::Number});
  case TypeKind::Bool:
    return Ordered | Empty | Json | bits({Trait::Not});
  case TypeKind::String:
    return Ordered | Empty | Json | bits({Trait::Concat});
  case TypeKind::Unit:
    return Ordered | Empty;
  case TypeKind::Tuple:
    return Ordered | Empty;
  case TypeKind::Pid:
    return Ordered;
  case TypeKind::Any:
    return Key;
  case TypeKind::Named:
    return llvm::StringSwitch<unsigned>(T->name())
        .Case("List", Ordered | Empty | Json | bits({Trait::Concat}))
        .Cases({"Set", "Queue"}, Key | Empty)
        .Case("Map", Key | Empty | Json)
        .Case("Option", Ordered | Empty | Json)
        .Case("Result", Ordered)
        .Case("Ordering", Ordered | bits({Trait::Sign}))
        .Case("Json", Key | Json)
        .Cases({"Range", "ExitReason", "SystemMessage"}, Key)
        .Default(Printed);
  default:
    return Printed;
  }
}

Type *TypeContext::missingBuiltin(Type *T, const TraitSym *Wanted,
                                  Obligations &Out) {
  Trait Tr = *Wanted->Builtin;
  if (!(traitsOf(T) & bits({Tr})))
    return T;
  bool IsTuple = T->is(TypeKind::Tuple);
  if (!IsTuple && !T->is(TypeKind::Named))
    return nullptr;
  // These look at no element.
  if (Tr == Trait::Concat || (Tr == Trait::Default && !IsTuple))
    return nullptr;
  if (Tr == Trait::Json && T->name() == "Map")
    if (Type *K = resolve(T->Args[0]);
        !K->is(TypeKind::String) && !K->is(TypeKind::Var))
      return K;
  const TraitSym *OfPart = Tr == Trait::Display ? trait(Trait::Show) : Wanted;
  for (Type *A : T->Args)
    if (Type *Inner = missing(A, OfPart, {}, Out))
      return Inner;
  return nullptr;
}
