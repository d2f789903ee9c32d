//===- PureFunctions.h - Functions of their arguments alone -----*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two calls of such a function with equal arguments come to the same end: equal
// results, the same panic, or none. Nobody can tell whether both happen.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_DIALECT_SNOW_TRANSFORMS_PUREFUNCTIONS_H
#define SNOW_LIB_DIALECT_SNOW_TRANSFORMS_PUREFUNCTIONS_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace snow {

/// Knows of the functions and declared types of a module which are pure. Looks
/// at the module when it is first asked for one of them.
class PureFunctions {
public:
  explicit PureFunctions(mlir::ModuleOp module) : module(module) {}

  /// Whether the operation gives equal results for equal operands, wherever it
  /// stands, and does nothing else but perhaps panic.
  bool isPure(mlir::Operation *op);

  /// Whether comparing and hashing values of the type runs nothing of the
  /// program's but pure functions.
  bool comparesPurely(mlir::Type type);

private:
  /// A function; or a type, of which one or all methods matter.
  enum class Aspect : uint8_t { Function, Equality, AllMethods };
  using Node = std::pair<mlir::StringAttr, unsigned>;
  using Nodes = llvm::SmallVector<Node, 8>;

  static Node makeNode(mlir::StringAttr name, Aspect aspect) {
    return {name, static_cast<unsigned>(aspect)};
  }
  /// What has to be pure for the operation, or type, to be so; false if it is
  /// not whatever else is.
  static bool collect(mlir::Operation *op, Nodes &needs);
  static bool collect(mlir::Type type, Aspect aspect, Nodes &needs);
  static bool collectDeclared(mlir::Operation *declared, Aspect aspect,
                              Nodes &needs);
  bool areAllPure(const Nodes &nodes);
  void analyze();

  mlir::ModuleOp module;
  bool isAnalyzed = false;
  /// True of those that are pure.
  llvm::DenseMap<Node, bool> pure;
};

} // namespace snow

#endif // SNOW_LIB_DIALECT_SNOW_TRANSFORMS_PUREFUNCTIONS_H
