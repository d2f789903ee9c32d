//===- ConstantPatterns.cpp - Addresses of constants ------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"
#include "TypeGlobals.h"
#include "mlir/IR/BuiltinOps.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

namespace {
struct NullPattern : SnowRTPattern<snowrt::NullOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::NullOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::ZeroOp>(op, ptrType());
    return success();
  }
};

struct StringPattern : SnowRTPattern<snowrt::StringOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::StringOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    FlatSymbolRefAttr global =
        getStringGlobal(rewriter, op, op.getValue(), state);
    rewriter.replaceOp(op, getObjectAddress(rewriter, op.getLoc(), global));
    return success();
  }
};

struct StaticPattern : SnowRTPattern<snowrt::StaticOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::StaticOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    FlatSymbolRefAttr global =
        getObjectGlobal(rewriter, op, op.getObject(), state);
    rewriter.replaceOp(op, getObjectAddress(rewriter, op.getLoc(), global));
    return success();
  }
};

struct TypeInfoPattern : SnowRTPattern<snowrt::TypeInfoOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::TypeInfoOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    FailureOr<FlatSymbolRefAttr> global =
        TypeGlobals(rewriter, op, state).get(op.getDescribed());
    if (failed(global)) {
      std::string text;
      llvm::raw_string_ostream(text) << op.getDescribed();
      return decline(rewriter, op, "no run-time description of " + text);
    }
    rewriter.replaceOpWithNewOp<LLVM::AddressOfOp>(op, ptrType(), *global);
    return success();
  }
};

/// The description is made where one is asked for.
struct TypePattern : SnowRTPattern<snowrt::TypeOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::TypeOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.eraseOp(op);
    return success();
  }
};

struct FunctionPattern : SnowRTPattern<snowrt::FunctionOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::FunctionOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::AddressOfOp>(op, ptrType(),
                                                   op.getCalleeAttr());
    return success();
  }
};

struct GlobalPattern : SnowRTPattern<snowrt::GlobalOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::GlobalOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto type = LLVM::LLVMArrayType::get(rewriter.getI8Type(), op.getSize());
    auto global = LLVM::GlobalOp::create(
        rewriter, op.getLoc(), type, /*isConstant=*/false,
        LLVM::Linkage::Internal, op.getSymName(), Attribute(),
        /*alignment=*/8);
    rewriter.createBlock(&global.getInitializerRegion());
    Value zero = LLVM::ZeroOp::create(rewriter, op.getLoc(), type);
    LLVM::ReturnOp::create(rewriter, op.getLoc(), zero);
    rewriter.eraseOp(op);
    return success();
  }
};

struct GlobalAddressPattern : SnowRTPattern<snowrt::GlobalAddressOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::GlobalAddressOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::AddressOfOp>(op, ptrType(),
                                                   op.getGlobalAttr());
    return success();
  }
};
} // namespace

void snow::populateSnowRTConstantToLLVMPatterns(
    const LLVMTypeConverter &converter, RewritePatternSet &patterns,
    SnowRTToLLVMState &state) {
  patterns
      .add<NullPattern, StringPattern, StaticPattern, TypeInfoPattern,
           TypePattern, FunctionPattern, GlobalPattern, GlobalAddressPattern>(
          converter, patterns.getContext(), state);
}
