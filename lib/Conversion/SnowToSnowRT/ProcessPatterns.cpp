//===- ProcessPatterns.cpp - Spawning, sending, links -----------*- C++ -*-===//
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
/// The arguments travel as words; the function that the process runs unpacks
/// them and calls the callee, which owns them.
struct SpawnPattern : SnowPattern<SpawnOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(SpawnOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto module = op->getParentOfType<ModuleOp>();
    if (module.lookupSymbol<SupervisorOp>(op.getCalleeAttr()))
      return decline(
          rewriter, op,
          "supervisors must be lowered before, by snow-lower-supervisors");
    Emitter emit(rewriter, op.getLoc());
    std::string thunk = ("__spawn_" + op.getCallee()).str();
    SmallVector<Type> results;
    if (failed(getTypeConverter()->convertTypes(
            state.getResultTypes(op.getCallee()), results)))
      return decline(rewriter, op,
                     "a result of the callee has no "
                     "representation");
    TypeRange params = adaptor.getArgs().getTypes();
    if (failed(getOrCreateFunction(
            state, rewriter, op, thunk,
            rewriter.getFunctionType(emit.ptrType(), {}), [&](Block *entry) {
              Emitter inner(rewriter, op.getLoc());
              auto call = func::CallOp::create(
                  rewriter, op.getLoc(), op.getCallee(), results,
                  inner.loadWords(entry->getArgument(0), params));
              for (auto [result, type] : llvm::zip_equal(
                       call.getResults(), state.getResultTypes(op.getCallee())))
                inner.release(result, type);
              func::ReturnOp::create(rewriter, op.getLoc());
            })))
      return failure();
    module.lookupSymbol(thunk)->setAttr(snowrt::enteredAttrName,
                                        rewriter.getUnitAttr());
    if (llvm::any_of(op.getArgs().getTypes(), isCountedType)) {
      Type types = TupleType::get(getContext(), op.getArgs().getTypes());
      rewriter.replaceOpWithNewOp<snowrt::ActorSpawnValuesOp>(
          op, emit.wordType(), emit.function(thunk), emit.typeInfo(types),
          emit.wordsInFrame(adaptor.getArgs()),
          emit.integer(/*normal priority=*/1, 8));
      return success();
    }
    int64_t size = 8 * adaptor.getArgs().size();
    Value args = size ? emit.wordsInFrame(adaptor.getArgs()) : emit.null();
    rewriter.replaceOpWithNewOp<snowrt::ActorSpawnOp>(
        op, emit.wordType(), emit.function(thunk), args, emit.integer(size),
        emit.integer(/*normal priority=*/1, 8));
    return success();
  }
};

struct SelfPattern : SnowPattern<SelfOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(SelfOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<snowrt::ActorSelfOp>(op, rewriter.getI64Type());
    return success();
  }
};

struct PidCastPattern : SnowPattern<PidCastOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(PidCastOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, adaptor.getPid());
    return success();
  }
};

struct SendPattern : SnowPattern<SendOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(SendOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    emit.setLocation();
    rewriter.replaceOpWithNewOp<snowrt::ActorSendValueOp>(
        op, adaptor.getTarget(), emit.typeInfo(op.getMessage().getType()),
        emit.toWord(adaptor.getMessage()));
    return success();
  }
};

/// The message bytes are `[u64 USER_TERM][term]`.
struct SendNamedPattern : SnowPattern<SendNamedOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(SendNamedOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    emit.setLocation();
    Bytes message = encodeTerm(emit, op.getMessage().getType(),
                               emit.toWord(adaptor.getMessage()),
                               /*reserve=*/8);
    emit.store(emit.integer(SNOW_TAG_USER_TERM), message.address, 0);
    Value node = adaptor.getNode();
    Value name = adaptor.getName();
    rewriter.replaceOpWithNewOp<snowrt::ActorSendNamedOp>(
        op, emit.stringBytes(name), emit.stringLength(name),
        node ? emit.stringBytes(node) : emit.null(),
        node ? emit.stringLength(node) : emit.integer(0), message.address,
        message.size);
    return success();
  }
};

struct SendAfterPattern : SnowPattern<TimerSendAfterOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(TimerSendAfterOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOpWithNewOp<snowrt::TimerSendAfterOp>(
        op, adaptor.getTarget(), adaptor.getMs(),
        emit.typeInfo(op.getMessage().getType()),
        emit.toWord(adaptor.getMessage()));
    return success();
  }
};

/// An operation whose operands are the parameters of one runtime function.
template <typename Op, typename RuntimeOp>
struct ForwardPattern : SnowPattern<Op> {
  using SnowPattern<Op>::SnowPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter(rewriter, op.getLoc()).setLocation();
    SmallVector<Type> results;
    if (failed(this->getTypeConverter()->convertTypes(op->getResultTypes(),
                                                      results)))
      return this->decline(rewriter, op, "a result has no representation");
    rewriter.replaceOpWithNewOp<RuntimeOp>(op, results, adaptor.getOperands());
    return success();
  }
};

struct ExitSelfPattern : SnowPattern<ExitSelfOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ExitSelfOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    snowrt::ProcessExitSelfOp::create(rewriter, op.getLoc(),
                                      adaptor.getReason());
    rewriter.replaceOpWithNewOp<snowrt::UnreachableOp>(op);
    return success();
  }
};

/// An ExitReason object: `{u64 variant, String text}`.
struct ExitReasonPattern : SnowPattern<ExitReasonOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ExitReasonOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Value object =
        snowrt::AllocOp::create(rewriter, op.getLoc(), emit.ptrType(),
                                emit.integer(sizeof(snow_exit_reason)));
    emit.store(emit.integer(static_cast<int64_t>(op.getKind())), object,
               offsetof(snow_exit_reason, variant));
    emit.store(adaptor.getText() ? adaptor.getText() : emit.null(), object,
               offsetof(snow_exit_reason, text));
    rewriter.replaceOp(op, object);
    return success();
  }
};

struct TrapExitPattern : SnowPattern<TrapExitOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(TrapExitOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Value before = snowrt::ProcessTrapExitOp::create(
        rewriter, op.getLoc(), emit.byteType(), emit.toByte(adaptor.getOn()));
    rewriter.replaceOp(op, emit.toBool(before));
    return success();
  }
};
} // namespace

void snow::populateSnowProcessToSnowRTPatterns(
    const SnowToSnowRTTypeConverter &converter, RewritePatternSet &patterns,
    SnowToSnowRTState &state) {
  patterns.add<SpawnPattern, SelfPattern, PidCastPattern, SendPattern,
               SendNamedPattern, SendAfterPattern, ExitSelfPattern,
               ExitReasonPattern, TrapExitPattern,
               ForwardPattern<OnExitOp, snowrt::ProcessOnExitOp>,
               ForwardPattern<LinkOp, snowrt::ProcessLinkOp>,
               ForwardPattern<UnlinkOp, snowrt::ProcessUnlinkOp>,
               ForwardPattern<MonitorOp, snowrt::ProcessMonitorOp>,
               ForwardPattern<DemonitorOp, snowrt::ProcessDemonitorOp>,
               ForwardPattern<ExitOp, snowrt::ProcessExitOp>,
               ForwardPattern<TimerSleepOp, snowrt::TimerSleepOp>>(
      converter, patterns.getContext(), state);
}
