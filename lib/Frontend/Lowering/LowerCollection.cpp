//===- LowerCollection.cpp - Lists, maps, `for` and `?` -------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BodyLowering.h"

using namespace snow::frontend;
using llvm::cast;
using llvm::dyn_cast;
using llvm::SmallVector;
namespace arith = mlir::arith;

mlir::Value BodyLowering::libraryCall(llvm::StringRef Entry, mlir::Type Result,
                                      mlir::TypeRange Described,
                                      mlir::ValueRange Args, Span Where) {
  SmallVector<mlir::Type, 1> Results;
  if (Result)
    Results.push_back(Result);
  SmallVector<mlir::Attribute, 2> Types;
  for (mlir::Type T : Described)
    Types.push_back(mlir::TypeAttr::get(T));
  auto Call = LibraryCallOp::create(B, loc(Where), Results, Entry,
                                    B.getArrayAttr(Types), Args);
  return Result ? Call.getResult(0) : mlir::Value();
}

//===----------------------------------------------------------------------===//
// Literals and indexing
//===----------------------------------------------------------------------===//

mlir::Value BodyLowering::append(mlir::Value List, mlir::Value Element,
                                 Span Where) {
  return ListAppendOp::create(B, loc(Where), List.getType(), List, Element);
}

mlir::Value BodyLowering::lowerList(ListExpr *E) {
  auto List = cast<ListType>(type(E->Ty));
  SmallVector<mlir::Value, 8> Elements;
  for (Expr *X : E->Elements) {
    mlir::Value V = lower(X);
    if (dead())
      return nullptr;
    Elements.push_back(adapt(V, List.getElement(), X->Where));
  }
  return ListMakeOp::create(B, loc(E->Where), List, Elements);
}

mlir::Value BodyLowering::lowerMap(MapExpr *E) {
  auto Map = cast<MapType>(type(E->Ty));
  mlir::Value M = libraryCall("map_new", Map, {}, {}, E->Where);
  for (MapEntry &Entry : E->Entries) {
    mlir::Value Key = lower(Entry.Key);
    if (dead())
      return nullptr;
    mlir::Value Value = lower(Entry.Value);
    if (dead())
      return nullptr;
    M = libraryCall("map_put", Map, {Map.getKey(), Map.getValue()},
                    {M, adapt(Key, Map.getKey(), Entry.Key->Where),
                     adapt(Value, Map.getValue(), Entry.Value->Where)},
                    Entry.Key->Where);
  }
  return M;
}

mlir::Value BodyLowering::lowerIndex(IndexExpr *E) {
  mlir::Value Base = lower(E->Base);
  if (dead())
    return nullptr;
  mlir::Value Index = lower(E->Index);
  if (dead())
    return nullptr;
  if (auto Map = dyn_cast<MapType>(Base.getType()))
    return libraryCall(
        "map_get", Map.getValue(), {Map.getKey(), Map.getValue()},
        {Base, adapt(Index, Map.getKey(), E->Index->Where)}, E->Where);
  if (llvm::isa<StringType>(Base.getType()))
    return libraryCall("string_index", Base.getType(), {}, {Base, Index},
                       E->Where);
  return ListGetOp::create(B, loc(E->Where), Base, Index);
}

//===----------------------------------------------------------------------===//
// for
//===----------------------------------------------------------------------===//

namespace {
/// What a loop runs over: positions from First on, as long as they are below
/// Limit, or for hashed collections as long as they are not negative.
struct Course {
  mlir::Value Source, First, Limit;
};
} // namespace

void BodyLowering::leaveLoop(bool ToNext, Span Where) {
  const Loop &L = Loops.back();
  leaveTo(ToNext ? L.Next : L.Exit, L.Region,
          L.List ? L.List : mlir::ValueRange(), Where);
}

/// The list that a loop begins with. One that surely gets an element from every
/// position has room for them.
mlir::Value BodyLowering::emptyList(ForExpr *F, mlir::Value First,
                                    mlir::Value Limit, mlir::Type List) {
  mlir::Location Loc = loc(F->Where);
  bool IsPlain = llvm::isa<NamePattern>(F->Pat) ||
                 llvm::isa<WildcardPattern>(F->Pat) ||
                 llvm::isa<TuplePattern>(F->Pat);
  if (!Limit || F->Guard || !IsPlain)
    return ListMakeOp::create(B, Loc, List, mlir::ValueRange());
  // A loop over a huge range may yet be left early.
  constexpr int64_t MostAtOnce = 1 << 16;
  mlir::Value Count = arith::SubIOp::create(B, Loc, Limit, First);
  Count =
      arith::MinUIOp::create(B, Loc, Count, intConstant(MostAtOnce, F->Where));
  mlir::Value IsEmpty =
      arith::CmpIOp::create(B, Loc, arith::CmpIPredicate::sge, First, Limit);
  Count =
      arith::SelectOp::create(B, Loc, IsEmpty, intConstant(0, F->Where), Count);
  return libraryCall("list_new", List, {}, Count, F->Where);
}

mlir::Value BodyLowering::lowerFor(ForExpr *F, bool Want) {
  Span Where = F->Where;
  mlir::Location Loc = loc(Where);
  mlir::Type I64 = B.getI64Type();
  auto *Range = dyn_cast<BinaryExpr>(F->Source);
  bool IsLiteral = Range && Range->Op == BinaryOp::Range;

  Course C;
  mlir::Type Kind = type(F->Source->Ty);
  if (IsLiteral) {
    // No Range is made.
    C.First = lower(Range->Left);
    if (dead())
      return nullptr;
    C.Limit = lower(Range->Right);
  } else {
    C.Source = lower(F->Source);
  }
  if (dead())
    return nullptr;
  auto next = [&](mlir::Value At) -> mlir::Value {
    if (llvm::isa<MapType>(Kind))
      return libraryCall("map_next", I64, {}, {C.Source, At}, Where);
    if (llvm::isa<SetType>(Kind))
      return libraryCall("set_next", I64, {}, {C.Source, At}, Where);
    return At;
  };
  if (auto Queue = dyn_cast<QueueType>(Kind)) {
    Kind = ListType::get(Queue.getElement());
    C.Source = libraryCall("queue_to_list", Kind, {}, C.Source, Where);
  }
  bool IsHashed = llvm::isa<MapType>(Kind) || llvm::isa<SetType>(Kind);
  if (llvm::isa<RangeType>(Kind) && !IsLiteral) {
    C.First = RangeStartOp::create(B, Loc, I64, C.Source);
    C.Limit = RangeStopOp::create(B, Loc, I64, C.Source);
  } else if (!IsLiteral) {
    C.First = next(intConstant(0, Where));
    if (llvm::isa<ListType>(Kind))
      C.Limit = ListLengthOp::create(B, Loc, I64, C.Source);
  }

  // The position, then the list so far if the loop has a value.
  SmallVector<mlir::Type, 2> State = {I64};
  SmallVector<mlir::Value, 2> Initial = {C.First};
  ListType List;
  if (Want) {
    List = cast<ListType>(type(F->Ty));
    State.push_back(List);
    Initial.push_back(emptyList(F, C.First, C.Limit, List));
  }
  auto ListOnly = mlir::TypeRange(State).drop_front();
  mlir::Block *Head = newBlock(State, Where);
  mlir::Block *Body = newBlock({}, F->Body->Where);
  mlir::Block *Next = newBlock(ListOnly, Where);
  mlir::Block *Exit = newBlock(ListOnly, Where);
  branch(Head, Initial, Where);
  start(Head);
  mlir::Value At = Head->getArgument(0);
  mlir::ValueRange SoFar = Head->getArguments().drop_front();
  mlir::Value Behind;
  // At the end of a string the next scalar begins where this one does.
  if (llvm::isa<StringType>(Kind))
    C.Limit = Behind =
        libraryCall("string_next", I64, {}, {C.Source, At}, Where);
  mlir::Value More =
      IsHashed ? arith::CmpIOp::create(B, Loc, arith::CmpIPredicate::sge, At,
                                       intConstant(0, Where))
               : arith::CmpIOp::create(B, Loc, arith::CmpIPredicate::slt, At,
                                       C.Limit);
  mlir::cf::CondBranchOp::create(B, Loc, More, Body, mlir::ValueRange(), Exit,
                                 SoFar);
  die();
  start(Body);

  mlir::Value Element = At;
  if (auto Of = dyn_cast<ListType>(Kind)) {
    Element = ListGetOp::create(B, Loc, C.Source, At, /*unchecked=*/true);
  } else if (auto Map = dyn_cast<MapType>(Kind)) {
    Element = libraryCall("map_key_at", Map.getKey(), Map.getKey(),
                          {C.Source, At}, Where);
    const Pattern *P = F->Pat;
    while (auto *A = dyn_cast<AsPattern>(P))
      P = A->Inner;
    if (llvm::isa<TuplePattern>(P)) {
      mlir::Value Value = libraryCall("map_value_at", Map.getValue(),
                                      Map.getValue(), {C.Source, At}, Where);
      auto Pair =
          mlir::TupleType::get(&L.context(), {Map.getKey(), Map.getValue()});
      Element =
          TupleMakeOp::create(B, Loc, Pair, mlir::ValueRange({Element, Value}));
    }
  } else if (auto Set = dyn_cast<SetType>(Kind)) {
    Element = libraryCall("set_at", Set.getElement(), Set.getElement(),
                          {C.Source, At}, Where);
  } else if (llvm::isa<StringType>(Kind)) {
    Element =
        libraryCall("string_part", Kind, {}, {C.Source, At, Behind}, Where);
  }

  mlir::Block *Skip = newBlock({}, F->Pat->Where);
  Loops.push_back({Next, Exit, Want ? SoFar[0] : mlir::Value(), Region});
  match(F->Pat, Element, Skip);
  if (F->Guard && !dead()) {
    mlir::Value Cond = lower(F->Guard);
    if (!dead()) {
      mlir::Block *Good = newBlock({}, F->Guard->Where);
      branchIf(Cond, Good, Skip, F->Guard->Where);
      start(Good);
    }
  }
  if (!dead()) {
    mlir::Value V = lower(F->Body, Want);
    if (!dead()) {
      if (Want)
        branch(Next,
               append(SoFar[0], adapt(V, List.getElement(), F->Body->Where),
                      F->Body->Where),
               Where);
      else
        branch(Next, {}, Where);
    }
  }
  Loops.pop_back();
  start(Skip);
  branch(Next, SoFar, Where);
  start(Next);
  if (!dead()) {
    SmallVector<mlir::Value, 2> Following = {Behind};
    if (!Behind)
      Following[0] =
          next(arith::AddIOp::create(B, Loc, At, intConstant(1, Where)));
    llvm::append_range(Following, Next->getArguments());
    branch(Head, Following, Where);
  }
  start(Exit);
  if (Want)
    return Exit->getArgument(0);
  return nullptr;
}

//===----------------------------------------------------------------------===//
// ?
//===----------------------------------------------------------------------===//

/// Goes on with the value, or leaves the function with what is in its place.
mlir::Value BodyLowering::lowerTry(TryExpr *T) {
  mlir::Value V = lower(T->Operand);
  if (dead())
    return nullptr;
  mlir::Location Loc = loc(T->Where);
  auto Result = dyn_cast<snow::ResultType>(V.getType());
  mlir::Value Good;
  if (Result)
    Good = ResultIsOkOp::create(B, Loc, B.getI1Type(), V);
  else
    Good = OptionIsSomeOp::create(B, Loc, B.getI1Type(), V);
  mlir::Block *Leave = newBlock({}, T->Where), *GoOn = newBlock({}, T->Where);
  branchIf(Good, GoOn, Leave, T->Where);
  start(Leave);
  mlir::Value Left;
  if (!needsResult()) {
    // Main drops its value.
  } else if (Result) {
    auto Outer = cast<snow::ResultType>(ResultType);
    mlir::Value Error = ResultGetOp::create(B, Loc, V, /*err=*/true);
    Left = ResultErrOp::create(B, Loc, Outer,
                               adapt(Error, Outer.getErr(), T->Where));
  } else {
    Left = OptionNoneOp::create(B, Loc, ResultType);
  }
  emitReturn(Left, T->Where);
  start(GoOn);
  if (Result)
    return ResultGetOp::create(B, Loc, V, /*err=*/false);
  return OptionGetOp::create(B, Loc, V);
}
