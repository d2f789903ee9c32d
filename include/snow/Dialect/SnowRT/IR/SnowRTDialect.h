//===- SnowRTDialect.h - The snow_rt dialect --------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOWRT_IR_SNOWRTDIALECT_H
#define SNOW_DIALECT_SNOWRT_IR_SNOWRTDIALECT_H

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"

#include "snow/Dialect/SnowRT/IR/SnowRTDialect.h.inc"

#define GET_TYPEDEF_CLASSES
#include "snow/Dialect/SnowRT/IR/SnowRTTypes.h.inc"

namespace snow::snowrt {

/// The attribute of a function that the runtime enters to run a process, with
/// one address as its parameter and the process's context behind it.
inline constexpr llvm::StringLiteral enteredAttrName("snow_rt.entered");

} // namespace snow::snowrt

#endif // SNOW_DIALECT_SNOWRT_IR_SNOWRTDIALECT_H
