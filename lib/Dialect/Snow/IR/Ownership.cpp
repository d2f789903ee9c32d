//===- Ownership.cpp - Who owns which value ---------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The rules of docs/design/ownership.md for each operation. What is not listed
// borrows its operands and owns its results.
//
//===----------------------------------------------------------------------===//

#include "snow/Dialect/Snow/IR/Ownership.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Interfaces/CallInterfaces.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Runtime/ABI/RuntimeTable.h"

using namespace mlir;
using namespace snow;

#include "snow/Dialect/Snow/IR/SnowInterfaces.cpp.inc"

//===----------------------------------------------------------------------===//
// Of any operation
//===----------------------------------------------------------------------===//

bool snow::isCountedType(Type type) {
  return isValueType(type) &&
         !isa<IntegerType, FloatType, PidType, UnitType>(type);
}

bool snow::consumesOperand(OpOperand &operand) {
  Operation *op = operand.getOwner();
  if (auto ownership = dyn_cast<OwnershipOpInterface>(op))
    return ownership.consumesOperand(operand.getOperandNumber());
  if (isa<CallOpInterface>(op) || op->hasTrait<OpTrait::ReturnLike>())
    return true;
  if (auto branch = dyn_cast<BranchOpInterface>(op))
    return branch.getSuccessorBlockArgument(operand.getOperandNumber())
        .has_value();
  return false;
}

ResultOwnership snow::getResultOwnership(OpResult result) {
  Operation *op = result.getOwner();
  if (auto ownership = dyn_cast<OwnershipOpInterface>(op))
    return ownership.getResultOwnership(result.getResultNumber());
  if (isa<SnowDialect>(op->getDialect()) || isa<CallOpInterface>(op))
    return ResultOwnership::owned();
  return ResultOwnership::borrowedFromAll();
}

Unwinding snow::getUnwinding(Operation *op) {
  if (auto ownership = dyn_cast<OwnershipOpInterface>(op))
    return ownership.getUnwinding();
  if (isa<CallOpInterface>(op))
    return Unwinding::May;
  return isa<SnowDialect>(op->getDialect()) ? getUnwindingByEffects(op)
                                            : Unwinding::Never;
}

Unwinding snow::getUnwindingByEffects(Operation *op) {
  if (!isMemoryEffectFree(op))
    return Unwinding::May;
  bool isFree = op->hasTrait<OpTrait::IsTerminator>() ||
                op->hasTrait<OpTrait::ConstantLike>();
  return isFree ? Unwinding::Never : Unwinding::OutOfMemory;
}

//===----------------------------------------------------------------------===//
// Operations that take over their operands
//===----------------------------------------------------------------------===//

// What is stored in a new object belongs to it.
bool AnyMakeOp::consumesOperand(unsigned) { return true; }
bool TupleMakeOp::consumesOperand(unsigned) { return true; }
bool ListMakeOp::consumesOperand(unsigned) { return true; }
bool StructMakeOp::consumesOperand(unsigned) { return true; }
bool SumMakeOp::consumesOperand(unsigned) { return true; }
bool OptionSomeOp::consumesOperand(unsigned) { return true; }
bool ResultOkOp::consumesOperand(unsigned) { return true; }
bool ResultErrOp::consumesOperand(unsigned) { return true; }
bool ClosureOp::consumesOperand(unsigned) { return true; }
bool ExitReasonOp::consumesOperand(unsigned) { return true; }
bool OnExitOp::consumesOperand(unsigned) { return true; }

// What can be changed in place, if nothing else refers to it.
bool ListAppendOp::consumesOperand(unsigned) { return true; }
bool StringConcatOp::consumesOperand(unsigned index) { return index == 0; }

// A function owns its parameters. A function value lasts for the call: it is
// mostly called again.
bool RunOp::consumesOperand(unsigned) { return true; }
bool ServiceStartOp::consumesOperand(unsigned) { return true; }
bool ServiceCallOp::consumesOperand(unsigned) { return true; }
bool ServiceCastOp::consumesOperand(unsigned) { return true; }
bool ClosureCallOp::consumesOperand(unsigned index) { return index != 0; }

// What another process gets.
bool SpawnOp::consumesOperand(unsigned) { return true; }
bool SpawnClosureOp::consumesOperand(unsigned) { return true; }
bool JobAsyncOp::consumesOperand(unsigned) { return true; }
bool SendOp::consumesOperand(unsigned) { return true; }
bool TimerSendAfterOp::consumesOperand(unsigned) { return true; }
bool ServiceRequestOp::consumesOperand(unsigned) { return true; }
bool ServicePostOp::consumesOperand(unsigned) { return true; }
bool ServiceReplyOp::consumesOperand(unsigned) { return true; }

// What the library's function takes over, or the program keeps.
bool LibraryCallOp::consumesOperand(unsigned index) {
  const abi::Function *function = getRuntimeFunction();
  return function && function->consumes(getTypes().size() + index);
}
bool GlobalSetOp::consumesOperand(unsigned) { return true; }

// What becomes of it behind the branch.
bool AcceptOp::consumesOperand(unsigned) { return true; }
bool LeaveOp::consumesOperand(unsigned) { return true; }
bool AwaitOp::consumesOperand(unsigned) { return true; }

bool ReleaseOp::consumesOperand(unsigned) { return true; }

//===----------------------------------------------------------------------===//
// Results that are not owned
//===----------------------------------------------------------------------===//

ResultOwnership StringConstantOp::getResultOwnership(unsigned) {
  return ResultOwnership::immortal();
}

ResultOwnership OptionNoneOp::getResultOwnership(unsigned) {
  return ResultOwnership::immortal();
}
ResultOwnership SumMakeOp::getResultOwnership(unsigned) {
  return getFields().empty() ? ResultOwnership::immortal()
                             : ResultOwnership::owned();
}
// The value of a file-level constant is made static when it is set.
ResultOwnership GlobalGetOp::getResultOwnership(unsigned) {
  return ResultOwnership::immortal();
}

// Parts of a value.
ResultOwnership TupleGetOp::getResultOwnership(unsigned) {
  return ResultOwnership::borrowed(0);
}
ResultOwnership ListGetOp::getResultOwnership(unsigned) {
  return ResultOwnership::borrowed(0);
}
ResultOwnership ResultGetOp::getResultOwnership(unsigned) {
  return ResultOwnership::borrowed(0);
}
ResultOwnership OptionGetOp::getResultOwnership(unsigned) {
  return ResultOwnership::borrowed(0);
}
ResultOwnership StructGetOp::getResultOwnership(unsigned) {
  return ResultOwnership::borrowed(0);
}
ResultOwnership SumGetOp::getResultOwnership(unsigned) {
  return ResultOwnership::borrowed(0);
}
ResultOwnership ReinterpretOp::getResultOwnership(unsigned) {
  return ResultOwnership::borrowed(0);
}

// The text of a String is the String.
ResultOwnership ToStringOp::getResultOwnership(unsigned) {
  return isa<StringType>(getValue().getType()) ? ResultOwnership::borrowed(0)
                                               : ResultOwnership::owned();
}

//===----------------------------------------------------------------------===//
// What unwinds
//===----------------------------------------------------------------------===//

/// Whether the runtime may call the program's own code to compare or show a
/// value: it may where the type is one of the program's, or may contain one.
static Unwinding getUnwindingOfMethods(Type type) {
  bool isBuiltIn = isa<IntegerType, FloatType, StringType, PidType, UnitType,
                       RangeType, JsonType, ExitReasonType>(type);
  return isBuiltIn ? Unwinding::OutOfMemory : Unwinding::May;
}

Unwinding EqOp::getUnwinding() {
  return getUnwindingOfMethods(getLhs().getType());
}
Unwinding CompareOp::getUnwinding() {
  return getUnwindingOfMethods(getLhs().getType());
}
Unwinding ToStringOp::getUnwinding() {
  return getUnwindingOfMethods(getValue().getType());
}

Unwinding InspectOp::getUnwinding() {
  return getUnwindingOfMethods(getValue().getType());
}
Unwinding HashOp::getUnwinding() {
  return getUnwindingOfMethods(getValue().getType());
}
Unwinding LibraryCallOp::getUnwinding() {
  const abi::Function *function = getRuntimeFunction();
  bool cannot = function && !function->has(abi::EffectMayPanic) &&
                !function->has(abi::EffectMaySuspend);
  return cannot ? Unwinding::Never : Unwinding::May;
}
Unwinding ListGetOp::getUnwinding() {
  return getUnchecked() ? Unwinding::Never : Unwinding::May;
}

// These become loads, or runtime functions that cannot fail.
Unwinding TupleGetOp::getUnwinding() { return Unwinding::Never; }
Unwinding StringReadOp::getUnwinding() { return Unwinding::Never; }
Unwinding ListLengthOp::getUnwinding() { return Unwinding::Never; }
Unwinding ResultIsOkOp::getUnwinding() { return Unwinding::Never; }
Unwinding ResultGetOp::getUnwinding() { return Unwinding::Never; }
Unwinding OptionIsSomeOp::getUnwinding() { return Unwinding::Never; }
Unwinding OptionGetOp::getUnwinding() { return Unwinding::Never; }
Unwinding OptionNoneOp::getUnwinding() { return Unwinding::Never; }
Unwinding StructGetOp::getUnwinding() { return Unwinding::Never; }
Unwinding SumTagOp::getUnwinding() { return Unwinding::Never; }
Unwinding SumGetOp::getUnwinding() { return Unwinding::Never; }
Unwinding AnyIsOp::getUnwinding() { return Unwinding::Never; }
Unwinding RangeStartOp::getUnwinding() { return Unwinding::Never; }
Unwinding RangeStopOp::getUnwinding() { return Unwinding::Never; }
Unwinding ReinterpretOp::getUnwinding() { return Unwinding::Never; }
Unwinding GlobalSetOp::getUnwinding() { return Unwinding::Never; }
Unwinding RetainOp::getUnwinding() { return Unwinding::Never; }
Unwinding ReleaseOp::getUnwinding() { return Unwinding::Never; }
Unwinding CleanupOp::getUnwinding() { return Unwinding::Never; }
Unwinding PrintOp::getUnwinding() { return Unwinding::Never; }
Unwinding PrintlnOp::getUnwinding() { return Unwinding::Never; }

Unwinding SpawnOp::getUnwinding() { return Unwinding::OutOfMemory; }
Unwinding SpawnClosureOp::getUnwinding() { return Unwinding::OutOfMemory; }
