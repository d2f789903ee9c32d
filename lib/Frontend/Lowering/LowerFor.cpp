//===- LowerFor.cpp - Loops over collections, ranges and texts ------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Every loop goes from position to position: numbers of a range, indices of a
// list, entries of a map or set, bytes of a text.
//
//     head(position, list so far):  goes on?  -> body, exit(list so far)
//     body:   element, pattern, guard, body   -> next(longer list)
//     skip:   the pattern or the guard declined -> next(list so far)
//     next(list so far):                      -> head(next position, list)
//     exit(list)
//
// The list is there only if the value of the loop is wanted.
//
//===----------------------------------------------------------------------===//

#include "BodyLowering.h"

using namespace snow::frontend;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;
using llvm::SmallVector;
namespace arith = mlir::arith;

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
  bool IsPlain = isa<NamePattern>(F->Pat) || isa<WildcardPattern>(F->Pat) ||
                 isa<TuplePattern>(F->Pat);
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

class BodyLowering::ForLoop {
public:
  ForLoop(BodyLowering &L, ForExpr *F)
      : L(L), F(F), Where(F->Where), Loc(L.loc(F->Where)) {}

  mlir::Value lower(bool Want);

private:
  void evaluateSource();
  mlir::Value positionFrom(mlir::Value At);
  mlir::Value goesOn(mlir::Value At);
  mlir::Value elementAt(mlir::Value At);
  void lowerBody(mlir::Value Element, mlir::ValueRange SoFar, mlir::Block *Next,
                 mlir::Block *Exit);
  void goToNext(mlir::Block *Head, mlir::Block *Next, mlir::Value At);

  mlir::Value call(llvm::StringRef Entry, mlir::Type Result,
                   mlir::TypeRange Described, mlir::ValueRange Args) {
    return L.libraryCall(Entry, Result, Described, Args, Where);
  }

  BodyLowering &L;
  ForExpr *F;
  Span Where;
  mlir::Location Loc;
  /// The type of what the loop runs over, a List in place of a Queue.
  mlir::Type Kind;
  /// What it runs over, unless that is the literal of a range: positions from
  /// First on, as long as they are below Limit, or for hashed collections as
  /// long as they are not negative.
  mlir::Value Source, First, Limit;
  /// Of a text: where the next scalar begins.
  mlir::Value Behind;
};

/// Sets Kind, Source, First and Limit; the block may be dead then.
void BodyLowering::ForLoop::evaluateSource() {
  mlir::Type I64 = L.B.getI64Type();
  Kind = L.type(F->Source->Ty);
  auto *Range = dyn_cast<BinaryExpr>(F->Source);
  if (Range && Range->Op == BinaryOp::Range) {
    // No Range is made.
    First = L.lower(Range->Left);
    if (!L.dead())
      Limit = L.lower(Range->Right);
    return;
  }
  Source = L.lower(F->Source);
  if (L.dead())
    return;
  if (auto Queue = dyn_cast<QueueType>(Kind)) {
    Kind = ListType::get(Queue.getElement());
    Source = call("queue_to_list", Kind, {}, Source);
  }
  if (isa<RangeType>(Kind)) {
    First = RangeStartOp::create(L.B, Loc, I64, Source);
    Limit = RangeStopOp::create(L.B, Loc, I64, Source);
    return;
  }
  First = positionFrom(L.intConstant(0, Where));
  if (isa<ListType>(Kind))
    Limit = ListLengthOp::create(L.B, Loc, I64, Source);
}

/// The first position at or behind one: hashed collections have holes.
mlir::Value BodyLowering::ForLoop::positionFrom(mlir::Value At) {
  if (isa<MapType>(Kind))
    return call("map_next", L.B.getI64Type(), {}, {Source, At});
  if (isa<SetType>(Kind))
    return call("set_next", L.B.getI64Type(), {}, {Source, At});
  return At;
}

mlir::Value BodyLowering::ForLoop::goesOn(mlir::Value At) {
  if (isa<MapType>(Kind) || isa<SetType>(Kind))
    return arith::CmpIOp::create(L.B, Loc, arith::CmpIPredicate::sge, At,
                                 L.intConstant(0, Where));
  // At the end of a text the next scalar begins where this one does.
  if (isa<StringType>(Kind))
    Limit = Behind = call("string_next", L.B.getI64Type(), {}, {Source, At});
  return arith::CmpIOp::create(L.B, Loc, arith::CmpIPredicate::slt, At, Limit);
}

mlir::Value BodyLowering::ForLoop::elementAt(mlir::Value At) {
  if (isa<ListType>(Kind))
    return ListGetOp::create(L.B, Loc, Source, At, /*unchecked=*/true);
  if (auto Set = dyn_cast<SetType>(Kind))
    return call("set_at", Set.getElement(), Set.getElement(), {Source, At});
  if (isa<StringType>(Kind))
    return call("string_part", Kind, {}, {Source, At, Behind});
  auto Map = dyn_cast<MapType>(Kind);
  if (!Map)
    return At; // A number of a range.
  mlir::Value Key =
      call("map_key_at", Map.getKey(), Map.getKey(), {Source, At});
  const Pattern *P = F->Pat;
  while (auto *A = dyn_cast<AsPattern>(P))
    P = A->Inner;
  if (!isa<TuplePattern>(P))
    return Key;
  mlir::Value Value =
      call("map_value_at", Map.getValue(), Map.getValue(), {Source, At});
  auto Pair =
      mlir::TupleType::get(&L.L.context(), {Map.getKey(), Map.getValue()});
  return TupleMakeOp::create(L.B, Loc, Pair, mlir::ValueRange({Key, Value}));
}

/// From the element to Next, by way of the body or not.
void BodyLowering::ForLoop::lowerBody(mlir::Value Element,
                                      mlir::ValueRange SoFar, mlir::Block *Next,
                                      mlir::Block *Exit) {
  bool Want = !SoFar.empty();
  mlir::Block *Skip = L.newBlock({}, F->Pat->Where);
  L.Loops.push_back({Next, Exit, Want ? SoFar[0] : mlir::Value(), L.Region});
  L.match(F->Pat, Element, Skip);
  if (F->Guard && !L.dead()) {
    mlir::Value Cond = L.lower(F->Guard);
    if (!L.dead()) {
      mlir::Block *Good = L.newBlock({}, F->Guard->Where);
      L.branchIf(Cond, Good, Skip, F->Guard->Where);
      L.start(Good);
    }
  }
  if (!L.dead()) {
    mlir::Value V = L.lower(F->Body, Want);
    if (!L.dead() && Want) {
      mlir::Type Of = cast<ListType>(SoFar[0].getType()).getElement();
      L.branch(
          Next,
          L.append(SoFar[0], L.adapt(V, Of, F->Body->Where), F->Body->Where),
          Where);
    } else if (!L.dead()) {
      L.branch(Next, {}, Where);
    }
  }
  L.Loops.pop_back();
  L.start(Skip);
  L.branch(Next, SoFar, Where);
}

void BodyLowering::ForLoop::goToNext(mlir::Block *Head, mlir::Block *Next,
                                     mlir::Value At) {
  L.start(Next);
  if (L.dead())
    return;
  SmallVector<mlir::Value, 2> Following = {Behind};
  if (!Behind)
    Following[0] = positionFrom(
        arith::AddIOp::create(L.B, Loc, At, L.intConstant(1, Where)));
  llvm::append_range(Following, Next->getArguments());
  L.branch(Head, Following, Where);
}

mlir::Value BodyLowering::ForLoop::lower(bool Want) {
  evaluateSource();
  if (L.dead())
    return nullptr;
  SmallVector<mlir::Type, 2> State = {L.B.getI64Type()};
  SmallVector<mlir::Value, 2> Initial = {First};
  if (Want) {
    mlir::Type List = L.type(F->Ty);
    State.push_back(List);
    Initial.push_back(L.emptyList(F, First, Limit, List));
  }
  auto ListOnly = mlir::TypeRange(State).drop_front();
  mlir::Block *Head = L.newBlock(State, Where);
  mlir::Block *Body = L.newBlock({}, F->Body->Where);
  mlir::Block *Next = L.newBlock(ListOnly, Where);
  mlir::Block *Exit = L.newBlock(ListOnly, Where);
  L.branch(Head, Initial, Where);
  L.start(Head);
  mlir::Value At = Head->getArgument(0);
  mlir::ValueRange SoFar = Head->getArguments().drop_front();
  mlir::cf::CondBranchOp::create(L.B, Loc, goesOn(At), Body, mlir::ValueRange(),
                                 Exit, SoFar);
  L.die();
  L.start(Body);
  lowerBody(elementAt(At), SoFar, Next, Exit);
  goToNext(Head, Next, At);
  L.start(Exit);
  return Want ? Exit->getArgument(0) : mlir::Value();
}

mlir::Value BodyLowering::lowerFor(ForExpr *F, bool Want) {
  return ForLoop(*this, F).lower(Want);
}
