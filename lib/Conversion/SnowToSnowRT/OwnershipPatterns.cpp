//===- OwnershipPatterns.cpp - Cleanups -------------------------*- C++ -*-===//
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
struct CleanupPattern : SnowPattern<CleanupOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(CleanupOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    SmallVector<Value> types;
    for (Value value : op.getValues())
      types.push_back(emit.typeInfo(value.getType()));
    rewriter.replaceOpWithNewOp<snowrt::CleanupOp>(op, adaptor.getValues(),
                                                   types);
    return success();
  }
};
} // namespace

void snow::populateSnowOwnershipToSnowRTPatterns(
    const SnowToSnowRTTypeConverter &converter, RewritePatternSet &patterns,
    SnowToSnowRTState &state) {
  patterns.add<CleanupPattern>(converter, patterns.getContext(), state);
}
