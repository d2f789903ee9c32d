//===- ControlPatterns.cpp - Reductions and calls ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

/// The address of a field of the process's snow_context, null if the module
/// has another symbol of the runtime function's name.
static Value getContextField(ConversionPatternRewriter &rewriter, Operation *op,
                             int32_t offset, SnowRTToLLVMState &state) {
  FailureOr<LLVM::CallOp> context = callRuntimeFunction(
      rewriter, op->getLoc(), op, abi::getFunction(abi::Entry::process_context),
      {}, state);
  if (failed(context))
    return {};
  Value base = context->getResult();
  if (offset == 0)
    return base;
  return LLVM::GEPOp::create(
      rewriter, op->getLoc(), base.getType(), rewriter.getI8Type(), base,
      ArrayRef<LLVM::GEPArg>{offset}, LLVM::GEPNoWrapFlags::inbounds);
}

static constexpr StringLiteral
    contextTaken("the module has another symbol @snow_process_context");

namespace {
/// `if (--context->reductions < 0) snow_process_yield()`: the processor's
/// decrement in memory sets the sign that the branch looks at. Inside an
/// operation whose region has one block there is no place for the branch, so
/// the check must stand in a function.
struct YieldCheckPattern : SnowRTPattern<snowrt::YieldCheckOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::YieldCheckOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    if (!isa<FunctionOpInterface>(op->getParentOp()))
      return decline(rewriter, op,
                     "it does not stand in a block of a function");
    Value counter = getContextField(rewriter, op,
                                    offsetof(snow_context, reductions), state);
    if (!counter)
      return decline(rewriter, op, contextTaken);
    Type word = rewriter.getI64Type();
    auto integer = [&](int64_t value) -> Value {
      return LLVM::ConstantOp::create(rewriter, loc, word,
                                      rewriter.getI64IntegerAttr(value));
    };
    Value left = LLVM::LoadOp::create(rewriter, loc, word, counter, 8);
    Value fewer = LLVM::SubOp::create(rewriter, loc, left, integer(1));
    LLVM::StoreOp::create(rewriter, loc, fewer, counter, 8);
    Value isUsedUp = LLVM::ICmpOp::create(
        rewriter, loc, LLVM::ICmpPredicate::slt, fewer, integer(0));

    std::string place = describeLocation(loc);
    Block *here = rewriter.getInsertionBlock();
    Block *rest = rewriter.splitBlock(here, op->getIterator());
    Block *yield = rewriter.createBlock(here->getParent(), rest->getIterator());
    // An exhausted stack panics in the call; its place costs nothing here.
    if (!place.empty()) {
      Value field = LLVM::GEPOp::create(
          rewriter, loc, counter.getType(), rewriter.getI8Type(), counter,
          ArrayRef<LLVM::GEPArg>{int32_t(offsetof(snow_context, location) -
                                         offsetof(snow_context, reductions))},
          LLVM::GEPNoWrapFlags::inbounds);
      LLVM::StoreOp::create(
          rewriter, loc,
          getObjectAddress(rewriter, loc,
                           getStringGlobal(rewriter, op, place, state)),
          field, 8);
    }
    if (failed(callRuntimeFunction(rewriter, loc, op,
                                   abi::getFunction(abi::Entry::process_yield),
                                   {}, state)))
      return decline(rewriter, op,
                     "the module has another symbol @snow_process_yield");
    LLVM::BrOp::create(rewriter, loc, ValueRange(), rest);
    rewriter.setInsertionPointToEnd(here);
    // Once in some thousand times.
    LLVM::CondBrOp::create(
        rewriter, loc, isUsedUp, yield, ValueRange(), rest, ValueRange(),
        std::make_pair(uint32_t(1), uint32_t(SNOW_REDUCTIONS_PER_SLICE)));
    rewriter.eraseOp(op);
    return success();
  }
};

struct SetLocationPattern : SnowRTPattern<snowrt::SetLocationOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::SetLocationOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Value field =
        getContextField(rewriter, op, offsetof(snow_context, location), state);
    if (!field)
      return decline(rewriter, op, contextTaken);
    Value text = getObjectAddress(
        rewriter, op.getLoc(),
        getStringGlobal(rewriter, op, op.getLocation(), state));
    rewriter.replaceOpWithNewOp<LLVM::StoreOp>(op, text, field, 8);
    return success();
  }
};

struct CallIndirectPattern : SnowRTPattern<snowrt::CallIndirectOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::CallIndirectOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<Type> params, results;
    if (failed(getTypeConverter()->convertTypes(op.getArgs().getTypes(),
                                                params)) ||
        failed(getTypeConverter()->convertTypes(op.getResultTypes(), results)))
      return decline(rewriter, op, "a type has no representation");
    auto type = LLVM::LLVMFunctionType::get(
        results.empty() ? LLVM::LLVMVoidType::get(getContext())
                        : results.front(),
        params);
    SmallVector<Value> operands{adaptor.getCallee()};
    llvm::append_range(operands, adaptor.getArgs());
    auto call = LLVM::CallOp::create(rewriter, op.getLoc(), type, operands);
    rewriter.replaceOp(op, call.getResults());
    return success();
  }
};

/// A tail call, for certain between continuations: an actor's loop may go
/// through several.
struct ContinuePattern : SnowRTPattern<snowrt::ContinueOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::ContinueOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto call = LLVM::CallOp::create(rewriter, op.getLoc(), TypeRange(),
                                     op.getContinuation(), adaptor.getFrame());
    // They keep being of one type when they get the context as a parameter.
    auto isEntered = [](Operation *function) {
      return function && function->hasAttr(snowrt::enteredAttrName);
    };
    if (isEntered(op->getParentOp()) &&
        isEntered(
            SymbolTable::lookupNearestSymbolFrom(op, op.getContinuationAttr())))
      call.setTailCallKind(LLVM::TailCallKind::MustTail);
    rewriter.replaceOpWithNewOp<LLVM::ReturnOp>(op, ValueRange());
    return success();
  }
};

struct UnreachablePattern : SnowRTPattern<snowrt::UnreachableOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::UnreachableOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::UnreachableOp>(op);
    return success();
  }
};
} // namespace

void snow::populateSnowRTControlToLLVMPatterns(
    const LLVMTypeConverter &converter, RewritePatternSet &patterns,
    SnowRTToLLVMState &state) {
  patterns.add<YieldCheckPattern, SetLocationPattern, CallIndirectPattern,
               ContinuePattern, UnreachablePattern>(
      converter, patterns.getContext(), state);
}
