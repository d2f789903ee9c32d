//===- RegisterSnow.cpp - Registration of Snow ------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/IR/DialectRegistry.h"
#include "snow/Conversion/Passes.h"
#include "snow/Conversion/SnowRTToLLVM.h"
#include "snow/Dialect/Snow/IR/SnowDialect.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"
#include "snow/Dialect/SnowRT/IR/SnowRTDialect.h"
#include "snow/InitAll.h"
#include "snow/Pipelines/Pipelines.h"

void snow::registerSnowDialects(mlir::DialectRegistry &registry) {
  registry.insert<SnowDialect, snowrt::SnowRTDialect>();
  registerConvertSnowRTToLLVMInterface(registry);
}

void snow::registerSnowPasses() {
  registerSnowTransformsPasses();
  registerSnowConversionPasses();
  registerSnowPipelines();
}
