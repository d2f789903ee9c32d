//===- NodeOps.cpp - Nodes, jobs and WebSocket servers ----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Dialect/Snow/IR/Naming.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"

using namespace mlir;
using namespace snow;

//===----------------------------------------------------------------------===//
// Nodes
//===----------------------------------------------------------------------===//

LogicalResult NodeListOp::verify() {
  if (!isa<StringType>(getNames().getType().getElement()))
    return emitOpError("gives a list of strings, not a ")
           << getNames().getType();
  return success();
}

/// The callee is registered under a name and takes these arguments.
template <typename RemoteOp>
static LogicalResult verifyRemoteCallee(RemoteOp op,
                                        SymbolTableCollection &symbols) {
  auto callee = dyn_cast_or_null<FunctionOpInterface>(
      symbols.lookupNearestSymbolFrom(op, op.getCalleeAttr()));
  if (!callee)
    return op.emitOpError("spawns ")
           << op.getCalleeAttr() << ", which is not a function or an actor";
  // Closures and generated functions are not registered under a name.
  if (isGeneratedName(op.getCallee())) {
    InFlightDiagnostic diag =
        op.emitOpError("spawns ")
        << op.getCalleeAttr()
        << ", a closure or generated function, which has no name on another "
           "node";
    diag.attachNote(callee.getLoc()) << "it is defined here";
    return diag;
  }
  if (TypeRange(callee.getArgumentTypes()) == op.getArgs().getTypes())
    return success();
  InFlightDiagnostic diag = op.emitOpError("passes (")
                            << op.getArgs().getTypes()
                            << "), but the callee takes ("
                            << callee.getArgumentTypes() << ")";
  diag.attachNote(callee.getLoc()) << "the callee is defined here";
  return diag;
}

LogicalResult NodeSpawnOp::verifySymbolUses(SymbolTableCollection &symbols) {
  return verifyRemoteCallee(*this, symbols);
}

LogicalResult NodeTrySpawnOp::verifySymbolUses(SymbolTableCollection &symbols) {
  return verifyRemoteCallee(*this, symbols);
}

LogicalResult NodeTrySpawnOp::verify() {
  ResultType result = getResult().getType();
  if (isa<PidType>(result.getOk()) && isa<StringType>(result.getErr()))
    return success();
  return emitOpError("gives a process or a text, not a ") << result;
}

//===----------------------------------------------------------------------===//
// Jobs
//===----------------------------------------------------------------------===//

/// The type of what a job computes: the function's result, or unit.
static Type getJobType(FnType function) {
  FunctionType signature = function.getSignature();
  if (signature.getNumResults() == 1)
    return signature.getResult(0);
  return UnitType::get(function.getContext());
}

static LogicalResult verifyJobResult(Operation *op, Type value,
                                     ResultType result) {
  if (result.getOk() == value && isa<StringType>(result.getErr()))
    return success();
  return op->emitOpError("gives a ")
         << result << ", but the job's is "
         << ResultType::get(op->getContext(), value,
                            StringType::get(op->getContext()));
}

LogicalResult JobAsyncOp::verify() {
  FnType function = getFunction().getType();
  if (function.getSignature().getNumInputs() != 0)
    return emitOpError("runs a function that takes parameters");
  if (getJob().getType().getMessage() != getJobType(function))
    return emitOpError("gives a ")
           << getJob().getType() << ", but the job computes "
           << getJobType(function);
  return success();
}

LogicalResult JobAwaitOp::verify() {
  return verifyJobResult(*this, getJob().getType().getMessage(),
                         getResult().getType());
}

LogicalResult JobAwaitTimeoutOp::verify() {
  return verifyJobResult(*this, getJob().getType().getMessage(),
                         getResult().getType());
}

LogicalResult JobMapOp::verify() {
  FnType function = getFunction().getType();
  Type element = getList().getType().getElement();
  if (function.getSignature().getInputs() != ArrayRef<Type>(element))
    return emitOpError("runs ")
           << function << " on elements of type " << element;
  auto result = dyn_cast<ResultType>(getResults().getType().getElement());
  if (!result)
    return emitOpError("gives a list of results, not a ")
           << getResults().getType();
  return verifyJobResult(*this, getJobType(function), result);
}

//===----------------------------------------------------------------------===//
// WebSocket servers
//===----------------------------------------------------------------------===//

/// A callback, if given, takes these parameters and gives that result.
static LogicalResult verifyCallback(Operation *op, Value callback,
                                    StringRef name, TypeRange inputs,
                                    TypeRange results) {
  if (!callback)
    return success();
  FunctionType signature = cast<FnType>(callback.getType()).getSignature();
  if (TypeRange(signature.getInputs()) == inputs &&
      TypeRange(signature.getResults()) == results)
    return success();
  return op->emitOpError("callback '")
         << name << "' is of type " << signature << ", it must be "
         << FunctionType::get(op->getContext(), inputs, results);
}

template <typename ServeOp> static LogicalResult verifyServe(ServeOp op) {
  MLIRContext *context = op.getContext();
  Type conn = WsConnType::get(context), string = StringType::get(context);
  Type integer = IntegerType::get(context, 64);
  Type headers = MapType::get(context, string, string);
  return success(succeeded(verifyCallback(op, op.getOnConnect(), "connect",
                                          {conn, string, headers},
                                          IntegerType::get(context, 1))) &&
                 succeeded(verifyCallback(op, op.getOnMessage(), "message",
                                          {conn, string}, {})) &&
                 succeeded(verifyCallback(op, op.getOnClose(), "close",
                                          {conn, integer, string}, {})));
}

LogicalResult WsServeOp::verify() { return verifyServe(*this); }
LogicalResult WsServeTlsOp::verify() { return verifyServe(*this); }
