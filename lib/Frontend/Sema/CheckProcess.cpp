//===- CheckProcess.cpp - Built-in functions on processes -----------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Those whose arguments the table of built-in functions cannot describe: they
// take the arguments of another function, or values of several types.
//
//===----------------------------------------------------------------------===//

#include "Checker.h"

using namespace snow::frontend;
using llvm::isa;
using llvm::SmallVector;
using llvm::StringRef;

/// `Node.spawn(node, f, args...)`: f goes by its name, so it must have one.
Type *Checker::inferRemoteSpawn(CallExpr *C, BuiltinSym *B) {
  if (C->Args.size() < 2) {
    for (Arg &A : C->Args)
      infer(A.Value);
    Diags.report(DiagCode::E0003, C->Where,
                 "wrong number of arguments: `" + B->Name +
                     "` takes a node, a function and its arguments");
    return B->Ty->result();
  }
  check(C->Args[0].Value, Types.stringType());
  Expr *&Callee = C->Args[1].Value;
  auto Rest = C->Args.drop_front(2);
  auto *D = llvm::dyn_cast_or_null<Definition>(calleeSymbol(Callee));
  bool IsNamed = D && (isa<ActorSym>(D) || isa<FunctionSym>(D));
  if (auto *F = llvm::dyn_cast_or_null<FunctionSym>(D))
    IsNamed = !F->Service && !F->Impl && !F->Method && !F->IsScript;
  if (!IsNamed) {
    Type *T = TypeContext::resolve(infer(Callee));
    for (Arg &A : Rest)
      infer(A.Value);
    if (!T->is(TypeKind::Error))
      Diags
          .report(DiagCode::E0046, Callee->Where,
                  "`" + B->Name + "` needs a named function")
          .label("has no name on another node")
          .fix("define it with `fn` at the top level of a module");
    return B->Ty->result();
  }
  // The function that has the name takes Any where its type is open.
  llvm::ArrayRef<Type *> Inst = Types.instantiate(D->Generics, Callee->Where);
  for (Type *T : Inst)
    Types.unify(T, Types.anyType());
  reportFailures();
  setInst(Callee, Inst);
  Callee->Ty = instance(D, Inst);
  checkArgs(C, Rest, Callee->Ty->params(), D->ParamNames, D->Name, D->Where,
            C->Order);
  // An actor's process takes the actor's messages.
  if (isa<ActorSym>(D) && B->ID != BuiltinID::NodeTrySpawn)
    return Callee->Ty->result();
  if (isa<ActorSym>(D))
    return Types.named("Result", {Callee->Ty->result(), Types.stringType()});
  return B->Ty->result();
}

/// The argument for each of the names; empty unless there is exactly one.
static SmallVector<Expr **, 4> placeArgs(ASTContext &Ctx, CallExpr *C,
                                         llvm::ArrayRef<StringRef> Names) {
  SmallVector<Expr **, 4> Places(Names.size(), nullptr);
  SmallVector<unsigned, 4> Order;
  bool HasKeywords = false;
  if (C->Args.size() != Names.size())
    return {};
  for (auto [I, A] : llvm::enumerate(C->Args)) {
    size_t Slot = I;
    if (!A.Keyword.empty()) {
      Slot = llvm::find(Names, A.Keyword.Name) - Names.begin();
      HasKeywords = true;
    }
    if (Slot == Names.size() || Places[Slot] ||
        (HasKeywords && A.Keyword.empty()))
      return {};
    Places[Slot] = &A.Value;
    Order.push_back(Slot);
  }
  if (HasKeywords)
    C->Order = Ctx.copy(Order);
  return Places;
}

/// The message is typed as in `send`.
Type *Checker::inferSendAfter(CallExpr *C, BuiltinSym *B) {
  auto Places = placeArgs(Ctx, C, B->ParamNames);
  if (Places.empty())
    return nullptr;
  Type *Target = Types.pid(Types.newVar());
  check(*Places[0], Target);
  // A bare Pid has left the variable alone.
  Type *Found = TypeContext::resolve((*Places[0])->Ty);
  if (Found->is(TypeKind::Pid))
    Target = Found;
  check(*Places[1], Types.intType());
  checkMessage(Target->args()[0], *Places[2]);
  Type *Result = B->Ty->result();
  C->Callee->Ty =
      Types.function({Target, Types.intType(), (*Places[2])->Ty}, Result);
  return Result;
}

/// What a job that is known by a bare Pid gives is an Any, or what is wanted of
/// it, for a bare Pid stands for every Pid<T>; null if it is not bare.
Type *Checker::inferBareAwait(CallExpr *C, BuiltinSym *B, Type *Wanted) {
  auto Places = placeArgs(Ctx, C, B->ParamNames);
  if (Places.empty())
    return nullptr;
  Type *Job = TypeContext::resolve(infer(*Places[0]));
  if (!Job->is(TypeKind::Pid) ||
      !TypeContext::resolve(Job->args()[0])->is(TypeKind::Any))
    return nullptr;
  Wanted = Wanted ? TypeContext::resolve(Wanted) : nullptr;
  bool IsKnown = Wanted && Wanted->isBuiltin("Result");
  Type *Value =
      IsKnown ? TypeContext::resolve(Wanted->args()[0]) : Types.anyType();
  if (Value->is(TypeKind::Var))
    Value = Types.anyType();
  SmallVector<Type *, 2> Params = {Types.pid(Value)};
  if (Places.size() == 2) {
    check(*Places[1], Types.intType());
    Params.push_back(Types.intType());
  }
  Type *Result = Types.named("Result", {Value, Types.stringType()});
  C->Callee->Ty = Types.function(Params, Result);
  return Result;
}

/// How many parameters a callback takes, as far as it can be seen.
static size_t arityOf(Expr *E, Type *T) {
  if (auto *C = llvm::dyn_cast<ClosureExpr>(E))
    return C->Clauses.front().Params.size();
  T = TypeContext::resolve(T);
  return T->is(TypeKind::Function) ? T->params().size() : 0;
}

/// on_connect may give anything, on_message may ask for the kind of message.
Type *Checker::inferWsServe(CallExpr *C, BuiltinSym *B) {
  auto Places = placeArgs(Ctx, C, B->ParamNames);
  if (Places.empty())
    return nullptr;
  Type *Conn = Types.named("WsConn"), *Text = Types.stringType();
  Type *Headers = Types.named("Map", {Text, Text});
  SmallVector<Type *, 6> Params = {
      Types.function({Conn, Text, Headers}, Types.newVar())};
  check(*Places[0], Params[0]);

  SmallVector<Type *, 3> Message = {Conn, Text};
  Type *Known =
      llvm::isa<ClosureExpr>(*Places[1]) ? nullptr : infer(*Places[1]);
  if (arityOf(*Places[1], Known ? Known : Types.errorType()) == 3)
    Message.push_back(Types.boolType());
  Params.push_back(Types.function(Message, Types.newVar()));
  if (Known)
    expect(Params[1], Known, (*Places[1])->Where);
  else
    check(*Places[1], Params[1]);

  Params.push_back(
      Types.function({Conn, Types.intType(), Text}, Types.newVar()));
  check(*Places[2], Params[2]);
  for (size_t I = 3; I != Places.size(); ++I) {
    Params.push_back(B->Ty->params()[I]);
    check(*Places[I], Params[I]);
  }
  C->Callee->Ty = Types.function(Params, Types.unitType());
  return Types.unitType();
}

Type *Checker::inferProcessCall(CallExpr *C, BuiltinSym *B, Type *Wanted) {
  switch (B->ID) {
  case BuiltinID::TimerSendAfter:
  case BuiltinID::TimerStart:
    return inferSendAfter(C, B);
  case BuiltinID::JobAwait:
  case BuiltinID::JobAwaitTimeout:
    return inferBareAwait(C, B, Wanted);
  case BuiltinID::WsServe:
  case BuiltinID::WsServeTls:
    return inferWsServe(C, B);
  case BuiltinID::ProcessMonitor:
    // Takes an Int pid as well.
    if (C->Args.size() != 1 || !C->Args[0].Keyword.empty() ||
        !TypeContext::resolve(infer(C->Args[0].Value))->is(TypeKind::Int))
      return nullptr;
    C->Callee->Ty = Types.function({Types.intType()}, Types.intType());
    return Types.intType();
  case BuiltinID::NodeSpawn:
  case BuiltinID::NodeSpawnLink:
  case BuiltinID::NodeTrySpawn:
    return inferRemoteSpawn(C, B);
  case BuiltinID::SupervisorStartChild: {
    // The child's start function tells at run time whether the rest fits.
    C->Callee->Ty = B->Ty;
    if (C->Args.empty())
      return nullptr;
    check(C->Args[0].Value, B->Ty->params()[0]);
    for (Arg &A : C->Args.drop_front())
      infer(A.Value);
    return B->Ty->result();
  }
  default:
    return nullptr;
  }
}
