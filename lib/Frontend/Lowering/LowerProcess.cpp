//===- LowerProcess.cpp - Terminate blocks, supervisors, process functions ===//
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

//===----------------------------------------------------------------------===//
// Actors
//===----------------------------------------------------------------------===//

void BodyLowering::setTerminate(ActorSym *A) {
  mlir::Value F = lambdaValue(A->Terminate, nullptr, {}, A->Terminate->Ty,
                              A->Terminate->Where);
  OnExitOp::create(B, loc(A->Terminate->Where), F);
}

//===----------------------------------------------------------------------===//
// Supervisors
//===----------------------------------------------------------------------===//

void BodyLowering::lowerChildStart(const SupervisorChild &C) {
  B.setInsertionPointToEnd(&Region->front());
  mlir::Value Start = lower(C.Start);
  if (dead())
    return;
  Type *Result = L.concrete(C.Start->Ty, Types)->result();
  SmallVector<mlir::Type, 1> Results;
  if (mlir::Type R = type(Result); !llvm::isa<UnitType>(R))
    Results.push_back(R);
  Span Where = C.Start->Where;
  auto Call = ClosureCallOp::create(B, loc(Where), Results, Start,
                                    Region->front().getArguments());
  mlir::Value Pid = finishCall(Call, Result, Where, true);
  if (!dead())
    emitReturn(Pid, Where);
}

void ModuleLowering::lowerSupervisor(const Work &W) {
  auto *S = cast<SupervisorSym>(W.D);
  SmallVector<std::string, 4> Starts;
  for (const SupervisorChild &C : S->Children) {
    Type *Fn = concrete(C.Start->Ty, Substitution());
    SmallVector<mlir::Type, 2> Params;
    for (Type *P : Fn->params())
      Params.push_back(convert(P, Substitution()));
    mlir::Type Result = convert(Fn->result(), Substitution());
    // One that never returns has no process either.
    if (!llvm::isa<PidType>(Result))
      Result = PidType::get(UnitType::get(&Context));
    Starts.push_back("__" + W.Symbol + "." + C.Name.str());
    auto Func =
        makeFunction(Starts.back(), C.Start->Where, Params, Result, true);
    BodyLowering Body(*this, Substitution(), Func.getBody(),
                      BodyKind::Function);
    Body.setResult(Result);
    Body.lowerChildStart(C);
  }

  mlir::OpBuilder B = mlir::OpBuilder::atBlockEnd(Result->getBody());
  auto Op = SupervisorOp::create(
      B, location(S->Where), W.Symbol, static_cast<Strategy>(S->Strategy),
      S->MaxRestarts, S->MaxSeconds, /*sym_visibility=*/nullptr);
  B.setInsertionPointToEnd(&Op.getBody().emplaceBlock());
  for (auto [C, Start] : llvm::zip(S->Children, Starts))
    ChildOp::create(B, location(C.Where), C.Name, Start,
                    static_cast<Restart>(C.Restart),
                    C.ShutdownMs ? B.getI64IntegerAttr(*C.ShutdownMs)
                                 : mlir::IntegerAttr());
}

std::string ModuleLowering::freeSymbol(llvm::StringRef Stem) {
  std::string Name = Stem.str();
  for (unsigned I = 1; !Known.try_emplace(Name, true).second; ++I)
    Name = (Stem + "." + llvm::Twine(I)).str();
  return Name;
}

mlir::Value BodyLowering::lowerStartChild(CallExpr *C) {
  auto Args = lowerArgs(C->Args, {});
  if (dead())
    return nullptr;
  return SupervisorStartChildOp::create(
      B, loc(C->Where), type(C->Ty), Args.front(), ArrayRef(Args).drop_front());
}

//===----------------------------------------------------------------------===//
// Nodes
//===----------------------------------------------------------------------===//

mlir::Value BodyLowering::lowerRemoteSpawn(CallExpr *C, BuiltinID ID) {
  mlir::Value Node = lower(C->Args[0].Value);
  if (dead())
    return nullptr;
  Expr *Callee = C->Args[1].Value;
  auto Args = lowerArgs(C->Args.drop_front(2), C->Order);
  if (dead())
    return nullptr;
  adaptArgs(Args, Callee->Ty->params(), C->Where);
  auto *N = dyn_cast<NameExpr>(Callee);
  auto *F = dyn_cast<FieldExpr>(Callee);
  auto *D = cast<Definition>(N ? N->Sym : F->Sym);
  mlir::FlatSymbolRefAttr Symbol = instanceOf(D, N ? N->Inst : F->Inst);
  mlir::Location Loc = loc(C->Where);
  if (ID == BuiltinID::NodeTrySpawn)
    return NodeTrySpawnOp::create(B, Loc, type(C->Ty), Node, Symbol, Args);
  return NodeSpawnOp::create(B, Loc, type(C->Ty), Node, Symbol.getValue(), Args,
                             ID == BuiltinID::NodeSpawnLink);
}

//===----------------------------------------------------------------------===//
// Functions of Process, Global, Job, Supervisor and Node
//===----------------------------------------------------------------------===//

mlir::Value BodyLowering::emitProcessBuiltin(BuiltinSym *S, Type *Fn,
                                             ArrayRef<mlir::Value> Args,
                                             Span Where) {
  mlir::Location Loc = loc(Where);
  mlir::Type Result = type(Fn->result());
  auto library = [&](llvm::StringRef Entry) {
    return libraryCall(Entry, Result, {}, Args, Where);
  };
  switch (S->ID) {
  case BuiltinID::Spawn:
    return SpawnOp::create(
        B, Loc, Result, L.runner(L.concrete(Fn->params()[0], Types)), Args[0]);
  case BuiltinID::Send: {
    mlir::Value Target = Args[0], Message = Args[1];
    adaptMessage(Target, Message, Where);
    SendOp::create(B, Loc, Target, Message);
    return unit(Where);
  }
  case BuiltinID::ProcessMonitor:
    return library("process_monitor");
  case BuiltinID::ProcessRegister:
    return library("process_register_name");
  case BuiltinID::ProcessRegisterSelf: {
    mlir::Value Self =
        SelfOp::create(B, Loc, PidType::get(AnyType::get(&L.context())));
    return libraryCall("process_register_name", Result, {}, {Args[0], Self},
                       Where);
  }
  case BuiltinID::ProcessUnregister:
    return library("process_unregister_name");
  case BuiltinID::ProcessWhereis:
    return library("process_find_name");
  case BuiltinID::ProcessIsAlive:
    return library("process_is_alive");
  case BuiltinID::GlobalRegister:
    return library("global_register");
  case BuiltinID::GlobalUnregister:
    return library("global_unregister");
  case BuiltinID::GlobalWhereis:
    return library("global_whereis");
  case BuiltinID::JobAsync:
    return JobAsyncOp::create(B, Loc, Result, Args[0]);
  case BuiltinID::JobAwait:
    return JobAwaitOp::create(B, Loc, Result,
                              adapt(Args[0], type(Fn->params()[0]), Where));
  case BuiltinID::JobAwaitTimeout:
    return JobAwaitTimeoutOp::create(
        B, Loc, Result, adapt(Args[0], type(Fn->params()[0]), Where), Args[1]);
  case BuiltinID::JobMap:
    return JobMapOp::create(
        B, Loc, Result, adapt(Args[0], type(Fn->params()[0]), Where), Args[1]);
  case BuiltinID::SupervisorStartChild:
    return SupervisorStartChildOp::create(B, Loc, Result, Args[0],
                                          mlir::ValueRange());
  case BuiltinID::SupervisorTerminateChild: {
    mlir::Value Status = libraryCall("supervisor_terminate_child",
                                     B.getI64Type(), {}, Args, Where);
    return mlir::arith::CmpIOp::create(B, Loc, mlir::arith::CmpIPredicate::eq,
                                       Status, intConstant(0, Where));
  }
  case BuiltinID::SupervisorCountChildren:
    return library("supervisor_count_children");
  case BuiltinID::SupervisorWhichChildren:
    return library("supervisor_which_children");
  case BuiltinID::NodeStart:
    return NodeStartOp::create(B, Loc, Result, Args[0], Args[1]);
  case BuiltinID::NodeConnect:
    return NodeConnectOp::create(B, Loc, Result, Args[0]);
  case BuiltinID::NodeSelf:
    return NodeSelfOp::create(B, Loc, Result);
  case BuiltinID::NodeList:
    return NodeListOp::create(B, Loc, Result);
  case BuiltinID::NodeMonitor:
    return NodeMonitorOp::create(B, Loc, Result, Args[0]);
  case BuiltinID::WsSend:
    return library("ws_send");
  case BuiltinID::WsSendBinary:
    return library("ws_send_bytes");
  case BuiltinID::WsJoin:
    return library("ws_join");
  case BuiltinID::WsLeave:
    return library("ws_leave");
  case BuiltinID::WsBroadcast:
    return library("ws_broadcast");
  case BuiltinID::WsBroadcastExcept:
    return library("ws_broadcast_except");
  case BuiltinID::WsClose:
    libraryCall("ws_close", {}, {}, Args, Where);
    return unit(Where);
  default:
    return nullptr;
  }
}

//===----------------------------------------------------------------------===//
// Conversion to Any
//===----------------------------------------------------------------------===//

mlir::Value BodyLowering::convertToAny(mlir::Value V, mlir::Type To,
                                       Span Where) {
  if (V.getType() == To || llvm::isa<AnyType>(To) || llvm::isa<PidType>(To))
    return adapt(V, To, Where);
  if (auto Tuple = dyn_cast<mlir::TupleType>(To)) {
    SmallVector<mlir::Value> Elements;
    for (auto [I, Element] : llvm::enumerate(Tuple.getTypes()))
      Elements.push_back(convertToAny(
          TupleGetOp::create(B, loc(Where), V, uint64_t(I)), Element, Where));
    return TupleMakeOp::create(B, loc(Where), Tuple, Elements);
  }
  return convert(V, To, Where);
}
