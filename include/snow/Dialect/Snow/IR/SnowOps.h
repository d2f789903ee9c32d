//===- SnowOps.h - Operations of the snow dialect ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWOPS_H
#define SNOW_DIALECT_SNOW_IR_SNOWOPS_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/CastInterfaces.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "snow/Dialect/Snow/IR/Ownership.h"
#include "snow/Dialect/Snow/IR/SnowDialect.h"

namespace snow {

// What the operations may touch; see SnowOpBase.td.
struct ProcessResource : mlir::SideEffects::Resource::Base<ProcessResource> {
  llvm::StringRef getName() final { return "SnowProcesses"; }
};
struct ConsoleResource : mlir::SideEffects::Resource::Base<ConsoleResource> {
  llvm::StringRef getName() final { return "SnowConsole"; }
};
struct NetworkResource : mlir::SideEffects::Resource::Base<NetworkResource> {
  llvm::StringRef getName() final { return "SnowNetwork"; }
};
struct GlobalResource : mlir::SideEffects::Resource::Base<GlobalResource> {
  llvm::StringRef getName() final { return "SnowGlobals"; }
};
struct ControlResource : mlir::SideEffects::Resource::Base<ControlResource> {
  llvm::StringRef getName() final { return "SnowControl"; }
};

namespace abi {
struct Function;
}

class InitOp;
class CallOp;
class CastOp;

} // namespace snow

#include "snow/Dialect/Snow/IR/SnowInterfaces.h.inc"

#define GET_OP_CLASSES
#include "snow/Dialect/Snow/IR/SnowOps.h.inc"

#endif // SNOW_DIALECT_SNOW_IR_SNOWOPS_H
