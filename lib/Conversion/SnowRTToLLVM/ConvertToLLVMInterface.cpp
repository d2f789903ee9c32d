//===- ConvertToLLVMInterface.cpp - For convert-to-llvm ---------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"
#include "mlir/Conversion/ConvertToLLVM/ToLLVMInterface.h"
#include "mlir/IR/DialectRegistry.h"

using namespace mlir;
using namespace snow;

namespace {
struct SnowRTToLLVMInterface : ConvertToLLVMPatternInterface {
  using ConvertToLLVMPatternInterface::ConvertToLLVMPatternInterface;

  void loadDependentDialects(MLIRContext *context) const final {
    context->loadDialect<LLVM::LLVMDialect>();
  }

  void populateConvertToLLVMConversionPatterns(
      ConversionTarget &target, LLVMTypeConverter &converter,
      RewritePatternSet &patterns) const final {
    populateSnowRTToLLVMTypeConversion(converter);
    configureSnowRTToLLVMLegality(target);
    // The stock pass has no place for our reasons, and may run the patterns on
    // several threads: they go nowhere.
    static SnowRTToLLVMState state(/*isShared=*/true);
    populateSnowRTToLLVMPatterns(converter, patterns, state);
  }
};
} // namespace

void snow::registerConvertSnowRTToLLVMInterface(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *, snowrt::SnowRTDialect *dialect) {
    dialect->addInterfaces<SnowRTToLLVMInterface>();
  });
}
