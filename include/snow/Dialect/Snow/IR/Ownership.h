//===- Ownership.h - Who owns which value -----------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The questions that the ownership passes ask of types and operations. An
// operation answers for itself through OwnershipOpInterface; what answers for
// the operations of other dialects stands here.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_OWNERSHIP_H
#define SNOW_DIALECT_SNOW_IR_OWNERSHIP_H

#include "mlir/IR/Operation.h"
#include <optional>

namespace snow {

/// Whom the result of an operation belongs to.
class ResultOwnership {
public:
  /// The operation gives its user a reference.
  static ResultOwnership owned() { return {Kind::Owned, {}}; }
  /// Part of that operand, or the operand itself: alive as long as it is.
  static ResultOwnership borrowed(unsigned operand) {
    return {Kind::Borrowed, operand};
  }
  /// Alive as long as all the operands are.
  static ResultOwnership borrowedFromAll() { return {Kind::Borrowed, {}}; }
  /// A constant of the program, which is never counted.
  static ResultOwnership immortal() { return {Kind::Immortal, {}}; }

  bool isOwned() const { return kind == Kind::Owned; }
  bool isBorrowed() const { return kind == Kind::Borrowed; }
  bool isImmortal() const { return kind == Kind::Immortal; }
  /// Of a borrowed result: the operand, or none if it may be any of them.
  std::optional<unsigned> getSource() const { return source; }

private:
  enum class Kind { Owned, Borrowed, Immortal };
  ResultOwnership(Kind kind, std::optional<unsigned> source)
      : kind(kind), source(source) {}

  Kind kind;
  std::optional<unsigned> source;
};

/// How an operation may leave its function before it is done.
enum class Unwinding {
  /// Not at all.
  Never,
  /// Only because no memory is left. What the function owns is then lost.
  OutOfMemory,
  /// By a panic, or because the process is ended while it waits.
  May,
};

/// The argument attribute of a function that borrows that parameter: the caller
/// keeps the reference. Set by snow-infer-borrowing.
inline constexpr llvm::StringLiteral borrowedAttrName("snow.borrowed");

/// Whether values of the type are objects with a reference count: all value
/// types but Int, Float, Bool, Pid and the unit.
bool isCountedType(mlir::Type type);

/// Whether the operation takes over the reference to an operand. A branch does
/// with the operands that it forwards, a call and a return with all.
bool consumesOperand(mlir::OpOperand &operand);

/// Whom a result belongs to. Those of operations that know nothing of
/// ownership, such as `arith.select`, may be any of their operands.
ResultOwnership getResultOwnership(mlir::OpResult result);

Unwinding getUnwinding(mlir::Operation *op);

/// What the memory effects tell: an operation without effects does not unwind,
/// except when memory is exhausted.
Unwinding getUnwindingByEffects(mlir::Operation *op);

} // namespace snow

#endif // SNOW_DIALECT_SNOW_IR_OWNERSHIP_H
