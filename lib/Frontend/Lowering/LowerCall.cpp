//===- LowerCall.cpp - Calls, messages and built-in functions -------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BodyLowering.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;
using llvm::SmallVector;

static std::pair<Symbol *, ArrayRef<Type *>> calleeOf(Expr *Callee) {
  if (auto *N = dyn_cast<NameExpr>(Callee))
    return {N->Sym, N->Inst};
  if (auto *F = dyn_cast<FieldExpr>(Callee))
    return {F->Sym, F->Inst};
  return {nullptr, {}};
}

mlir::FlatSymbolRefAttr BodyLowering::instanceOf(Definition *D,
                                                 ArrayRef<Type *> Inst) {
  SmallVector<Type *, 4> Args;
  // A use inside the definition's own group shares its variables.
  for (Type *T : Inst.empty() ? D->Generics : Inst)
    Args.push_back(L.concrete(T, Types));
  return L.instance(D, Args);
}

SmallVector<mlir::Value, 4> BodyLowering::lowerArgs(ArrayRef<Arg> Args,
                                                    ArrayRef<unsigned> Order) {
  SmallVector<mlir::Value, 4> Values(Args.size());
  for (auto [I, A] : llvm::enumerate(Args)) {
    mlir::Value V = lower(A.Value);
    if (dead())
      return {};
    Values[Order.empty() ? I : Order[I]] = V;
  }
  return Values;
}

void BodyLowering::adaptArgs(llvm::MutableArrayRef<mlir::Value> Args,
                             ArrayRef<Type *> Params, Span Where) {
  for (auto [V, P] : llvm::zip(Args, Params))
    V = adapt(V, type(P), Where);
}

/// Whether a use of the definition being lowered is at the types it has here; a
/// function may call itself at others.
bool BodyLowering::isOwnInstance(Definition *D, ArrayRef<Type *> Inst) {
  return llvm::all_of(llvm::zip(D->Generics, Inst), [&](auto Pair) {
    return TypeContext::same(L.concrete(std::get<0>(Pair), Types),
                             L.concrete(std::get<1>(Pair), Types));
  });
}

bool BodyLowering::continues(CallExpr *C, Definition *D,
                             ArrayRef<Type *> Inst) {
  if (D->Kind == SymbolKind::Actor)
    return C->ContinuesActor;
  if (!C->IsTail || !Header)
    return false;
  auto *M = dyn_cast<MethodSym>(D);
  if (!M)
    return D == Self && isOwnInstance(D, Inst);
  SmallVector<Type *, 4> Concrete;
  for (Type *T : Inst)
    Concrete.push_back(L.concrete(T, Types));
  auto Target = L.findMethod(M, Concrete);
  return Target && Target->F == Self && isOwnInstance(Target->F, Target->Inst);
}

mlir::Value BodyLowering::lowerCall(CallExpr *C, bool Want) {
  if (auto *F = dyn_cast<FieldExpr>(C->Callee); F && (!F->Sym || F->IsMethod))
    return lowerMethodCall(C, F, Want);
  auto [Sym, Inst] = calleeOf(C->Callee);
  if (auto *V = llvm::dyn_cast_or_null<LocalVar>(Sym); V && V->Fn)
    if (!V->IsThunk)
      return lowerLambdaCall(C, V, Inst, Want);
  if (!llvm::isa_and_nonnull<Definition>(Sym))
    return lowerValueCall(C, Want);
  if (auto *S = dyn_cast<BuiltinSym>(Sym)) {
    if (S->ID == BuiltinID::Spawn)
      return lowerSpawn(C);
    if (S->ID == BuiltinID::Send) {
      lowerSend(C);
      return Want && !dead() ? unit(C->Where) : nullptr;
    }
    if (S->ID == BuiltinID::SupervisorStartChild)
      return lowerStartChild(C);
    if (S->ID == BuiltinID::WsServe || S->ID == BuiltinID::WsServeTls) {
      lowerWsServe(C, S->ID == BuiltinID::WsServeTls);
      return Want && !dead() ? unit(C->Where) : nullptr;
    }
    if (S->ID == BuiltinID::NodeSpawn || S->ID == BuiltinID::NodeSpawnLink ||
        S->ID == BuiltinID::NodeTrySpawn)
      return lowerRemoteSpawn(C, S->ID);
  }

  auto *D = cast<Definition>(Sym);
  auto Args = lowerArgs(C->Args, C->Order);
  if (dead())
    return nullptr;
  Type *Fn = C->Callee->Ty;
  // The pid of a service call may have any message type, and messages are
  // adapted to their targets.
  bool IsBuiltin = D->Kind == SymbolKind::Builtin;
  unsigned Skip = D->Kind == SymbolKind::Handler;
  if (!IsBuiltin)
    adaptArgs(llvm::MutableArrayRef(Args).drop_front(Skip),
              Fn->params().drop_front(Skip), C->Where);
  if (continues(C, D, Inst)) {
    leaveTo(Header, Header->getParent(), Args, C->Where);
    return nullptr;
  }
  return emitCall(D, Inst, Fn, Args, C->Where, Want);
}

mlir::Value BodyLowering::emitCall(Definition *D, ArrayRef<Type *> Inst,
                                   Type *Fn,
                                   llvm::MutableArrayRef<mlir::Value> Args,
                                   Span Where, bool Want) {
  mlir::Location Loc = loc(Where);
  switch (D->Kind) {
  case SymbolKind::Builtin:
    return emitBuiltin(cast<BuiltinSym>(D), Inst, Fn, Args, Where, Want);
  case SymbolKind::ServiceStart:
    return ServiceStartOp::create(
        B, Loc, type(Fn->result()),
        ModuleLowering::serviceSymbol(cast<ServiceStartSym>(D)->Service), Args);
  case SymbolKind::Handler: {
    auto *H = cast<HandlerSym>(D);
    std::string Service = ModuleLowering::serviceSymbol(H->Service);
    SmallVector<Type *, 2> TypeArgs;
    // A use inside the group of the service shares its variables.
    for (Type *T : Inst.empty() ? H->Generics : Inst)
      TypeArgs.push_back(L.concrete(T, Types));
    std::string Name = L.handlerInstance(H, TypeArgs);
    auto Rest = mlir::ValueRange(Args).drop_front();
    if (H->Decl->IsCall)
      return ServiceCallOp::create(B, Loc, type(Fn->result()), Service, Name,
                                   Args.front(), Rest);
    ServiceCastOp::create(B, Loc, Service, Name, Args.front(), Rest);
    return Want ? unit(Where) : nullptr;
  }
  case SymbolKind::Variant:
    return emitVariant(cast<VariantSym>(D), Fn->result(), Args, Where);
  case SymbolKind::Method:
    return emitMethod(cast<MethodSym>(D), Inst, Fn, Args, Where, Want);
  case SymbolKind::Derived:
    return emitDerived(cast<DerivedSym>(D), Fn, Args, Where);
  case SymbolKind::Actor:
  case SymbolKind::Supervisor:
    return SpawnOp::create(B, Loc, type(Fn->result()), instanceOf(D, Inst),
                           Args);
  default:
    break;
  }

  auto *F = cast<FunctionSym>(D);
  SmallVector<Type *, 4> TypeArgs;
  for (Type *T : Inst)
    TypeArgs.push_back(L.concrete(T, Types));
  if (L.isUniform(F, TypeArgs))
    return emitUniformCall(F, Fn, Args, Where, Want);
  SmallVector<mlir::Type, 1> Results;
  if (mlir::Type R = type(Fn->result()); !llvm::isa<UnitType>(R))
    Results.push_back(R);
  auto Call =
      mlir::func::CallOp::create(B, Loc, instanceOf(F, Inst), Results, Args);
  return finishCall(Call, Fn->result(), Where, Want);
}

/// A recursion at ever larger types goes on at Any.
mlir::Value BodyLowering::emitUniformCall(FunctionSym *F, Type *Fn,
                                          ArrayRef<mlir::Value> Args,
                                          Span Where, bool Want) {
  SmallVector<Type *, 4> Any(F->Generics.size(), L.types().anyType());
  Substitution S;
  for (Type *G : F->Generics)
    S[G] = L.types().anyType();
  SmallVector<mlir::Value, 4> Converted;
  for (auto [V, P] : llvm::zip(Args, F->Ty->params()))
    Converted.push_back(convertToAny(V, L.convert(P, S), Where));
  SmallVector<mlir::Type, 1> Results;
  if (mlir::Type R = L.convert(F->Ty->result(), S); !llvm::isa<UnitType>(R))
    Results.push_back(R);
  auto Call = mlir::func::CallOp::create(B, loc(Where), L.instance(F, Any),
                                         Results, Converted);
  mlir::Value V = finishCall(Call, Fn->result(), Where, Want);
  mlir::Type To = type(Fn->result());
  if (!V || V.getType() == To)
    return V;
  // What came in as a value of the type is one.
  return convert(V, To, Where);
}

mlir::Value BodyLowering::finishCall(mlir::Operation *Call, Type *Result,
                                     Span Where, bool Want) {
  if (L.concrete(Result, Types)->is(TypeKind::Never)) {
    // The function does not come back.
    panic("unreachable", Where);
    return nullptr;
  }
  if (Call->getNumResults())
    return Call->getResult(0);
  return Want ? unit(Where) : nullptr;
}

//===----------------------------------------------------------------------===//
// Processes
//===----------------------------------------------------------------------===//

mlir::Value BodyLowering::lowerSpawn(CallExpr *C) {
  Expr *Callee = C->Args.front().Value;
  auto [Sym, Inst] = calleeOf(Callee);
  Type *Fn = L.concrete(Callee->Ty, Types);
  if (L.types().hasStandIn(Fn))
    return lowerSpawnAtAny(C, Fn);
  SmallVector<mlir::Value, 4> Args;
  mlir::FlatSymbolRefAttr Body;
  bool IsNamed = llvm::isa_and_nonnull<FunctionSym>(Sym) ||
                 llvm::isa_and_nonnull<SupervisorSym>(Sym) ||
                 llvm::isa_and_nonnull<ActorSym>(Sym);
  if (IsNamed) {
    Body = instanceOf(cast<Definition>(Sym), Inst);
  } else {
    // The process runs the function value, which it gets in front.
    Args.push_back(lower(Callee));
    if (dead())
      return nullptr;
    Body = L.runner(Fn);
  }
  auto Rest = lowerArgs(C->Args.drop_front(), C->Order);
  if (dead())
    return nullptr;
  adaptArgs(Rest, L.concrete(Fn, Types)->params(), C->Where);
  Args.append(Rest.begin(), Rest.end());
  return SpawnOp::create(B, loc(C->Where), type(C->Ty), Body, Args);
}

/// The values of stand-ins come to a process in its messages: it is one of Any.
mlir::Value BodyLowering::lowerSpawnAtAny(CallExpr *C, Type *Fn) {
  Expr *Callee = C->Args.front().Value;
  auto [Sym, Inst] = calleeOf(Callee);
  bool IsNamed =
      llvm::isa_and_nonnull<FunctionSym, SupervisorSym, ActorSym>(Sym);
  SmallVector<Type *, 4> Concrete = {Fn};
  if (IsNamed)
    for (Type *T : Inst.empty() ? cast<Definition>(Sym)->Generics : Inst)
      Concrete.push_back(L.concrete(T, Types));
  unsigned K = L.anyFilling(Concrete);
  SmallVector<mlir::Value, 4> All;
  mlir::FlatSymbolRefAttr Body;
  if (IsNamed) {
    SmallVector<Type *, 4> TypeArgs;
    for (Type *T : ArrayRef(Concrete).drop_front())
      TypeArgs.push_back(L.fill(T, K));
    Body = L.instance(cast<Definition>(Sym), TypeArgs);
  } else {
    mlir::Value V = lower(Callee);
    if (dead())
      return nullptr;
    All.push_back(fill(V, Fn, K, C->Where));
    Body = L.runner(L.fill(Fn, K));
  }
  auto Args = lowerArgs(C->Args.drop_front(), C->Order);
  if (dead())
    return nullptr;
  adaptArgs(Args, Fn->params(), C->Where);
  for (auto [V, P] : llvm::zip(Args, Fn->params()))
    All.push_back(fill(V, P, K, C->Where));
  // A message that is a function is one of Any there, and has a type here.
  Type *Pid = L.concrete(C->Ty, Types);
  if (K)
    checkMessages(Pid, C->Where);
  return SpawnOp::create(B, loc(C->Where), type(Pid), Body, All);
}

void BodyLowering::adaptMessage(mlir::Value &Target, mlir::Value &Message,
                                Span Where) {
  mlir::Type Wanted = cast<PidType>(Target.getType()).getMessage();
  if (llvm::isa<AnyType>(Wanted))
    return; // A message knows its type by itself.
  if (canAdapt(Message.getType(), Wanted)) {
    Message = adapt(Message, Wanted, Where);
    return;
  }
  // Through a bare Pid a process gets what it does not take; it waits there.
  auto Bare = PidType::get(AnyType::get(&L.context()));
  Target = PidCastOp::create(B, loc(Where), Bare, Target);
}

void BodyLowering::lowerSend(CallExpr *C) {
  auto Args = lowerArgs(C->Args, {});
  if (dead())
    return;
  mlir::Location Loc = loc(C->Where);
  mlir::Value Target = Args[0], Message = Args[1];
  if (llvm::isa<PidType>(Target.getType())) {
    adaptMessage(Target, Message, C->Where);
    SendOp::create(B, Loc, Target, Message);
    return;
  }
  if (llvm::isa<StringType>(Target.getType())) {
    SendNamedOp::create(B, Loc, Target, mlir::Value(), Message);
    return;
  }
  mlir::Value Name = TupleGetOp::create(B, Loc, Target, 0);
  mlir::Value Node = TupleGetOp::create(B, Loc, Target, 1);
  SendNamedOp::create(B, Loc, Name, Node, Message);
}

//===----------------------------------------------------------------------===//
// Built-in functions
//===----------------------------------------------------------------------===//

mlir::Value BodyLowering::emitBuiltin(BuiltinSym *S, ArrayRef<Type *> Inst,
                                      Type *Fn, ArrayRef<mlir::Value> Given,
                                      Span Where, bool Want) {
  mlir::Location Loc = loc(Where);
  SmallVector<mlir::Value, 4> Args(Given);
  // What the runtime calls has to be a function as it is.
  if (L.types().usesStandIns() && S->Source.empty() &&
      S->ID != BuiltinID::Spawn)
    for (auto [V, P, Declared] : llvm::zip(Args, Fn->params(), S->Ty->params()))
      if (TypeContext::resolve(Declared)->is(TypeKind::Function))
        V = callable(V, P, Where);
  auto done = [&]() -> mlir::Value {
    return Want && !dead() ? unit(Where) : nullptr;
  };
  switch (S->ID) {
  case BuiltinID::Print:
    PrintOp::create(B, Loc, toString(Args[0], Where));
    return done();
  case BuiltinID::Println:
    PrintlnOp::create(B, Loc, toString(Args[0], Where));
    return done();
  case BuiltinID::ToString:
    return toString(Args[0], Where);
  case BuiltinID::Panic:
    PanicOp::create(B, Loc, Args[0]);
    die();
    return nullptr;
  case BuiltinID::TimerSleep:
    TimerSleepOp::create(B, Loc, Args[0]);
    return done();
  case BuiltinID::TimerSendAfter: {
    mlir::Value Target = Args[0], Message = Args[2];
    adaptMessage(Target, Message, Where);
    TimerSendAfterOp::create(B, Loc, Target, Args[1], Message);
    return done();
  }
  case BuiltinID::TimerStart: {
    mlir::Value Target = Args[0], Message = Args[2];
    adaptMessage(Target, Message, Where);
    return libraryCall("timer_start", B.getI64Type(), Message.getType(),
                       {Target, Args[1], Message}, Where);
  }
  case BuiltinID::ProcessSelf:
    return SelfOp::create(B, Loc, type(Fn->result()));
  case BuiltinID::ProcessExitSelf:
    ExitSelfOp::create(B, Loc, Args[0]);
    die();
    return nullptr;
  case BuiltinID::ProcessExit:
    ExitOp::create(B, Loc, Args[0], Args[1]);
    return done();
  case BuiltinID::Link:
  case BuiltinID::ProcessLink:
    LinkOp::create(B, Loc, Args[0]);
    return done();
  case BuiltinID::ProcessUnlink:
    UnlinkOp::create(B, Loc, Args[0]);
    return done();
  case BuiltinID::ProcessTrapExit:
    return TrapExitOp::create(B, Loc, B.getI1Type(), Args[0]);
  case BuiltinID::ProcessMonitor:
    if (!llvm::isa<PidType>(Args[0].getType()))
      return emitProcessBuiltin(S, Fn, Args, Where);
    return MonitorOp::create(B, Loc, B.getI64Type(), Args[0]);
  case BuiltinID::ProcessDemonitor:
    return DemonitorOp::create(B, Loc, B.getI64Type(), Args[0]);
  case BuiltinID::Library:
    return emitLibrary(S, Inst, Fn, Args, Where, Want);
  default:
    if (mlir::Value V = emitProcessBuiltin(S, Fn, Args, Where))
      return V;
    return emitSpecial(S, Fn, Args, Where, Want);
  }
}
