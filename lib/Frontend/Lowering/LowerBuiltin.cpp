//===- LowerBuiltin.cpp - The standard library ----------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BodyLowering.h"
#include "mlir/IR/Matchers.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/MathExtras.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::cast;
using llvm::SmallVector;
namespace arith = mlir::arith;

/// A function of the standard library: an entry of the ABI table, or one that
/// is written in Snow.
mlir::Value BodyLowering::emitLibrary(BuiltinSym *S, ArrayRef<Type *> Inst,
                                      Type *Fn, ArrayRef<mlir::Value> Given,
                                      Span Where, bool Want) {
  SmallVector<mlir::Value, 4> Args(Given);
  Type *Concrete = L.concrete(Fn, Types);
  adaptArgs(Args, Concrete->params(), Where);
  mlir::Type Result = type(Concrete->result());
  bool IsUnit = llvm::isa<UnitType>(Result);
  if (!S->Source.empty()) {
    FunctionSym *F = L.libraryFunction(S->Source, Args.size());
    Substitution Stands;
    TypeContext::bind(F->Ty, Concrete, Stands);
    SmallVector<Type *, 4> TypeArgs;
    for (Type *G : F->Generics)
      TypeArgs.push_back(L.concrete(G, Stands));
    SmallVector<mlir::Type, 1> Results;
    if (!IsUnit)
      Results.push_back(Result);
    auto Call = mlir::func::CallOp::create(
        B, loc(Where), L.instance(F, TypeArgs), Results, Args);
    return finishCall(Call, Concrete->result(), Where, Want);
  }
  Substitution Stands;
  for (auto [G, T] : llvm::zip(S->Generics, Inst))
    Stands[G] = L.concrete(T, Types);
  SmallVector<mlir::Type, 2> Described;
  for (Type *T : S->Described)
    Described.push_back(L.convert(T, Stands));
  mlir::Value V = libraryCall(S->Entry, IsUnit ? mlir::Type() : Result,
                              Described, Args, Where);
  return V || !Want ? V : unit(Where);
}

/// Functions that are an operation or two.
mlir::Value BodyLowering::emitSpecial(BuiltinSym *S, Type *Fn,
                                      ArrayRef<mlir::Value> Args, Span Where,
                                      bool Want) {
  mlir::Location Loc = loc(Where);
  mlir::Type I64 = B.getI64Type();
  mlir::Type Result = type(Fn->result());
  auto element = [&](uint64_t Index) -> mlir::Value {
    return adapt(TupleGetOp::create(B, Loc, Args[0], Index), Result, Where);
  };
  switch (S->ID) {
  case BuiltinID::OrderSign:
    if (Args[0].getType() == I64)
      return Args[0];
    // Less is 0, Equal 1, Greater 2.
    return arith::SubIOp::create(B, Loc, SumTagOp::create(B, Loc, I64, Args[0]),
                                 intConstant(1, Where));
  case BuiltinID::IoEprintln:
    libraryCall("io_eprintln", {}, {}, toString(Args[0], Where), Where);
    return Want ? unit(Where) : nullptr;

  case BuiltinID::ListNew:
    return ListMakeOp::create(B, Loc, Result, mlir::ValueRange());
  case BuiltinID::ListLength:
    return ListLengthOp::create(B, Loc, I64, Args[0]);
  case BuiltinID::ListIsEmpty:
    return arith::CmpIOp::create(B, Loc, arith::CmpIPredicate::eq,
                                 ListLengthOp::create(B, Loc, I64, Args[0]),
                                 intConstant(0, Where));
  case BuiltinID::ListAppend: {
    mlir::Value List = adapt(Args[0], Result, Where);
    return append(List,
                  adapt(Args[1], cast<ListType>(Result).getElement(), Where),
                  Where);
  }
  case BuiltinID::ListGet:
  case BuiltinID::ListNth:
    return adapt(ListGetOp::create(B, Loc, Args[0], Args[1]), Result, Where);

  case BuiltinID::TupleFirst:
    return element(0);
  case BuiltinID::TupleSecond:
    return element(1);
  case BuiltinID::TupleNth: {
    auto Tuple = cast<mlir::TupleType>(Args[0].getType());
    llvm::APInt Index;
    if (mlir::matchPattern(Args[1], mlir::m_ConstantInt(&Index)) &&
        Index.ult(Tuple.size()))
      return element(Index.getZExtValue());
    return libraryCall("tuple_nth", Result, Tuple, Args, Where);
  }
  case BuiltinID::TupleSize:
    return intConstant(cast<mlir::TupleType>(Args[0].getType()).size(), Where);

  case BuiltinID::RangeNew:
    return RangeMakeOp::create(B, Loc, RangeType::get(&L.context()), Args[0],
                               Args[1]);
  case BuiltinID::MathAbs: {
    if (Result.isF64())
      return libraryCall("math_abs_float", Result, {}, Args, Where);
    mlir::Value Negated =
        arith::SubIOp::create(B, Loc, intConstant(0, Where), Args[0]);
    mlir::Value IsNegative = arith::CmpIOp::create(
        B, Loc, arith::CmpIPredicate::slt, Args[0], intConstant(0, Where));
    return arith::SelectOp::create(B, Loc, IsNegative, Negated, Args[0]);
  }
  case BuiltinID::MathMin:
    if (Result.isF64())
      return libraryCall("math_min_float", Result, {}, Args, Where);
    return arith::MinSIOp::create(B, Loc, Args[0], Args[1]);
  case BuiltinID::MathMax:
    if (Result.isF64())
      return libraryCall("math_max_float", Result, {}, Args, Where);
    return arith::MaxSIOp::create(B, Loc, Args[0], Args[1]);
  case BuiltinID::IntToFloat:
    return arith::SIToFPOp::create(B, Loc, B.getF64Type(), Args[0]);
  default:
    llvm::report_fatal_error("no lowering for the built-in " + S->Name);
  }
}

/// A built-in name that is no function.
mlir::Value BodyLowering::lowerConstant(BuiltinSym *S, Span Where) {
  auto code = [&](int64_t Value) { return intConstant(Value, Where); };
  switch (S->ID) {
  case BuiltinID::WsCloseNormal:
    return code(1000);
  case BuiltinID::WsCloseGoingAway:
    return code(1001);
  case BuiltinID::WsCloseProtocolError:
    return code(1002);
  case BuiltinID::WsCloseInvalidData:
    return code(1007);
  case BuiltinID::WsClosePolicyViolation:
    return code(1008);
  case BuiltinID::WsCloseTooBig:
    return code(1009);
  case BuiltinID::WsCloseInternalError:
    return code(1011);
  case BuiltinID::MathPi:
    return arith::ConstantFloatOp::create(B, loc(Where), B.getF64Type(),
                                          llvm::APFloat(llvm::numbers::pi));
  default:
    llvm::report_fatal_error("no value for the built-in " + S->Name);
  }
}
