//===- Pipelines.cpp - Named pipelines from level to level ------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Pipelines/Pipelines.h"
#include "mlir/Conversion/ReconcileUnrealizedCasts/ReconcileUnrealizedCasts.h"
#include "mlir/Conversion/SCFToControlFlow/SCFToControlFlow.h"
#include "mlir/Dialect/LLVMIR/Transforms/Passes.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "mlir/Transforms/Passes.h"
#include "snow/Conversion/Passes.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"

using namespace mlir;
using namespace snow;

/// Functions are independent of each other here, so they go to all cores.
static void addCleanUp(OpPassManager &manager,
                       const SnowPipelineOptions &options) {
  if (!options.optimize)
    return;
  OpPassManager &functions = manager.nestAny();
  functions.addPass(createCanonicalizerPass());
  functions.addPass(createCSEPass());
}

/// What lowering has left: one round, and of blocks only those that nothing
/// reaches. LLVM merges equal ones anyway, and here that takes half of the
/// time.
static void addLastCleanUp(OpPassManager &manager,
                           const SnowPipelineOptions &options) {
  if (!options.optimize)
    return;
  GreedyRewriteConfig config;
  config.setMaxIterations(1);
  config.setRegionSimplificationLevel(GreedySimplifyRegionLevel::Normal);
  OpPassManager &functions = manager.nestAny();
  functions.addPass(createCanonicalizerPass(config));
  functions.addPass(createCSEPass());
}

void snow::buildSnowToRTPipeline(OpPassManager &manager,
                                 const SnowPipelineOptions &options) {
  // What waits or panics becomes several blocks, and has to stand in a graph.
  manager.addPass(createSCFToControlFlowPass());
  addCleanUp(manager, options);
  if (options.optimize) {
    manager.addPass(createSnowSpecializeClosures());
    manager.addPass(createSnowStreamSplits());
    manager.addPass(createSnowFuseLookups());
    manager.addPass(createSnowUnboxValues());
  }
  manager.addPass(createSnowLowerSupervisors());
  manager.addPass(createSnowLowerServices());
  manager.addPass(createSnowRegisterFunctions({/*nodesOnly=*/true}));
  manager.addPass(createSnowSplitReceives(
      {options.strategy, options.splitLimit, options.remarks}));
  // Where a process may be ended is where it has to let go of what it owns.
  manager.addPass(createSnowInsertYieldChecks());
  if (options.optimize && options.ownership == "counted")
    manager.addPass(createSnowInferBorrowing());
  manager.addPass(createSnowInsertOwnership({options.ownership}));
  manager.addPass(createSnowOptimizeOwnership());
  if (options.optimize && options.ownership == "counted")
    manager.addPass(createSnowVacateEntries());
  manager.addPass(createConvertSnowToSnowRT());
  addLastCleanUp(manager, options);
}

void snow::buildRTToLLVMPipeline(OpPassManager &manager,
                                 const SnowPipelineOptions &options) {
  // A plugin's pass may have left structured control flow.
  manager.addPass(createSCFToControlFlowPass());
  manager.addPass(createConvertSnowRTToLLVM());
  manager.addPass(createReconcileUnrealizedCastsPass());
  manager.addPass(createSnowLowerCleanups());
  if (options.optimize)
    manager.addPass(createSnowFlattenAppends());
  manager.addPass(createSnowPassContext());
  // LLVM cleans up by itself.
  if (options.debugInfo)
    manager.addPass(LLVM::createDIScopeForLLVMFuncOpPass());
}

void snow::buildSnowToLLVMPipeline(OpPassManager &manager,
                                   const SnowPipelineOptions &options) {
  buildSnowToRTPipeline(manager, options);
  buildRTToLLVMPipeline(manager, options);
}

void snow::registerSnowPipelines() {
  PassPipelineRegistration<SnowPipelineOptions>(
      "snow-to-rt", "Lower snow to snow_rt", buildSnowToRTPipeline);
  PassPipelineRegistration<SnowPipelineOptions>(
      "snow-to-llvm", "Lower snow to the LLVM dialect",
      buildSnowToLLVMPipeline);
}
