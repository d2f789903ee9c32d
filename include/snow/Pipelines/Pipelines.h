//===- Pipelines.h - Named pipelines from level to level --------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_PIPELINES_PIPELINES_H
#define SNOW_PIPELINES_PIPELINES_H

#include "mlir/Pass/PassOptions.h"

namespace mlir {
class OpPassManager;
}

namespace snow {

/// Options of `snow-to-rt` and `snow-to-llvm`.
struct SnowPipelineOptions : mlir::PassPipelineOptions<SnowPipelineOptions> {
  Option<std::string> strategy{
      *this, "strategy", llvm::cl::desc("How a process waits: split or fiber"),
      llvm::cl::init("split")};
  Option<int64_t> splitLimit{
      *this, "split-limit",
      llvm::cl::desc("How many operations an actor's continuations may have "
                     "together"),
      llvm::cl::init(10000)};
  Option<bool> remarks{
      *this, "remarks",
      llvm::cl::desc("Tell which receives keep their stacks, and why"),
      llvm::cl::init(false)};
  Option<std::string> ownership{
      *this, "ownership",
      llvm::cl::desc("How long values live: counted or program-lifetime"),
      llvm::cl::init("counted")};
  Option<bool> optimize{*this, "optimize",
                        llvm::cl::desc("Canonicalise and share common "
                                       "subexpressions between the steps"),
                        llvm::cl::init(true)};
  Option<bool> debugInfo{*this, "debug-info",
                         llvm::cl::desc("Give functions debug scopes, so that "
                                        "locations become line tables"),
                         llvm::cl::init(true)};
};

/// From snow to snow_rt.
void buildSnowToRTPipeline(mlir::OpPassManager &manager,
                           const SnowPipelineOptions &options);

/// From snow_rt to the LLVM dialect.
void buildRTToLLVMPipeline(mlir::OpPassManager &manager,
                           const SnowPipelineOptions &options);

/// From snow to the LLVM dialect.
void buildSnowToLLVMPipeline(mlir::OpPassManager &manager,
                             const SnowPipelineOptions &options);

/// `--snow-to-rt` and `--snow-to-llvm`.
void registerSnowPipelines();

} // namespace snow

#endif // SNOW_PIPELINES_PIPELINES_H
