//===- BodyLowering.cpp - Bodies and their blocks -------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BodyLowering.h"
#include "DecisionTree.h"
#include "snow/Frontend/AST/Walk.h"
#include "snow/Frontend/Sema/Namespace.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::dyn_cast;
using llvm::SmallVector;

BodyLowering::BodyLowering(ModuleLowering &L, Substitution S,
                           mlir::Region &Body, BodyKind Kind)
    : L(L), Types(std::move(S)), Region(&Body), Kind(Kind), B(&L.context()) {}

//===----------------------------------------------------------------------===//
// Blocks and values
//===----------------------------------------------------------------------===//

mlir::Block *BodyLowering::newBlock(mlir::TypeRange Args, Span Where) {
  auto *Block = new mlir::Block;
  for (mlir::Type T : Args)
    Block->addArgument(T, loc(Where));
  return Block;
}

void BodyLowering::start(mlir::Block *Block) {
  if (Block->hasNoPredecessors()) {
    delete Block;
    return die();
  }
  Region->push_back(Block);
  B.setInsertionPointToEnd(Block);
}

void BodyLowering::branch(mlir::Block *To, mlir::ValueRange Args, Span Where) {
  if (dead())
    return;
  mlir::cf::BranchOp::create(B, loc(Where), To, Args);
  die();
}

void BodyLowering::leaveTo(mlir::Block *To, mlir::Region *ToRegion,
                           mlir::ValueRange Args, Span Where) {
  if (dead())
    return;
  if (ToRegion == Region)
    branch(To, Args, Where);
  else
    leaveArm(To, ToRegion, Args, Where);
}

void BodyLowering::branchIf(mlir::Value Cond, mlir::Block *Then,
                            mlir::Block *Else, Span Where) {
  mlir::cf::CondBranchOp::create(B, loc(Where), Cond, Then, mlir::ValueRange(),
                                 Else, mlir::ValueRange());
  die();
}

void BodyLowering::panic(llvm::StringRef Message, Span Where) {
  PanicOp::create(B, loc(Where), stringConstant(Message, Where));
  die();
}

mlir::Value BodyLowering::intConstant(int64_t Value, Span Where) {
  return mlir::arith::ConstantIntOp::create(B, loc(Where), Value, 64);
}

mlir::Value BodyLowering::boolConstant(bool Value, Span Where) {
  return mlir::arith::ConstantIntOp::create(B, loc(Where), Value, 1);
}

mlir::Value BodyLowering::stringConstant(llvm::StringRef Text, Span Where) {
  return StringConstantOp::create(B, loc(Where), StringType::get(&L.context()),
                                  B.getStringAttr(Text));
}

mlir::Value BodyLowering::unit(Span Where) {
  return UnitOp::create(B, loc(Where), UnitType::get(&L.context()));
}

bool BodyLowering::canAdapt(mlir::Type From, mlir::Type To) {
  if (From == To || llvm::isa<AnyType>(To))
    return true;
  if (auto FromPid = dyn_cast<PidType>(From))
    if (auto ToPid = dyn_cast<PidType>(To))
      return llvm::isa<AnyType>(FromPid.getMessage()) ||
             llvm::isa<AnyType>(ToPid.getMessage());
  auto FromTuple = dyn_cast<mlir::TupleType>(From);
  auto ToTuple = dyn_cast<mlir::TupleType>(To);
  return FromTuple && ToTuple && FromTuple.size() == ToTuple.size() &&
         llvm::all_of_zip(FromTuple.getTypes(), ToTuple.getTypes(), canAdapt);
}

bool BodyLowering::differsInAny(mlir::Type A, mlir::Type B) {
  if (A == B || (llvm::isa<PidType>(A) && llvm::isa<PidType>(B)))
    return false;
  if (llvm::isa<AnyType>(A) || llvm::isa<AnyType>(B))
    return true;
  auto parts = [](mlir::Type T) {
    SmallVector<mlir::Type, 4> Parts;
    T.walkImmediateSubElements([](mlir::Attribute) {},
                               [&](mlir::Type Part) { Parts.push_back(Part); });
    return Parts;
  };
  auto X = parts(A), Y = parts(B);
  return A.getTypeID() == B.getTypeID() && X.size() == Y.size() &&
         llvm::any_of(llvm::zip(X, Y), [](auto Pair) {
           return differsInAny(std::get<0>(Pair), std::get<1>(Pair));
         });
}

mlir::Value BodyLowering::adapt(mlir::Value V, mlir::Type To, Span Where) {
  if (!V || V.getType() == To)
    return V;
  if (llvm::isa<AnyType>(To))
    return AnyMakeOp::create(B, loc(Where), To, V);
  if (differsInAny(V.getType(), To))
    return convert(V, To, Where);
  // Types that unify differ at most in the message types of pids.
  if (auto Tuple = dyn_cast<mlir::TupleType>(To)) {
    llvm::SmallVector<mlir::Value> Elements;
    for (auto [I, Element] : llvm::enumerate(Tuple.getTypes()))
      Elements.push_back(adapt(
          TupleGetOp::create(B, loc(Where), V, uint64_t(I)), Element, Where));
    return TupleMakeOp::create(B, loc(Where), Tuple, Elements);
  }
  if (auto Pid = dyn_cast<PidType>(To)) {
    // Pids of two message types stand for each other by way of a bare one.
    mlir::Type Bare = PidType::get(&L.context(), AnyType::get(&L.context()));
    if (V.getType() != Bare && Pid != Bare)
      V = PidCastOp::create(B, loc(Where), Bare, V);
    return PidCastOp::create(B, loc(Where), To, V);
  }
  return ReinterpretOp::create(B, loc(Where), To, V);
}

//===----------------------------------------------------------------------===//
// Bodies
//===----------------------------------------------------------------------===//

static bool callsItself(Expr *E, Symbol *Self) {
  auto *F = llvm::dyn_cast_or_null<FunctionSym>(Self);
  bool IsMethod = F && (F->Impl || F->Method);
  auto isSelfCall = [&](CallExpr *C) {
    if (!C->IsTail)
      return false;
    // Which method a name stands for depends on the instance.
    if (auto *Field = dyn_cast<FieldExpr>(C->Callee))
      return Field->Sym == Self || (IsMethod && Field->Name.Name == F->Name);
    auto *N = dyn_cast<NameExpr>(C->Callee);
    return N && (N->Sym == Self || (IsMethod && N->Name == F->Name));
  };
  bool Found = false;
  walk(E, [&](Expr *Inner) {
    // The call that a pipe stands for is among its children.
    if (auto *C = dyn_cast<CallExpr>(Inner))
      Found |= isSelfCall(C);
    return !Found;
  });
  return Found;
}

void BodyLowering::makeLoopHeader(ArrayRef<Expr *> Bodies, Span Where) {
  if (llvm::none_of(Bodies, [&](Expr *E) { return callsItself(E, Self); }))
    return;
  mlir::Block *Entry = B.getInsertionBlock();
  Header = newBlock(Entry->getArgumentTypes(), Where);
  branch(Header, Entry->getArguments(), Where);
  start(Header);
}

void BodyLowering::lowerFunction(FunctionSym *F, Symbol *Me) {
  // The handlers of a service come with their entry block.
  if (Region->empty()) {
    mlir::Block *Entry = newBlock({}, F->Where);
    for (auto [P, T] : llvm::zip(F->Clauses.front()->Params, F->Ty->params()))
      Entry->addArgument(type(T), loc(P.Where));
    Region->push_back(Entry);
  }
  B.setInsertionPointToEnd(&Region->front());
  Self = Me;
  // The constants of all files come first; those of nested modules are
  // evaluated where these stand.
  if (F->IsMain)
    for (FunctionSym *Init : L.inits())
      if (!Init->Home->Parent)
        mlir::func::CallOp::create(B, loc(F->Where), L.instance(Init, {}),
                                   mlir::TypeRange(), mlir::ValueRange());
  SmallVector<Expr *, 2> Bodies;
  SmallVector<ClauseView, 2> Clauses;
  for (FnItem *C : F->Clauses) {
    Bodies.push_back(C->Body);
    Clauses.push_back({C->Params, C->Guard, C->Body, C->Where});
  }
  makeLoopHeader(Bodies, F->Where);
  lowerClauses(F->Name, Clauses, B.getInsertionBlock()->getArguments(),
               F->Where);
}

static std::string noClause(llvm::StringRef Name, size_t Arity) {
  return ("no function clause matching " + Name + "/" + llvm::Twine(Arity))
      .str();
}

void BodyLowering::lowerClauses(llvm::StringRef Name,
                                ArrayRef<ClauseView> Clauses,
                                mlir::ValueRange Args, Span Where) {
  // A lone clause of names is what most functions are.
  const ClauseView &First = Clauses.front();
  if (Clauses.size() == 1 && !First.Guard) {
    bool Plain = true;
    for (auto [P, V] : llvm::zip(First.Params, Args))
      Plain = Plain && bindPlain(P.Pat, V);
    if (Plain)
      return lowerTail(First.Body);
  }
  DecisionTree Tree(*this, Where);
  for (const ClauseView &C : Clauses) {
    SmallVector<const Pattern *, 4> Patterns;
    for (const Param &P : C.Params)
      Patterns.push_back(P.Pat);
    Tree.addRow(Patterns, C.Guard, C.Where);
  }
  mlir::Block *Fail = newBlock({}, Where);
  Tree.emit(Args, Fail);
  for (auto [I, C] : llvm::enumerate(Clauses)) {
    Tree.startBody(I);
    if (!dead())
      lowerTail(C.Body);
  }
  start(Fail);
  if (!dead())
    panic(noClause(Name, First.Params.size()), Where);
}

void BodyLowering::lowerActor(ActorSym *A) {
  mlir::Block *Entry = newBlock({}, A->Where);
  for (auto [P, T] : llvm::zip(A->Item->Params, A->Ty->params()))
    Entry->addArgument(type(T), loc(P.Where));
  Region->push_back(Entry);
  B.setInsertionPointToEnd(Entry);
  Self = A;
  // What it captures are the current parameters.
  bool SetOnce = A->Terminate && L.captures(A->Terminate).empty();
  if (SetOnce)
    setTerminate(A);
  makeLoopHeader(A->Item->Body, A->Where);
  mlir::Block *Fail = newBlock({}, A->Where);
  for (auto [P, V] :
       llvm::zip(A->Item->Params, B.getInsertionBlock()->getArguments()))
    match(P.Pat, V, Fail);
  if (A->Terminate && !SetOnce && !dead())
    setTerminate(A);
  lowerTail(A->Item->Body);
  start(Fail);
  if (!dead())
    panic(noClause(A->Name, A->Item->Params.size()), A->Where);
}

void BodyLowering::lowerHandler(HandlerSym *H) {
  mlir::Block *Entry = &Region->front();
  B.setInsertionPointToEnd(Entry);
  mlir::Block *Fail = newBlock({}, H->Where);
  if (H->Decl->State.Pat)
    match(H->Decl->State.Pat, Entry->getArgument(0), Fail);
  for (auto [P, V] :
       llvm::zip(H->Decl->Fn->Params, Entry->getArguments().drop_front()))
    match(P.Pat, V, Fail);
  lowerTail(H->Decl->Fn->Body);
  start(Fail);
  if (!dead())
    panic(noClause(H->Name, H->Decl->Fn->Params.size()), H->Where);
}

//===----------------------------------------------------------------------===//
// Ends
//===----------------------------------------------------------------------===//

bool BodyLowering::needsResult() const {
  return Kind != BodyKind::Actor && ResultType;
}

void BodyLowering::emitReturn(mlir::Value V, Span Where) {
  if (Arms)
    return leaveArm(nullptr, nullptr, needsResult() ? V : mlir::ValueRange(),
                    Where);
  mlir::Location Loc = loc(Where);
  switch (Kind) {
  case BodyKind::Function:
    if (ResultType)
      mlir::func::ReturnOp::create(B, Loc, adapt(V, ResultType, Where));
    else
      mlir::func::ReturnOp::create(B, Loc);
    break;
  case BodyKind::Actor:
    ReturnOp::create(B, Loc);
    break;
  case BodyKind::Init:
  case BodyKind::Cast:
    ReturnOp::create(B, Loc, mlir::ValueRange(adapt(V, ResultType, Where)));
    break;
  case BodyKind::Call: {
    // A tuple that was made for this purpose is not needed as such.
    mlir::Value State, Reply;
    if (auto Make = V.getDefiningOp<TupleMakeOp>();
        Make && Make.getElements().size() == 2) {
      State = Make.getElements()[0];
      Reply = Make.getElements()[1];
      if (V.use_empty())
        Make.erase();
    } else {
      State = TupleGetOp::create(B, Loc, V, 0);
      Reply = TupleGetOp::create(B, Loc, V, 1);
    }
    ReplyOp::create(B, Loc, adapt(State, ResultType, Where),
                    adapt(Reply, ReplyType, Where));
    break;
  }
  }
  die();
}

void BodyLowering::lowerTail(Expr *E) {
  if (dead())
    return;
  switch (E->Kind) {
  case ExprKind::Block: {
    auto Stmts = llvm::cast<BlockExpr>(E)->Stmts;
    if (Stmts.empty() || !Stmts.back().E)
      break;
    lowerStmts(Stmts.drop_back());
    if (!dead())
      lowerTail(Stmts.back().E);
    return;
  }
  case ExprKind::If: {
    // Without `else` the value is unit, whatever the branch gives.
    auto *I = llvm::cast<IfExpr>(E);
    if (!I->Else && needsResult())
      break;
    lowerIf(I, false, true);
    return;
  }
  case ExprKind::Case:
    lowerCase(llvm::cast<CaseExpr>(E), false, true);
    return;
  case ExprKind::Receive:
    lowerReceive(llvm::cast<ReceiveExpr>(E), false, true);
    return;
  default:
    break;
  }
  mlir::Value V = lower(E, needsResult());
  if (dead())
    return;
  emitReturn(V, E->Where);
}
