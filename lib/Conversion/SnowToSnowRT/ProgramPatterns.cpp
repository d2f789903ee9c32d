//===- ProgramPatterns.cpp - Actors, ends and checks ------------*- C++ -*-===//
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
/// An actor becomes a function; `snow.spawn` makes the function that unpacks
/// its arguments.
struct ActorPattern : SnowPattern<ActorOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ActorOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    TypeConverter::SignatureConversion signature(op.getNumArguments());
    if (failed(getTypeConverter()->convertSignatureArgs(op.getArgumentTypes(),
                                                        signature)))
      return decline(rewriter, op, "a parameter's type has no representation");
    auto function = func::FuncOp::create(
        rewriter, op.getLoc(), op.getSymName(),
        rewriter.getFunctionType(signature.getConvertedTypes(), {}));
    function.setVisibility(op.getVisibility());
    rewriter.inlineRegionBefore(op.getBody(), function.getBody(),
                                function.end());
    if (failed(rewriter.convertRegionTypes(&function.getBody(),
                                           *getTypeConverter(), &signature)))
      return decline(rewriter, op,
                     "a block argument's type has no "
                     "representation");
    rewriter.eraseOp(op);
    return success();
  }
};

/// In what was an actor there is nothing to return.
struct ReturnPattern : SnowPattern<ReturnOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ReturnOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (op->getParentOfType<ServiceOp>())
      return decline(rewriter, op,
                     "services must be lowered before, by snow-lower-services");
    rewriter.replaceOpWithNewOp<func::ReturnOp>(op, adaptor.getValues());
    return success();
  }
};

struct RunPattern : SnowPattern<RunOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(RunOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<func::CallOp>(op, op.getCallee(), TypeRange(),
                                              adaptor.getArgs());
    return success();
  }
};

struct PanicPattern : SnowPattern<PanicOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(PanicOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    emit.panic(adaptor.getMessage());
    rewriter.eraseOp(op);
    return success();
  }
};

struct YieldCheckPattern : SnowPattern<YieldCheckOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(YieldCheckOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<snowrt::YieldCheckOp>(op);
    return success();
  }
};

struct DecodeArgsPattern : SnowPattern<DecodeArgsOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(DecodeArgsOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    SmallVector<Type> types;
    if (failed(getTypeConverter()->convertTypes(op.getResultTypes(), types)))
      return decline(rewriter, op, "a result's type has no representation");
    Type tuple = TupleType::get(getContext(), op.getResultTypes());
    Value decoded = snowrt::TermDecodeArgsOp::create(
        rewriter, op.getLoc(), emit.ptrType(), emit.typeInfo(tuple),
        adaptor.getTerm());
    rewriter.replaceOp(op,
                       emit.takeFields(decoded, cast<TupleType>(tuple), types));
    return success();
  }
};

/// What an earlier pass should have lowered.
template <typename Op> struct LoweredBefore : SnowPattern<Op> {
  LoweredBefore(const SnowToSnowRTTypeConverter &converter,
                MLIRContext *context, SnowToSnowRTState &state,
                StringRef reason)
      : SnowPattern<Op>(converter, context, state), reason(reason) {}

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    return this->decline(rewriter, op, reason);
  }

  StringRef reason;
};
} // namespace

void snow::populateSnowProgramToSnowRTPatterns(
    const SnowToSnowRTTypeConverter &converter, RewritePatternSet &patterns,
    SnowToSnowRTState &state) {
  MLIRContext *context = patterns.getContext();
  patterns.add<ActorPattern, ReturnPattern, RunPattern, PanicPattern,
               YieldCheckPattern, DecodeArgsPattern>(converter, context, state);
  StringRef services =
      "services must be lowered before, by snow-lower-services";
  patterns.add<LoweredBefore<ServiceOp>, LoweredBefore<ServiceStartOp>,
               LoweredBefore<ServiceCallOp>, LoweredBefore<ServiceCastOp>>(
      converter, context, state, services);
  patterns.add<LoweredBefore<SupervisorOp>>(
      converter, context, state,
      "supervisors must be lowered before, by snow-lower-supervisors");
}
