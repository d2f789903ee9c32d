//===- CheckActor.cpp - Actors and the types of their messages ------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The message type of an actor, or of main, is declared, or it is what the
// patterns of its receive arms show. Arms of different types make it Any, and
// each is then typed by itself; arms for system messages never count.
//
//===----------------------------------------------------------------------===//

#include "Checker.h"
#include "snow/Frontend/AST/Walk.h"
#include <map>

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;
using llvm::SmallVector;
using llvm::StringRef;
using llvm::Twine;

//===----------------------------------------------------------------------===//
// Shapes of patterns
//===----------------------------------------------------------------------===//

bool Checker::isOpen(const Pattern *P) {
  if (auto *A = dyn_cast<AsPattern>(P))
    return isOpen(A->Inner);
  return isa<NamePattern>(P) || isa<WildcardPattern>(P);
}

/// A pattern of a variant of SystemMessage.
static bool isSystemPattern(const Pattern *P) {
  switch (P->Kind) {
  case PatternKind::As:
    return isSystemPattern(cast<AsPattern>(P)->Inner);
  case PatternKind::Or:
    return llvm::all_of(cast<OrPattern>(P)->Elements, isSystemPattern);
  case PatternKind::Variant: {
    auto *V = cast<VariantPattern>(P);
    return llvm::any_of(V->Candidates, [](const VariantSym *S) {
      return !S->Sum->Item && S->Sum->Name == "SystemMessage";
    });
  }
  default:
    return false;
  }
}

/// Outermost types that patterns show, each with a pattern that shows it.
using Shapes = std::map<std::string, const Pattern *>;

/// The outermost types that a pattern shows; none for a name or wildcard.
static void outermostTypes(const Pattern *P, Shapes &Out) {
  auto add = [&](const llvm::Twine &Name) { Out.try_emplace(Name.str(), P); };
  if (isSystemPattern(P))
    return;
  switch (P->Kind) {
  case PatternKind::Wildcard:
  case PatternKind::Name:
    return;
  case PatternKind::As:
    return outermostTypes(cast<AsPattern>(P)->Inner, Out);
  case PatternKind::Or:
    for (const Pattern *E : cast<OrPattern>(P)->Elements)
      outermostTypes(E, Out);
    return;
  case PatternKind::Int:
    return add("Int");
  case PatternKind::Float:
    return add("Float");
  case PatternKind::Bool:
    return add("Bool");
  case PatternKind::String:
    return add("String");
  case PatternKind::Unit:
    return add("()");
  case PatternKind::Tuple:
    return add("tuple " + llvm::Twine(cast<TuplePattern>(P)->Elements.size()));
  case PatternKind::List:
  case PatternKind::Cons:
    return add("List");
  case PatternKind::Variant: {
    // A name that several types have is of the first; the type checker picks.
    auto *V = cast<VariantPattern>(P);
    if (V->Candidates.empty())
      return;
    const SumSym *Sum = V->Candidates.front()->Sum;
    return add("sum " + llvm::Twine(reinterpret_cast<uintptr_t>(Sum)));
  }
  case PatternKind::Struct: {
    const StructSym *S = cast<StructPattern>(P)->Sym;
    return add("struct " + llvm::Twine(reinterpret_cast<uintptr_t>(S)));
  }
  }
}

static void collectShapes(Expr *E, Shapes &Out) {
  walk(E, [&](Expr *Inner) {
    if (auto *R = dyn_cast<ReceiveExpr>(Inner))
      for (const Arm &A : R->Arms)
        outermostTypes(A.Pat, Out);
    return true;
  });
}

//===----------------------------------------------------------------------===//
// Message types
//===----------------------------------------------------------------------===//

/// What P shows of its type; a variable for sums, of which the checker of
/// patterns knows more.
Type *Checker::shapeOf(const Pattern *P) {
  auto vars = [&](size_t N) {
    SmallVector<Type *, 4> Result(N);
    llvm::for_each(Result, [&](Type *&T) { T = Types.newVar(); });
    return Result;
  };
  switch (P->Kind) {
  case PatternKind::Int:
    return Types.intType();
  case PatternKind::Float:
    return Types.floatType();
  case PatternKind::Bool:
    return Types.boolType();
  case PatternKind::String:
    return Types.stringType();
  case PatternKind::Unit:
    return Types.unitType();
  case PatternKind::Tuple:
    return Types.tuple(vars(cast<TuplePattern>(P)->Elements.size()));
  case PatternKind::List:
  case PatternKind::Cons:
    return Types.named("List", vars(1));
  default:
    return Types.newVar();
  }
}

Type *Checker::initialMessageType(ArrayRef<Expr *> Bodies) {
  Shapes Found;
  for (Expr *E : Bodies)
    collectShapes(E, Found);
  if (Found.size() > 1)
    return Types.anyType();
  // The patterns say it before all uses of `self()`.
  return Found.empty() ? Types.newVar() : shapeOf(Found.begin()->second);
}

bool Checker::isTraitOfAny(const Constraint &C) {
  if (C.Kind != ConstraintKind::Trait || !C.Wanted->Builtin)
    return false;
  switch (*C.Wanted->Builtin) {
  case Trait::Display:
  case Trait::Debug:
  case Trait::Show:
  case Trait::Eq:
  case Trait::Hash:
    return true;
  default:
    return false;
  }
}

/// What is not determined becomes Any, unless a spawn determines it.
void Checker::finishMessageType(Type *Message, ArrayRef<Type *> Params,
                                Span Where) {
  SmallVector<Type *, 4> InParams, Vars;
  // A parameter of an erroneous type might have told it.
  bool IsBroken = llvm::any_of(Params, [](Type *P) {
    return TypeContext::resolve(P)->is(TypeKind::Error);
  });
  for (Type *P : Params)
    Types.freeVariables(P, InParams);
  Types.freeVariables(Message, Vars);
  for (Type *V : Vars) {
    if (llvm::is_contained(InParams, V))
      continue;
    if (becomesBool(V)) {
      Types.unify(V, Types.boolType());
      continue;
    }
    bool IsKnown = !IsBroken;
    for (const Constraint *C = Types.bounds(V); C && IsKnown; C = C->Next)
      if (!isTraitOfAny(*C)) {
        Diags
            .report(DiagCode::E0040, Where,
                    "message type of an actor cannot be inferred")
            .label("declare it with `:: T` behind the parameters")
            .also(C->Where,
                  C->Wanted
                      ? "only " + C->Wanted->Name + " is known of the message"
                      : "this does not tell the type of the message");
        IsKnown = false;
      }
    Types.unify(V, IsKnown ? Types.anyType() : Types.errorType());
    Types.takeFailures();
  }
}

//===----------------------------------------------------------------------===//
// Actors
//===----------------------------------------------------------------------===//

void Checker::declareActor(ActorSym *A) {
  TypeVars Vars;
  SmallVector<Type *, 4> Params;
  for (const Param &P : A->Item->Params)
    Params.push_back(declareParam(P, Vars));
  SmallVector<Expr *, 2> Bodies = {A->Item->Body};
  if (A->Terminate)
    Bodies.push_back(A->Item->Terminate);
  A->Message = A->Item->Message ? convert(A->Item->Message, Vars)
                                : initialMessageType(Bodies);
  A->Ty = Types.function(Params, Types.pid(A->Message));
  nameParams(A, A->Item->Params);
}

void Checker::checkActor(ActorSym *A) {
  Current = {};
  Current.Actor = A;
  Current.Message = A->Message;
  Current.MayReceive = true;
  for (auto [P, T] : llvm::zip(A->Item->Params, A->Ty->params()))
    if (P.Pat)
      checkPattern(P.Pat, T);
  checkBody(A->Item->Body, nullptr);
  if (!A->Terminate)
    return;
  A->Terminate->Ty = Types.function({}, Types.unitType());
  A->Terminate->DropsValue = true;
  checkLambda(A->Terminate);
}

Type *Checker::inferSelf(SelfExpr *S) {
  if (S->Var && S->Var->Ty)
    return S->Var->Ty;
  if (!S->IsCall) {
    Diags
        .report(DiagCode::E0004, S->Where,
                "unbound name `self` outside of a method")
        .fix("the own process is `self()`");
    return Types.errorType();
  }
  if (!Current.Message) {
    Diags.report(DiagCode::E0015, S->Where, "self() outside of an actor")
        .fix("`Process.self()` works anywhere");
    return Types.errorType();
  }
  return Types.pid(Current.Message);
}

//===----------------------------------------------------------------------===//
// Receive
//===----------------------------------------------------------------------===//

Type *Checker::inferReceive(ReceiveExpr *R, Type *Wanted) {
  if (!Current.MayReceive)
    Diags.report(DiagCode::E0017, R->Where, "receive outside of an actor")
        .label("only actors and `fn main` receive messages");
  Type *Message = Current.MayReceive ? Current.Message : Types.newVar();
  Join J = {Wanted, Span()};
  // An arm for every message leaves nothing to those behind it but, unless it
  // takes Any, system messages.
  const Arm *CatchAll = nullptr;
  for (Arm &A : R->Arms) {
    bool TakesAny = TypeContext::resolve(Message)->is(TypeKind::Any);
    if (CatchAll && (TakesAny || !isSystemPattern(A.Pat)))
      Diags
          .report(DiagCode::W0001, A.Pat->Where,
                  "redundant arm: it is never reached")
          .also(CatchAll->Pat->Where, "this arm takes every message");
    if (isOpen(A.Pat) && !A.Guard)
      CatchAll = &A;
    // System messages are never part of the message type.
    Type *T = isSystemPattern(A.Pat) ? Types.named("SystemMessage") : Message;
    checkPattern(A.Pat, T);
    checkGuard(A.Guard);
    join(J, A.Body);
  }
  if (R->Timeout) {
    check(R->Timeout, Types.intType());
    join(J, R->TimeoutBody);
  }
  return finish(J);
}

//===----------------------------------------------------------------------===//
// Spawn and send
//===----------------------------------------------------------------------===//

Type *Checker::inferSpawn(CallExpr *C) {
  if (C->Args.empty()) {
    Diags.report(DiagCode::E0003, C->Where,
                 "wrong number of arguments: `spawn` takes a function and "
                 "its arguments");
    return Types.errorType();
  }
  Expr *&Callee = C->Args.front().Value;
  auto Rest = C->Args.drop_front();
  Symbol *Sym = calleeSymbol(Callee);
  if (llvm::isa_and_nonnull<ActorSym>(Sym) ||
      llvm::isa_and_nonnull<FunctionSym>(Sym)) {
    auto *D = llvm::cast<Definition>(Sym);
    ArrayRef<Type *> Inst = Types.instantiate(D->Generics, Callee->Where);
    setInst(Callee, Inst);
    Type *Fn = instance(D, Inst);
    Callee->Ty = Fn;
    checkArgs(C, Rest, Fn->params(), D->ParamNames, D->Name, D->Where,
              C->Order);
    return llvm::isa<ActorSym>(D) ? Fn->result() : Types.pid(Types.anyType());
  }
  if (llvm::isa_and_nonnull<ServiceSym>(Sym)) {
    for (Arg &A : Rest)
      inferInVain(A.Value);
    Diags
        .report(DiagCode::E0016, Callee->Where,
                "cannot spawn `" + Sym->Name + "`: it is a service")
        .label("not a function")
        .fix("start it with `" + Sym->Name + ".start(...)`");
    return Types.errorType();
  }
  Type *T = TypeContext::resolve(infer(Callee));
  if (T->is(TypeKind::Var)) {
    SmallVector<Type *, 4> Params;
    for (Arg &A : Rest)
      Params.push_back(infer(A.Value));
    expect(T, Types.function(Params, Types.newVar()), Callee->Where);
    return Types.pid(Types.anyType());
  }
  if (T->is(TypeKind::Function)) {
    auto *D = llvm::dyn_cast_or_null<Definition>(Sym);
    checkArgs(C, Rest, T->params(), D ? D->ParamNames : ArrayRef<StringRef>(),
              D ? D->Name : "the function value", D ? D->Where : Span(),
              C->Order);
    return llvm::isa_and_nonnull<SupervisorSym>(Sym)
               ? T->result()
               : Types.pid(Types.anyType());
  }
  for (Arg &A : Rest)
    inferInVain(A.Value);
  if (!T->is(TypeKind::Error))
    Diags
        .report(DiagCode::E0016, Callee->Where,
                "cannot spawn a value of type " + print(T) +
                    ": it is not a function")
        .label("not a function");
  return Types.errorType();
}

Type *Checker::inferSend(CallExpr *C) {
  if (C->Args.size() != 2) {
    for (Arg &A : C->Args)
      inferInVain(A.Value);
    Diags.report(DiagCode::E0003, C->Where,
                 "wrong number of arguments: `send` takes a target and a "
                 "message, found " +
                     Twine(C->Args.size()));
    return Types.unitType();
  }
  Expr *&Target = C->Args[0].Value, *&Message = C->Args[1].Value;
  Type *T = TypeContext::resolve(infer(Target));
  if (T->is(TypeKind::Var)) {
    Type *Pid = Types.pid(Types.newVar());
    Types.unify(T, Pid);
    reportFailures();
    T = TypeContext::resolve(Pid);
  }
  switch (T->kind()) {
  case TypeKind::Pid:
    checkMessage(T->args()[0], Message);
    break;
  case TypeKind::Tuple:
    expect(Types.tuple({Types.stringType(), Types.stringType()}), T,
           Target->Where);
    infer(Message);
    break;
  default:
    infer(Message);
    if (!T->is(TypeKind::String) && !T->is(TypeKind::Error))
      expect(Types.pid(Message->Ty), T, Target->Where);
    break;
  }
  return Types.unitType();
}

/// A message has the target's type; a bare Pid takes everything as it is.
void Checker::checkMessage(Type *Wanted, Expr *&Message) {
  Wanted = TypeContext::resolve(Wanted);
  if (Wanted->is(TypeKind::Any)) {
    infer(Message);
    return;
  }
  // Only what is to become Any is looked at part by part.
  bool Converts = hasAny(Wanted);
  if (Converts && Wanted->is(TypeKind::Tuple) &&
      llvm::isa<TupleExpr>(Message) &&
      Wanted->args().size() ==
          llvm::cast<TupleExpr>(Message)->Elements.size()) {
    auto *Tuple = llvm::cast<TupleExpr>(Message);
    for (auto [E, T] : llvm::zip(Tuple->Elements, Wanted->args()))
      checkMessage(T, E);
    Message->Ty = Wanted;
    return;
  }
  Type *Found = TypeContext::resolve(Converts ? inferFor(Message, Wanted)
                                              : infer(Message));
  Wanted = TypeContext::resolve(Wanted);
  if (Found->is(TypeKind::Never) || convertToAny(Message, Wanted, Found))
    return;
  if (Types.unify(Wanted, Found) != TypeContext::Unify::Same) {
    Diags
        .report(DiagCode::E0014, Message->Where,
                "message type mismatch: expected " + print(Wanted) +
                    ", found " + print(Found))
        .label("the process takes messages of type " + print(Wanted));
    giveUp(Found);
  }
  reportFailures();
}
