//===- LowerWs.cpp - WebSocket servers ------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The runtime's callbacks have fixed types, those of a program have several. In
// between stands a function that captures the program's one.
//
//===----------------------------------------------------------------------===//

#include "BodyLowering.h"

using namespace snow;
using namespace snow::frontend;
using llvm::cast;
using llvm::SmallVector;

namespace {
/// A function @NAME(callback, parameters...) in the making.
struct Adapter {
  mlir::OpBuilder B;
  mlir::Location Loc;
  mlir::func::FuncOp Func;
  mlir::Block *Entry;

  Adapter(mlir::ModuleOp M, llvm::StringRef Name, mlir::Location Loc,
          mlir::Type Callback, mlir::FunctionType Offered)
      : B(mlir::OpBuilder::atBlockEnd(M.getBody())), Loc(Loc) {
    SmallVector<mlir::Type, 4> Params = {Callback};
    llvm::append_range(Params, Offered.getInputs());
    Func = mlir::func::FuncOp::create(
        B, Loc, Name, B.getFunctionType(Params, Offered.getResults()));
    Entry = Func.addEntryBlock();
    B.setInsertionPointToEnd(Entry);
  }

  /// Calls the callback with the parameters, and More.
  mlir::Value call(FnType Type, mlir::ValueRange More = {}) {
    SmallVector<mlir::Value, 4> Args(Entry->getArguments().drop_front());
    Args.append(More.begin(), More.end());
    auto Call = ClosureCallOp::create(B, Loc, Type.getSignature().getResults(),
                                      Entry->getArgument(0), Args);
    return Call.getNumResults() ? Call.getResult(0) : mlir::Value();
  }
};
} // namespace

/// Whether what on_connect gave accepts the connection.
static mlir::Value accepts(Adapter &A, mlir::Value Given) {
  if (Given && Given.getType().isInteger(1))
    return Given;
  if (Given && llvm::isa<OptionType>(Given.getType()))
    return OptionIsSomeOp::create(A.B, A.Loc, A.B.getI1Type(), Given);
  if (Given && llvm::isa<ResultType>(Given.getType()))
    return ResultIsOkOp::create(A.B, A.Loc, A.B.getI1Type(), Given);
  return mlir::arith::ConstantIntOp::create(A.B, A.Loc, 1, 1);
}

mlir::Value BodyLowering::adaptCallback(mlir::Value Callback, WsCallback Which,
                                        Span Where) {
  mlir::MLIRContext *Context = &L.context();
  mlir::Type Conn = WsConnType::get(Context), Text = StringType::get(Context);
  mlir::FunctionType Offered;
  switch (Which) {
  case WsCallback::Connect:
    Offered = B.getFunctionType({Conn, Text, MapType::get(Context, Text, Text)},
                                B.getI1Type());
    break;
  case WsCallback::Message:
    Offered = B.getFunctionType({Conn, Text}, {});
    break;
  case WsCallback::Close:
    Offered = B.getFunctionType({Conn, B.getI64Type(), Text}, {});
    break;
  }
  auto Type = cast<FnType>(Callback.getType());
  if (Type.getSignature() == Offered)
    return Callback;
  Adapter A(Region->getParentOfType<mlir::ModuleOp>(), L.freeSymbol("__ws"),
            loc(Where), Type, Offered);
  if (Which == WsCallback::Connect) {
    mlir::func::ReturnOp::create(A.B, A.Loc, accepts(A, A.call(Type)));
  } else {
    // A third parameter of on_message asks for the kind of the message.
    if (Type.getSignature().getNumInputs() > Offered.getNumInputs()) {
      mlir::Value IsBinary =
          LibraryCallOp::create(A.B, A.Loc, mlir::TypeRange(A.B.getI1Type()),
                                "ws_is_binary", A.B.getArrayAttr({}),
                                mlir::ValueRange(A.Entry->getArgument(1)))
              .getResult(0);
      A.call(Type, IsBinary);
    } else {
      A.call(Type);
    }
    mlir::func::ReturnOp::create(A.B, A.Loc);
  }
  return ClosureOp::create(
      B, loc(Where), FnType::get(Context, Offered),
      mlir::FlatSymbolRefAttr::get(Context, A.Func.getSymName()),
      mlir::ValueRange(Callback));
}

void BodyLowering::lowerWsServe(CallExpr *C, bool IsTls) {
  auto Args = lowerArgs(C->Args, C->Order);
  if (dead())
    return;
  mlir::Value Connect = adaptCallback(Args[0], WsCallback::Connect, C->Where);
  mlir::Value Message = adaptCallback(Args[1], WsCallback::Message, C->Where);
  mlir::Value Close = adaptCallback(Args[2], WsCallback::Close, C->Where);
  if (IsTls)
    WsServeTlsOp::create(B, loc(C->Where), Args[3], Args[4], Args[5], Connect,
                         Message, Close);
  else
    WsServeOp::create(B, loc(C->Where), Args[3], Connect, Message, Close);
}
