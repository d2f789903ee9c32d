//===- Levels.h - The levels of a module ------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_PIPELINES_LEVELS_H
#define SNOW_PIPELINES_LEVELS_H

#include "mlir/Support/LLVM.h"
#include "snow/Pipelines/Pipelines.h"

namespace mlir {
class ModuleOp;
class PassManager;
} // namespace mlir

namespace snow {

/// The levels of the IR, highest first.
enum class Level { Snow, SnowRT, LLVM };

/// The highest level of which the module has an operation. A module of upstream
/// dialects alone is at the snow level: its `main` still needs the C one.
Level detectLevel(mlir::ModuleOp module);

/// Lowers the module, from whatever level it is at, to snow_rt or the LLVM
/// dialect. Nothing happens if it is there already. Reports what went wrong.
mlir::LogicalResult lowerToSnowRT(mlir::ModuleOp module,
                                  const SnowPipelineOptions &options);
mlir::LogicalResult lowerToLLVMDialect(mlir::ModuleOp module,
                                       const SnowPipelineOptions &options);

/// Runs the passes and verifies what they leave, once. IR that does not verify
/// is reported with its place, and so is a pass that crashes on what another
/// one has left, if llvm::CrashRecoveryContext is enabled and the context runs
/// on one thread; the module must not be touched then, not even to destroy it.
mlir::LogicalResult runPasses(mlir::PassManager &manager,
                              mlir::ModuleOp module);

} // namespace snow

#endif // SNOW_PIPELINES_LEVELS_H
