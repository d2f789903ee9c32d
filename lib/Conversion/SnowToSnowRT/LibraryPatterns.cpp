//===- LibraryPatterns.cpp - Library calls and globals ----------*- C++ -*-===//
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
// Library calls
//===----------------------------------------------------------------------===//

namespace {
/// Every call of the library, by the machine types of the ABI table.
struct LibraryCallPattern : SnowPattern<LibraryCallOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(LibraryCallOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    const abi::Function &function = *op.getRuntimeFunction();
    OperationState call(op.getLoc(), ("snow_rt." + op.getCallee()).str());
    if (function.result != abi::Type::Void)
      call.addTypes(machineType(emit, function.result));
    for (Type type : op.getTypes().getAsValueRange<TypeAttr>())
      call.addOperands(emit.typeInfo(type));
    for (auto [arg, machine] :
         llvm::zip_equal(adaptor.getArgs(),
                         function.params.drop_front(op.getTypes().size())))
      call.addOperands(pass(emit, arg, machine));
    if (function.has(abi::EffectMayPanic))
      emit.setLocation();
    Operation *done = rewriter.create(call);
    if (op.getNumResults() == 0) {
      rewriter.eraseOp(op);
      return success();
    }
    Type type = convert(op.getResult(0).getType());
    if (!type)
      return decline(rewriter, op, "the result's type has no representation");
    if (function.result == abi::Type::Void)
      rewriter.replaceOp(op, emit.integer(0)); // The unit value.
    else
      rewriter.replaceOp(op,
                         take(emit, done->getResult(0), function.result, type));
    return success();
  }

private:
  static Type machineType(Emitter &emit, abi::Type machine) {
    switch (machine) {
    case abi::Type::Void:
      return {};
    case abi::Type::Ptr:
      return emit.ptrType();
    case abi::Type::I64:
      return emit.wordType();
    case abi::Type::I8:
      return emit.byteType();
    case abi::Type::F64:
      return emit.builder.getF64Type();
    }
    llvm_unreachable("unknown machine type");
  }

  /// An argument as the parameter's machine type; the verifier has seen that it
  /// can be.
  static Value pass(Emitter &emit, Value arg, abi::Type machine) {
    if (machine == abi::Type::I64)
      return emit.toWord(arg);
    return machine == abi::Type::I8 ? emit.toByte(arg) : arg;
  }

  /// A result as a value of the converted type.
  static Value take(Emitter &emit, Value result, abi::Type machine, Type type) {
    if (machine == abi::Type::I64)
      return emit.fromWord(result, type);
    return machine == abi::Type::I8 ? emit.toBool(result) : result;
  }
};

//===----------------------------------------------------------------------===//
// File-level constants
//===----------------------------------------------------------------------===//

/// What lies in the static memory of a constant.
struct GlobalStorage {
  int64_t word;
  int64_t isSet; ///< 0 until it has a value.
};

struct GlobalPattern : SnowPattern<GlobalOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(GlobalOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<snowrt::GlobalOp>(op, op.getSymName(),
                                                  sizeof(GlobalStorage));
    return success();
  }
};

struct GlobalGetPattern : SnowPattern<GlobalGetOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(GlobalGetOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!canSplitBlock(op))
      return decline(rewriter, op, cannotSplitBlock);
    Type type = convert(op.getType());
    if (!type)
      return decline(rewriter, op, "the value's type has no representation");
    Emitter emit(rewriter, op.getLoc());
    Value address = snowrt::GlobalAddressOp::create(
        rewriter, op.getLoc(), emit.ptrType(), op.getGlobalAttr());
    Value flag =
        emit.load(emit.wordType(), address, offsetof(GlobalStorage, isSet));
    Value isSet = arith::CmpIOp::create(
        rewriter, op.getLoc(), arith::CmpIPredicate::ne, flag, emit.integer(0));
    StringRef name = op.getGlobal().rsplit('.').second;
    if (name.empty())
      name = op.getGlobal();
    branchToPanicUnless(rewriter, op, isSet, [&](Emitter &cold) {
      cold.panic(cold.string((name + " is not initialised").str()));
    });
    Value word =
        emit.load(emit.wordType(), address, offsetof(GlobalStorage, word));
    rewriter.replaceOp(op, emit.fromWord(word, type));
    return success();
  }
};

struct GlobalSetPattern : SnowPattern<GlobalSetOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(GlobalSetOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    Value word = emit.toWord(adaptor.getValue());
    // Static from now on, so that every process may read it uncounted.
    if (isa<snowrt::PtrType>(adaptor.getValue().getType()))
      snowrt::ValueKeepOp::create(rewriter, op.getLoc(),
                                  emit.typeInfo(op.getValue().getType()), word);
    Value address = snowrt::GlobalAddressOp::create(
        rewriter, op.getLoc(), emit.ptrType(), op.getGlobalAttr());
    emit.store(word, address, offsetof(GlobalStorage, word));
    emit.store(emit.integer(1), address, offsetof(GlobalStorage, isSet));
    rewriter.eraseOp(op);
    return success();
  }
};
} // namespace

void snow::populateSnowLibraryToSnowRTPatterns(
    const SnowToSnowRTTypeConverter &converter, RewritePatternSet &patterns,
    SnowToSnowRTState &state) {
  patterns.add<LibraryCallPattern, GlobalPattern, GlobalGetPattern,
               GlobalSetPattern>(converter, patterns.getContext(), state);
}
