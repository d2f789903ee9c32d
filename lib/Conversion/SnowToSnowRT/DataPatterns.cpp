//===- DataPatterns.cpp - Objects of words ----------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Tuples and structs are objects of words; sums, options and results have a
// word in front that tells the variant (the tag of a snow_result is the lowest
// byte of its first word, the others are 0). What is made of constants is a
// constant object.
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

static_assert(sizeof(snow_result) == 16 && offsetof(snow_result, tag) == 0 &&
              offsetof(snow_result, value) == 8);
static_assert(offsetof(snow_exit_reason, variant) == 0 &&
              offsetof(snow_exit_reason, text) == 8);

// The first word of a snow_result.
static constexpr int64_t someTag = 0, noneTag = 1, okTag = 0, errTag = 1;

//===----------------------------------------------------------------------===//
// Making
//===----------------------------------------------------------------------===//

namespace {
struct TupleMakePattern : SnowPattern<TupleMakeOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(TupleMakeOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOp(op, emit.object(adaptor.getElements()));
    return success();
  }
};

struct StructMakePattern : SnowPattern<StructMakeOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(StructMakeOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOp(op, emit.object(adaptor.getFields()));
    return success();
  }
};

struct SumMakePattern : SnowPattern<SumMakeOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(SumMakeOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    SmallVector<Value> fields(adaptor.getFields());
    // A snow_exit_reason has a text in every variant.
    if (isa<ExitReasonType>(op.getType()) && fields.empty())
      fields.push_back(emit.integer(0));
    rewriter.replaceOp(op, emit.object(fields, int64_t(op.getVariant())));
    return success();
  }
};

/// An object with a fixed first word and the operand behind it.
template <typename Op, int64_t Tag> struct TaggedPattern : SnowPattern<Op> {
  using SnowPattern<Op>::SnowPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOp(op, emit.object(adaptor.getValue(), Tag));
    return success();
  }
};

struct OptionNonePattern : SnowPattern<OptionNoneOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(OptionNoneOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOp(op, emit.object(emit.integer(0), noneTag));
    return success();
  }
};

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

/// A pattern of an operation that reads a word of its operand.
template <typename Op> struct ReadPattern : SnowPattern<Op> {
  using SnowPattern<Op>::SnowPattern;

  LogicalResult readWord(Op op, Value object, int64_t index,
                         ConversionPatternRewriter &rewriter) const {
    Emitter emit(rewriter, op.getLoc());
    Type type = this->convert(op->getResult(0).getType());
    if (!type)
      return this->decline(rewriter, op,
                           "the result's type has no representation");
    Value word = emit.load(emit.wordType(), object, 8 * index);
    rewriter.replaceOp(op, emit.fromWord(word, type));
    return success();
  }
};

struct TupleGetPattern : ReadPattern<TupleGetOp> {
  using ReadPattern::ReadPattern;

  LogicalResult
  matchAndRewrite(TupleGetOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    return readWord(op, adaptor.getTuple(), int64_t(op.getIndex()), rewriter);
  }
};

struct StructGetPattern : ReadPattern<StructGetOp> {
  using ReadPattern::ReadPattern;

  LogicalResult
  matchAndRewrite(StructGetOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    return readWord(op, adaptor.getValue(), int64_t(op.getIndex()), rewriter);
  }
};

struct SumGetPattern : ReadPattern<SumGetOp> {
  using ReadPattern::ReadPattern;

  LogicalResult
  matchAndRewrite(SumGetOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    return readWord(op, adaptor.getValue(), 1 + int64_t(op.getIndex()),
                    rewriter);
  }
};

struct SumTagPattern : ReadPattern<SumTagOp> {
  using ReadPattern::ReadPattern;

  LogicalResult
  matchAndRewrite(SumTagOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    return readWord(op, adaptor.getValue(), 0, rewriter);
  }
};

struct OptionGetPattern : ReadPattern<OptionGetOp> {
  using ReadPattern::ReadPattern;

  LogicalResult
  matchAndRewrite(OptionGetOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    return readWord(op, adaptor.getOption(), 1, rewriter);
  }
};

struct ResultGetPattern : ReadPattern<ResultGetOp> {
  using ReadPattern::ReadPattern;

  LogicalResult
  matchAndRewrite(ResultGetOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    return readWord(op, adaptor.getResult(), 1, rewriter);
  }
};

/// Whether the tag of a snow_result is that one.
template <typename Op, int64_t Tag> struct TestPattern : SnowPattern<Op> {
  using SnowPattern<Op>::SnowPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Value tag = emit.load(emit.byteType(), adaptor.getOperands().front(),
                          offsetof(snow_result, tag));
    rewriter.replaceOpWithNewOp<arith::CmpIOp>(op, arith::CmpIPredicate::eq,
                                               tag, emit.integer(Tag, 8));
    return success();
  }
};

//===----------------------------------------------------------------------===//
// Ranges
//===----------------------------------------------------------------------===//

struct RangeMakePattern : SnowPattern<RangeMakeOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(RangeMakeOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOp(op, emit.object(adaptor.getOperands()));
    return success();
  }
};

template <typename Op, size_t Offset> struct RangeEndPattern : SnowPattern<Op> {
  using SnowPattern<Op>::SnowPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOp(op,
                       emit.load(emit.wordType(), adaptor.getRange(), Offset));
    return success();
  }
};

//===----------------------------------------------------------------------===//
// Any
//===----------------------------------------------------------------------===//

/// A snow_any object: the value's description and its word.
struct AnyMakePattern : SnowPattern<AnyMakeOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(AnyMakeOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    if (isa<AnyType>(op.getValue().getType())) {
      rewriter.replaceOp(op, adaptor.getValue());
      return success();
    }
    Value object = snowrt::AllocOp::create(
        rewriter, op.getLoc(), emit.ptrType(), emit.integer(sizeof(snow_any)));
    emit.store(emit.typeInfo(op.getValue().getType()), object,
               offsetof(snow_any, type));
    emit.store(emit.toWord(adaptor.getValue()), object,
               offsetof(snow_any, value));
    rewriter.replaceOp(op, object);
    return success();
  }
};

struct AnyIsPattern : SnowPattern<AnyIsOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(AnyIsOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Value matches = snowrt::AnyMatchesOp::create(
        rewriter, op.getLoc(), emit.byteType(), adaptor.getValue(),
        emit.typeInfo(op.getTested()));
    rewriter.replaceOp(op, emit.toBool(matches));
    return success();
  }
};

struct AnyGetPattern : SnowPattern<AnyGetOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(AnyGetOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Type type = op.getResult().getType();
    Type converted = convert(type);
    if (!converted)
      return decline(rewriter, op, "the value's type has no representation");
    // A word that is no object is the same however it is typed inside.
    Value word = isa<snowrt::PtrType>(converted)
                     ? Value(snowrt::AnyGetOp::create(
                           rewriter, op.getLoc(), emit.wordType(),
                           adaptor.getValue(), emit.typeInfo(type)))
                     : emit.load(emit.wordType(), adaptor.getValue(),
                                 offsetof(snow_any, value));
    rewriter.replaceOp(op, emit.fromWord(word, converted));
    return success();
  }
};
} // namespace

void snow::populateSnowDataToSnowRTPatterns(
    const SnowToSnowRTTypeConverter &converter, RewritePatternSet &patterns,
    SnowToSnowRTState &state) {
  patterns.add<
      TupleMakePattern, StructMakePattern, SumMakePattern,
      TaggedPattern<OptionSomeOp, someTag>, TaggedPattern<ResultOkOp, okTag>,
      TaggedPattern<ResultErrOp, errTag>, OptionNonePattern, TupleGetPattern,
      StructGetPattern, SumGetPattern, SumTagPattern, OptionGetPattern,
      ResultGetPattern, TestPattern<OptionIsSomeOp, someTag>,
      TestPattern<ResultIsOkOp, okTag>, RangeMakePattern,
      RangeEndPattern<RangeStartOp, offsetof(snow_range, start)>,
      RangeEndPattern<RangeStopOp, offsetof(snow_range, end)>, AnyMakePattern,
      AnyIsPattern, AnyGetPattern>(converter, patterns.getContext(), state);
}
