//===- SnowRTDialect.cpp - The snow_rt dialect ------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Dialect/SnowRT/IR/SnowRTDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Transforms/InliningUtils.h"
#include "snow/Dialect/Snow/IR/SnowDialect.h"
#include "snow/Dialect/SnowRT/IR/SnowRTOps.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace snow;
using namespace snow::snowrt;

#include "snow/Dialect/SnowRT/IR/SnowRTDialect.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "snow/Dialect/SnowRT/IR/SnowRTTypes.cpp.inc"

/// An i64 attribute without its type: `3`.
static ParseResult parsePlainInt(OpAsmParser &parser, IntegerAttr &attr) {
  int64_t value;
  if (parser.parseInteger(value))
    return failure();
  attr = parser.getBuilder().getI64IntegerAttr(value);
  return success();
}
static void printPlainInt(OpAsmPrinter &printer, Operation *,
                          IntegerAttr attr) {
  printer << attr.getInt();
}

#include "snow/Dialect/SnowRT/IR/SnowRTInterfaces.cpp.inc"

#define GET_OP_CLASSES
#include "snow/Dialect/SnowRT/IR/SnowRTOps.cpp.inc"

namespace {
struct SnowRTInlinerInterface : DialectInlinerInterface {
  using DialectInlinerInterface::DialectInlinerInterface;

  bool isLegalToInline(Operation *, Region *, bool, IRMapping &) const final {
    return true;
  }
};
} // namespace

void SnowRTDialect::initialize() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "snow/Dialect/SnowRT/IR/SnowRTTypes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "snow/Dialect/SnowRT/IR/SnowRTOps.cpp.inc"
      >();
  addInterfaces<SnowRTInlinerInterface>();
}

OpFoldResult PtrToWordOp::fold(FoldAdaptor) {
  if (auto inverse = getAddress().getDefiningOp<WordToPtrOp>())
    return inverse.getWord();
  return {};
}

OpFoldResult WordToPtrOp::fold(FoldAdaptor) {
  if (auto inverse = getWord().getDefiningOp<PtrToWordOp>())
    return inverse.getAddress();
  return {};
}

LogicalResult FunctionOp::verifySymbolUses(SymbolTableCollection &symbols) {
  Operation *callee = symbols.lookupNearestSymbolFrom(*this, getCalleeAttr());
  if (isa_and_nonnull<FunctionOpInterface>(callee))
    return success();
  return emitOpError("takes the address of ")
         << getCalleeAttr() << ", which is not a function";
}

LogicalResult TypeInfoOp::verify() {
  if (isValueType(getDescribed()))
    return success();
  return emitOpError("describes ")
         << getDescribed() << ", which is not a Snow value type";
}

LogicalResult CallIndirectOp::verify() {
  if (getNumResults() > 1)
    return emitOpError("calls a function with ")
           << getNumResults() << " results; at most one crosses a call";
  return success();
}
