//===- MathPatterns.cpp - Runtime functions that are instructions -*- C++ -*-=//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A call of such a function would cost more than what it does. The runtime has
// them too, for function values and hand-written callers.
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

bool snow::detail::isInstruction(Operation *call) {
  // The driver may try the pattern for all calls first.
  return isa<snowrt::MathSqrtOp, snowrt::MathPowOp, snowrt::MathAbsFloatOp,
             snowrt::MathMinIntOp, snowrt::MathMaxIntOp, snowrt::MathMinFloatOp,
             snowrt::MathMaxFloatOp, snowrt::IntToFloatOp, snowrt::MathAbsIntOp,
             snowrt::FloatToIntOp, snowrt::MathFloorOp, snowrt::MathCeilOp,
             snowrt::MathRoundOp>(call);
}

namespace {
/// One operation for another with the same operands and result.
template <typename Op, typename Instruction>
struct SameOperandsPattern : SnowRTPattern<Op> {
  using SnowRTPattern<Op>::SnowRTPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<Instruction>(op, op->getResult(0).getType(),
                                             adaptor.getOperands());
    return success();
  }
};

/// |MIN| is MIN.
struct AbsIntPattern : SnowRTPattern<snowrt::MathAbsIntOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::MathAbsIntOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::AbsOp>(op, rewriter.getI64Type(),
                                             adaptor.getX(),
                                             /*is_int_min_poison=*/false);
    return success();
  }
};

/// A Float rounded in some way, as an Int: out of range saturates, NaN gives 0.
template <typename Op, typename Rounding>
struct RoundPattern : SnowRTPattern<Op> {
  using SnowRTPattern<Op>::SnowRTPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Value number = adaptor.getX();
    if constexpr (!std::is_void_v<Rounding>)
      number = Rounding::create(rewriter, op.getLoc(), number.getType(),
                                ValueRange{number});
    rewriter.replaceOpWithNewOp<LLVM::CallIntrinsicOp>(
        op, rewriter.getI64Type(), rewriter.getStringAttr("llvm.fptosi.sat"),
        ValueRange{number});
    return success();
  }
};
} // namespace

void snow::populateSnowRTMathToLLVMPatterns(const LLVMTypeConverter &converter,
                                            RewritePatternSet &patterns,
                                            SnowRTToLLVMState &state) {
  patterns.add<SameOperandsPattern<snowrt::MathSqrtOp, LLVM::SqrtOp>,
               SameOperandsPattern<snowrt::MathPowOp, LLVM::PowOp>,
               SameOperandsPattern<snowrt::MathAbsFloatOp, LLVM::FAbsOp>,
               SameOperandsPattern<snowrt::MathMinIntOp, LLVM::SMinOp>,
               SameOperandsPattern<snowrt::MathMaxIntOp, LLVM::SMaxOp>,
               SameOperandsPattern<snowrt::MathMinFloatOp, LLVM::MinNumOp>,
               SameOperandsPattern<snowrt::MathMaxFloatOp, LLVM::MaxNumOp>,
               SameOperandsPattern<snowrt::IntToFloatOp, LLVM::SIToFPOp>,
               AbsIntPattern, RoundPattern<snowrt::FloatToIntOp, void>,
               RoundPattern<snowrt::MathFloorOp, LLVM::FFloorOp>,
               RoundPattern<snowrt::MathCeilOp, LLVM::FCeilOp>,
               RoundPattern<snowrt::MathRoundOp, LLVM::RoundOp>>(
      converter, patterns.getContext(), state);
}
