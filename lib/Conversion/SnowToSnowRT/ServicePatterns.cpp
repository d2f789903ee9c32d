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

namespace {
/// The words of arguments in memory and the description of their tuple; null
/// without any.
struct Words {
  Words(Emitter &emit, TypeRange types, ValueRange values)
      : types(types.empty() ? emit.null()
                            : emit.typeInfo(TupleType::get(
                                  emit.builder.getContext(), types))),
        address(types.empty() ? emit.null() : emit.wordsInFrame(values)) {}

  Value types, address;
};

/// The arguments move into the call, and the reply out of it.
struct RequestPattern : SnowPattern<ServiceRequestOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ServiceRequestOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Type result = convert(op.getReply().getType());
    if (!result)
      return decline(rewriter, op, "the reply's type has no representation");
    Emitter emit(rewriter, loc);
    // In a function made from a service the caller has noted its place.
    if (!isGeneratedName(op->getParentOfType<FunctionOpInterface>().getName()))
      emit.setLocation();
    Words words(emit, op.getArgs().getTypes(), adaptor.getArgs());
    Value reply = snowrt::ServiceCallValuesOp::create(
        rewriter, loc, emit.wordType(), adaptor.getPid(),
        emit.integer(op.getTag()), words.types, words.address,
        emit.typeInfo(op.getReply().getType()));
    rewriter.replaceOp(op, emit.fromWord(reply, result));
    return success();
  }
};

struct PostPattern : SnowPattern<ServicePostOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ServicePostOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Words words(emit, op.getArgs().getTypes(), adaptor.getArgs());
    rewriter.replaceOpWithNewOp<snowrt::ServiceCastValuesOp>(
        op, adaptor.getPid(), emit.integer(op.getTag()), words.types,
        words.address);
    return success();
  }
};

struct ReplyPattern : SnowPattern<ServiceReplyOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ServiceReplyOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOpWithNewOp<snowrt::ServiceAnswerOp>(
        op, adaptor.getCaller(), emit.typeInfo(op.getValue().getType()),
        emit.toWord(adaptor.getValue()));
    return success();
  }
};

/// The wait of a service's loop: takes the next request, whatever it is, and
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
    Block *got = newBlock();
    Block *wait = newBlock();
    Block *look = newBlock();
    cf::BranchOp::create(rewriter, loc, look);

    rewriter.setInsertionPointToStart(look);
    Value request =
        snowrt::ServiceNextOp::create(rewriter, loc, emit.ptrType());
    Value none =
        snowrt::IsNullOp::create(rewriter, loc, rewriter.getI1Type(), request);
    cf::CondBranchOp::create(rewriter, loc, none, wait, got);

    rewriter.setInsertionPointToStart(wait);
    if (op.getSuspends()) {
      park(emit, op, adaptor.getKept(), frame);
    } else {
      snowrt::MailboxWaitOp::create(rewriter, loc, emit.byteType(),
                                    emit.integer(-1));
      cf::BranchOp::create(rewriter, loc, look);
    }

    rewriter.setInsertionPointToStart(got);
    Value tag =
        emit.load(emit.wordType(), request, offsetof(snow_request, tag));
    SmallVector<Block *> arms;
    for (unsigned i = 0, e = op.getTags().size(); i != e; ++i) {
      Block *arm = newBlock();
      arms.push_back(arm);
      if (failed(lowerArm(op, i, arm, look, request, rewriter)))
        return decline(rewriter, op,
                       "an argument's type has no "
                       "representation");
    }
    rewriter.setInsertionPointToEnd(got);
    SmallVector<APInt> tags;
    for (int64_t value : op.getTags())
      tags.emplace_back(64, value);
    SmallVector<ValueRange> noOperands(arms.size());
    cf::SwitchOp::create(rewriter, loc, tag, drop, ValueRange(), tags,
                         BlockRange(arms), noOperands);

    rewriter.setInsertionPointToStart(drop);
    snowrt::ServiceArgumentsOp::create(rewriter, loc, emit.byteType(), request,
                                       emit.null(), emit.null());
    cf::BranchOp::create(rewriter, loc, look);
    rewriter.eraseOp(op);
    return success();
  }

private:
  /// Arguments that do not read as the handler's are dropped with the request.
  LogicalResult lowerArm(ServiceReceiveOp op, unsigned i, Block *arm,
                         Block *look, Value request,
                         ConversionPatternRewriter &rewriter) const {
    Location loc = op.getLoc();
    Emitter emit(rewriter, loc);
    ArrayRef<Type> payload = op.getPayloadTypes(i);
    SmallVector<Type> types;
    if (failed(getTypeConverter()->convertTypes(payload, types)))
      return failure();
    Block *target = op.getTargets()[i];
    rewriter.setInsertionPointToStart(arm);
    SmallVector<Value> args;
    if (op.getIsCall()[i])
      args.push_back(
          emit.load(emit.wordType(), request, offsetof(snow_request, caller)));
    if (payload.empty()) {
      // Nothing to read; what a hand-written caller sends here is ignored.
      snowrt::ServiceArgumentsOp::create(rewriter, loc, emit.byteType(),
                                         request, emit.null(), emit.null());
      cf::BranchOp::create(rewriter, loc, target, args);
      return success();
    }
    Value words = emit.frame(8 * payload.size());
    Value reads = emit.toBool(snowrt::ServiceArgumentsOp::create(
        rewriter, loc, emit.byteType(), request,
        emit.typeInfo(TupleType::get(getContext(), payload)), words));
    Block *good = rewriter.createBlock(
        arm->getParent(), std::next(arm->getIterator()), TypeRange(), {});
    llvm::append_range(args, emit.loadWords(words, types));
    cf::BranchOp::create(rewriter, loc, target, args);
    rewriter.setInsertionPointToEnd(arm);
    cf::CondBranchOp::create(rewriter, loc, reads, good, look);
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
