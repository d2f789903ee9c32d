//===- SnowDialect.cpp - Registration of the snow dialect -------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Dialect/Snow/IR/SnowDialect.h"
#include "CustomDirectives.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/Transforms/InliningUtils.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace snow;

#include "snow/Dialect/Snow/IR/SnowDialect.cpp.inc"

#include "snow/Dialect/Snow/IR/SnowEnums.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "snow/Dialect/Snow/IR/SnowTypes.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "snow/Dialect/Snow/IR/SnowAttrs.cpp.inc"

#define GET_OP_CLASSES
#include "snow/Dialect/Snow/IR/SnowOps.cpp.inc"

namespace {
/// Functions that use snow operations may be inlined into each other; an actor
/// or a handler is code of its own and is not.
struct SnowInlinerInterface : DialectInlinerInterface {
  using DialectInlinerInterface::DialectInlinerInterface;

  bool isLegalToInline(Operation *, Region *, bool, IRMapping &) const final {
    return true;
  }
  bool isLegalToInline(Region *, Region *, bool, IRMapping &) const final {
    return true;
  }
};
} // namespace

void SnowDialect::initialize() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "snow/Dialect/Snow/IR/SnowTypes.cpp.inc"
      >();
  addAttributes<
#define GET_ATTRDEF_LIST
#include "snow/Dialect/Snow/IR/SnowAttrs.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "snow/Dialect/Snow/IR/SnowOps.cpp.inc"
      >();
  addInterfaces<SnowInlinerInterface>();
}

Operation *SnowDialect::materializeConstant(OpBuilder &builder, Attribute value,
                                            Type type, Location loc) {
  if (isa<StringType>(type) && isa<StringAttr>(value))
    return StringConstantOp::create(builder, loc, type,
                                    cast<StringAttr>(value));
  if (isa<UnitType>(type) && isa<UnitAttr>(value))
    return UnitOp::create(builder, loc, type);
  if (isa<OptionType>(type) && isa<UnitAttr>(value))
    return OptionNoneOp::create(builder, loc, type);
  return arith::ConstantOp::materialize(builder, value, type, loc);
}

//===----------------------------------------------------------------------===//
// Attributes
//===----------------------------------------------------------------------===//

Attribute VariantAttr::parse(AsmParser &parser, Type) {
  VariantAttr variant;
  if (parser.parseLess() || parseVariant(parser, variant) ||
      parser.parseGreater())
    return {};
  return variant;
}

void VariantAttr::print(AsmPrinter &printer) const {
  printer << '<';
  printVariant(printer, *this);
  printer << '>';
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

bool snow::isValueType(Type type) {
  if (type.isInteger(64) || type.isInteger(1) || type.isF64())
    return true;
  if (auto tuple = dyn_cast<TupleType>(type))
    return llvm::all_of(tuple.getTypes(), isValueType);
  return isa<SnowDialect>(type.getDialect()) && !isa<TermType>(type);
}

bool snow::fitsMessageType(Type value, Type message) {
  return value == message || isa<AnyType>(message);
}

/// Every parameter of a snow type is itself a value type.
static LogicalResult
verifyValueTypes(function_ref<InFlightDiagnostic()> emitError,
                 TypeRange types) {
  for (Type type : types)
    if (!isValueType(type))
      return emitError() << type
                         << " is not a Snow value type (i64, f64, i1, tuple, "
                            "or a type of the snow dialect)";
  return success();
}

LogicalResult PidType::verify(function_ref<InFlightDiagnostic()> emitError,
                              Type message) {
  return verifyValueTypes(emitError, message);
}
LogicalResult ListType::verify(function_ref<InFlightDiagnostic()> emitError,
                               Type element) {
  return verifyValueTypes(emitError, element);
}
LogicalResult SetType::verify(function_ref<InFlightDiagnostic()> emitError,
                              Type element) {
  return verifyValueTypes(emitError, element);
}
LogicalResult QueueType::verify(function_ref<InFlightDiagnostic()> emitError,
                                Type element) {
  return verifyValueTypes(emitError, element);
}
LogicalResult OptionType::verify(function_ref<InFlightDiagnostic()> emitError,
                                 Type element) {
  return verifyValueTypes(emitError, element);
}
LogicalResult MapType::verify(function_ref<InFlightDiagnostic()> emitError,
                              Type key, Type value) {
  return verifyValueTypes(emitError, {key, value});
}
LogicalResult ResultType::verify(function_ref<InFlightDiagnostic()> emitError,
                                 Type ok, Type err) {
  return verifyValueTypes(emitError, {ok, err});
}
LogicalResult FnType::verify(function_ref<InFlightDiagnostic()> emitError,
                             FunctionType signature) {
  if (signature.getNumResults() > 1)
    return emitError() << "a function value has at most one result";
  return success(
      succeeded(verifyValueTypes(emitError, signature.getInputs())) &&
      succeeded(verifyValueTypes(emitError, signature.getResults())));
}
