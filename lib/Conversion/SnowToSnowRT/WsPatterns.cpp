//===- WsPatterns.cpp - WebSocket servers -----------------------*- C++ -*-===//
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
/// A callback as the runtime takes it: a function and its environment.
struct Callback {
  Value fn, env;
};
} // namespace

/// A closure's function takes the closure first, as a callback takes its
/// environment. A callback that was left out is null.
static Callback lowerCallback(Emitter &emit, Value closure) {
  if (!closure)
    return {emit.null(), emit.null()};
  return {emit.load(emit.ptrType(), closure, offsetof(snow_closure, fn)),
          closure};
}

/// The runtime takes any address for "accept" and null for "reject", the
/// program's function gives a Bool.
static FailureOr<Callback> lowerConnect(SnowToSnowRTState &state,
                                        ConversionPatternRewriter &rewriter,
                                        Operation *op, Emitter &emit,
                                        Value closure) {
  if (!closure)
    return Callback{emit.null(), emit.null()};
  Type ptr = emit.ptrType();
  StringRef name = "__ws_connect";
  if (failed(getOrCreateFunction(
          state, rewriter, op, name,
          rewriter.getFunctionType({ptr, ptr, ptr, ptr}, ptr),
          [&](Block *entry) {
            Emitter inner(rewriter, emit.loc);
            Value environment = entry->getArgument(0);
            Value fn = inner.load(ptr, environment, offsetof(snow_closure, fn));
            Value accepted = snowrt::CallIndirectOp::create(
                                 rewriter, emit.loc, rewriter.getI1Type(), fn,
                                 entry->getArguments())
                                 .getResult(0);
            Value word = arith::SelectOp::create(rewriter, emit.loc, accepted,
                                                 inner.toWord(environment),
                                                 inner.integer(0));
            func::ReturnOp::create(rewriter, emit.loc,
                                   inner.fromWord(word, ptr));
          })))
    return failure();
  return Callback{emit.function(name), closure};
}

namespace {
template <typename Op, typename RuntimeOp>
struct ServePattern : SnowPattern<Op> {
  using SnowPattern<Op>::SnowPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    emit.setLocation();
    FailureOr<Callback> connect =
        lowerConnect(this->state, rewriter, op, emit, adaptor.getOnConnect());
    if (failed(connect))
      return failure();
    Callback message = lowerCallback(emit, adaptor.getOnMessage());
    Callback close = lowerCallback(emit, adaptor.getOnClose());
    SmallVector<Value> operands{connect->fn,      connect->env, message.fn,
                                message.env,      close.fn,     close.env,
                                adaptor.getPort()};
    if constexpr (std::is_same_v<Op, WsServeTlsOp>)
      operands.append({adaptor.getCert(), adaptor.getKey()});
    rewriter.replaceOpWithNewOp<RuntimeOp>(op, TypeRange(), operands);
    return success();
  }
};

/// An operation whose operands are the parameters of one runtime function with
/// an i64 result.
template <typename Op, typename RuntimeOp>
struct WsForwardPattern : SnowPattern<Op> {
  using SnowPattern<Op>::SnowPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<RuntimeOp>(op, TypeRange(rewriter.getI64Type()),
                                           adaptor.getOperands());
    return success();
  }
};
} // namespace

void snow::populateSnowWsToSnowRTPatterns(
    const SnowToSnowRTTypeConverter &converter, RewritePatternSet &patterns,
    SnowToSnowRTState &state) {
  patterns
      .add<ServePattern<WsServeOp, snowrt::WsServeOp>,
           ServePattern<WsServeTlsOp, snowrt::WsServeTlsOp>,
           WsForwardPattern<WsSendOp, snowrt::WsSendOp>,
           WsForwardPattern<WsJoinOp, snowrt::WsJoinOp>,
           WsForwardPattern<WsLeaveOp, snowrt::WsLeaveOp>,
           WsForwardPattern<WsBroadcastOp, snowrt::WsBroadcastOp>,
           WsForwardPattern<WsBroadcastExceptOp, snowrt::WsBroadcastExceptOp>>(
          converter, patterns.getContext(), state);
}
