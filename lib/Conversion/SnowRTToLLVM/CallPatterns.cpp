//===- CallPatterns.cpp - Calls of runtime functions ------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

namespace {
/// One pattern for every operation of the ABI table but those that are partly
/// done in place.
struct RuntimeCallPattern
    : OpInterfaceConversionPattern<snowrt::RuntimeCallInterface> {
  RuntimeCallPattern(const LLVMTypeConverter &converter, MLIRContext *context,
                     SnowRTToLLVMState &state)
      : OpInterfaceConversionPattern(converter, context), state(state) {
    setDebugName("snow_rt.call");
  }

  LogicalResult
  matchAndRewrite(snowrt::RuntimeCallInterface op, ArrayRef<Value> operands,
                  ConversionPatternRewriter &rewriter) const override {
    if (isInstruction(op))
      return rewriter.notifyMatchFailure(op, "it becomes an instruction");
    // The driver prefers patterns of interfaces whatever their benefit.
    if (isa<snowrt::RetainOp, snowrt::ReleaseOp, snowrt::ListAppendOp>(op))
      return rewriter.notifyMatchFailure(op, "it has a pattern of its own");
    const abi::Function &function = op.getRuntimeFunction();
    FailureOr<LLVM::CallOp> call = callRuntimeFunction(
        rewriter, op->getLoc(), op, function, operands, state);
    if (failed(call))
      return declined(state.log, rewriter, op,
                      "the module has another symbol @" + function.symbol);
    rewriter.replaceOp(op, call->getResults());
    return success();
  }

  SnowRTToLLVMState &state;
};
} // namespace

void snow::populateSnowRTCallToLLVMPatterns(const LLVMTypeConverter &converter,
                                            RewritePatternSet &patterns,
                                            SnowRTToLLVMState &state) {
  patterns.add<RuntimeCallPattern>(converter, patterns.getContext(), state);
}
