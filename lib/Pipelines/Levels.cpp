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
#include "mlir/Pass/PassInstrumentation.h"
#include "mlir/Pass/PassManager.h"
#include "snow/Dialect/Snow/IR/SnowDialect.h"
#include "snow/Dialect/SnowRT/IR/SnowRTDialect.h"
#include "llvm/Support/CrashRecoveryContext.h"

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

namespace {
/// Knows what runs, for the report of a crash.
struct Progress {
  std::string pass = "verifier";
  Location where;
};

struct ProgressNotes : PassInstrumentation {
  explicit ProgressNotes(Progress &progress) : progress(progress) {}
  void runBeforePass(Pass *pass, Operation *op) override {
    progress.pass = pass->getArgument().str();
    if (progress.pass.empty())
      progress.pass = pass->getName().str();
    progress.where = op->getLoc();
  }
  void runAfterPass(Pass *, Operation *) override {
    progress.pass = "verifier";
  }
  Progress &progress;
};
} // namespace

LogicalResult snow::runPasses(PassManager &manager, ModuleOp module) {
  // Doing so after each pass takes a third of the time of lowering; snow-opt
  // does it.
  manager.enableVerifier(false);
  Progress progress{"verifier", module.getLoc()};
  manager.addInstrumentation(std::make_unique<ProgressNotes>(progress));
  LogicalResult result = failure();
  llvm::CrashRecoveryContext recovery;
  if (!recovery.RunSafely([&] {
        result = success(succeeded(manager.run(module)) &&
                         succeeded(verify(module)));
      })) {
    // Nothing of the IR is looked at any more.
    emitError(progress.where) << "the pass '" << progress.pass << "' crashed";
    return failure();
  }
  return result;
}

LogicalResult snow::lowerToSnowRT(ModuleOp module,
                                  const SnowPipelineOptions &options) {
  if (detectLevel(module) != Level::Snow)
    return success();
  PassManager manager(module->getName());
  buildSnowToRTPipeline(manager, options);
  return runPasses(manager, module);
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
  return runPasses(manager, module);
}
