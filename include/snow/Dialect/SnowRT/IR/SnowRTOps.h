//===- SnowRTOps.h - Operations of the snow_rt dialect ----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOWRT_IR_SNOWRTOPS_H
#define SNOW_DIALECT_SNOWRT_IR_SNOWRTOPS_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "snow/Dialect/Snow/IR/SnowDialect.h"
#include "snow/Dialect/SnowRT/IR/SnowRTDialect.h"
#include "snow/Runtime/ABI/RuntimeTable.h"

#include "snow/Dialect/SnowRT/IR/SnowRTInterfaces.h.inc"

#define GET_OP_CLASSES
#include "snow/Dialect/SnowRT/IR/SnowRTOps.h.inc"

#endif // SNOW_DIALECT_SNOWRT_IR_SNOWRTOPS_H
