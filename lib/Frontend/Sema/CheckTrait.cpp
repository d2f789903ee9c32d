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
using llvm::dyn_cast;
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
  else if (M->Item->Body)
    Result = guessType(M->Item->Body, M->Owner);
  if (!Result)
    Result = Types.unitType();
  requireBounds(M->Item->Bounds, Vars);
  M->Ty = Types.function(Params, Result);
  nameParams(M, M->Item->Params);
  if (M->Default)
    DeclaredVars[M->Default] = Vars;
}

/// The type that a default body without a declared result shows; null if it
/// shows none. Interfaces are declared before any body is checked.
Type *Checker::guessType(const Expr *E, TraitSym *T) {
  auto either = [&](const Expr *A, const Expr *B) {
    Type *Guess = A ? guessType(A, T) : nullptr;
    return Guess || !B ? Guess : guessType(B, T);
  };
  auto plain = [](Type *Result) {
    Result = TypeContext::resolve(Result);
    return Result->is(TypeKind::Var) || !Result->args().empty() ? nullptr
                                                                : Result;
  };
  switch (E->Kind) {
  case ExprKind::Int:
    return Types.intType();
  case ExprKind::Float:
    return Types.floatType();
  case ExprKind::Bool:
    return Types.boolType();
  case ExprKind::String:
    return Types.stringType();
  case ExprKind::Self:
    return llvm::cast<SelfExpr>(E)->IsCall ? nullptr : T->Self;
  case ExprKind::Block: {
    auto Stmts = llvm::cast<BlockExpr>(E)->Stmts;
    return Stmts.empty() || !Stmts.back().E ? nullptr
                                            : guessType(Stmts.back().E, T);
  }
  case ExprKind::If: {
    auto *I = llvm::cast<IfExpr>(E);
    return I->Else ? either(I->Then, I->Else) : nullptr;
  }
  case ExprKind::Case:
    for (const Arm &A : llvm::cast<CaseExpr>(E)->Arms)
      if (Type *Guess = guessType(A.Body, T))
        return Guess;
    return nullptr;
  case ExprKind::Return:
    return either(llvm::cast<ReturnExpr>(E)->Value, nullptr);
  case ExprKind::Unary: {
    auto *U = llvm::cast<UnaryExpr>(E);
    return U->Op == UnaryOp::Not ? Types.boolType() : guessType(U->Operand, T);
  }
  case ExprKind::Binary: {
    auto *B = llvm::cast<BinaryExpr>(E);
    if (B->Op == BinaryOp::Range)
      return Types.named("Range");
    if (B->Op < BinaryOp::Range)
      return Types.boolType();
    return either(B->Left, B->Right);
  }
  case ExprKind::Pipe:
    if (const CallExpr *C = llvm::cast<PipeExpr>(E)->Call)
      return guessType(C, T);
    return nullptr;
  case ExprKind::Call: {
    const Expr *Callee = llvm::cast<CallExpr>(E)->Callee;
    Symbol *Sym = nullptr;
    StringRef Name;
    if (auto *N = dyn_cast<NameExpr>(Callee)) {
      Sym = N->Sym;
      Name = N->Name;
    } else if (auto *F = dyn_cast<FieldExpr>(Callee)) {
      Sym = F->Sym;
      Name = F->Name.Name;
    }
    if (auto *F = llvm::dyn_cast_or_null<FunctionSym>(Sym)) {
      TypeVars None;
      const TypeExpr *R = F->Clauses.front()->Result;
      return R && R->Args.empty() ? plain(convert(R, None)) : nullptr;
    }
    if (auto *B = llvm::dyn_cast_or_null<BuiltinSym>(Sym))
      return B->Ty && B->Ty->is(TypeKind::Function) ? plain(B->Ty->result())
                                                    : nullptr;
    // A method of the interface itself, or one of the language.
    if (!Name.empty() && (!Sym || llvm::isa<MethodSym>(Sym))) {
      for (MethodSym *M : T->Methods)
        if (M->Name == Name)
          return M->Ty ? plain(M->Ty->result()) : nullptr;
      if (MethodSym *M = Lookup.provided().method(Name))
        return plain(M->Ty->result());
    }
    return nullptr;
  }
  default:
    return nullptr;
  }
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
                   "`" + T->Name + "` takes " + Twine(T->Params.size()) +
                       " type arguments, found " + Twine(Args.size()));
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
  } else if (T->is(Trait::Ord) && F->Name == "lt") {
    Wanted = Types.function({Target, Target}, Types.boolType());
  }
  F->Ty = Types.function(Params, Result ? Result : Types.newVar());
  if (!Wanted) {
    SmallVector<StringRef, 8> Names;
    for (const MethodSym *Known : T->Methods)
      Names.push_back(Known->Name);
    auto D = Diags.report(DiagCode::E0008, F->Where,
                          "`" + F->Name + "` is not a method of " + T->Name);
    D.label("not declared by the interface");
    suggest(D, F->Name, Names);
    F->Ty = nullptr;
    return;
  }
  // `not` may give a truth value as well as another value of the type.
  if (T->is(Trait::Not) && Result &&
      TypeContext::resolve(Result)->is(TypeKind::Bool))
    Wanted = Types.function({Target}, Types.boolType());
  auto wrong = [&](const Twine &What, Span Where) {
    auto D =
        Diags.report(DiagCode::E0008, Where,
                     "method `" + F->Name + "` of " + T->Name + " " + What);
    D.label("expected " + print(Wanted));
    if (M && M->Where.End)
      D.also(M->Where, "declared here");
    // The body would only repeat it.
    F->Ty = nullptr;
  };
  if (Params.size() != Wanted->params().size())
    return wrong("takes " + Twine(Wanted->params().size()) +
                     " parameters, found " + Twine(Params.size()),
                 F->Where);
  bool TakesSelf = !First->Params.empty() && First->Params.front().IsSelf;
  if (M && M->Item && TakesSelf == M->IsStatic)
    return wrong(M->IsStatic ? "takes no `self`" : "takes `self` first",
                 F->Where);
  for (auto [P, Given, Want] :
       llvm::zip(First->Params, Params, Wanted->params()))
    if (Types.unify(Want, Given) != TypeContext::Unify::Same)
      return wrong("has a parameter of type " + print(Given) + ", expected " +
                       print(Want),
                   P.Where);
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
    if (M->Default || I->method(M->Name) ||
        (T->is(Trait::Ord) && I->method("lt")))
      continue;
    auto D = Diags.report(DiagCode::E0007, I->Where,
                          "missing method `" + M->Name + "` in impl " +
                              T->Name + " for " + print(I->Target));
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
                "duplicate impl of " + T->Name + " for " + print(I->Target))
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
    auto D =
        Diags.report(DiagCode::E0026, I->Where,
                     "duplicate impl of " + T->Name + " for " + print(Target));
    if (IsUsers)
      D.label("implemented here").also(Decl->Where, "derived here");
    else
      D.label("the language implements it already");
  }
}

//===----------------------------------------------------------------------===//
// Bodies of methods
//===----------------------------------------------------------------------===//

/// Methods have their type before their body is looked at, so the body is
/// checked at fresh variables, which may not turn out to be anything in
/// particular.
void Checker::checkMethodBody(FunctionSym *F) {
  Types.enterLevel();
  ArrayRef<Type *> Inst = Types.instantiate(F->Generics, F->Where);
  Substitution S;
  for (auto [G, V] : llvm::zip(F->Generics, Inst))
    S[G] = V;
  Type *Fn = TypeContext::resolve(Types.substitute(F->Ty, S));
  for (auto &Var : DeclaredVars[F])
    Var.second = Types.substitute(Var.second, S);
  checkFunction(F, nullptr, Fn);
  BodyVars.clear();
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
  finishVariables();
}
