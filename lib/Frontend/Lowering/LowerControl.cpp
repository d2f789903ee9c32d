//===- LowerControl.cpp - Branches, loops and receive ---------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DecisionTree.h"
#include "snow/Frontend/AST/Walk.h"

using namespace snow::frontend;
using llvm::SmallVector;

//===----------------------------------------------------------------------===//
// Meeting points
//===----------------------------------------------------------------------===//

BodyLowering::Meeting BodyLowering::meet(Expr *E, bool Want, bool Tail) {
  Meeting M;
  if (Tail)
    return M;
  if (Want)
    M.Type = type(E->Ty);
  if (M.Type && llvm::isa<UnitType>(M.Type))
    M.Type = nullptr;
  M.Block =
      newBlock(M.Type ? mlir::TypeRange(M.Type) : mlir::TypeRange(), E->Where);
  return M;
}

void BodyLowering::arrive(const Meeting &M, Expr *Body, bool Tail, Span Where) {
  if (dead())
    return;
  if (Tail)
    return lowerTail(Body);
  mlir::Value V = lower(Body, M.Type != nullptr);
  if (dead())
    return;
  if (M.Type)
    branch(M.Block, adapt(V, M.Type, Where), Where);
  else
    branch(M.Block, {}, Where);
}

mlir::Value BodyLowering::finish(const Meeting &M, bool Want, Span Where) {
  if (!M.Block) {
    die();
    return nullptr;
  }
  mlir::Block *Block = M.Block;
  start(Block);
  if (dead())
    return nullptr;
  if (M.Type)
    return Block->getArgument(0);
  return Want ? unit(Where) : nullptr;
}

//===----------------------------------------------------------------------===//
// Branches
//===----------------------------------------------------------------------===//

mlir::Value BodyLowering::lowerIf(IfExpr *I, bool Want, bool Tail) {
  mlir::Value Cond = lower(I->Cond);
  if (dead())
    return nullptr;
  mlir::Block *Then = newBlock({}, I->Then->Where);
  if (!I->Else) {
    mlir::Block *After = newBlock({}, I->Where);
    branchIf(Cond, Then, After, I->Where);
    start(Then);
    if (Tail) {
      lowerTail(I->Then);
      start(After);
      emitReturn(nullptr, I->Where);
      return nullptr;
    }
    lower(I->Then, false);
    branch(After, {}, I->Where);
    start(After);
    return Want ? unit(I->Where) : nullptr;
  }
  Meeting M = meet(I, Want, Tail);
  Span Where = I->Where;
  while (true) {
    mlir::Block *Else = newBlock({}, I->Else->Where);
    branchIf(Cond, Then, Else, I->Where);
    start(Then);
    arrive(M, I->Then, Tail, I->Then->Where);
    start(Else);
    // All branches of an else-if chain meet in one place.
    auto *Next = llvm::dyn_cast<IfExpr>(I->Else);
    if (!Next || !Next->Else || dead())
      break;
    Cond = lower(Next->Cond);
    if (dead())
      return finish(M, Want, Where);
    Then = newBlock({}, Next->Then->Where);
    I = Next;
  }
  arrive(M, I->Else, Tail, I->Else->Where);
  return finish(M, Want, Where);
}

mlir::Value BodyLowering::lowerCase(CaseExpr *C, bool Want, bool Tail) {
  mlir::Value Subject = lower(C->Subject);
  if (dead())
    return nullptr;
  Meeting M = meet(C, Want, Tail);
  DecisionTree Tree(*this, C->Where);
  for (Arm &A : C->Arms)
    Tree.addRow(A.Pat, A.Guard, A.Where);
  mlir::Block *Fail = newBlock({}, C->Where);
  Tree.emit(Subject, Fail);
  for (auto [I, A] : llvm::enumerate(C->Arms)) {
    Tree.startBody(I);
    arrive(M, A.Body, Tail, A.Body->Where);
  }
  start(Fail);
  if (!dead())
    panic("non-exhaustive match", C->Where);
  return finish(M, Want, C->Where);
}

mlir::Value BodyLowering::lowerWhile(WhileExpr *W, bool Want) {
  mlir::Block *Head = newBlock({}, W->Where);
  mlir::Block *Body = newBlock({}, W->Body->Where);
  mlir::Block *Exit = newBlock({}, W->Where);
  branch(Head, {}, W->Where);
  start(Head);
  mlir::Value Cond = lower(W->Cond);
  if (!dead())
    branchIf(Cond, Body, Exit, W->Where);
  start(Body);
  if (!dead()) {
    Loops.push_back({Head, Exit, nullptr, Region});
    lower(W->Body, false);
    Loops.pop_back();
    branch(Head, {}, W->Where);
  }
  start(Exit);
  return Want && !dead() ? unit(W->Where) : nullptr;
}

//===----------------------------------------------------------------------===//
// Receive
//===----------------------------------------------------------------------===//

void BodyLowering::leaveArm(mlir::Block *To, mlir::Region *ToRegion,
                            mlir::ValueRange Args, Span Where) {
  Arms->Exits.push_back(
      {newBlock(Args.getTypes(), Where), To, ToRegion, Where});
  LeaveOp::create(B, loc(Where), Arms->Exits.size() - 1, Args);
  die();
}

/// The pattern and guard of an arm go into its region, which ends by accepting
/// the bound values or rejecting the message.
void BodyLowering::lowerArm(Arm &A, llvm::ArrayRef<LocalVar *> Names,
                            mlir::Region &ArmRegion) {
  Region = &ArmRegion;
  B.setInsertionPointToEnd(&Region->front());
  mlir::Block *Reject = newBlock({}, A.Where);
  match(A.Pat, Region->front().getArgument(0), Reject);
  if (A.Guard && !dead()) {
    mlir::Value Cond = lower(A.Guard);
    if (!dead()) {
      mlir::Block *Good = newBlock({}, A.Guard->Where);
      branchIf(Cond, Good, Reject, A.Guard->Where);
      start(Good);
    }
  }
  if (!dead()) {
    SmallVector<mlir::Value, 4> Values;
    for (LocalVar *N : Names)
      Values.push_back(adapt(Vars[N], type(N->Ty), A.Where));
    AcceptOp::create(B, loc(A.Where), Values);
    die();
  }
  start(Reject);
  if (!dead()) {
    RejectOp::create(B, loc(A.Where));
    die();
  }
}

mlir::Value BodyLowering::lowerReceive(ReceiveExpr *R, bool Want, bool Tail) {
  mlir::Value Timeout;
  if (R->Timeout) {
    Timeout = lower(R->Timeout);
    if (dead())
      return nullptr;
  }
  SmallVector<mlir::Type, 4> ArmTypes;
  SmallVector<mlir::Block *, 4> Targets;
  SmallVector<SmallVector<LocalVar *, 4>, 4> Names;
  for (Arm &A : R->Arms) {
    ArmTypes.push_back(type(A.Pat->Ty));
    Names.emplace_back();
    boundVariables(A.Pat, Names.back());
    SmallVector<mlir::Type, 4> NameTypes;
    for (LocalVar *N : Names.back())
      NameTypes.push_back(type(N->Ty));
    Targets.push_back(newBlock(NameTypes, A.Where));
  }
  if (Timeout)
    Targets.push_back(newBlock({}, R->TimeoutBody->Where));
  auto Op = ReceiveOp::create(B, loc(R->Where), Timeout, ArmTypes, Targets);
  die();

  ReceiveArms Mine{Arms, Region, {}};
  Arms = &Mine;
  for (auto [I, A] : llvm::enumerate(R->Arms))
    lowerArm(A, Names[I], Op.getArms()[I]);
  Arms = Mine.Outer;
  Region = Mine.OuterRegion;

  if (!Mine.Exits.empty()) {
    SmallVector<mlir::Block *, 1> Exits;
    for (const ReceiveArms::Exit &E : Mine.Exits)
      Exits.push_back(E.Block);
    Op.addExits(B, Exits);
  }
  for (const ReceiveArms::Exit &E : Mine.Exits) {
    start(E.Block);
    mlir::ValueRange Values = E.Block->getArguments();
    if (E.To)
      leaveTo(E.To, E.ToRegion, Values, E.Where);
    else
      emitReturn(Values.empty() ? mlir::Value() : Values.front(), E.Where);
  }

  Meeting M = meet(R, Want, Tail);
  for (auto [I, A] : llvm::enumerate(R->Arms)) {
    start(Targets[I]);
    for (auto [N, Arg] : llvm::zip(Names[I], Targets[I]->getArguments()))
      Vars[N] = Arg;
    arrive(M, A.Body, Tail, A.Body->Where);
  }
  if (Timeout) {
    start(Targets.back());
    arrive(M, R->TimeoutBody, Tail, R->TimeoutBody->Where);
  }
  return finish(M, Want, R->Where);
}
