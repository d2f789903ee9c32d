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

static Value makeTuple(Emitter &emit, TupleMakeOp,
                       TupleMakeOp::Adaptor adaptor) {
  return emit.object(adaptor.getElements());
}

static Value makeStruct(Emitter &emit, StructMakeOp,
                        StructMakeOp::Adaptor adaptor) {
  return emit.object(adaptor.getFields());
}

static Value makeSum(Emitter &emit, SumMakeOp op, SumMakeOp::Adaptor adaptor) {
  SmallVector<Value> fields(adaptor.getFields());
  // A snow_exit_reason has a text in every variant.
  if (isa<ExitReasonType>(op.getType()) && fields.empty())
    fields.push_back(emit.integer(0));
  return emit.object(fields, int64_t(op.getVariant()));
}

/// An object with a fixed first word and the operand behind it.
template <typename Op, int64_t Tag>
static Value makeTagged(Emitter &emit, Op, typename Op::Adaptor adaptor) {
  return emit.object(adaptor.getValue(), Tag);
}

static Value makeNone(Emitter &emit, OptionNoneOp, OptionNoneOp::Adaptor) {
  return emit.object(emit.integer(0), noneTag);
}

static Value makeRange(Emitter &emit, RangeMakeOp,
                       RangeMakeOp::Adaptor adaptor) {
  return emit.object(adaptor.getOperands());
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

static int64_t fieldIndex(TupleGetOp op) { return int64_t(op.getIndex()); }
static int64_t fieldIndex(StructGetOp op) { return int64_t(op.getIndex()); }
static int64_t fieldIndex(SumGetOp op) { return 1 + int64_t(op.getIndex()); }
static int64_t fieldIndex(SumTagOp) { return 0; }
static int64_t fieldIndex(OptionGetOp) { return 1; }
static int64_t fieldIndex(ResultGetOp) { return 1; }

namespace {
/// Reads the word of the operand that is the operation's field.
template <typename Op> struct ReadPattern : SnowPattern<Op> {
  using SnowPattern<Op>::SnowPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Type type = this->convert(op->getResult(0).getType());
    if (!type)
      return this->decline(rewriter, op,
                           "the result's type has no representation");
    Value word = emit.load(emit.wordType(), adaptor.getOperands().front(),
                           8 * fieldIndex(op));
    rewriter.replaceOp(op, emit.fromWord(word, type));
    return success();
  }
};
} // namespace

/// Whether the tag of a snow_result is that one.
template <typename Op, int64_t Tag>
static Value testTag(Emitter &emit, Op, typename Op::Adaptor adaptor) {
  Value tag = emit.load(emit.byteType(), adaptor.getOperands().front(),
                        offsetof(snow_result, tag));
  return arith::CmpIOp::create(emit.builder, emit.loc, arith::CmpIPredicate::eq,
                               tag, emit.integer(Tag, 8));
}

template <typename Op, size_t Offset>
static Value rangeEnd(Emitter &emit, Op, typename Op::Adaptor adaptor) {
  return emit.load(emit.wordType(), adaptor.getRange(), Offset);
}

//===----------------------------------------------------------------------===//
// Any
//===----------------------------------------------------------------------===//

/// A snow_any object: the value's description and its word.
static Value makeAny(Emitter &emit, AnyMakeOp op, AnyMakeOp::Adaptor adaptor) {
  Type type = op.getValue().getType();
  if (isa<AnyType>(type))
    return adaptor.getValue();
  Value object = snowrt::AllocOp::create(emit.builder, emit.loc, emit.ptrType(),
                                         emit.integer(sizeof(snow_any)));
  emit.store(emit.typeInfo(type), object, offsetof(snow_any, type));
  emit.store(emit.toWord(adaptor.getValue()), object,
             offsetof(snow_any, value));
  return object;
}

static Value testAny(Emitter &emit, AnyIsOp op, AnyIsOp::Adaptor adaptor) {
  return emit.toBool(snowrt::AnyMatchesOp::create(
      emit.builder, emit.loc, emit.byteType(), adaptor.getValue(),
      emit.typeInfo(op.getTested())));
}

namespace {
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
      BuildPattern<makeTuple>, BuildPattern<makeStruct>, BuildPattern<makeSum>,
      BuildPattern<makeTagged<OptionSomeOp, someTag>>,
      BuildPattern<makeTagged<ResultOkOp, okTag>>,
      BuildPattern<makeTagged<ResultErrOp, errTag>>, BuildPattern<makeNone>,
      ReadPattern<TupleGetOp>, ReadPattern<StructGetOp>, ReadPattern<SumGetOp>,
      ReadPattern<SumTagOp>, ReadPattern<OptionGetOp>, ReadPattern<ResultGetOp>,
      BuildPattern<testTag<OptionIsSomeOp, someTag>>,
      BuildPattern<testTag<ResultIsOkOp, okTag>>, BuildPattern<makeRange>,
      BuildPattern<rangeEnd<RangeStartOp, offsetof(snow_range, start)>>,
      BuildPattern<rangeEnd<RangeStopOp, offsetof(snow_range, end)>>,
      BuildPattern<makeAny>, BuildPattern<testAny>, AnyGetPattern>(
      converter, patterns.getContext(), state);
}
