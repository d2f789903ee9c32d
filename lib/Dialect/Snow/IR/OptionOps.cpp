//===- OptionOps.cpp - Options, results and Any -----------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/IR/Builders.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"

using namespace mlir;
using namespace snow;

/// A truth value as a fold result.
static OpFoldResult truth(MLIRContext *context, bool value) {
  return BoolAttr::get(context, value);
}

//===----------------------------------------------------------------------===//
// Options
//===----------------------------------------------------------------------===//

LogicalResult OptionSomeOp::inferReturnTypes(MLIRContext *context,
                                             std::optional<Location>,
                                             OptionSomeOp::Adaptor adaptor,
                                             SmallVectorImpl<Type> &types) {
  types.push_back(OptionType::get(context, adaptor.getValue().getType()));
  return success();
}

OpFoldResult OptionNoneOp::fold(FoldAdaptor) {
  return UnitAttr::get(getContext());
}

OpFoldResult OptionIsSomeOp::fold(FoldAdaptor adaptor) {
  if (getOption().getDefiningOp<OptionSomeOp>())
    return truth(getContext(), true);
  if (adaptor.getOption())
    return truth(getContext(), false);
  return {};
}

LogicalResult OptionGetOp::inferReturnTypes(MLIRContext *,
                                            std::optional<Location>,
                                            OptionGetOp::Adaptor adaptor,
                                            SmallVectorImpl<Type> &types) {
  types.push_back(cast<OptionType>(adaptor.getOption().getType()).getElement());
  return success();
}

OpFoldResult OptionGetOp::fold(FoldAdaptor) {
  if (auto some = getOption().getDefiningOp<OptionSomeOp>())
    return some.getValue();
  return {};
}

//===----------------------------------------------------------------------===//
// Results
//===----------------------------------------------------------------------===//

LogicalResult ResultOkOp::verify() {
  if (getResult().getType().getOk() == getValue().getType())
    return success();
  return emitOpError("makes an Ok(")
         << getValue().getType() << ") of type " << getResult().getType();
}

LogicalResult ResultErrOp::verify() {
  if (getResult().getType().getErr() == getValue().getType())
    return success();
  return emitOpError("makes an Err(")
         << getValue().getType() << ") of type " << getResult().getType();
}

OpFoldResult ResultIsOkOp::fold(FoldAdaptor) {
  if (getResult().getDefiningOp<ResultOkOp>())
    return truth(getContext(), true);
  if (getResult().getDefiningOp<ResultErrOp>())
    return truth(getContext(), false);
  return {};
}

LogicalResult ResultGetOp::inferReturnTypes(MLIRContext *,
                                            std::optional<Location>,
                                            ResultGetOp::Adaptor adaptor,
                                            SmallVectorImpl<Type> &types) {
  auto result = cast<ResultType>(adaptor.getResult().getType());
  types.push_back(adaptor.getErr() ? result.getErr() : result.getOk());
  return success();
}

OpFoldResult ResultGetOp::fold(FoldAdaptor) {
  // Of the other kind it stands where control never comes.
  if (auto ok = getResult().getDefiningOp<ResultOkOp>(); ok && !getErr())
    return ok.getValue();
  if (auto err = getResult().getDefiningOp<ResultErrOp>(); err && getErr())
    return err.getValue();
  return {};
}

//===----------------------------------------------------------------------===//
// Any
//===----------------------------------------------------------------------===//

OpFoldResult AnyMakeOp::fold(FoldAdaptor) {
  if (isa<AnyType>(getValue().getType()))
    return getValue();
  return {};
}

LogicalResult AnyIsOp::verify() {
  if (isValueType(getTested()))
    return success();
  return emitOpError("asks for ")
         << getTested() << ", which is not a Snow value type";
}

OpFoldResult AnyIsOp::fold(FoldAdaptor) {
  auto make = getValue().getDefiningOp<AnyMakeOp>();
  if (isa<AnyType>(getTested()) ||
      (make && make.getValue().getType() == getTested()))
    return truth(getContext(), true);
  return {};
}

OpFoldResult AnyGetOp::fold(FoldAdaptor) {
  if (isa<AnyType>(getResult().getType()))
    return getValue();
  auto make = getValue().getDefiningOp<AnyMakeOp>();
  if (make && make.getValue().getType() == getResult().getType())
    return make.getValue();
  return {};
}
