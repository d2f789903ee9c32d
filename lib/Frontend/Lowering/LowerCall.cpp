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

mlir::Value BodyLowering::lowerCall(CallExpr *C, bool Want) {
  auto [Sym, Inst] = calleeOf(C->Callee);
  if (!llvm::isa_and_nonnull<Definition>(Sym)) {
    L.unsupported(C->Where, "calling a function value is");
    die();
    return nullptr;
  }
  if (auto *S = dyn_cast<BuiltinSym>(Sym))
    return lowerBuiltin(S, C, Want);

  auto *D = cast<Definition>(Sym);
  auto Args = lowerArgs(C->Args, C->Order);
  if (dead())
    return nullptr;
  Type *Fn = C->Callee->Ty;
  // The pid of a service call may have any message type.
  unsigned Skip = D->Kind == SymbolKind::Handler;
  adaptArgs(llvm::MutableArrayRef(Args).drop_front(Skip),
            Fn->params().drop_front(Skip), C->Where);
  mlir::Location Loc = loc(C->Where);

  switch (D->Kind) {
  case SymbolKind::ServiceStart:
    return ServiceStartOp::create(
        B, Loc, type(Fn->result()),
        ModuleLowering::serviceSymbol(cast<ServiceStartSym>(D)->Service), Args);
  case SymbolKind::Handler: {
    auto *H = cast<HandlerSym>(D);
    std::string Service = ModuleLowering::serviceSymbol(H->Service);
    llvm::StringRef Name = H->Decl->Fn->Name.Name;
    auto Rest = mlir::ValueRange(Args).drop_front();
    if (H->Decl->IsCall)
      return ServiceCallOp::create(B, Loc, type(Fn->result()), Service, Name,
                                   Args.front(), Rest);
    ServiceCastOp::create(B, Loc, Service, Name, Args.front(), Rest);
    return Want ? unit(C->Where) : nullptr;
  }
  case SymbolKind::Actor:
    if (C->ContinuesActor) {
      branch(Header, Args, C->Where);
      return nullptr;
    }
    return SpawnOp::create(B, Loc, type(Fn->result()), instanceOf(D, Inst),
                           Args);
  default:
    break;
  }

  auto *F = cast<FunctionSym>(D);
  if (C->IsTail && D == Self && Header && !InArm) {
    branch(Header, Args, C->Where);
    return nullptr;
  }
  if (F->Service && F->Service->Init == F) {
    L.unsupported(C->Where, "calling `init` is");
    die();
    return nullptr;
  }
  mlir::Type Result = type(Fn->result());
  SmallVector<mlir::Type, 1> Results;
  if (!llvm::isa<UnitType>(Result))
    Results.push_back(Result);
  auto Call =
      mlir::func::CallOp::create(B, Loc, instanceOf(F, Inst), Results, Args);
  if (L.concrete(Fn->result(), Types)->is(TypeKind::Never)) {
    // The function does not come back.
    panic("unreachable", C->Where);
    return nullptr;
  }
  if (!Results.empty())
    return Call.getResult(0);
  return Want ? unit(C->Where) : nullptr;
}

//===----------------------------------------------------------------------===//
// Processes
//===----------------------------------------------------------------------===//

mlir::Value BodyLowering::lowerSpawn(CallExpr *C) {
  auto [Sym, Inst] = calleeOf(C->Args.front().Value);
  if (!llvm::isa_and_nonnull<FunctionSym>(Sym) &&
      !llvm::isa_and_nonnull<ActorSym>(Sym)) {
    L.unsupported(C->Where, "spawning a function value is");
    die();
    return nullptr;
  }
  auto *D = cast<Definition>(Sym);
  auto Args = lowerArgs(C->Args.drop_front(), C->Order);
  if (dead())
    return nullptr;
  Type *Fn = C->Args.front().Value->Ty;
  adaptArgs(Args, Fn->params(), C->Where);
  return SpawnOp::create(B, loc(C->Where), type(C->Ty), instanceOf(D, Inst),
                         Args);
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

mlir::Value BodyLowering::lowerBuiltin(BuiltinSym *S, CallExpr *C, bool Want) {
  mlir::Location Loc = loc(C->Where);
  auto done = [&]() -> mlir::Value {
    return Want && !dead() ? unit(C->Where) : nullptr;
  };
  switch (S->ID) {
  case BuiltinID::Spawn:
    return lowerSpawn(C);
  case BuiltinID::Send:
    lowerSend(C);
    return done();
  default:
    break;
  }

  auto Args = lowerArgs(C->Args, C->Order);
  if (dead())
    return nullptr;
  auto reason = [&](ExitKind Kind) -> mlir::Value {
    return ExitReasonOp::create(B, Loc, ExitReasonType::get(&L.context()), Kind,
                                Args[0]);
  };
  switch (S->ID) {
  case BuiltinID::Print:
    PrintOp::create(B, Loc, toString(Args[0], C->Where));
    return done();
  case BuiltinID::Println:
    PrintlnOp::create(B, Loc, toString(Args[0], C->Where));
    return done();
  case BuiltinID::ToString:
    return toString(Args[0], C->Where);
  case BuiltinID::Panic:
    PanicOp::create(B, Loc, Args[0]);
    die();
    return nullptr;
  case BuiltinID::ReasonError:
    return reason(ExitKind::Error);
  case BuiltinID::ReasonCustom:
    return reason(ExitKind::Custom);
  case BuiltinID::TimerSleep:
    TimerSleepOp::create(B, Loc, Args[0]);
    return done();
  case BuiltinID::TimerSendAfter: {
    mlir::Value Target = Args[0], Message = Args[2];
    adaptMessage(Target, Message, C->Where);
    TimerSendAfterOp::create(B, Loc, Target, Args[1], Message);
    return done();
  }
  case BuiltinID::ProcessSelf:
    return SelfOp::create(B, Loc, type(C->Ty));
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
    return MonitorOp::create(B, Loc, B.getI64Type(), Args[0]);
  case BuiltinID::ProcessDemonitor:
    return DemonitorOp::create(B, Loc, B.getI64Type(), Args[0]);
  default:
    L.unsupported(C->Where, "`" + S->Name + "` is");
    die();
    return nullptr;
  }
}
