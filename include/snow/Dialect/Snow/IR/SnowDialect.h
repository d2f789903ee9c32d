//===- SnowDialect.h - The snow dialect and its types -----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWDIALECT_H
#define SNOW_DIALECT_SNOW_IR_SNOWDIALECT_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"

#include "snow/Dialect/Snow/IR/SnowDialect.h.inc"

#include "snow/Dialect/Snow/IR/SnowEnums.h.inc"

#define GET_TYPEDEF_CLASSES
#include "snow/Dialect/Snow/IR/SnowTypes.h.inc"

#define GET_ATTRDEF_CLASSES
#include "snow/Dialect/Snow/IR/SnowAttrs.h.inc"

namespace snow {

/// Whether a value of the type can be kept, sent and shown: Int (i64), Float
/// (f64), Bool (i1), tuples of values, and the types of the snow dialect except
/// !snow.term.
bool isValueType(mlir::Type type);

/// Whether a message of type `value` may be sent to a process that takes
/// messages of type `message`: equal types, and anything for Any.
bool fitsMessageType(mlir::Type value, mlir::Type message);

} // namespace snow

#endif // SNOW_DIALECT_SNOW_IR_SNOWDIALECT_H
