//===- JobPatterns.cpp - Jobs -----------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

/// The function that a job runs: `i64 fn(env)` or `i64 fn(env, word)`. It owns
/// both, env being the closure. A word is not what every function takes and
/// returns (a Float travels in another register), so it converts. The result is
/// about to be another process's. Returns its name.
static FailureOr<std::string> getOrCreateJobFunction(
    SnowToSnowRTState &state, ConversionPatternRewriter &rewriter,
    Operation *op, FnType closureType, TypeRange params, TypeRange results) {
  Location loc = op->getLoc();
  Emitter emit(rewriter, loc);
  FunctionType signature = closureType.getSignature();
  std::string name = "__job";
  SmallVector<Type> inputs{emit.ptrType()};
  for (Type type : signature.getInputs()) {
    name += "_" + mangle(type);
    inputs.push_back(emit.wordType());
  }
  Type resultType = results.empty() ? Type() : signature.getResult(0);
  name += "_to_" + (resultType ? mangle(resultType) : "unit");
  if (failed(getOrCreateFunction(
          state, rewriter, op, name,
          rewriter.getFunctionType(inputs, emit.wordType()), [&](Block *entry) {
            Emitter inner(rewriter, loc);
            Value closure = entry->getArgument(0);
            Value fn = inner.load(inner.ptrType(), closure,
                                  offsetof(snow_closure, fn));
            SmallVector<Value> args{closure};
            for (auto [word, type] :
                 llvm::zip_equal(entry->getArguments().drop_front(), params))
              args.push_back(inner.fromWord(word, type));
            inner.cleanup(closure, closureType);
            auto call = snowrt::CallIndirectOp::create(rewriter, loc, results,
                                                       fn, args);
            inner.release(closure, closureType);
            Value word =
                resultType ? inner.toWord(call.getResult(0)) : inner.integer(0);
            if (resultType && isCountedType(resultType))
              snowrt::ValueShareOp::create(rewriter, loc,
                                           inner.typeInfo(resultType), word);
            func::ReturnOp::create(rewriter, loc, word);
          })))
    return failure();
  return name;
}

namespace {
struct JobAsyncPattern : SnowPattern<JobAsyncOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(JobAsyncOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    FunctionType signature = op.getFunction().getType().getSignature();
    SmallVector<Type> results;
    if (failed(
            getTypeConverter()->convertTypes(signature.getResults(), results)))
      return decline(rewriter, op, "the job's result has no representation");
    Emitter emit(rewriter, op.getLoc());
    FailureOr<std::string> name = getOrCreateJobFunction(
        state, rewriter, op, op.getFunction().getType(), {}, results);
    if (failed(name))
      return failure();
    rewriter.replaceOpWithNewOp<snowrt::JobAsyncValueOp>(
        op, emit.wordType(), emit.function(*name),
        emit.typeInfo(op.getFunction().getType()), adaptor.getFunction(),
        results.empty() ? emit.null() : emit.typeInfo(signature.getResult(0)));
    return success();
  }
};

struct JobAwaitPattern : SnowPattern<JobAwaitOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(JobAwaitOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOpWithNewOp<snowrt::JobAwaitValueOp>(
        op, emit.ptrType(), adaptor.getJob(),
        emit.typeInfo(op.getResult().getType().getOk()));
    return success();
  }
};

struct JobAwaitTimeoutPattern : SnowPattern<JobAwaitTimeoutOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(JobAwaitTimeoutOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOpWithNewOp<snowrt::JobAwaitTimeoutValueOp>(
        op, emit.ptrType(), adaptor.getJob(), adaptor.getMs(),
        emit.typeInfo(op.getResult().getType().getOk()));
    return success();
  }
};

struct JobMapPattern : SnowPattern<JobMapOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(JobMapOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    FunctionType signature = op.getFunction().getType().getSignature();
    SmallVector<Type> params, results;
    if (failed(
            getTypeConverter()->convertTypes(signature.getInputs(), params)) ||
        failed(
            getTypeConverter()->convertTypes(signature.getResults(), results)))
      return decline(rewriter, op,
                     "a type of the function value has no "
                     "representation");
    Emitter emit(rewriter, op.getLoc());
    FailureOr<std::string> name = getOrCreateJobFunction(
        state, rewriter, op, op.getFunction().getType(), params, results);
    if (failed(name))
      return failure();
    rewriter.replaceOpWithNewOp<snowrt::JobMapValueOp>(
        op, emit.ptrType(), emit.typeInfo(op.getList().getType().getElement()),
        adaptor.getList(), emit.function(*name),
        emit.typeInfo(op.getFunction().getType()), adaptor.getFunction(),
        results.empty() ? emit.null() : emit.typeInfo(signature.getResult(0)));
    return success();
  }
};
} // namespace

void snow::populateSnowJobToSnowRTPatterns(
    const SnowToSnowRTTypeConverter &converter, RewritePatternSet &patterns,
    SnowToSnowRTState &state) {
  patterns.add<JobAsyncPattern, JobAwaitPattern, JobAwaitTimeoutPattern,
               JobMapPattern>(converter, patterns.getContext(), state);
}
