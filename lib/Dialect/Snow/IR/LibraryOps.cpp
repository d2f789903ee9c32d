//===- LibraryOps.cpp - Library calls and globals ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Runtime/ABI/RuntimeTable.h"

using namespace mlir;
using namespace snow;

//===----------------------------------------------------------------------===//
// LibraryCallOp
//===----------------------------------------------------------------------===//

const abi::Function *LibraryCallOp::getRuntimeFunction() {
  return abi::lookupFunction(("snow_" + getCallee()).str());
}

/// Whether a value of a type can pass in a parameter, or come back as a result,
/// of a machine type.
static bool passesAs(Type value, abi::Type machine) {
  bool isNumber = value.isInteger(64) || isa<PidType, UnitType>(value);
  switch (machine) {
  case abi::Type::Void:
    return isa<UnitType>(value);
  case abi::Type::Ptr:
    return !isNumber && !value.isInteger(1) && !value.isF64();
  case abi::Type::I64:
    return true; // Any value as its word.
  case abi::Type::I8:
    return value.isInteger(1);
  case abi::Type::F64:
    return value.isF64();
  }
  return false;
}

static StringRef getName(abi::Type machine) {
  static constexpr StringRef names[] = {"nothing", "an address", "a word",
                                        "a byte", "a double"};
  return names[static_cast<unsigned>(machine)];
}

LogicalResult LibraryCallOp::verify() {
  const abi::Function *function = getRuntimeFunction();
  if (!function)
    return emitOpError("calls \"")
           << getCallee() << "\", which is not in the ABI table";
  size_t numTypes = getTypes().size();
  for (Type type : getTypes().getAsValueRange<TypeAttr>())
    if (!isValueType(type))
      return emitOpError("describes ")
             << type << ", which is not a Snow value type";
  if (function->params.size() != numTypes + getArgs().size())
    return emitOpError("passes ")
           << numTypes << " types and " << getArgs().size() << " values, but "
           << function->symbol << " has " << function->params.size()
           << " parameters";
  for (abi::Type machine : function->params.take_front(numTypes))
    if (machine != abi::Type::Ptr)
      return emitOpError("passes a type where ")
             << function->symbol << " takes " << getName(machine);
  for (auto [index, machine] :
       llvm::enumerate(function->params.drop_front(numTypes)))
    if (!passesAs(getArgs()[index].getType(), machine))
      return emitOpError("passes a ")
             << getArgs()[index].getType() << " where " << function->symbol
             << " takes " << getName(machine);
  if (getNumResults() > 1)
    return emitOpError("has ") << getNumResults() << " results";
  if (getNumResults() == 1 &&
      !passesAs(getResult(0).getType(), function->result))
    return emitOpError("gives a ")
           << getResult(0).getType() << ", but " << function->symbol
           << " returns " << getName(function->result);
  return success();
}

void LibraryCallOp::getEffects(
    SmallVectorImpl<MemoryEffects::EffectInstance> &effects) {
  const abi::Function *function = getRuntimeFunction();
  if (function && function->has(abi::EffectPure))
    return;
  effects.emplace_back(MemoryEffects::Read::get());
  if (function && function->has(abi::EffectReads))
    return;
  effects.emplace_back(MemoryEffects::Write::get());
}

//===----------------------------------------------------------------------===//
// File-level constants
//===----------------------------------------------------------------------===//

LogicalResult GlobalOp::verify() {
  if (isValueType(getType()))
    return success();
  return emitOpError("is of type ")
         << getType() << ", which is not a Snow value type";
}

/// The global exists and is of the type that is read or written.
static LogicalResult verifyGlobal(Operation *op, FlatSymbolRefAttr name,
                                  Type type, SymbolTableCollection &symbols) {
  auto global = symbols.lookupNearestSymbolFrom<GlobalOp>(op, name);
  if (!global)
    return op->emitOpError("names ") << name << ", which is not a snow.global";
  if (global.getType() == type)
    return success();
  InFlightDiagnostic diag = op->emitOpError("is of type ")
                            << type << ", but the constant is of type "
                            << global.getType();
  diag.attachNote(global.getLoc()) << "the constant is declared here";
  return diag;
}

LogicalResult GlobalGetOp::verifySymbolUses(SymbolTableCollection &symbols) {
  return verifyGlobal(*this, getGlobalAttr(), getValue().getType(), symbols);
}
LogicalResult GlobalSetOp::verifySymbolUses(SymbolTableCollection &symbols) {
  return verifyGlobal(*this, getGlobalAttr(), getValue().getType(), symbols);
}
