//===- ValuePatterns.cpp - Strings, tuples, lists and numbers ---*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

//===----------------------------------------------------------------------===//
// Integers and unit
//===----------------------------------------------------------------------===//

namespace {
struct UnitPattern : SnowPattern<UnitOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(UnitOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, Emitter(rewriter, op.getLoc()).integer(0));
    return success();
  }
};

/// Checks the divisor: 0 panics, and -1, for which the division of the smallest
/// Int would trap, gives the result `byMinusOne` without dividing.
template <typename Op, typename ArithOp, bool IsRemainder>
struct DivisionPattern : SnowPattern<Op> {
  using SnowPattern<Op>::SnowPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!canSplitBlock(op))
      return this->decline(rewriter, op, cannotSplitBlock);
    Location loc = op.getLoc();
    Emitter emit(rewriter, loc);
    Value lhs = adaptor.getLhs(), rhs = adaptor.getRhs();
    Value zero = emit.integer(0);
    Value isGood = arith::CmpIOp::create(rewriter, loc,
                                         arith::CmpIPredicate::ne, rhs, zero);
    branchToPanicUnless(rewriter, op, isGood, [](Emitter &cold) {
      cold.panic(cold.string("division by zero"));
    });

    Value isMinusOne = arith::CmpIOp::create(
        rewriter, loc, arith::CmpIPredicate::eq, rhs, emit.integer(-1));
    Value divisor = arith::SelectOp::create(rewriter, loc, isMinusOne,
                                            emit.integer(1), rhs);
    Value result = ArithOp::create(rewriter, loc, lhs, divisor);
    Value byMinusOne =
        IsRemainder ? zero
                    : Value(arith::SubIOp::create(rewriter, loc, zero, lhs));
    rewriter.replaceOpWithNewOp<arith::SelectOp>(op, isMinusOne, byMinusOne,
                                                 result);
    return success();
  }
};

//===----------------------------------------------------------------------===//
// Any type
//===----------------------------------------------------------------------===//

/// Whether values of a type can be compared, shown or released by their
/// description.
bool isFunctionFree(Type type) {
  return !isa<FnType, WsConnType, TermType>(type);
}

struct EqPattern : SnowPattern<EqOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(EqOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Type type = op.getLhs().getType();
    Value lhs = adaptor.getLhs(), rhs = adaptor.getRhs();
    if (type.isF64()) {
      rewriter.replaceOpWithNewOp<arith::CmpFOp>(op, arith::CmpFPredicate::OEQ,
                                                 lhs, rhs);
      return success();
    }
    if (isa<IntegerType, PidType, UnitType>(type)) {
      rewriter.replaceOpWithNewOp<arith::CmpIOp>(op, arith::CmpIPredicate::eq,
                                                 lhs, rhs);
      return success();
    }
    if (!isFunctionFree(type))
      return decline(rewriter, op, "functions and handles have no equality");
    Value equal;
    if (isa<StringType>(type))
      equal = snowrt::StringEqOp::create(rewriter, op.getLoc(), emit.byteType(),
                                         lhs, rhs);
    else
      equal = snowrt::ValueEqOp::create(rewriter, op.getLoc(), emit.byteType(),
                                        emit.typeInfo(type), emit.toWord(lhs),
                                        emit.toWord(rhs));
    rewriter.replaceOp(op, emit.toBool(equal));
    return success();
  }
};

/// -1, 0 or 1. False comes before true.
Value compareIntegers(Emitter &emit, Value lhs, Value rhs) {
  bool isTruth = lhs.getType().isInteger(1);
  auto is = [&](arith::CmpIPredicate predicate) -> Value {
    Value truth =
        arith::CmpIOp::create(emit.builder, emit.loc, predicate, lhs, rhs);
    return arith::ExtUIOp::create(emit.builder, emit.loc, emit.wordType(),
                                  truth);
  };
  using arith::CmpIPredicate;
  Value greater = is(isTruth ? CmpIPredicate::ugt : CmpIPredicate::sgt);
  Value less = is(isTruth ? CmpIPredicate::ult : CmpIPredicate::slt);
  return arith::SubIOp::create(emit.builder, emit.loc, greater, less);
}

struct ComparePattern : SnowPattern<CompareOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(CompareOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Type type = op.getLhs().getType();
    if (!isFunctionFree(type))
      return decline(rewriter, op, "functions and handles have no order");
    if (isa<IntegerType>(type))
      rewriter.replaceOp(
          op, compareIntegers(emit, adaptor.getLhs(), adaptor.getRhs()));
    else if (isa<StringType>(type))
      rewriter.replaceOpWithNewOp<snowrt::StringCompareOp>(
          op, emit.wordType(), adaptor.getLhs(), adaptor.getRhs());
    else
      rewriter.replaceOpWithNewOp<snowrt::ValueCompareOp>(
          op, emit.wordType(), emit.typeInfo(type),
          emit.toWord(adaptor.getLhs()), emit.toWord(adaptor.getRhs()));
    return success();
  }
};

struct ToStringPattern : SnowPattern<ToStringOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ToStringOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Type type = op.getValue().getType();
    Value value = adaptor.getValue();
    if (isa<StringType>(type))
      rewriter.replaceOp(op, value);
    else if (type.isInteger(64))
      rewriter.replaceOpWithNewOp<snowrt::StringFromIntOp>(op, emit.ptrType(),
                                                           value);
    else if (type.isF64())
      rewriter.replaceOpWithNewOp<snowrt::StringFromFloatOp>(op, emit.ptrType(),
                                                             value);
    else
      rewriter.replaceOpWithNewOp<snowrt::ValueDisplayOp>(
          op, emit.ptrType(), emit.typeInfo(type), emit.toWord(value));
    return success();
  }
};

struct InspectPattern : SnowPattern<InspectOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(InspectOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    emit.setLocation();
    rewriter.replaceOpWithNewOp<snowrt::ValueInspectOp>(
        op, emit.ptrType(), emit.typeInfo(op.getValue().getType()),
        emit.toWord(adaptor.getValue()));
    return success();
  }
};

struct HashPattern : SnowPattern<HashOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(HashOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOpWithNewOp<snowrt::ValueHashOp>(
        op, emit.wordType(), emit.typeInfo(op.getValue().getType()),
        emit.toWord(adaptor.getValue()));
    return success();
  }
};

struct ReinterpretPattern : SnowPattern<ReinterpretOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ReinterpretOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, adaptor.getValue());
    return success();
  }
};

/// Values that are not objects are not counted.
struct RetainPattern : SnowPattern<RetainOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(RetainOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (isa<snowrt::PtrType>(adaptor.getValue().getType()))
      snowrt::RetainOp::create(rewriter, op.getLoc(), adaptor.getValue());
    rewriter.eraseOp(op);
    return success();
  }
};

struct ReleasePattern : SnowPattern<ReleaseOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ReleaseOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    if (isa<snowrt::PtrType>(adaptor.getValue().getType()))
      snowrt::ReleaseOp::create(rewriter, op.getLoc(), adaptor.getValue(),
                                emit.typeInfo(op.getValue().getType()));
    rewriter.eraseOp(op);
    return success();
  }
};

//===----------------------------------------------------------------------===//
// Strings and output
//===----------------------------------------------------------------------===//

struct StringConstantPattern : SnowPattern<StringConstantOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(StringConstantOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOp(op, emit.string(op.getValue()));
    return success();
  }
};

struct StringConcatPattern : SnowPattern<StringConcatOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(StringConcatOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    ValueRange parts = adaptor.getParts();
    if (parts.empty()) {
      rewriter.replaceOp(op, emit.string(""));
      return success();
    }
    if (parts.size() == 2) {
      rewriter.replaceOpWithNewOp<snowrt::StringConcatOp>(op, emit.ptrType(),
                                                          parts[0], parts[1]);
      return success();
    }
    rewriter.replaceOpWithNewOp<snowrt::StringConcatAllOp>(
        op, emit.ptrType(), parts[0], emit.wordsInFrame(parts.drop_front()),
        emit.integer(parts.size() - 1));
    return success();
  }
};

template <typename Op, typename RuntimeOp>
struct PrintPattern : SnowPattern<Op> {
  using SnowPattern<Op>::SnowPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<RuntimeOp>(op, adaptor.getText());
    return success();
  }
};

//===----------------------------------------------------------------------===//
// Lists
//===----------------------------------------------------------------------===//

struct ListMakePattern : SnowPattern<ListMakeOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ListMakeOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    ValueRange elements = adaptor.getElements();
    if (ArrayAttr words = getConstantWords(getContext(), elements)) {
      Attribute object =
          rewriter.getDictionaryAttr(rewriter.getNamedAttr("list", words));
      rewriter.replaceOp(op, emit.staticObject(object));
      return success();
    }
    rewriter.replaceOpWithNewOp<snowrt::ListMakeOp>(
        op, emit.ptrType(), emit.wordsInFrame(elements),
        emit.integer(elements.size()));
    return success();
  }
};

struct ListAppendPattern : SnowPattern<ListAppendOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ListAppendOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOpWithNewOp<snowrt::ListAppendOp>(
        op, emit.ptrType(), emit.typeInfo(op.getElement().getType()),
        adaptor.getList(), emit.toWord(adaptor.getElement()));
    return success();
  }
};

/// Two loads, behind a comparison unless the index is known to be good.
struct ListGetPattern : SnowPattern<ListGetOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ListGetOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Type type = convert(op.getElement().getType());
    if (!type)
      return decline(rewriter, op, "the element's type has no representation");
    Value list = adaptor.getList(), index = adaptor.getIndex();
    if (!op.getUnchecked()) {
      if (!canSplitBlock(op))
        return decline(rewriter, op, cannotSplitBlock);
      Value length =
          emit.load(emit.wordType(), list, offsetof(snow_list, length));
      // A negative index is a large number.
      Value isGood = arith::CmpIOp::create(
          rewriter, op.getLoc(), arith::CmpIPredicate::ult, index, length);
      branchToPanicUnless(rewriter, op, isGood, [&](Emitter &cold) {
        cold.setLocation();
        snowrt::PanicIndexOp::create(rewriter, op.getLoc(), index, length);
        snowrt::UnreachableOp::create(rewriter, op.getLoc());
      });
    }
    Value data = emit.load(emit.ptrType(), list, offsetof(snow_list, data));
    Value word = snowrt::LoadWordOp::create(rewriter, op.getLoc(),
                                            emit.wordType(), data, index);
    rewriter.replaceOp(op, emit.fromWord(word, type));
    return success();
  }
};

struct ListLengthPattern : SnowPattern<ListLengthOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ListLengthOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOp(op, emit.load(emit.wordType(), adaptor.getList(),
                                     offsetof(snow_list, length)));
    return success();
  }
};

} // namespace

void snow::populateSnowValueToSnowRTPatterns(
    const SnowToSnowRTTypeConverter &converter, RewritePatternSet &patterns,
    SnowToSnowRTState &state) {
  patterns.add<UnitPattern, DivisionPattern<IntDivOp, arith::DivSIOp, false>,
               DivisionPattern<IntRemOp, arith::RemSIOp, true>, EqPattern,
               ComparePattern, ToStringPattern, InspectPattern, HashPattern,
               ReinterpretPattern, RetainPattern, ReleasePattern,
               StringConstantPattern, StringConcatPattern,
               PrintPattern<PrintOp, snowrt::IoPrintOp>,
               PrintPattern<PrintlnOp, snowrt::IoPrintlnOp>, ListMakePattern,
               ListAppendPattern, ListGetPattern, ListLengthPattern>(
      converter, patterns.getContext(), state);
}
