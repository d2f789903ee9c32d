//===- RegisterAll.cpp - Registration of upstream and Snow ------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Apart from RegisterSnow.cpp, so that a plugin does not register upstream a
// second time.

#include "mlir/IR/DialectRegistry.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/InitAllPasses.h"
#include "snow/InitAll.h"

void snow::registerAllDialects(mlir::DialectRegistry &registry) {
  mlir::registerAllDialects(registry);
  mlir::registerAllExtensions(registry);
  registerSnowDialects(registry);
}

void snow::registerAllPasses() {
  mlir::registerAllPasses();
  registerSnowPasses();
}
