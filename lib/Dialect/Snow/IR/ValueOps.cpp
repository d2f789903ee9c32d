//===- ValueOps.cpp - Values ------------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace snow;

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

OpFoldResult UnitOp::fold(FoldAdaptor) { return UnitAttr::get(getContext()); }

OpFoldResult StringConstantOp::fold(FoldAdaptor) { return getValueAttr(); }

//===----------------------------------------------------------------------===//
// Division
//===----------------------------------------------------------------------===//

namespace {
/// Division by a constant that cannot fail needs no check.
template <typename SnowOp, typename ArithOp>
struct DivideByConstant : OpRewritePattern<SnowOp> {
  using OpRewritePattern<SnowOp>::OpRewritePattern;

  LogicalResult matchAndRewrite(SnowOp op,
                                PatternRewriter &rewriter) const override {
    APInt divisor;
    if (!matchPattern(op.getRhs(), m_ConstantInt(&divisor)))
      return rewriter.notifyMatchFailure(op, "the divisor is not a constant");
    // MIN / -1 wraps here but is undefined in arith.
    if (divisor.isZero() || divisor.isAllOnes())
      return rewriter.notifyMatchFailure(op, "the divisor is 0 or -1");
    rewriter.replaceOpWithNewOp<ArithOp>(op, op.getLhs(), op.getRhs());
    return success();
  }
};
} // namespace

void IntDivOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                           MLIRContext *context) {
  patterns.add<DivideByConstant<IntDivOp, arith::DivSIOp>>(context);
}
void IntRemOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                           MLIRContext *context) {
  patterns.add<DivideByConstant<IntRemOp, arith::RemSIOp>>(context);
}

//===----------------------------------------------------------------------===//
// Reinterpretation
//===----------------------------------------------------------------------===//

static bool isSameRepresentation(TypeRange a, TypeRange b);

/// Whether two types differ in nothing that a value or its description shows.
static bool isSameRepresentation(Type a, Type b) {
  if (a == b)
    return true;
  if (a.getTypeID() != b.getTypeID())
    return false;
  return llvm::TypeSwitch<Type, bool>(a)
      // A function says by itself what it takes.
      .Case<PidType, StructType, SumType, FnType>([](auto) { return true; })
      .Case<TupleType>([&](TupleType type) {
        return isSameRepresentation(type.getTypes(),
                                    cast<TupleType>(b).getTypes());
      })
      // One that holds nothing of what differs is the same for all types.
      .Case<ListType, SetType, QueueType, OptionType, MapType, ResultType>(
          [](auto) { return true; })
      .Default([](Type) { return false; });
}

static bool isSameRepresentation(TypeRange a, TypeRange b) {
  return a.size() == b.size() && llvm::all_of(llvm::zip(a, b), [](auto pair) {
           auto [x, y] = pair;
           return isSameRepresentation(x, y);
         });
}

bool ReinterpretOp::areCastCompatible(TypeRange inputs, TypeRange outputs) {
  return inputs.size() == 1 && outputs.size() == 1 &&
         isSameRepresentation(inputs[0], outputs[0]);
}

OpFoldResult ReinterpretOp::fold(FoldAdaptor) {
  if (getValue().getType() == getResult().getType())
    return getValue();
  if (auto other = getValue().getDefiningOp<ReinterpretOp>()) {
    if (other.getValue().getType() == getResult().getType())
      return other.getValue();
    setOperand(other.getValue());
    return getResult();
  }
  return {};
}

//===----------------------------------------------------------------------===//
// Strings
//===----------------------------------------------------------------------===//

OpFoldResult ToStringOp::fold(FoldAdaptor adaptor) {
  if (isa<StringType>(getValue().getType()))
    return getValue();
  if (auto number = dyn_cast_or_null<IntegerAttr>(adaptor.getValue())) {
    SmallString<20> text;
    if (number.getType().isInteger(1))
      text = number.getValue().isZero() ? "false" : "true";
    else
      number.getValue().toStringSigned(text);
    return StringAttr::get(getContext(), text);
  }
  return {};
}

namespace {
/// Where Debug shows a value as Display does, one operation for both.
struct InspectAsDisplay : OpRewritePattern<InspectOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(InspectOp op,
                                PatternRewriter &rewriter) const override {
    Type type = op.getValue().getType();
    if (!isa<IntegerType, FloatType, UnitType, PidType, RangeType, JsonType>(
            type))
      return rewriter.notifyMatchFailure(op, "Debug differs from Display");
    rewriter.replaceOpWithNewOp<ToStringOp>(op, op.getType(), op.getValue());
    return success();
  }
};
} // namespace

void InspectOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                            MLIRContext *context) {
  patterns.add<InspectAsDisplay>(context);
}

OpFoldResult StringConcatOp::fold(FoldAdaptor adaptor) {
  if (getParts().size() == 1 && isa<StringType>(getParts().front().getType()))
    return getParts().front();
  std::string text;
  for (Attribute part : adaptor.getParts()) {
    if (auto literal = dyn_cast_or_null<StringAttr>(part))
      text += literal.getValue();
    else if (auto number = dyn_cast_or_null<IntegerAttr>(part))
      text += std::to_string(number.getInt());
    else
      return {};
  }
  return StringAttr::get(getContext(), text);
}

namespace {
/// Takes over the operands of nested concatenations and the Ints of texts that
/// are made for this one alone, joins neighbouring literals and drops empty
/// ones. The outermost one does so for all: copying the operands at each level
/// would be quadratic in a long chain.
struct FlattenConcat : OpRewritePattern<StringConcatOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(StringConcatOp op,
                                PatternRewriter &rewriter) const override {
    if (op->hasOneUse() && isa<StringConcatOp>(*op->user_begin()))
      return rewriter.notifyMatchFailure(op, "its user takes it over");
    SmallVector<Value> parts;
    bool changed = false;
    auto add = [&](Value part) {
      auto literal = part.getDefiningOp<StringConstantOp>();
      if (literal && literal.getValue().empty()) {
        changed = true;
        return;
      }
      auto previous = parts.empty()
                          ? StringConstantOp()
                          : parts.back().getDefiningOp<StringConstantOp>();
      if (!literal || !previous) {
        parts.push_back(part);
        return;
      }
      changed = true;
      parts.back() = StringConstantOp::create(
          rewriter, op.getLoc(), op.getType(),
          rewriter.getStringAttr(previous.getValue() + literal.getValue()));
    };
    SmallVector<Value> pending(llvm::reverse(op.getParts()));
    while (!pending.empty()) {
      Value part = pending.pop_back_val();
      auto nested = part.getDefiningOp<StringConcatOp>();
      auto text = part.getDefiningOp<ToStringOp>();
      // What others use too is cheaper shared.
      if (nested && nested->hasOneUse()) {
        changed = true;
        llvm::append_range(pending, llvm::reverse(nested.getParts()));
      } else if (text && text->hasOneUse() &&
                 text.getValue().getType().isInteger(64)) {
        changed = true;
        add(text.getValue());
      } else {
        add(part);
      }
    }
    if (!changed)
      return rewriter.notifyMatchFailure(op, "already flat");
    // Parts become literals one by one, and to replace the operation each time
    // would look at all uses of each operand.
    rewriter.modifyOpInPlace(op, [&] { op->setOperands(parts); });
    return success();
  }
};
} // namespace

void StringConcatOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                                 MLIRContext *context) {
  patterns.add<FlattenConcat>(context);
}

//===----------------------------------------------------------------------===//
// Tuples and lists
//===----------------------------------------------------------------------===//

LogicalResult TupleMakeOp::verify() {
  if (TypeRange(cast<TupleType>(getTuple().getType()).getTypes()) ==
      getElements().getTypes())
    return success();
  return emitOpError("makes a ")
         << getTuple().getType() << " of (" << getElements().getTypes() << ")";
}

LogicalResult TupleGetOp::inferReturnTypes(MLIRContext *,
                                           std::optional<Location> loc,
                                           TupleGetOp::Adaptor adaptor,
                                           SmallVectorImpl<Type> &types) {
  auto tuple = cast<TupleType>(adaptor.getTuple().getType());
  uint64_t index = adaptor.getIndex();
  if (index >= tuple.size())
    return emitOptionalError(loc, "'snow.tuple.get' op has index ", index,
                             ", but ", tuple, " has ", tuple.size(),
                             " elements");
  types.push_back(tuple.getType(index));
  return success();
}

OpFoldResult TupleGetOp::fold(FoldAdaptor) {
  if (auto make = getTuple().getDefiningOp<TupleMakeOp>())
    return make.getElements()[getIndex()];
  return {};
}

/// The element type of a list and what is put into it.
static LogicalResult verifyElements(Operation *op, ListType list,
                                    TypeRange elements) {
  for (Type type : elements)
    if (type != list.getElement())
      return op->emitOpError("puts a ") << type << " into a " << list;
  return success();
}

LogicalResult ListMakeOp::verify() {
  return verifyElements(*this, getList().getType(), getElements().getTypes());
}

LogicalResult ListAppendOp::verify() {
  return verifyElements(*this, getList().getType(), getElement().getType());
}

LogicalResult ListGetOp::inferReturnTypes(MLIRContext *,
                                          std::optional<Location>,
                                          ListGetOp::Adaptor adaptor,
                                          SmallVectorImpl<Type> &types) {
  types.push_back(cast<ListType>(adaptor.getList().getType()).getElement());
  return success();
}

void ListGetOp::getEffects(
    SmallVectorImpl<MemoryEffects::EffectInstance> &effects) {
  if (!getUnchecked())
    effects.emplace_back(MemoryEffects::Write::get(), ControlResource::get());
}

//===----------------------------------------------------------------------===//
// Ranges
//===----------------------------------------------------------------------===//

OpFoldResult RangeStartOp::fold(FoldAdaptor) {
  if (auto make = getRange().getDefiningOp<RangeMakeOp>())
    return make.getStart();
  return {};
}

OpFoldResult RangeStopOp::fold(FoldAdaptor) {
  if (auto make = getRange().getDefiningOp<RangeMakeOp>())
    return make.getStop();
  return {};
}

//===----------------------------------------------------------------------===//
// Function values
//===----------------------------------------------------------------------===//

LogicalResult ClosureOp::verifySymbolUses(SymbolTableCollection &symbols) {
  auto callee = dyn_cast_or_null<FunctionOpInterface>(
      symbols.lookupNearestSymbolFrom(*this, getCalleeAttr()));
  if (!callee || isa<ActorOp, ContinuationOp>(callee))
    return emitOpError("names ")
           << getCalleeAttr() << ", which is not a function";
  FunctionType signature = getFunction().getType().getSignature();
  SmallVector<Type> params(getCaptures().getTypes());
  llvm::append_range(params, signature.getInputs());
  if (callee.getArgumentTypes() == ArrayRef<Type>(params) &&
      callee.getResultTypes() == signature.getResults())
    return success();
  InFlightDiagnostic diag = emitOpError("captures (")
                            << getCaptures().getTypes()
                            << ") for a function value of type " << signature
                            << ", but the function is of type "
                            << callee.getFunctionType();
  diag.attachNote(callee.getLoc()) << "the function is defined here";
  return diag;
}

LogicalResult ClosureCallOp::verify() {
  FunctionType signature = getCallee().getType().getSignature();
  if (TypeRange(signature.getInputs()) == getArgs().getTypes() &&
      TypeRange(signature.getResults()) == getResultTypes())
    return success();
  return emitOpError("calls a function of type ")
         << signature << " with (" << getArgs().getTypes() << ") for ("
         << getResultTypes() << ")";
}
