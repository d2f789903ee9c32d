//===- snow-translate.cpp - Translates Snow IR to LLVM IR -------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/DialectRegistry.h"
#include "mlir/InitAllTranslations.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "mlir/Tools/mlir-translate/MlirTranslateMain.h"
#include "mlir/Tools/mlir-translate/Translation.h"
#include "snow/InitAll.h"
#include "snow/Pipelines/Levels.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"

using namespace mlir;

/// From any level: lowers what is not in the LLVM dialect yet.
static LogicalResult translateSnowToLLVMIR(Operation *op,
                                           llvm::raw_ostream &output) {
  auto module = dyn_cast<ModuleOp>(op);
  if (!module)
    return op->emitError("expected a module");
  if (failed(snow::lowerToLLVMDialect(module, snow::SnowPipelineOptions())))
    return failure();
  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> translated =
      translateModuleToLLVMIR(module, context);
  if (!translated)
    return failure();
  translated->print(output, nullptr);
  return success();
}

int main(int argc, char **argv) {
  mlir::registerAllTranslations();
  TranslateFromMLIRRegistration registration(
      "snow-to-llvmir", "Translate Snow IR of any level to LLVM IR",
      translateSnowToLLVMIR, [](DialectRegistry &registry) {
        snow::registerAllDialects(registry);
        registerBuiltinDialectTranslation(registry);
        registerLLVMDialectTranslation(registry);
      });
  return failed(mlirTranslateMain(argc, argv, "Snow translation driver"));
}
