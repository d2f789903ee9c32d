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

/// The function that a job runs: `i64 fn(env)` or `i64 fn(env, word)`, where
/// env is the closure. A word is not what every function takes and returns (a
/// Float travels in another register), so it converts. Returns its name.
static FailureOr<std::string>
getOrCreateJobFunction(SnowToSnowRTState &state,
                       ConversionPatternRewriter &rewriter, Operation *op,
                       TypeRange params, TypeRange results) {
  Location loc = op->getLoc();
  Emitter emit(rewriter, loc);
  std::string name = "__job";
  SmallVector<Type> inputs{emit.ptrType()};
  for (Type type : params) {
    name += ("_" + mangle(type)).str();
    inputs.push_back(emit.wordType());
  }
  name += "_to_";
  name += results.empty() ? "unit" : mangle(results.front());
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
            auto call = snowrt::CallIndirectOp::create(rewriter, loc, results,
                                                       fn, args);
            Value word = results.empty() ? inner.integer(0)
                                         : inner.toWord(call.getResult(0));
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
    FailureOr<std::string> name =
        getOrCreateJobFunction(state, rewriter, op, {}, results);
    if (failed(name))
      return failure();
    rewriter.replaceOpWithNewOp<snowrt::JobAsyncOp>(
        op, emit.wordType(), emit.function(*name), adaptor.getFunction());
    return success();
  }
};

struct JobAwaitPattern : SnowPattern<JobAwaitOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(JobAwaitOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOpWithNewOp<snowrt::JobAwaitOp>(op, emit.ptrType(),
                                                    adaptor.getJob());
    return success();
  }
};

struct JobAwaitTimeoutPattern : SnowPattern<JobAwaitTimeoutOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(JobAwaitTimeoutOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOpWithNewOp<snowrt::JobAwaitTimeoutOp>(
        op, emit.ptrType(), adaptor.getJob(), adaptor.getMs());
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
    FailureOr<std::string> name =
        getOrCreateJobFunction(state, rewriter, op, params, results);
    if (failed(name))
      return failure();
    rewriter.replaceOpWithNewOp<snowrt::JobMapOp>(
        op, emit.ptrType(), adaptor.getList(), emit.function(*name),
        adaptor.getFunction());
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
