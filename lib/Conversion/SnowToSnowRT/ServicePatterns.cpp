//===- ServicePatterns.cpp - Requests and replies ---------------*- C++ -*-===//
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

// Offsets in a received block (runtime specification, section 3): the tag and
// the size of the message bytes, then these, which begin with the tag again.
static constexpr int64_t tagAt = offsetof(snow_block, bytes);
static constexpr int64_t callerAt = tagAt + 8;
static constexpr int64_t callPayloadAt = tagAt + 16;
static constexpr int64_t castPayloadAt = tagAt + 8;

namespace {
/// Sends the arguments as one tuple term and decodes the reply's term.
struct RequestPattern : SnowPattern<ServiceRequestOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ServiceRequestOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!canSplitBlock(op))
      return decline(rewriter, op, cannotSplitBlock);
    Location loc = op.getLoc();
    Type result = convert(op.getReply().getType());
    if (!result)
      return decline(rewriter, op, "the reply's type has no representation");
    Emitter emit(rewriter, loc);
    // In a function made from a service the caller has noted its place.
    if (!isGeneratedName(op->getParentOfType<FunctionOpInterface>().getName()))
      emit.setLocation();
    Bytes payload = encodeArgs(emit, op.getArgs().getTypes(), adaptor.getArgs(),
                               /*reserve=*/0);
    Value block = snowrt::ServiceCallOp::create(
        rewriter, loc, emit.ptrType(), adaptor.getPid(),
        emit.integer(op.getTag()), payload.address, payload.size);
    Value size = emit.load(emit.wordType(), block, offsetof(snow_block, size));
    Value slot = emit.frame(8);
    Value decodes = emit.toBool(snowrt::TermDecodeOp::create(
        rewriter, loc, emit.byteType(), emit.typeInfo(op.getReply().getType()),
        emit.offset(block, offsetof(snow_block, bytes)), size, slot));
    snowrt::BlockReleaseOp::create(rewriter, loc, block);

    // Only a hand-written service replies something else.
    Block *here = rewriter.getInsertionBlock();
    Block *good = rewriter.splitBlock(here, op->getIterator());
    Block *bad = rewriter.createBlock(here->getParent(), good->getIterator(),
                                      TypeRange(), {});
    emit.panic(emit.string("service call failed: bad reply"));
    rewriter.setInsertionPointToEnd(here);
    cf::CondBranchOp::create(rewriter, loc, decodes, good, bad);
    rewriter.setInsertionPoint(op);
    rewriter.replaceOp(
        op, emit.fromWord(emit.load(emit.wordType(), slot, 0), result));
    return success();
  }
};

/// The message bytes are `[u64 handler tag][tuple term]`.
struct PostPattern : SnowPattern<ServicePostOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ServicePostOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Bytes message = encodeArgs(emit, op.getArgs().getTypes(), adaptor.getArgs(),
                               /*reserve=*/8);
    emit.store(emit.integer(op.getTag()), message.address, 0);
    rewriter.replaceOpWithNewOp<snowrt::ActorSendOp>(
        op, adaptor.getPid(), message.address, message.size);
    return success();
  }
};

struct ReplyPattern : SnowPattern<ServiceReplyOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ServiceReplyOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Bytes reply = encodeTerm(emit, op.getValue().getType(),
                             emit.toWord(adaptor.getValue()), /*reserve=*/0);
    rewriter.replaceOpWithNewOp<snowrt::ServiceReplyOp>(
        op, adaptor.getCaller(), reply.address, reply.size);
    return success();
  }
};

/// The wait of a service's loop: takes the next message, whatever it is, and
/// switches on its tag.
struct ServiceReceivePattern : SnowPattern<ServiceReceiveOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ServiceReceiveOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Emitter emit(rewriter, loc);
    Value frame = getFrame(op, state);
    if (op.getSuspends() && !frame)
      return decline(rewriter, op, "it stands in no continuation");
    Block *before = op->getBlock();
    Region *region = before->getParent();
    auto newBlock = [&] {
      OpBuilder::InsertionGuard guard(rewriter);
      return rewriter.createBlock(region, std::next(before->getIterator()));
    };
    Block *drop = newBlock();
    Block *look = newBlock();
    Block *next = look;
    cf::BranchOp::create(rewriter, loc, next);

    rewriter.setInsertionPointToStart(next);
    Value block = snowrt::ActorReceiveOp::create(
        rewriter, loc, emit.ptrType(), emit.integer(op.getSuspends() ? 0 : -1));
    if (op.getSuspends()) {
      Value none =
          snowrt::IsNullOp::create(rewriter, loc, rewriter.getI1Type(), block);
      Block *wait = newBlock();
      Block *got = newBlock();
      cf::CondBranchOp::create(rewriter, loc, none, wait, got);
      rewriter.setInsertionPointToStart(wait);
      suspend(emit, op, adaptor.getKept(), frame, emit.integer(-1),
              /*late=*/nullptr);
      rewriter.setInsertionPointToStart(got);
      next = got;
    }
    Value size = emit.load(emit.wordType(), block, offsetof(snow_block, size));
    Value tag = emit.load(emit.wordType(), block, tagAt);
    SmallVector<Block *> arms;
    for (unsigned i = 0, e = op.getTags().size(); i != e; ++i) {
      Block *arm = newBlock();
      arms.push_back(arm);
      if (failed(lowerArm(op, i, arm, drop, block, size, rewriter)))
        return decline(rewriter, op,
                       "an argument's type has no "
                       "representation");
    }
    rewriter.setInsertionPointToEnd(next);
    SmallVector<APInt> tags;
    for (int64_t value : op.getTags())
      tags.emplace_back(64, value);
    SmallVector<ValueRange> noOperands(arms.size());
    cf::SwitchOp::create(rewriter, loc, tag, drop, ValueRange(), tags,
                         BlockRange(arms), noOperands);

    rewriter.setInsertionPointToStart(drop);
    snowrt::BlockReleaseOp::create(rewriter, loc, block);
    cf::BranchOp::create(rewriter, loc, look);
    rewriter.eraseOp(op);
    return success();
  }

private:
  LogicalResult lowerArm(ServiceReceiveOp op, unsigned i, Block *arm,
                         Block *drop, Value block, Value size,
                         ConversionPatternRewriter &rewriter) const {
    Location loc = op.getLoc();
    Emitter emit(rewriter, loc);
    bool isCall = op.getIsCall()[i];
    ArrayRef<Type> payload = op.getPayloadTypes(i);
    SmallVector<Type> types;
    if (failed(getTypeConverter()->convertTypes(payload, types)))
      return failure();
    Block *target = op.getTargets()[i];
    int64_t payloadAt = isCall ? callPayloadAt : castPayloadAt;
    rewriter.setInsertionPointToStart(arm);
    SmallVector<Value> args;
    if (isCall)
      args.push_back(emit.load(emit.wordType(), block, callerAt));
    if (payload.empty()) {
      // Nothing to decode; what a hand-written caller sends here is ignored.
      snowrt::BlockReleaseOp::create(rewriter, loc, block);
      cf::BranchOp::create(rewriter, loc, target, args);
      return success();
    }
    Value rest = arith::SubIOp::create(rewriter, loc, size,
                                       emit.integer(payloadAt - tagAt));
    Value slot = emit.frame(8);
    Value decodes = emit.toBool(snowrt::TermDecodeOp::create(
        rewriter, loc, emit.byteType(),
        emit.typeInfo(TupleType::get(getContext(), payload)),
        emit.offset(block, payloadAt), rest, slot));
    Block *good = rewriter.createBlock(
        arm->getParent(), std::next(arm->getIterator()), TypeRange(), {});
    rewriter.setInsertionPointToEnd(arm);
    cf::CondBranchOp::create(rewriter, loc, decodes, good, drop);
    rewriter.setInsertionPointToStart(good);
    // What was decoded does not point into the block.
    snowrt::BlockReleaseOp::create(rewriter, loc, block);
    Value tuple =
        emit.fromWord(emit.load(emit.wordType(), slot, 0), emit.ptrType());
    llvm::append_range(
        args,
        emit.takeFields(tuple, TupleType::get(getContext(), payload), types));
    cf::BranchOp::create(rewriter, loc, target, args);
    return success();
  }
};
} // namespace

void snow::populateSnowServiceToSnowRTPatterns(
    const SnowToSnowRTTypeConverter &converter, RewritePatternSet &patterns,
    SnowToSnowRTState &state) {
  patterns
      .add<RequestPattern, PostPattern, ReplyPattern, ServiceReceivePattern>(
          converter, patterns.getContext(), state);
}
