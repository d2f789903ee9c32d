//===- LookupKeys.h - Keys that maps are searched for -----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What snow-fuse-lookups has to know of keys: that comparing them runs nothing
// of the program's, and that two of them are equal whatever they are.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_DIALECT_SNOW_TRANSFORMS_LOOKUPKEYS_H
#define SNOW_LIB_DIALECT_SNOW_TRANSFORMS_LOOKUPKEYS_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Dominance.h"
#include "llvm/ADT/DenseMap.h"

namespace snow {

/// Tells of types whether comparing their values runs nothing of the program's,
/// so that nobody can tell how often it is done.
class PlainKeys {
public:
  explicit PlainKeys(mlir::ModuleOp module);

  bool isPlain(mlir::Type type);

private:
  bool isPlainDeclared(mlir::Operation *declared);

  llvm::DenseMap<mlir::StringAttr, mlir::Operation *> declarations;
  /// A type that is being looked at counts as plain: another part decides.
  llvm::DenseMap<mlir::Type, bool> known;
};

/// Whether two values are equal because they are computed in the same way from
/// the same values, by operations that may panic but do nothing else.
bool areComputedAlike(mlir::Value a, mlir::Value b);

/// Uses one key instead of another that is computed alike behind it, and drops
/// the second computation: it would have come to the same end as the first.
/// True if it did.
bool shareKey(mlir::Value first, mlir::Value second,
              mlir::DominanceInfo &dominance);

} // namespace snow

#endif // SNOW_LIB_DIALECT_SNOW_TRANSFORMS_LOOKUPKEYS_H
