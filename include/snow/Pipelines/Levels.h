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
}

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

} // namespace snow

#endif // SNOW_PIPELINES_LEVELS_H
