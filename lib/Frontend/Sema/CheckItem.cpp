//===- CheckItem.cpp - Functions, actors and services ---------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Checker.h"
#include "snow/Frontend/AST/Walk.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::dyn_cast;
using llvm::isa;
using llvm::SmallVector;

void Checker::finishAnyArms() {
  for (Type *T : AnyArms) {
    SmallVector<Type *, 4> Vars;
    Types.freeVariables(T, Vars);
    for (Type *V : Vars)
      Types.unify(V, becomesBool(V) ? Types.boolType() : Types.anyType());
  }
  AnyArms.clear();
  reportFailures();
}

/// A function that is annotated in full may use itself at other types than its
/// own: its type is known before its body is looked at. False if it is not so,
/// or has no type parameters.
bool Checker::declarePolymorphic(FunctionSym *F) {
  const FnItem *First = F->Clauses.front();
  if (F->IsMain || F->IsScript || F->Service || !First->Result ||
      llvm::any_of(First->Params, [](const Param &P) { return !P.Annotation; }))
    return false;
  // Without a type parameter there is nothing to gain.
  bool Mentions = !First->Generics.empty();
  auto look = [&](auto &&Self, const TypeExpr *T) -> void {
    if (T->Kind == TypeExprKind::Named && T->Args.empty() && !T->Sym &&
        T->Path.size() == 1 && T->Path.front().Name.size() == 1)
      Mentions = true;
    for (const TypeExpr *A : T->Args)
      Self(Self, A);
  };
  for (const Param &P : First->Params)
    look(look, P.Annotation);
  if (!Mentions)
    return false;
  Types.enterLevel();
  declareFunction(F);
  Types.leaveLevel();
  SmallVector<Type *, 4> Generics;
  Types.freeVariables(F->Ty, Generics);
  for (Type *G : Generics)
    Types.makeGeneric(G);
  F->Generics = Ctx.copy(Generics);
  return true;
}

/// Adds the generic variables of T that are not there yet.
static void addGenerics(Type *T, llvm::SmallVectorImpl<Type *> &Out) {
  T = TypeContext::resolve(T);
  if (T->is(TypeKind::Var) && T->isGeneric() && !llvm::is_contained(Out, T))
    Out.push_back(T);
  for (Type *A : T->args())
    addGenerics(A, Out);
}

void Checker::checkGroup(ArrayRef<Symbol *> Group) {
  Types.setHome(Group.front()->Home);
  // Methods have their types already, so each is a group of its own.
  auto isMethod = [](Symbol *S) {
    auto *F = dyn_cast<FunctionSym>(S);
    return F && (F->Impl || F->Method);
  };
  if (Group.size() == 1 && isMethod(Group.front())) {
    if (auto *F = llvm::cast<FunctionSym>(Group.front()); F->Ty)
      checkMethodBody(F);
    return;
  }
  size_t From = PolymorphicLets.size();
  if (auto *S = dyn_cast<ServiceSym>(Group.front()); S && Group.size() == 1)
    return checkLoneService(S, Uses->lookup(S).contains(S));
  // A `let` generalises by itself.
  bool Generalise = Group.size() != 1 || !isa<GlobalSym>(Group.front());
  // Only what uses itself needs its annotations before its body.
  llvm::SmallPtrSet<Symbol *, 4> Polymorphic;
  for (Symbol *S : Group) {
    auto *F = dyn_cast<FunctionSym>(S);
    auto It = Uses->find(S);
    bool IsRecursive =
        Group.size() > 1 || (It != Uses->end() && It->second.contains(S));
    // So does a default body, which has the type of its method.
    if (F && (isMethod(F) || (IsRecursive && declarePolymorphic(F))))
      Polymorphic.insert(F);
  }
  if (Generalise)
    Types.enterLevel();
  for (Symbol *S : Group) {
    if (Polymorphic.contains(S))
      continue;
    if (auto *F = dyn_cast<FunctionSym>(S))
      declareFunction(F);
    else if (auto *A = dyn_cast<ActorSym>(S))
      declareActor(A);
    else if (auto *V = dyn_cast<ServiceSym>(S))
      declareService(V);
    else if (auto *V = dyn_cast<SupervisorSym>(S))
      declareSupervisor(V);
    else if (Group.size() > 1)
      // Others of the group may read it before it is looked at.
      for (LocalVar *Name : llvm::cast<GlobalSym>(S)->Vars)
        Name->Ty = Types.newVar();
  }
  for (Symbol *S : Group) {
    if (auto *F = dyn_cast<FunctionSym>(S); F && Polymorphic.contains(S))
      checkMethodBody(F, /*IsAlone=*/false);
    else if (F)
      checkFunction(F, F->Service ? Types.unitType() : nullptr);
    else if (auto *A = dyn_cast<ActorSym>(S))
      checkActor(A);
    else if (auto *V = dyn_cast<ServiceSym>(S))
      checkService(V);
    else if (auto *V = dyn_cast<SupervisorSym>(S))
      checkSupervisor(V);
    else
      checkGlobal(llvm::cast<GlobalSym>(S));
    BodyVars.clear();
  }
  if (!Generalise)
    return finishLets(From, {});
  Types.leaveLevel();

  for (Symbol *S : Group) {
    if (auto *A = dyn_cast<ActorSym>(S))
      finishMessageType(A->Message, A->Ty->params(), A->Where);
    else if (auto *F = dyn_cast<FunctionSym>(S); F && F->Message)
      finishMessageType(F->Message, {}, F->Where);
  }
  finishAnyArms();

  SmallVector<Type *, 4> Generics;
  for (Symbol *S : Group)
    if (auto *V = dyn_cast<ServiceSym>(S))
      keepState(V);
  for (Symbol *S : Group) {
    if (auto *D = dyn_cast<Definition>(S); D && !Polymorphic.contains(S))
      Types.freeVariables(D->Ty, Generics);
    if (auto *V = dyn_cast<ServiceSym>(S))
      for (HandlerSym *H : V->Handlers)
        Types.freeVariables(H->Ty, Generics);
  }
  for (Type *G : Generics)
    Types.makeGeneric(G);
  ArrayRef<Type *> Shared = Ctx.copy(Generics);
  for (Symbol *S : Group)
    if (auto *D = dyn_cast<Definition>(S); D && !Polymorphic.contains(S))
      D->Generics = Shared;
  for (Symbol *S : Group)
    if (auto *V = dyn_cast<ServiceSym>(S))
      for (HandlerSym *H : V->Handlers) {
        // A function that was declared as generic may have made its variables
        // those of a handler.
        SmallVector<Type *, 4> Own(Generics);
        addGenerics(H->Ty, Own);
        H->Generics = Ctx.copy(Own);
      }
  finishLets(From, Generics);
  finishVariables();
}

/// A service has one state type for the whole program, so nothing that is tied
/// to it is generalised.
void Checker::keepState(ServiceSym *S) {
  Types.keep(S->State);
  Types.keep(S->Start->Ty);
}

/// The handlers of a service may have type parameters of their own, which the
/// state does not depend on.
void Checker::checkLoneService(ServiceSym *S, bool UsesItself) {
  size_t From = PolymorphicLets.size();
  Types.enterLevel();
  declareService(S);
  checkService(S);
  BodyVars.clear();
  Types.leaveLevel();
  keepState(S);
  finishAnyArms();
  SmallVector<Type *, 4> All;
  for (HandlerSym *H : S->Handlers) {
    SmallVector<Type *, 4> Generics;
    Types.freeVariables(H->Ty, Generics);
    for (Type *G : Generics)
      Types.makeGeneric(G);
    H->Generics = Ctx.copy(Generics);
    All.append(Generics);
  }
  // Handlers that call others of the service share their variables.
  if (UsesItself)
    for (HandlerSym *H : S->Handlers)
      H->Generics = Ctx.copy(All);
  finishLets(From, All);
  finishVariables();
}

/// A `let` of a file is checked before what reads it; the script that it stands
/// in finds it done.
void Checker::checkGlobal(GlobalSym *G) {
  Current = {};
  if (!std::exchange(G->IsChecked, true))
    checkLet(G->Let);
}

//===----------------------------------------------------------------------===//
// Declarations
//===----------------------------------------------------------------------===//

void Checker::nameParams(Definition *D, ArrayRef<Param> Params, bool PidFirst) {
  SmallVector<llvm::StringRef, 4> Names;
  if (PidFirst)
    Names.push_back("pid");
  for (const Param &P : Params) {
    llvm::StringRef Name;
    if (auto *N = llvm::dyn_cast_or_null<NamePattern>(P.Pat))
      Name = N->Name;
    else if (auto *A = llvm::dyn_cast_or_null<AsPattern>(P.Pat))
      Name = A->Name.Name;
    Names.push_back(Name);
  }
  D->ParamNames = Ctx.copy(Names);
}

Type *Checker::declareParam(const Param &P, TypeVars &Vars) {
  return P.Annotation ? convert(P.Annotation, Vars) : Types.newVar();
}

void Checker::declareFunction(FunctionSym *F) {
  const FnItem *First = F->Clauses.front();
  TypeVars Vars;
  (void)makeParams(First->Generics, Vars);
  SmallVector<Type *, 4> Params;
  for (const Param &P : First->Params)
    Params.push_back(declareParam(P, Vars));
  Type *Result = nullptr;
  if (First->Result)
    Result = convert(First->Result, Vars);
  requireBounds(First->Bounds, Vars);
  F->DropsValue = F->IsMain || F->IsScript ||
                  (Result && TypeContext::resolve(Result)->is(TypeKind::Unit));
  if (!Result || F->IsMain)
    Result = F->IsMain || F->IsScript ? Types.unitType() : Types.newVar();
  F->Ty = Types.function(Params, Result);
  nameParams(F, First->Params);
  DeclaredVars[F] = Vars;

  // Annotations of later clauses may repeat the first one's.
  for (const FnItem *C : ArrayRef(F->Clauses).drop_front()) {
    auto repeat = [&](const TypeExpr *T, Type *Known) {
      if (T && expect(Known, convert(T, Vars), T->Where))
        Diags.report(DiagCode::W0002, T->Where,
                     "annotation on a later clause repeats the first one");
    };
    for (auto [P, Known] : llvm::zip(C->Params, F->Ty->params()))
      repeat(P.Annotation, Known);
    repeat(C->Result, F->Ty->result());
  }
}

void Checker::declareService(ServiceSym *S) {
  S->State = S->Init ? Types.newVar() : Types.unitType();
  Type *Pid = Types.pid(Types.unitType());
  SmallVector<Type *, 4> StartParams;
  if (S->Init) {
    declareFunction(S->Init);
    S->Init->DropsValue = false;
    Types.unify(S->State, S->Init->Ty->result());
    StartParams.append(S->Init->Ty->params().begin(),
                       S->Init->Ty->params().end());
    S->Start->ParamNames = S->Init->ParamNames;
  }
  S->Start->Ty = Types.function(StartParams, Pid);
  for (HandlerSym *H : S->Handlers) {
    TypeVars Vars;
    SmallVector<Type *, 4> Params = {Pid};
    for (const Param &P : H->Decl->Fn->Params)
      Params.push_back(declareParam(P, Vars));
    Type *Reply = Types.unitType();
    if (H->Decl->IsCall)
      Reply = H->Decl->Fn->Result ? convert(H->Decl->Fn->Result, Vars)
                                  : Types.newVar();
    H->Ty = Types.function(Params, Reply);
    nameParams(H, H->Decl->Fn->Params, /*PidFirst=*/true);
  }
}

//===----------------------------------------------------------------------===//
// Bodies
//===----------------------------------------------------------------------===//

void Checker::checkClause(FnItem *C, ArrayRef<Type *> Params,
                          DiagCode GuardCode) {
  for (auto [P, T] : llvm::zip(C->Params, Params))
    if (P.Pat)
      checkPattern(P.Pat, T);
  checkGuard(C->Guard, GuardCode);
  checkBody(C->Body, Current.Result);
}

void Checker::checkFunction(FunctionSym *F, Type *MessageInService, Type *Fn) {
  if (!Fn)
    Fn = F->Ty;
  Current = {};
  BodyVars = DeclaredVars.lookup(F);
  Current.Result = F->DropsValue ? nullptr : Fn->result();
  Current.Message = MessageInService;
  if (const TypeExpr *Declared = F->Clauses.front()->Result)
    Current.ResultWhere = Declared->Where;
  else if (F->Impl && F->Impl->Implemented)
    Current.Method = F;
  if (F->IsMain && !F->IsScript) {
    SmallVector<Expr *, 2> Bodies;
    for (const FnItem *C : F->Clauses)
      Bodies.push_back(C->Body);
    F->Message = initialMessageType(Bodies);
    Current.Message = F->Message;
    Current.MayReceive = true;
    // Its value is dropped, but may be what `?` gives.
    Current.TryResult = Types.newVar();
    if (const TypeExpr *Declared = F->Clauses.front()->Result)
      Types.unify(Current.TryResult, convert(Declared, BodyVars));
  }
  bool Returns = false;
  for (FnItem *C : F->Clauses) {
    checkClause(C, Fn->params(), DiagCode::E0025);
    Returns |= !TypeContext::resolve(C->Body->Ty)->is(TypeKind::Never);
  }
  if (Current.TryResult && Current.FirstTry.End && !F->Clauses.front()->Result)
    checkMainTry(F->Clauses.back()->Body);
  // No clause gives a value and no `return` does.
  Type *Result = TypeContext::resolve(Fn->result());
  if (!Returns && Result->is(TypeKind::Var))
    Types.unify(Result, Types.neverType());
}

/// The value of main has to be of the kind that its `?` gives.
void Checker::checkMainTry(const Expr *Body) {
  Type *Left = TypeContext::resolve(Current.TryResult);
  Type *Value = TypeContext::resolve(Body->Ty);
  if (Left->is(TypeKind::Error) || Value->is(TypeKind::Error) ||
      Value->is(TypeKind::Never))
    return;
  if (!Value->is(TypeKind::Named) || Value->name() != Left->name())
    return reportTry(Left->name(), nullptr, Current.FirstTry);
  expect(Left, Value, resultSpan(Body));
}

void Checker::checkService(ServiceSym *S) {
  Type *Self = Types.unitType();
  if (S->Init)
    checkFunction(S->Init, Self);
  for (HandlerSym *H : S->Handlers) {
    Current = {};
    Current.Message = Self;
    if (H->Decl->State.Pat)
      checkIrrefutable(H->Decl->State.Pat, S->State,
                       "refutable pattern for the state of a service");
    Type *Reply = H->Ty->result();
    Current.Result =
        H->Decl->IsCall ? Types.tuple({S->State, Reply}) : S->State;
    FnItem *Fn = H->Decl->Fn;
    checkClause(Fn, H->Ty->params().drop_front(), DiagCode::E0025);
  }
}

//===----------------------------------------------------------------------===//
// Clauses
//===----------------------------------------------------------------------===//

void Checker::checkClauses(FunctionSym *F) {
  if (!F->Ty)
    return;
  SmallVector<ClauseRow, 4> Rows;
  for (const FnItem *C : F->Clauses)
    Rows.push_back({C->Params, C->Guard != nullptr, C->Name.Where});
  checkClauses(F->Name, F->Ty->params(), Rows);
}

void Checker::checkClauses(Lambda *F) {
  SmallVector<ClauseRow, 4> Rows;
  for (const ClosureClause &C : F->Clauses)
    if (C.Params.size() == F->arity())
      Rows.push_back({C.Params, C.Guard != nullptr, C.Where});
  checkClauses(F->Name.empty() ? "closure" : F->Name, F->Ty->params(), Rows);
}

void Checker::checkClauses(llvm::StringRef Name, ArrayRef<Type *> Types,
                           ArrayRef<ClauseRow> Clauses) {
  SmallVector<MatchRow, 4> Rows;
  bool Plain = Clauses.size() == 1;
  std::string Full = (Name + "/" + llvm::Twine(Types.size())).str();
  for (const ClauseRow &C : Clauses) {
    MatchRow Row = {{}, C.HasGuard};
    bool CatchAll = !C.HasGuard;
    for (const Param &P : C.Params) {
      if (!P.Pat)
        return;
      Row.Patterns.push_back(P.Pat);
      CatchAll &= isa<NamePattern>(P.Pat) || isa<WildcardPattern>(P.Pat);
    }
    Plain &= CatchAll;
    Rows.push_back(std::move(Row));
    if (CatchAll && &C != &Clauses.back()) {
      Diags
          .report(DiagCode::E0022, C.Where,
                  "catch-all clause of `" + Full + "` is not the last")
          .label("this clause matches everything")
          .also(Clauses.back().Where, "never reached");
      return;
    }
  }
  if (Plain)
    return;
  MatchResult R = checkMatch(this->Types, Types, Rows);
  if (!R.Exhaustive && !R.TooLarge)
    Diags
        .report(DiagCode::W0003, Clauses.front().Where,
                "missing clause: no clause of `" + Full + "` matches `" +
                    R.Missing + "`")
        .fix("add a clause for `" + R.Missing + "`");
  for (unsigned I : R.Redundant)
    Diags.report(DiagCode::W0001, Clauses[I].Where,
                 "redundant clause: it is never reached");
}
