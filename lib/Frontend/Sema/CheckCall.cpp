//===- CheckCall.cpp - Types of calls -------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Checker.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::dyn_cast;
using llvm::SmallVector;
using llvm::StringRef;
using llvm::Twine;

static Symbol *calleeSymbol(Expr *Callee) {
  if (auto *N = dyn_cast<NameExpr>(Callee))
    return N->Sym;
  if (auto *F = dyn_cast<FieldExpr>(Callee))
    return F->Sym;
  return nullptr;
}

static void setInst(Expr *Callee, ArrayRef<Type *> Inst) {
  if (auto *N = dyn_cast<NameExpr>(Callee))
    N->Inst = Inst;
  else if (auto *F = dyn_cast<FieldExpr>(Callee))
    F->Inst = Inst;
}

/// Checks the arguments against the parameters. Order receives the parameter
/// of each argument if keywords changed the order.
bool Checker::checkArgs(CallExpr *C, llvm::MutableArrayRef<Arg> Args,
                        ArrayRef<Type *> Params, ArrayRef<StringRef> Names,
                        StringRef Callee, Span DefinedAt,
                        ArrayRef<unsigned> &Order) {
  auto inferRest = [&] {
    for (Arg &A : Args)
      infer(A.Value);
  };
  SmallVector<unsigned, 4> Slots;
  SmallVector<bool, 4> Taken(Params.size(), false);
  bool Good = true, Reordered = false;
  for (auto [I, A] : llvm::enumerate(Args)) {
    if (A.Keyword.empty()) {
      if (!Slots.empty() && Reordered) {
        Diags.report(DiagCode::E0041, A.Value->Where,
                     "positional argument behind a keyword argument");
        Good = false;
      }
      Slots.push_back(I);
      if (I < Taken.size())
        Taken[I] = true;
      continue;
    }
    Reordered = true;
    auto *It = llvm::find(Names, A.Keyword.Name);
    if (It == Names.end()) {
      auto D = Diags.report(DiagCode::E0041, A.Keyword.Where,
                            "`" + Callee + "` has no parameter `" +
                                A.Keyword.Name + "`");
      StringRef Close = closestName(A.Keyword.Name, Names);
      if (!Close.empty())
        D.fix("did you mean `" + Close + "`?");
      Good = false;
      continue;
    }
    unsigned Slot = It - Names.begin();
    if (Slot < Taken.size() && Taken[Slot]) {
      Diags.report(DiagCode::E0041, A.Keyword.Where,
                   "parameter `" + A.Keyword.Name + "` is given twice");
      Good = false;
    }
    if (Slot < Taken.size())
      Taken[Slot] = true;
    Slots.push_back(Slot);
  }
  if (!Good) {
    inferRest();
    return false;
  }
  if (Args.size() != Params.size()) {
    auto D = Diags.report(DiagCode::E0003, C->Where,
                          "wrong number of arguments: `" + Callee + "` takes " +
                              Twine(Params.size()) + ", found " +
                              Twine(Args.size()));
    if (DefinedAt.End)
      D.also(DefinedAt, "defined here");
    inferRest();
    return false;
  }
  // Closures come last: the other arguments tell the types of their parameters.
  for (bool Closures : {false, true})
    for (auto [A, Slot] : llvm::zip(Args, Slots))
      if (llvm::isa<ClosureExpr>(A.Value) == Closures)
        check(A.Value, Params[Slot]);
  if (Reordered)
    Order = Ctx.copy(Slots);
  return true;
}

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
  Type *T = TypeContext::resolve(infer(Callee));
  if (T->is(TypeKind::Function)) {
    checkArgs(C, Rest, T->params(), {}, "the function value", Span(), C->Order);
    return Types.pid(Types.anyType());
  }
  for (Arg &A : Rest)
    infer(A.Value);
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
      infer(A.Value);
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
  if (Wanted->is(TypeKind::Tuple) && llvm::isa<TupleExpr>(Message) &&
      Wanted->args().size() ==
          llvm::cast<TupleExpr>(Message)->Elements.size()) {
    auto *Tuple = llvm::cast<TupleExpr>(Message);
    for (auto [E, T] : llvm::zip(Tuple->Elements, Wanted->args()))
      checkMessage(T, E);
    Message->Ty = Wanted;
    return;
  }
  Type *Found = TypeContext::resolve(infer(Message));
  if (Found->is(TypeKind::Never))
    return;
  if (Types.unify(Wanted, Found) != TypeContext::Unify::Same)
    Diags
        .report(DiagCode::E0014, Message->Where,
                "message type mismatch: expected " + print(Wanted) +
                    ", found " + print(Found))
        .label("the process takes " + print(Wanted));
  reportFailures();
}

/// `Tuple.nth(t, 1)`: the literal tells the type.
Type *Checker::inferTupleNth(CallExpr *C) {
  Type *Tuple = infer(C->Args[0].Value);
  infer(C->Args[1].Value);
  Type *Element = Types.newVar();
  Constraint Projection;
  Projection.Kind = ConstraintKind::Projection;
  Projection.Number = llvm::cast<IntExpr>(C->Args[1].Value)->Value;
  Projection.Args = Ctx.copy(ArrayRef<Type *>(Element));
  Projection.Where = C->Args[0].Value->Where;
  Types.require(Tuple, Projection);
  C->Callee->Ty = Types.function({Tuple, Types.intType()}, Element);
  return Element;
}

Type *Checker::instance(Definition *D, ArrayRef<Type *> Inst) {
  Substitution S;
  for (auto [G, T] : llvm::zip(D->Generics, Inst))
    S[G] = T;
  return TypeContext::resolve(Types.substitute(D->Ty, S));
}

Type *Checker::inferCall(CallExpr *C) {
  Symbol *Sym = calleeSymbol(C->Callee);
  if (auto *B = llvm::dyn_cast_or_null<BuiltinSym>(Sym)) {
    if (B->ID == BuiltinID::Spawn)
      return inferSpawn(C);
    if (B->ID == BuiltinID::Send)
      return inferSend(C);
    if (B->ID == BuiltinID::TupleNth && C->Args.size() == 2 &&
        C->Args[1].Keyword.empty() && llvm::isa<IntExpr>(C->Args[1].Value))
      return inferTupleNth(C);
  }
  auto *D = llvm::dyn_cast_or_null<Definition>(Sym);
  if (auto *F = dyn_cast<FieldExpr>(C->Callee); F && !Sym)
    return inferMethodCall(C, F);
  if (!D)
    return inferValueCall(C);

  ArrayRef<Type *> Inst = Types.instantiate(D->Generics, C->Callee->Where);
  setInst(C->Callee, Inst);
  Type *Fn = instance(D, Inst);
  return finishCall(C, D, Fn);
}

Type *Checker::finishCall(CallExpr *C, Definition *D, Type *Fn) {
  C->Callee->Ty = Fn;
  if (!Fn->is(TypeKind::Function)) {
    for (Arg &A : C->Args)
      infer(A.Value);
    Diags.report(DiagCode::E0005, C->Callee->Where,
                 "not a function: `" + D->Name + "` has type " + print(Fn));
    return Types.errorType();
  }
  // The value in front of the dot is the first argument of a method.
  auto *F = dyn_cast<FieldExpr>(C->Callee);
  unsigned Skip = F && F->IsMethod ? 1 : 0;
  auto Names = D->ParamNames;
  checkArgs(C, C->Args, Fn->params().drop_front(Skip),
            Names.drop_front(std::min<size_t>(Skip, Names.size())), D->Name,
            D->Where, C->Order);
  if (D == Current.Actor && C->IsTail) {
    C->ContinuesActor = true;
    return Types.neverType();
  }
  return Fn->result();
}
