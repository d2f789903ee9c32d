//===- FunctionValuePatterns.cpp - Closures and what runs them --*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function value is the address of a snow_closure `{fn, env, captures}`, and
// fn takes that address before its own parameters; env describes the captures.
// `snow.closure` makes the function with that convention, which loads the
// captures and calls the callee. The closure is borrowed, and the callee owns
// its parameters, so the captures get a reference each.
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

namespace {
struct ClosurePattern : SnowPattern<ClosureOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ClosureOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Emitter emit(rewriter, loc);
    FunctionType signature = op.getFunction().getType().getSignature();
    SmallVector<Type> inputs{emit.ptrType()}, results;
    if (failed(
            getTypeConverter()->convertTypes(signature.getInputs(), inputs)) ||
        failed(
            getTypeConverter()->convertTypes(signature.getResults(), results)))
      return decline(rewriter, op,
                     "a type of the function value has no "
                     "representation");
    ValueRange captures = adaptor.getCaptures();
    // One function may be captured with different values, but always the same
    // number of them for one type of function value.
    std::string name =
        ("__closure_of_" + op.getCallee() + "_" + Twine(captures.size())).str();
    if (failed(getOrCreateFunction(
            state, rewriter, op, name,
            rewriter.getFunctionType(inputs, results), [&](Block *entry) {
              Emitter inner(rewriter, loc);
              Value environment = inner.offset(
                  entry->getArgument(0), offsetof(snow_closure, captures));
              SmallVector<Value> args =
                  inner.loadWords(environment, captures.getTypes());
              for (auto [arg, capture] :
                   llvm::zip_equal(args, op.getCaptures()))
                inner.retain(arg, capture.getType());
              llvm::append_range(args, entry->getArguments().drop_front());
              auto call = func::CallOp::create(rewriter, loc, op.getCallee(),
                                               results, args);
              func::ReturnOp::create(rewriter, loc, call.getResults());
            })))
      return failure();
    if (captures.empty()) {
      rewriter.replaceOp(op, emit.staticObject(rewriter.getArrayAttr(
                                 {FlatSymbolRefAttr::get(getContext(), name),
                                  rewriter.getI64IntegerAttr(0)})));
      return success();
    }
    Value object = snowrt::AllocOp::create(
        rewriter, loc, emit.ptrType(),
        emit.integer(offsetof(snow_closure, captures) + 8 * captures.size()));
    emit.store(emit.function(name), object, offsetof(snow_closure, fn));
    Type environment =
        TupleType::get(op.getContext(), op.getCaptures().getTypes());
    emit.store(emit.typeInfo(environment), object, offsetof(snow_closure, env));
    for (auto [index, capture] : llvm::enumerate(captures))
      emit.store(emit.toWord(capture), object,
                 offsetof(snow_closure, captures) + 8 * index);
    rewriter.replaceOp(op, object);
    return success();
  }
};

struct ClosureCallPattern : SnowPattern<ClosureCallOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ClosureCallOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    SmallVector<Type> results;
    if (failed(getTypeConverter()->convertTypes(op.getResultTypes(), results)))
      return decline(rewriter, op, "a result's type has no representation");
    Value fn = emit.load(emit.ptrType(), adaptor.getCallee(),
                         offsetof(snow_closure, fn));
    SmallVector<Value> args{adaptor.getCallee()};
    llvm::append_range(args, adaptor.getArgs());
    rewriter.replaceOpWithNewOp<snowrt::CallIndirectOp>(op, results, fn, args);
    return success();
  }
};

/// The process gets the closure as its argument, and owns it.
struct SpawnClosurePattern : SnowPattern<SpawnClosureOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(SpawnClosureOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Emitter emit(rewriter, loc);
    SmallVector<Type> results;
    FunctionType signature = op.getFunction().getType().getSignature();
    if (failed(
            getTypeConverter()->convertTypes(signature.getResults(), results)))
      return decline(rewriter, op,
                     "the function's result has no "
                     "representation");
    Type closureType = op.getFunction().getType();
    std::string name = "__spawn_closure";
    for (Type type : signature.getResults())
      name += "_" + mangle(type);
    if (failed(getOrCreateFunction(
            state, rewriter, op, name,
            rewriter.getFunctionType(emit.ptrType(), {}), [&](Block *entry) {
              Emitter inner(rewriter, loc);
              Value closure =
                  inner.load(inner.ptrType(), entry->getArgument(0), 0);
              Value fn = inner.load(inner.ptrType(), closure,
                                    offsetof(snow_closure, fn));
              inner.cleanup(closure, closureType);
              auto call = snowrt::CallIndirectOp::create(rewriter, loc, results,
                                                         fn, closure);
              inner.release(closure, closureType);
              for (auto [result, type] :
                   llvm::zip_equal(call.getResults(), signature.getResults()))
                inner.release(result, type);
              func::ReturnOp::create(rewriter, loc);
            })))
      return failure();
    Type types = TupleType::get(op.getContext(), closureType);
    rewriter.replaceOpWithNewOp<snowrt::ActorSpawnValuesOp>(
        op, emit.wordType(), emit.function(name), emit.typeInfo(types),
        emit.wordsInFrame(adaptor.getFunction()),
        emit.integer(/*normal priority=*/1, 8));
    return success();
  }
};
} // namespace

void snow::populateSnowFunctionValueToSnowRTPatterns(
    const SnowToSnowRTTypeConverter &converter, RewritePatternSet &patterns,
    SnowToSnowRTState &state) {
  patterns.add<ClosurePattern, ClosureCallPattern, SpawnClosurePattern>(
      converter, patterns.getContext(), state);
}
