//===- ContinuationPatterns.cpp - Actors cut at receives --------*- C++ -*-===//
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
/// A function of the address of the process's state, which it loads.
struct ContinuationPattern : SnowPattern<ContinuationOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ContinuationOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Emitter emit(rewriter, loc);
    SmallVector<Type> types;
    if (failed(getTypeConverter()->convertTypes(op.getArgumentTypes(), types)))
      return decline(rewriter, op, "a parameter's type has no representation");
    auto function =
        func::FuncOp::create(rewriter, loc, op.getSymName(),
                             rewriter.getFunctionType(emit.ptrType(), {}));
    function.setPrivate();
    function->setAttr(snowrt::enteredAttrName, rewriter.getUnitAttr());
    Region &body = function.getBody();
    rewriter.inlineRegionBefore(op.getBody(), body, body.end());
    if (failed(rewriter.convertRegionTypes(&body, *getTypeConverter())))
      return decline(rewriter, op,
                     "a block argument's type has no representation");
    Block *begin = &body.front();
    Block *entry =
        rewriter.createBlock(&body, body.begin(), emit.ptrType(), loc);
    cf::BranchOp::create(rewriter, loc, begin,
                         emit.loadWords(entry->getArgument(0), types));
    rewriter.eraseOp(op);
    return success();
  }
};

/// All continuations of an actor find their state in the same place, which the
/// actor asks for.
struct AwaitPattern : SnowPattern<AwaitOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(AwaitOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    std::optional<unsigned> words = state.getStateWords(op.getContinuation());
    Value frame = getFrame(op, state);
    if (!frame && words)
      frame = snowrt::ActorFrameOp::create(
          rewriter, op.getLoc(), emit.ptrType(), emit.integer(*words));
    if (!frame)
      return decline(rewriter, op, "the continuation is not in the module");
    emit.storeWords(adaptor.getState(), frame);
    rewriter.replaceOpWithNewOp<snowrt::ContinueOp>(op, op.getContinuation(),
                                                    frame);
    return success();
  }
};
} // namespace

Value snow::detail::getFrame(Operation *op, const SnowToSnowRTState &state) {
  auto function = op->getParentOfType<func::FuncOp>();
  if (!function || !state.getStateWords(function.getSymName()))
    return {};
  return function.getArgument(0);
}

void snow::detail::suspend(Emitter &emit, Operation *receive, ValueRange kept,
                           Value frame, Value timeout, Block *late) {
  OpBuilder &builder = emit.builder;
  auto function = receive->getParentOfType<func::FuncOp>();
  emit.setLocation();
  emit.storeWords(kept, frame);
  Value waits = snowrt::ActorSuspendOp::create(
      builder, emit.loc, emit.byteType(), emit.function(function.getSymName()),
      timeout);
  if (late) {
    waits = emit.toBool(waits);
    Block *here = builder.getInsertionBlock();
    Block *done =
        builder.createBlock(here->getParent(), std::next(here->getIterator()));
    builder.setInsertionPointToEnd(here);
    cf::CondBranchOp::create(builder, emit.loc, waits, done, late);
    builder.setInsertionPointToEnd(done);
  }
  func::ReturnOp::create(builder, emit.loc);
}

void snow::detail::park(Emitter &emit, Operation *receive, ValueRange kept,
                        Value frame) {
  auto function = receive->getParentOfType<func::FuncOp>();
  emit.setLocation();
  emit.storeWords(kept, frame);
  Value context =
      snowrt::ProcessContextOp::create(emit.builder, emit.loc, emit.ptrType());
  emit.store(emit.function(function.getSymName()), context,
             offsetof(snow_context, continuation));
  func::ReturnOp::create(emit.builder, emit.loc);
}

void snow::populateSnowContinuationToSnowRTPatterns(
    const SnowToSnowRTTypeConverter &converter, RewritePatternSet &patterns,
    SnowToSnowRTState &state) {
  patterns.add<ContinuationPattern, AwaitPattern>(converter,
                                                  patterns.getContext(), state);
}
