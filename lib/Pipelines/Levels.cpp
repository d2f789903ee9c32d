//===- Levels.cpp - The levels of a module ----------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Pipelines/Levels.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "snow/Dialect/Snow/IR/SnowDialect.h"
#include "snow/Dialect/SnowRT/IR/SnowRTDialect.h"

using namespace mlir;
using namespace snow;

Level snow::detectLevel(ModuleOp module) {
  bool hasRuntimeOps = false, hasFunctions = false, hasLLVM = false;
  WalkResult snowFound = module.walk([&](Operation *op) {
    Dialect *dialect = op->getDialect();
    if (isa_and_nonnull<SnowDialect>(dialect))
      return WalkResult::interrupt();
    hasRuntimeOps |= isa_and_nonnull<snowrt::SnowRTDialect>(dialect);
    hasLLVM |= isa_and_nonnull<LLVM::LLVMDialect>(dialect);
    hasFunctions |= isa<func::FuncOp>(op);
    return WalkResult::advance();
  });
  if (snowFound.wasInterrupted())
    return Level::Snow;
  if (hasRuntimeOps)
    return Level::SnowRT;
  if (hasLLVM)
    return hasFunctions ? Level::SnowRT : Level::LLVM;
  return Level::Snow;
}

/// Runs the passes, and verifies what the last one has left: doing so after
/// each takes a third of the time of lowering, and snow-opt does it.
static LogicalResult runAndVerify(PassManager &manager, ModuleOp module) {
  manager.enableVerifier(false);
  return success(succeeded(manager.run(module)) && succeeded(verify(module)));
}

LogicalResult snow::lowerToSnowRT(ModuleOp module,
                                  const SnowPipelineOptions &options) {
  if (detectLevel(module) != Level::Snow)
    return success();
  PassManager manager(module->getName());
  buildSnowToRTPipeline(manager, options);
  return runAndVerify(manager, module);
}

LogicalResult snow::lowerToLLVMDialect(ModuleOp module,
                                       const SnowPipelineOptions &options) {
  PassManager manager(module->getName());
  switch (detectLevel(module)) {
  case Level::Snow:
    buildSnowToLLVMPipeline(manager, options);
    break;
  case Level::SnowRT:
    buildRTToLLVMPipeline(manager, options);
    break;
  case Level::LLVM:
    break;
  }
  return runAndVerify(manager, module);
}
