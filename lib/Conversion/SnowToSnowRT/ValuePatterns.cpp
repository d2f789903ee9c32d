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

static Value makeUnit(Emitter &emit, UnitOp, UnitOp::Adaptor) {
  return emit.integer(0);
}

namespace {
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
    if (isa<StringType>(type)) {
      if (Value known = equalsLiteral(rewriter, op, lhs, rhs)) {
        rewriter.replaceOp(op, known);
        return success();
      }
      equal = snowrt::StringEqOp::create(rewriter, op.getLoc(), emit.byteType(),
                                         lhs, rhs);
    } else {
      equal = snowrt::ValueEqOp::create(rewriter, op.getLoc(), emit.byteType(),
                                        emit.typeInfo(type), emit.toWord(lhs),
                                        emit.toWord(rhs));
    }
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
    if (isa<IntegerType>(type)) {
      rewriter.replaceOp(
          op, compareIntegers(emit, adaptor.getLhs(), adaptor.getRhs()));
    } else if (isa<StringType>(type)) {
      if (Value known = compareWithLiteral(rewriter, op, adaptor.getLhs(),
                                           adaptor.getRhs()))
        rewriter.replaceOp(op, known);
      else
        rewriter.replaceOpWithNewOp<snowrt::StringCompareOp>(
            op, emit.wordType(), adaptor.getLhs(), adaptor.getRhs());
    } else {
      rewriter.replaceOpWithNewOp<snowrt::ValueCompareOp>(
          op, emit.wordType(), emit.typeInfo(type),
          emit.toWord(adaptor.getLhs()), emit.toWord(adaptor.getRhs()));
    }
    return success();
  }
};

} // namespace

static Value makeText(Emitter &emit, ToStringOp op,
                      ToStringOp::Adaptor adaptor) {
  Type type = op.getValue().getType();
  Value value = adaptor.getValue();
  if (isa<StringType>(type))
    return value;
  if (type.isInteger(64))
    return snowrt::StringFromIntOp::create(emit.builder, emit.loc,
                                           emit.ptrType(), value);
  if (type.isF64())
    return snowrt::StringFromFloatOp::create(emit.builder, emit.loc,
                                             emit.ptrType(), value);
  return snowrt::ValueDisplayOp::create(emit.builder, emit.loc, emit.ptrType(),
                                        emit.typeInfo(type),
                                        emit.toWord(value));
}

static Value inspect(Emitter &emit, InspectOp op, InspectOp::Adaptor adaptor) {
  emit.setLocation();
  return snowrt::ValueInspectOp::create(emit.builder, emit.loc, emit.ptrType(),
                                        emit.typeInfo(op.getValue().getType()),
                                        emit.toWord(adaptor.getValue()));
}

static Value hash(Emitter &emit, HashOp op, HashOp::Adaptor adaptor) {
  return snowrt::ValueHashOp::create(emit.builder, emit.loc, emit.wordType(),
                                     emit.typeInfo(op.getValue().getType()),
                                     emit.toWord(adaptor.getValue()));
}

static Value reinterpret(Emitter &, ReinterpretOp,
                         ReinterpretOp::Adaptor adaptor) {
  return adaptor.getValue();
}

namespace {
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
    Type type = op.getValue().getType();
    // Without a type the object is freed, and nothing looked for in it.
    if (isa<snowrt::PtrType>(adaptor.getValue().getType()))
      snowrt::ReleaseOp::create(rewriter, op.getLoc(), adaptor.getValue(),
                                state.holdsNothing(type) ? emit.null()
                                                         : emit.typeInfo(type));
    rewriter.eraseOp(op);
    return success();
  }
};

//===----------------------------------------------------------------------===//
// Strings and output
//===----------------------------------------------------------------------===//

} // namespace

static Value makeString(Emitter &emit, StringConstantOp op,
                        StringConstantOp::Adaptor) {
  return emit.string(op.getValue());
}

/// The first part, on which the others are built.
static Value firstText(Emitter &emit, Value part) {
  return isa<snowrt::PtrType>(part.getType()) ? part : emit.string("");
}

static Value concat(Emitter &emit, StringConcatOp,
                    StringConcatOp::Adaptor adaptor) {
  ValueRange parts = adaptor.getParts();
  if (parts.empty())
    return emit.string("");
  auto isText = [](Value part) { return isa<snowrt::PtrType>(part.getType()); };
  if (parts.size() == 1 && !isText(parts[0]))
    return snowrt::StringFromIntOp::create(emit.builder, emit.loc,
                                           emit.ptrType(), parts[0]);
  Value text = firstText(emit, parts.front());
  if (isText(parts.front()))
    parts = parts.drop_front();
  if (parts.size() == 1 && isText(parts.front()))
    return snowrt::StringConcatOp::create(emit.builder, emit.loc,
                                          emit.ptrType(), text, parts.front());
  // Ints are written in place, so many parts at a time as a word has bits.
  constexpr size_t most = 64;
  if (llvm::all_of(parts, isText))
    return snowrt::StringConcatAllOp::create(
        emit.builder, emit.loc, emit.ptrType(), text, emit.wordsInFrame(parts),
        emit.integer(parts.size()));
  for (; !parts.empty();
       parts = parts.drop_front(std::min(parts.size(), most))) {
    ValueRange some = parts.take_front(most);
    uint64_t ints = 0;
    for (auto [index, part] : llvm::enumerate(some))
      ints |= uint64_t(!isText(part)) << index;
    text = snowrt::StringBuildOp::create(
        emit.builder, emit.loc, emit.ptrType(), text, emit.wordsInFrame(some),
        emit.integer(some.size()), emit.integer(static_cast<int64_t>(ints)));
  }
  return text;
}

namespace {
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

/// The number comes back in the frame.
struct StringReadPattern : SnowPattern<StringReadOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(StringReadOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Type type = op.getNumber().getType();
    Value place = emit.frame(8);
    Value found;
    if (type.isF64())
      found = snowrt::StringReadFloatOp::create(
          rewriter, op.getLoc(), emit.byteType(), adaptor.getText(), place);
    else
      found = snowrt::StringReadIntOp::create(
          rewriter, op.getLoc(), emit.byteType(), adaptor.getText(), place);
    Value word = emit.load(emit.wordType(), place, 0);
    rewriter.replaceOp(op, {emit.toBool(found), emit.fromWord(word, type)});
    return success();
  }
};

//===----------------------------------------------------------------------===//
// Lists
//===----------------------------------------------------------------------===//

} // namespace

static Value makeList(Emitter &emit, ListMakeOp op,
                      ListMakeOp::Adaptor adaptor) {
  ValueRange elements = adaptor.getElements();
  Builder &builder = emit.builder;
  if (ArrayAttr words = getConstantWords(op.getContext(), elements))
    return emit.staticObject(
        builder.getDictionaryAttr(builder.getNamedAttr("list", words)));
  return snowrt::ListMakeOp::create(emit.builder, emit.loc, emit.ptrType(),
                                    emit.wordsInFrame(elements),
                                    emit.integer(elements.size()));
}

static Value append(Emitter &emit, ListAppendOp op,
                    ListAppendOp::Adaptor adaptor) {
  return snowrt::ListAppendOp::create(emit.builder, emit.loc, emit.ptrType(),
                                      emit.typeInfo(op.getElement().getType()),
                                      adaptor.getList(),
                                      emit.toWord(adaptor.getElement()));
}

static Value listLength(Emitter &emit, ListLengthOp,
                        ListLengthOp::Adaptor adaptor) {
  return emit.load(emit.wordType(), adaptor.getList(),
                   offsetof(snow_list, length));
}

namespace {
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

} // namespace

void snow::populateSnowValueToSnowRTPatterns(
    const SnowToSnowRTTypeConverter &converter, RewritePatternSet &patterns,
    SnowToSnowRTState &state) {
  patterns.add<BuildPattern<makeUnit>,
               DivisionPattern<IntDivOp, arith::DivSIOp, false>,
               DivisionPattern<IntRemOp, arith::RemSIOp, true>, EqPattern,
               ComparePattern, BuildPattern<makeText>, BuildPattern<inspect>,
               BuildPattern<hash>, BuildPattern<reinterpret>, RetainPattern,
               ReleasePattern, BuildPattern<makeString>, BuildPattern<concat>,
               PrintPattern<PrintOp, snowrt::IoPrintOp>,
               PrintPattern<PrintlnOp, snowrt::IoPrintlnOp>,
               BuildPattern<makeList>, BuildPattern<append>, StringReadPattern,
               ListGetPattern, BuildPattern<listLength>>(
      converter, patterns.getContext(), state);
}
