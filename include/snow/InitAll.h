//===- InitAll.h - Registration of everything in Snow -----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_INITALL_H
#define SNOW_INITALL_H

namespace mlir {
class DialectRegistry;
}

namespace snow {

/// The dialects of Snow, with their lowering interfaces.
void registerSnowDialects(mlir::DialectRegistry &registry);

/// The passes and pipelines of Snow.
void registerSnowPasses();

/// What a tool of the project knows: Snow and all of upstream.
void registerAllDialects(mlir::DialectRegistry &registry);
void registerAllPasses();

} // namespace snow

#endif // SNOW_INITALL_H
