//===- LowerCollection.cpp - Lists, maps and `?` --------------------------===//
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
