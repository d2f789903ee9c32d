//===- snow-opt.cpp - Runs passes on Snow IR --------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/IR/DialectRegistry.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "snow/InitAll.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  snow::registerAllDialects(registry);
  snow::registerAllPasses();
  return mlir::asMainReturnCode(mlir::MlirOptMain(
      argc, argv, "Snow modular optimizer driver\n", registry));
}
