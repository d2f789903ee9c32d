//===- NodePatterns.cpp - Nodes ---------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"
#include "snow/Dialect/Snow/IR/Naming.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

namespace {
struct NodeStartPattern : SnowPattern<NodeStartOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(NodeStartOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Value name = adaptor.getName(), cookie = adaptor.getCookie();
    rewriter.replaceOpWithNewOp<snowrt::NodeStartOp>(
        op, emit.wordType(), emit.stringBytes(name), emit.stringLength(name),
        emit.stringBytes(cookie), emit.stringLength(cookie),
        /*port=*/emit.integer(0));
    return success();
  }
};

/// An operation on one node name with an i64 result.
template <typename Op, typename RuntimeOp>
struct NodeNamePattern : SnowPattern<Op> {
  using SnowPattern<Op>::SnowPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Value name = adaptor.getName();
    rewriter.replaceOpWithNewOp<RuntimeOp>(
        op, emit.wordType(), emit.stringBytes(name), emit.stringLength(name));
    return success();
  }
};

/// An operation without operands whose result is an object.
template <typename Op, typename RuntimeOp>
struct NodeQueryPattern : SnowPattern<Op> {
  using SnowPattern<Op>::SnowPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOpWithNewOp<RuntimeOp>(op, emit.ptrType());
    return success();
  }
};

/// The callee goes by its registered name, the arguments as one tuple term.
template <typename Op>
Value emitNodeSpawn(Emitter &emit, Op op, Value node, ValueRange args,
                    bool link, ConversionPatternRewriter &rewriter) {
  emit.setLocation();
  Bytes term = encodeArgs(emit, op.getArgs().getTypes(), args, /*reserve=*/0);
  StringRef registered = getRegisteredName(op.getCallee());
  return snowrt::NodeSpawnOp::create(
      rewriter, op.getLoc(), emit.wordType(), emit.stringBytes(node),
      emit.stringLength(node), emit.stringBytes(emit.string(registered)),
      emit.integer(registered.size()), term.address, term.size,
      emit.integer(link ? 1 : 0, 8));
}

struct NodeTrySpawnPattern : SnowPattern<NodeTrySpawnOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(NodeTrySpawnOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Value pid = emitNodeSpawn(emit, op, adaptor.getNode(), adaptor.getArgs(),
                              /*link=*/false, rewriter);
    rewriter.replaceOpWithNewOp<snowrt::NodeSpawnResultOp>(op, emit.ptrType(),
                                                           pid);
    return success();
  }
};

/// The callee goes by its registered name, the arguments as one tuple term. A
/// result of 0 is a failure, which panics with the runtime's reason.
struct NodeSpawnPattern : SnowPattern<NodeSpawnOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(NodeSpawnOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!canSplitBlock(op))
      return decline(rewriter, op, cannotSplitBlock);
    Location loc = op.getLoc();
    Emitter emit(rewriter, loc);
    Value pid = emitNodeSpawn(emit, op, adaptor.getNode(), adaptor.getArgs(),
                              op.getLink(), rewriter);

    Block *here = rewriter.getInsertionBlock();
    Block *good = rewriter.splitBlock(here, op->getIterator());
    Block *bad = rewriter.createBlock(here->getParent(), good->getIterator(),
                                      TypeRange(), {});
    snowrt::PanicNodeSpawnOp::create(rewriter, loc);
    snowrt::UnreachableOp::create(rewriter, loc);
    rewriter.setInsertionPointToEnd(here);
    Value failed = arith::CmpIOp::create(
        rewriter, loc, arith::CmpIPredicate::eq, pid, emit.integer(0));
    cf::CondBranchOp::create(rewriter, loc, failed, bad, good);
    rewriter.replaceOp(op, pid);
    return success();
  }
};
} // namespace

void snow::populateSnowNodeToSnowRTPatterns(
    const SnowToSnowRTTypeConverter &converter, RewritePatternSet &patterns,
    SnowToSnowRTState &state) {
  patterns.add<NodeStartPattern, NodeSpawnPattern, NodeTrySpawnPattern,
               NodeNamePattern<NodeConnectOp, snowrt::NodeConnectOp>,
               NodeNamePattern<NodeMonitorOp, snowrt::NodeMonitorOp>,
               NodeQueryPattern<NodeSelfOp, snowrt::NodeSelfOp>,
               NodeQueryPattern<NodeListOp, snowrt::NodeListOp>>(
      converter, patterns.getContext(), state);
}
