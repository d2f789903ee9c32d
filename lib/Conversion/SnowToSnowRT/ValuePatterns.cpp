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
    auto isEqual = [&](int64_t n) -> Value {
      return arith::CmpIOp::create(rewriter, loc, arith::CmpIPredicate::eq, rhs,
                                   emit.integer(n));
    };
    Value fails = isEqual(0);
    Block *here = rewriter.getInsertionBlock();
    Block *good = rewriter.splitBlock(here, op->getIterator());
    Block *bad = rewriter.createBlock(here->getParent(), good->getIterator(),
                                      TypeRange(), {});
    emit.panic(emit.string("division by zero"));
    rewriter.setInsertionPointToEnd(here);
    cf::CondBranchOp::create(rewriter, loc, fails, bad, good);

    rewriter.setInsertionPoint(op);
    Value isMinusOne = isEqual(-1);
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
    if (isa<IntegerType>(type) || isa<PidType>(type)) {
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

struct ComparePattern : SnowPattern<CompareOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(CompareOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Type type = op.getLhs().getType();
    if (!isFunctionFree(type))
      return decline(rewriter, op, "functions and handles have no order");
    if (isa<StringType>(type))
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
// Tuples, lists and results
//===----------------------------------------------------------------------===//

/// A tuple is an object of words.
struct TupleMakePattern : SnowPattern<TupleMakeOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(TupleMakeOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    ValueRange elements = adaptor.getElements();
    Value object =
        snowrt::AllocOp::create(rewriter, op.getLoc(), emit.ptrType(),
                                emit.integer(8 * elements.size()));
    for (auto [index, element] : llvm::enumerate(elements))
      emit.store(emit.toWord(element), object, 8 * index);
    rewriter.replaceOp(op, object);
    return success();
  }
};

struct TupleGetPattern : SnowPattern<TupleGetOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(TupleGetOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Type type = convert(op.getElement().getType());
    if (!type)
      return decline(rewriter, op, "the element's type has no representation");
    Value word =
        emit.load(emit.wordType(), adaptor.getTuple(), 8 * op.getIndex());
    rewriter.replaceOp(op, emit.fromWord(word, type));
    return success();
  }
};

struct ListMakePattern : SnowPattern<ListMakeOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ListMakeOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOpWithNewOp<snowrt::ListMakeOp>(
        op, emit.ptrType(), emit.wordsInFrame(adaptor.getElements()),
        emit.integer(adaptor.getElements().size()));
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

struct ListGetPattern : SnowPattern<ListGetOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ListGetOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Type type = convert(op.getElement().getType());
    if (!type)
      return decline(rewriter, op, "the element's type has no representation");
    emit.setLocation();
    Value word =
        snowrt::ListGetOp::create(rewriter, op.getLoc(), emit.wordType(),
                                  emit.typeInfo(op.getElement().getType()),
                                  adaptor.getList(), adaptor.getIndex());
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

struct ResultIsOkPattern : SnowPattern<ResultIsOkOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ResultIsOkOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Value tag = emit.load(emit.byteType(), adaptor.getResult(),
                          offsetof(snow_result, tag));
    rewriter.replaceOpWithNewOp<arith::CmpIOp>(op, arith::CmpIPredicate::eq,
                                               tag, emit.integer(0, 8));
    return success();
  }
};

struct ResultGetPattern : SnowPattern<ResultGetOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(ResultGetOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Type type = convert(op.getValue().getType());
    if (!type)
      return decline(rewriter, op, "the value's type has no representation");
    Value word = emit.load(emit.wordType(), adaptor.getResult(),
                           offsetof(snow_result, value));
    rewriter.replaceOp(op, emit.fromWord(word, type));
    return success();
  }
};
} // namespace

void snow::populateSnowValueToSnowRTPatterns(
    const SnowToSnowRTTypeConverter &converter, RewritePatternSet &patterns,
    SnowToSnowRTState &state) {
  patterns
      .add<UnitPattern, DivisionPattern<IntDivOp, arith::DivSIOp, false>,
           DivisionPattern<IntRemOp, arith::RemSIOp, true>, EqPattern,
           ComparePattern, ToStringPattern, AnyMakePattern, RetainPattern,
           ReleasePattern, StringConstantPattern, StringConcatPattern,
           PrintPattern<PrintOp, snowrt::IoPrintOp>,
           PrintPattern<PrintlnOp, snowrt::IoPrintlnOp>, TupleMakePattern,
           TupleGetPattern, ListMakePattern, ListAppendPattern, ListGetPattern,
           ListLengthPattern, ResultIsOkPattern, ResultGetPattern>(
          converter, patterns.getContext(), state);
}
