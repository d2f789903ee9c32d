//===- CheckTrait.cpp - Interfaces and impls ------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Checker.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;
using llvm::Twine;

//===----------------------------------------------------------------------===//
// Interfaces
//===----------------------------------------------------------------------===//

void Checker::declareTrait(TraitSym *T) {
  Types.setHome(T->Home);
  Types.enterLevel();
  TypeVars Vars;
  T->Self = Types.newVar();
  Vars["Self"] = T->Self;
  T->Params = makeParams(T->Item->Generics, Vars);
  Types.require(T->Self, T, T->Params, Span());
  for (MethodSym *M : T->Methods)
    declareMethod(M, Vars);
  Types.leaveLevel();
  Types.makeGeneric(T->Self);
  for (Type *P : T->Params)
    Types.makeGeneric(P);
  for (MethodSym *M : T->Methods) {
    // Self and the parameters of the trait come first, whether the method
    // mentions them or not.
    SmallVector<Type *, 4> Generics = {T->Self};
    Generics.append(T->Params.begin(), T->Params.end());
    SmallVector<Type *, 4> Own;
    Types.freeVariables(M->Ty, Own);
    for (Type *G : Own) {
      Types.makeGeneric(G);
      Generics.push_back(G);
    }
    M->Generics = Ctx.copy(Generics);
    if (!M->Default)
      continue;
    M->Default->Ty = M->Ty;
    M->Default->Generics = M->Generics;
    M->Default->ParamNames = M->ParamNames;
    M->Default->DropsValue =
        TypeContext::resolve(M->Ty->result())->is(TypeKind::Unit);
  }
}

void Checker::declareMethod(MethodSym *M, const TypeVars &Outer) {
  TypeVars Vars = Outer;
  (void)makeParams(M->Item->Generics, Vars);
  SmallVector<Type *, 4> Params;
  for (const Param &P : M->Item->Params) {
    // What is not said is the type itself, as in `fn combine(self, other)`.
    Params.push_back(P.Annotation ? convert(P.Annotation, Vars)
                                  : Outer.lookup("Self"));
    if (P.IsSelf && P.Annotation)
      expect(Outer.lookup("Self"), Params.back(), P.Where);
  }
  Type *Result = nullptr;
  if (M->Item->Result)
    Result = convert(M->Item->Result, Vars);
  else
    Result = M->InfersResult ? Types.newVarOutside() : Types.unitType();
  requireBounds(M->Item->Bounds, Vars);
  M->Ty = Types.function(Params, Result);
  nameParams(M, M->Item->Params);
  if (M->Default)
    DeclaredVars[M->Default] = Vars;
}

void Checker::requireBounds(ArrayRef<WhereBound> Bounds, TypeVars &Vars) {
  for (const WhereBound &B : Bounds) {
    Type *T = Vars.lookup(B.Variable.Name);
    if (!T) {
      Diags
          .report(DiagCode::E0004, B.Variable.Where,
                  "unbound name `" + B.Variable.Name +
                      "`: no such type parameter")
          .label("not a type parameter here");
      continue;
    }
    if (!B.Sym)
      continue;
    SmallVector<Type *, 2> Args;
    for (size_t I = 0; I != B.Sym->Params.size(); ++I)
      Args.push_back(Types.newVar());
    Types.require(T, B.Sym, Args, B.Trait.back().Where);
  }
  reportFailures();
}

//===----------------------------------------------------------------------===//
// Impls
//===----------------------------------------------------------------------===//

void Checker::declareImpl(ImplSym *I) {
  TraitSym *T = I->Implemented;
  Types.setHome(I->Home);
  Types.enterLevel();
  TypeVars Vars;
  Type *Target = convert(I->Item->Target, Vars);
  Vars["Self"] = Target;
  SmallVector<Type *, 2> Args;
  for (const TypeExpr *A : I->Item->TraitArgs)
    Args.push_back(convert(A, Vars));
  requireBounds(I->Item->Bounds, Vars);
  if (T && Args.size() != T->Params.size()) {
    if (!Args.empty())
      Diags.report(DiagCode::E0003, I->Where,
                   "`" + T->Name + "` takes " +
                       counted(T->Params.size(), "type argument") + ", found " +
                       Twine(Args.size()));
    while (Args.size() < T->Params.size())
      Args.push_back(Types.newVar());
    Args.truncate(T->Params.size());
  }
  if (T)
    for (FunctionSym *F : I->Methods)
      declareImplMethod(I, T, F, Target, Args, Vars);
  Types.leaveLevel();

  SmallVector<Type *, 4> Generics;
  Types.freeVariables(Target, Generics);
  for (Type *A : Args)
    Types.freeVariables(A, Generics);
  for (Type *G : Generics)
    Types.makeGeneric(G);
  I->Generics = Ctx.copy(Generics);
  I->Target = Target;
  I->Args = Ctx.copy(Args);
  for (FunctionSym *F : I->Methods) {
    SmallVector<Type *, 4> Own;
    if (F->Ty)
      Types.freeVariables(F->Ty, Own);
    SmallVector<Type *, 4> All(Generics);
    for (Type *G : Own) {
      Types.makeGeneric(G);
      All.push_back(G);
    }
    F->Generics = Ctx.copy(All);
  }
  if (!T)
    return;
  checkOverlap(I);
  SmallVector<ImplSym *, 4> Impls(T->Impls);
  Impls.push_back(I);
  T->Impls = Ctx.copy(Impls);
  checkMethods(I, T);
}

/// Gives F the type that the trait asks for.
void Checker::declareImplMethod(ImplSym *I, TraitSym *T, FunctionSym *F,
                                Type *Target, ArrayRef<Type *> Args,
                                const TypeVars &Outer) {
  const FnItem *First = F->Clauses.front();
  TypeVars Vars = Outer;
  (void)makeParams(First->Generics, Vars);
  SmallVector<Type *, 4> Params;
  for (const Param &P : First->Params) {
    bool IsSelf = P.IsSelf;
    Params.push_back(P.Annotation ? convert(P.Annotation, Vars)
                     : IsSelf     ? Target
                                  : Types.newVar());
    if (IsSelf && P.Annotation)
      expect(Target, Params.back(), P.Where);
  }
  Type *Result = First->Result ? convert(First->Result, Vars) : nullptr;
  requireBounds(First->Bounds, Vars);
  nameParams(F, First->Params);
  DeclaredVars[F] = Vars;

  const MethodSym *M = nullptr;
  for (const MethodSym *Known : T->Methods)
    if (Known->Name == F->Name)
      M = Known;
  Type *Wanted = nullptr;
  if (M) {
    Substitution S;
    S[T->Self] = Target;
    for (auto [P, A] : llvm::zip(T->Params, Args))
      S[P] = A;
    ArrayRef<Type *> Own = M->Generics.drop_front(1 + T->Params.size());
    for (auto [G, V] : llvm::zip(Own, Types.instantiate(Own, F->Where)))
      S[G] = V;
    Wanted = TypeContext::resolve(Types.substitute(M->Ty, S));
    // What the default body gives is not known yet.
    if (M->InfersResult)
      Wanted = Types.function(Wanted->params(),
                              Result ? Result : Types.newVarOutside());
    // `not` may give a truth value as well as another value of the type.
    if (T->is(Trait::Not) && !Result)
      Wanted = Types.function(Wanted->params(), Types.newVarOutside());
  }
  F->Ty = Types.function(Params, Result ? Result : Types.newVar());
  if (!Wanted) {
    SmallVector<StringRef, 8> Names;
    for (const MethodSym *Known : T->Methods)
      Names.push_back(Known->Name);
    auto D = Diags.report(DiagCode::E0008, F->Where,
                          "`" + F->Name + "` is not a method of " + nameOf(T));
    D.label("not declared by the interface");
    suggest(D, F->Name, Names);
    F->Ty = nullptr;
    return;
  }
  if (T->is(Trait::Not) && Result &&
      TypeContext::resolve(Result)->is(TypeKind::Bool))
    Wanted = Types.function({Target}, Types.boolType());
  auto wrong = [&](const Twine &What, Span Where, const Twine &Hint = "") {
    auto D =
        Diags.report(DiagCode::E0008, Where,
                     "method `" + F->Name + "` of " + nameOf(T) + " " + What);
    D.label("expected " + print(Wanted));
    if (M && M->Where.End)
      D.also(M->Where, "declared here");
    if (!Hint.isTriviallyEmpty())
      D.fix(Hint);
    // The body would only repeat it.
    F->Ty = nullptr;
  };
  if (Params.size() != Wanted->params().size())
    return wrong("takes " + counted(Wanted->params().size(), "parameter") +
                     ", found " + Twine(Params.size()),
                 F->Where);
  // A pattern may stand in place of `self`.
  bool TakesSelf = !First->Params.empty() && First->Params.front().IsSelf;
  if (M && M->Item && TakesSelf && M->IsStatic)
    return wrong("takes no `self`", F->Where);
  for (auto [I, P] : llvm::enumerate(First->Params)) {
    Type *Given = Params[I], *Want = Wanted->params()[I];
    if (Types.unify(Want, Given) == TypeContext::Unify::Same)
      continue;
    bool IsOpen = M && M->Item && !M->Item->Params[I].Annotation;
    return wrong("has a parameter of type " + print(Given) + ", expected " +
                     print(Want),
                 P.Where,
                 IsOpen ? "a parameter without a type is the type itself; "
                          "write its type in the interface"
                        : "");
  }
  if (Result &&
      Types.unify(Wanted->result(), Result) != TypeContext::Unify::Same)
    return wrong("has the result " + print(Result) + ", expected " +
                     print(Wanted->result()),
                 First->Result->Where);
  reportFailures();
  F->Ty = Wanted;
  F->DropsValue = TypeContext::resolve(Wanted->result())->is(TypeKind::Unit);
}

void Checker::checkMethods(ImplSym *I, TraitSym *T) {
  if (T->is(Trait::Json) || T->is(Trait::Row) || T->Methods.empty()) {
    if (T->Builtin)
      Diags
          .report(DiagCode::E0008, I->Where,
                  "`" + T->Name + "` can only be derived")
          .fix("add it to the `deriving` clause of the type");
    return;
  }
  for (const MethodSym *M : T->Methods) {
    // Either method of Ord makes the other; `compare` is the one to ask for.
    if (M->Default || I->method(M->Name) ||
        (T->is(Trait::Ord) && (M->Name == "lt" || I->method("lt"))))
      continue;
    auto D = Diags.report(DiagCode::E0007, I->Where,
                          "missing method `" + M->Name + "` in impl " +
                              nameOf(T) + " for " + print(I->Target));
    D.label("`" + M->Name + "` has no default");
    if (M->Where.End)
      D.also(M->Where, "declared here");
    D.fix("add `fn " + M->Name + "`");
  }
}

void Checker::checkOverlap(ImplSym *I) {
  TraitSym *T = I->Implemented;
  if (TypeContext::resolve(I->Target)->is(TypeKind::Error))
    return;
  for (ImplSym *Old : T->Impls) {
    if (!Types.mayOverlap(I, Old))
      continue;
    Diags
        .report(DiagCode::E0026, I->Where,
                "duplicate impl of " + nameOf(T) + " for " + print(I->Target))
        .label("implemented again here")
        .also(Old->Where, "first implemented here");
    return;
  }
  Type *Target = TypeContext::resolve(I->Target);
  if (!T->Builtin || Target->is(TypeKind::Var))
    return;
  TypeSym *Decl = Target->decl();
  bool IsUsers = Decl && Decl->Home;
  if (IsUsers ? Decl->Derived.has(*T->Builtin) && !Decl->DerivesByDefault
              : Types.hasTrait(Target, T)) {
    auto D = Diags.report(DiagCode::E0026, I->Where,
                          "duplicate impl of " + nameOf(T) + " for " +
                              print(Target));
    if (IsUsers)
      D.label("implemented here").also(Decl->Where, "derived here");
    else
      D.label("the language implements it already");
  }
}

//===----------------------------------------------------------------------===//
// Bodies of methods
//===----------------------------------------------------------------------===//

/// The method that F implements, if its result is that of a default body.
static MethodSym *inferredMethod(const FunctionSym *F) {
  if (!F->Impl || !F->Impl->Implemented)
    return nullptr;
  for (MethodSym *M : F->Impl->Implemented->Methods)
    if (M->Name == F->Name)
      return M->InfersResult && M->Ty ? M : nullptr;
  return nullptr;
}

/// The default body of M has been checked: its result is that of F as well.
void Checker::takeInferredResult(FunctionSym *F, const MethodSym *M) {
  Substitution S;
  S[M->Owner->Self] = F->Impl->Target;
  for (auto [P, A] : llvm::zip(M->Owner->Params, F->Impl->Args))
    S[P] = A;
  ArrayRef<Type *> Own = M->Generics.drop_front(1 + M->Owner->Params.size());
  for (auto [G, V] : llvm::zip(Own, Types.instantiate(Own, F->Where)))
    S[G] = V;
  Type *Wanted = Types.substitute(M->Ty->result(), S);
  Type *Given = TypeContext::resolve(F->Ty->result());
  bool IsOpen = Given->is(TypeKind::Var) && !Given->isGeneric();
  if (IsOpen) {
    Types.unify(Given, Wanted);
  } else if (!TypeContext::same(Wanted, Given)) {
    Diags
        .report(DiagCode::E0008, F->Clauses.front()->Result->Where,
                "method `" + F->Name + "` of " + M->Owner->Name +
                    " has the result " + print(Given) + ", expected " +
                    print(Wanted))
        .label("expected " + print(Wanted))
        .also(M->Where, "its default body gives " + print(Wanted));
    // The body would only repeat it.
    F->Ty = nullptr;
    return;
  }
  F->Ty = Types.function(F->Ty->params(), TypeContext::resolve(Wanted));
  F->DropsValue = F->Ty->result()->is(TypeKind::Unit);
}

/// Makes Result, which the default body of M gives, the result of the method.
void Checker::setInferredResult(MethodSym *M, Type *Result) {
  if (TypeContext::resolve(Result)->is(TypeKind::Never))
    Result = Types.unitType();
  SmallVector<Type *, 4> Generics(M->Generics);
  SmallVector<Type *, 2> Own;
  Types.freeVariables(Result, Own);
  for (Type *G : Own) {
    Types.makeGeneric(G);
    Generics.push_back(G);
  }
  Types.unify(M->Ty->result(), Result);
  M->Ty = Types.function(M->Ty->params(), TypeContext::resolve(Result));
  M->Generics = Ctx.copy(Generics);
  M->Default->Ty = M->Ty;
  M->Default->Generics = M->Generics;
}

/// What the body asks of a type parameter is what its bounds promise: methods
/// that were looked for by name are those of its traits, and what is left open
/// about the parameters of a trait is as the bound says.
void Checker::keepPromises(Type *Var) {
  if (!Var->is(TypeKind::Var))
    return;
  SmallVector<const Constraint *, 8> Asked;
  for (const Constraint *C = Types.bounds(Var); C; C = C->Next)
    Asked.push_back(C);
  // The bounds came first and stand at the end.
  for (const Constraint *C : Asked) {
    if (C->Subject)
      continue;
    if (C->Kind == ConstraintKind::Method) {
      MethodSym *M = promisedMethod(Var, C->Name, C->Where);
      if (!M)
        continue;
      Type *Fn = instance(M, Types.instantiate(M->Generics, C->Where));
      expect(Fn->params().front(), Var, C->Where);
      expect(Types.function(Fn->params().drop_front(), Fn->result()),
             C->Args[0], C->Where);
      continue;
    }
    if (C->Kind != ConstraintKind::Trait)
      continue;
    const Constraint *Bound =
        *llvm::find_if(llvm::reverse(Asked), [&](const Constraint *Other) {
          return Other->Kind == ConstraintKind::Trait && !Other->Subject &&
                 Other->Wanted == C->Wanted;
        });
    for (auto [Open, Given] : llvm::zip(C->Args, Bound->Args))
      if (TypeContext::resolve(Open)->is(TypeKind::Var))
        Types.unify(Open, Given);
  }
  reportFailures();
}

/// Methods have their type before their body is looked at, so the body is
/// checked at fresh variables, which may not turn out to be anything in
/// particular. IsAlone: nothing that the body uses needs its type.
void Checker::checkMethodBody(FunctionSym *F, bool IsAlone) {
  if (const MethodSym *M = inferredMethod(F))
    takeInferredResult(F, M);
  if (!F->Ty)
    return;
  size_t From = PolymorphicLets.size();
  Types.enterLevel();
  ArrayRef<Type *> Inst = Types.instantiate(F->Generics, F->Where);
  Substitution S;
  for (auto [G, V] : llvm::zip(F->Generics, Inst))
    S[G] = V;
  Type *Fn = TypeContext::resolve(Types.substitute(F->Ty, S));
  MethodSym *Inferred =
      F->Method && F->Method->InfersResult ? F->Method : nullptr;
  if (Inferred && IsAlone)
    Fn = Types.function(Fn->params(), Types.newVar());
  for (auto &Var : DeclaredVars[F])
    Var.second = Types.substitute(Var.second, S);
  checkFunction(F, nullptr, Fn);
  BodyVars.clear();
  for (Type *V : Inst)
    keepPromises(TypeContext::resolve(V));
  Types.leaveLevel();
  finishAnyArms();
  llvm::SmallPtrSet<Type *, 4> Seen;
  for (auto [G, V] : llvm::zip(F->Generics, Inst)) {
    Type *Now = TypeContext::resolve(V);
    if (!Now->is(TypeKind::Var) || !Seen.insert(Now).second) {
      if (!Now->is(TypeKind::Error))
        Diags
            .report(DiagCode::E0001, F->Where,
                    "type mismatch: `" + F->Name +
                        "` has to work for every type, but its body fixes a "
                        "type parameter to " +
                        print(Now))
            .label("only for " + print(Now));
      continue;
    }
    Types.identify(Now, G);
  }
  if (Inferred)
    setInferredResult(Inferred, Fn->result());
  finishLets(From, F->Generics);
  finishVariables();
}
