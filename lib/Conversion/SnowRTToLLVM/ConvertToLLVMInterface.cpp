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
    // The stock pass reports what it leaves behind itself and has no place for
    // our reasons, but patterns need one to put them; it is rewritten by every
    // run on this context and read by none.
    static thread_local SnowRTToLLVMState state;
    state = {};
    populateSnowRTToLLVMPatterns(converter, patterns, state);
  }
};
} // namespace

void snow::registerConvertSnowRTToLLVMInterface(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *, snowrt::SnowRTDialect *dialect) {
    dialect->addInterfaces<SnowRTToLLVMInterface>();
  });
}
