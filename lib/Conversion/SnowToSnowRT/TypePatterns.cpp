//===- TypePatterns.cpp - Declared types and their methods ------*- C++ -*-===//
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
/// A method as the runtime calls it: on words, of which it keeps its
/// references. A compiled function owns its parameters, so each is retained.
class MethodThunks {
public:
  MethodThunks(SnowToSnowRTState &state, const TypeConverter &converter,
               ConversionPatternRewriter &rewriter, Operation *type)
      : state(state), converter(converter), rewriter(rewriter), type(type) {}

  /// The thunk of a method of `numParams` values of the type, or null for no
  /// method. Fails if its name is taken.
  FailureOr<FlatSymbolRefAttr> get(StringRef what, FlatSymbolRefAttr method,
                                   unsigned numParams, Type valueResult,
                                   Type wordResult);

private:
  SnowToSnowRTState &state;
  const TypeConverter &converter;
  ConversionPatternRewriter &rewriter;
  Operation *type;
};
} // namespace

FailureOr<FlatSymbolRefAttr>
MethodThunks::get(StringRef what, FlatSymbolRefAttr method, unsigned numParams,
                  Type valueResult, Type wordResult) {
  if (!method)
    return FlatSymbolRefAttr();
  Location loc = type->getLoc();
  Type word = rewriter.getI64Type();
  std::string name = ("__" + what + "_of_" + method.getValue()).str();
  SmallVector<Type> params(numParams, word);
  auto build = [&](Block *entry) {
    Emitter emit(rewriter, loc);
    SmallVector<Value> values;
    for (Value param : entry->getArguments()) {
      Value object = emit.fromWord(param, emit.ptrType());
      snowrt::RetainOp::create(rewriter, loc, object);
      values.push_back(object);
    }
    Value result =
        func::CallOp::create(rewriter, loc, method,
                             converter.convertType(valueResult), values)
            .getResult(0);
    func::ReturnOp::create(
        rewriter, loc, wordResult.isInteger(8) ? emit.toByte(result) : result);
  };
  if (failed(getOrCreateFunction(state, rewriter, type, name,
                                 rewriter.getFunctionType(params, wordResult),
                                 build)))
    return failure();
  return FlatSymbolRefAttr::get(rewriter.getContext(), name);
}

/// The variants of a declaration; a struct is like a sum with one.
static ArrayAttr getVariants(SumTypeOp op) { return op.getVariants(); }
static ArrayAttr getVariants(StructTypeOp op) {
  MLIRContext *context = op.getContext();
  return ArrayAttr::get(
      context,
      VariantAttr::get(
          context, op.getDisplayNameAttr(),
          llvm::to_vector(op.getFieldNames().getAsRange<StringAttr>()),
          llvm::to_vector(op.getFieldTypes().getAsValueRange<TypeAttr>())));
}

namespace {
template <typename Op> struct DeclarationPattern : SnowPattern<Op> {
  using SnowPattern<Op>::SnowPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    MLIRContext *context = rewriter.getContext();
    Emitter emit(rewriter, op.getLoc());
    MethodThunks thunks(this->state, *this->getTypeConverter(), rewriter, op);
    Type text = StringType::get(context), truth = rewriter.getI1Type(),
         word = rewriter.getI64Type();
    auto display =
        thunks.get("display", op.getDisplayAttr(), 1, text, emit.ptrType());
    auto inspect =
        thunks.get("inspect", op.getInspectAttr(), 1, text, emit.ptrType());
    auto eq = thunks.get("eq", op.getEqAttr(), 2, truth, emit.byteType());
    auto compare = thunks.get("compare", op.getCompareAttr(), 2, word, word);
    auto hash = thunks.get("hash", op.getHashAttr(), 1, word, word);
    if (failed(display) || failed(inspect) || failed(eq) || failed(compare) ||
        failed(hash))
      return failure();
    std::string shown = getShownTypeName(op.getSymName());
    bool isSum = std::is_same_v<Op, SumTypeOp>;
    rewriter.replaceOpWithNewOp<snowrt::TypeOp>(
        op, op.getSymNameAttr(), rewriter.getStringAttr(shown),
        isSum ? rewriter.getUnitAttr() : UnitAttr(), getVariants(op), *display,
        *inspect, *eq, *compare, *hash, op.getHasDisplayAttr(),
        op.getNoDebugAttr());
    return success();
  }
};
} // namespace

void snow::populateSnowTypeToSnowRTPatterns(
    const SnowToSnowRTTypeConverter &converter, RewritePatternSet &patterns,
    SnowToSnowRTState &state) {
  patterns.add<DeclarationPattern<StructTypeOp>, DeclarationPattern<SumTypeOp>>(
      converter, patterns.getContext(), state);
}
