//===- SnowToSnowRT.cpp - From snow to snow_rt ------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Conversion/SnowToSnowRT.h"
#include "PatternDetail.h"
#include "mlir/Dialect/Func/Transforms/FuncConversions.h"
#include "snow/Conversion/Passes.h"
#include "snow/Dialect/Snow/IR/Naming.h"

namespace snow {
#define GEN_PASS_DEF_CONVERTSNOWTOSNOWRT
#include "snow/Conversion/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

SnowToSnowRTTypeConverter::SnowToSnowRTTypeConverter(MLIRContext *context) {
  addConversion([](Type type) { return type; });
  addConversion([](PidType type) -> Type {
    return IntegerType::get(type.getContext(), 64);
  });
  addConversion([](UnitType type) -> Type {
    return IntegerType::get(type.getContext(), 64);
  });
  addConversion([](TupleType type) -> std::optional<Type> {
    if (!isValueType(type))
      return std::nullopt;
    return snowrt::PtrType::get(type.getContext());
  });
  addConversion([](Type type) -> std::optional<Type> {
    if (!isa<SnowDialect>(type.getDialect()) || isa<PidType, UnitType>(type))
      return std::nullopt;
    return snowrt::PtrType::get(type.getContext());
  });
}

static bool holdsReferences(ArrayAttr fieldTypes) {
  return llvm::any_of(fieldTypes.getAsValueRange<TypeAttr>(), isCountedType);
}

SnowToSnowRTState::SnowToSnowRTState(ModuleOp module) {
  for (Operation &op : *module.getBody()) {
    if (auto symbol = dyn_cast<SymbolOpInterface>(op))
      addSymbol(symbol);
    if (auto function = dyn_cast<func::FuncOp>(op))
      signatures[function.getSymName()] = function.getFunctionType();
    if (auto type = dyn_cast<StructTypeOp>(op))
      if (!holdsReferences(type.getFieldTypes()))
        plainTypes.insert(type.getSymName());
    if (auto type = dyn_cast<SumTypeOp>(op)) {
      variantCounts[type.getSymName()] = type.getVariants().size();
      if (llvm::none_of(type.getVariants().getAsRange<VariantAttr>(),
                        [](VariantAttr variant) {
                          return llvm::any_of(variant.getFieldTypes(),
                                              isCountedType);
                        }))
        plainTypes.insert(type.getSymName());
    }
  }
  // All continuations of an actor use one area.
  llvm::StringMap<unsigned> mostWords;
  for (auto continuation : module.getOps<ContinuationOp>()) {
    unsigned &words = mostWords[continuation.getActor()];
    words = std::max(words, continuation.getNumArguments());
  }
  for (auto continuation : module.getOps<ContinuationOp>())
    stateWords[continuation.getSymName()] = mostWords[continuation.getActor()];
}

void SnowToSnowRTState::addSymbol(Operation *op) {
  symbols[SymbolTable::getSymbolName(op).getValue()] = op;
}

unsigned SnowToSnowRTState::getVariantCount(Type type) const {
  if (isa<OptionType, ResultType>(type))
    return 2;
  if (auto sum = dyn_cast<SumType>(type))
    return std::max(1u, variantCounts.lookup(sum.getName().getValue()));
  return 1;
}

bool SnowToSnowRTState::holdsNothing(Type type) const {
  if (auto tuple = dyn_cast<TupleType>(type))
    return llvm::none_of(tuple.getTypes(), isCountedType);
  if (auto option = dyn_cast<OptionType>(type))
    return !isCountedType(option.getElement());
  if (auto structure = dyn_cast<StructType>(type))
    return plainTypes.contains(structure.getName().getValue());
  if (auto sum = dyn_cast<SumType>(type))
    return plainTypes.contains(sum.getName().getValue());
  return isa<StringType, RangeType>(type);
}

std::optional<unsigned>
SnowToSnowRTState::getStateWords(StringRef continuation) const {
  auto it = stateWords.find(continuation);
  if (it == stateWords.end())
    return std::nullopt;
  return it->second;
}

ArrayRef<Type> SnowToSnowRTState::getResultTypes(StringRef function) const {
  FunctionType signature = signatures.lookup(function);
  return signature ? signature.getResults() : ArrayRef<Type>();
}

/// Marks a call before which the location is to be noted.
static constexpr StringLiteral noteLocation("snow.note_location");

void snow::configureSnowToSnowRTLegality(
    ConversionTarget &target, const SnowToSnowRTTypeConverter &converter) {
  target.addIllegalDialect<SnowDialect>();
  target.addLegalDialect<snowrt::SnowRTDialect, arith::ArithDialect>();
  target.addLegalOp<ModuleOp>();
  target.addDynamicallyLegalOp<func::CallOp>([&](func::CallOp op) {
    return converter.isLegal(op.getOperation()) && !op->hasAttr(noteLocation);
  });
  target.addDynamicallyLegalOp<arith::SelectOp>(
      [&](arith::SelectOp op) { return converter.isLegal(op.getType()); });
  target.addDynamicallyLegalOp<func::FuncOp>([&](func::FuncOp op) {
    return converter.isSignatureLegal(op.getFunctionType()) &&
           converter.isLegal(&op.getBody());
  });
  target.markUnknownOpDynamicallyLegal([&](Operation *op) {
    return converter.isLegal(op->getOperandTypes()) &&
           converter.isLegal(op->getResultTypes());
  });
}

namespace {
/// The signature and all blocks; upstream's pattern converts the entry block
/// only.
struct FunctionPattern : OpConversionPattern<func::FuncOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(func::FuncOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    FunctionType type = op.getFunctionType();
    TypeConverter::SignatureConversion signature(type.getNumInputs());
    SmallVector<Type> results;
    if (failed(getTypeConverter()->convertSignatureArgs(type.getInputs(),
                                                        signature)) ||
        failed(getTypeConverter()->convertTypes(type.getResults(), results)))
      return rewriter.notifyMatchFailure(op, "a type has no representation");
    if (!op.isExternal() &&
        failed(rewriter.convertRegionTypes(&op.getBody(), *getTypeConverter(),
                                           &signature)))
      return rewriter.notifyMatchFailure(op, "a block's type has no "
                                             "representation");
    rewriter.modifyOpInPlace(op, [&] {
      // All that it says is in the operations now.
      for (unsigned i = 0, e = op.getNumArguments(); i != e; ++i)
        op.removeArgAttr(i, borrowedAttrName);
      op.setType(
          rewriter.getFunctionType(signature.getConvertedTypes(), results));
    });
    return success();
  }
};

/// A call that stands for an operation whose panics are the caller's.
struct NotedCallPattern : OpConversionPattern<func::CallOp> {
  NotedCallPattern(const TypeConverter &converter, MLIRContext *context)
      : OpConversionPattern(converter, context, /*benefit=*/2) {}

  LogicalResult
  matchAndRewrite(func::CallOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!op->hasAttr(noteLocation))
      return rewriter.notifyMatchFailure(op, "an ordinary call");
    SmallVector<Type> results;
    if (failed(getTypeConverter()->convertTypes(op.getResultTypes(), results)))
      return rewriter.notifyMatchFailure(op, "a type has no representation");
    snow::detail::Emitter(rewriter, op.getLoc()).setLocation();
    rewriter.replaceOpWithNewOp<func::CallOp>(op, op.getCallee(), results,
                                              adaptor.getOperands());
    return success();
  }
};

/// `arith.select` on snow values.
struct SelectPattern : OpConversionPattern<arith::SelectOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(arith::SelectOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<arith::SelectOp>(op, adaptor.getCondition(),
                                                 adaptor.getTrueValue(),
                                                 adaptor.getFalseValue());
    return success();
  }
};
} // namespace

void snow::populateSnowToSnowRTPatterns(
    const SnowToSnowRTTypeConverter &converter, RewritePatternSet &patterns,
    SnowToSnowRTState &state) {
  for (SnowPatternGroup *populate :
       {&populateSnowProgramToSnowRTPatterns,
        &populateSnowProcessToSnowRTPatterns,
        &populateSnowReceiveToSnowRTPatterns,
        &populateSnowContinuationToSnowRTPatterns,
        &populateSnowServiceToSnowRTPatterns,
        &populateSnowSupervisorToSnowRTPatterns,
        &populateSnowNodeToSnowRTPatterns, &populateSnowJobToSnowRTPatterns,
        &populateSnowWsToSnowRTPatterns, &populateSnowValueToSnowRTPatterns,
        &populateSnowFunctionValueToSnowRTPatterns,
        &populateSnowDataToSnowRTPatterns, &populateSnowTypeToSnowRTPatterns,
        &populateSnowLibraryToSnowRTPatterns,
        &populateSnowOwnershipToSnowRTPatterns})
    populate(converter, patterns, state);
  patterns.add<FunctionPattern, NotedCallPattern, SelectPattern>(
      converter, patterns.getContext());
  populateCallOpTypeConversionPattern(patterns, converter);
  populateReturnOpTypeConversionPattern(patterns, converter);
  populateBranchOpInterfaceTypeConversionPattern(patterns, converter);
}

namespace {
struct ConvertSnowToSnowRT
    : snow::impl::ConvertSnowToSnowRTBase<ConvertSnowToSnowRT> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    // The names that reports use, while actors can still be told apart.
    SmallVector<std::pair<std::string, std::string>> names;
    for (ActorOp actor : module.getOps<ActorOp>()) {
      auto shown = actor->getAttrOfType<StringAttr>("snow.display_name");
      std::string name =
          shown ? shown.str() : getRegisteredName(actor.getSymName()).str();
      if (auto handlers = actor->getAttrOfType<ArrayAttr>("snow.handler_names"))
        for (auto handler : handlers.getAsRange<StringAttr>())
          name += '\0' + handler.str();
      names.emplace_back("__spawn_" + actor.getSymName().str(), name);
    }
    for (auto function : module.getOps<func::FuncOp>()) {
      // An instance of a generic function is called as the program calls it.
      StringRef symbol = function.getSymName();
      StringRef shown = symbol;
      if (shown.consume_front("__"))
        shown = shown.take_until([](char c) { return c == '$'; });
      names.emplace_back("__spawn_" + symbol.str(),
                         getRegisteredName(shown).str());
    }

    MLIRContext *context = &getContext();
    SnowToSnowRTTypeConverter converter(context);
    // Values of declared types travel as terms, in which a type is its name,
    // only between nodes and to registered names.
    bool sendsTerms = module
                          .walk([](Operation *op) {
                            return isa<NodeStartOp, SendNamedOp>(op)
                                       ? WalkResult::interrupt()
                                       : WalkResult::advance();
                          })
                          .wasInterrupted();
    SnowToSnowRTState state(module);
    ConversionTarget target(*context);
    configureSnowToSnowRTLegality(target, converter);
    RewritePatternSet patterns(context);
    populateSnowToSnowRTPatterns(converter, patterns, state);
    if (failed(applyConversionWithReasons(module, target, std::move(patterns),
                                          "snow_rt", state.log)))
      return signalPassFailure();
    describeProgram(module, names, sendsTerms);
  }

private:
  /// Has the program's main tell the runtime what processes are called, and if
  /// need be which types there are.
  void describeProgram(ModuleOp module,
                       ArrayRef<std::pair<std::string, std::string>> names,
                       bool withTypes) {
    SymbolTable symbols(module);
    auto main = symbols.lookup<func::FuncOp>("main");
    if (!main || main.isExternal())
      return;
    auto start = main.getBody().getOps<snowrt::RtStartMainOp>();
    if (start.empty())
      return;
    MLIRContext *context = &getContext();
    OpBuilder builder(*start.begin());
    snow::detail::Emitter emit(builder, main.getLoc());
    for (auto &[function, name] : names) {
      if (!symbols.lookup(function))
        continue; // Never spawned.
      snowrt::DescribeFunctionOp::create(
          builder, main.getLoc(), emit.function(function),
          emit.stringBytes(emit.string(name)), emit.integer(name.size()));
    }
    if (!withTypes)
      return;
    for (auto type : module.getOps<snowrt::TypeOp>()) {
      auto name = FlatSymbolRefAttr::get(type.getSymNameAttr());
      Type described = type.getSum() ? Type(SumType::get(context, name))
                                     : StructType::get(context, name);
      snowrt::RegisterTypeOp::create(builder, main.getLoc(),
                                     emit.typeInfo(described));
    }
  }
};
} // namespace
