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

static Type getPtrType(Operation *op) {
  return LLVM::LLVMPointerType::get(op->getContext());
}

static Value buildNull(OpBuilder &builder, snowrt::NullOp op,
                       snowrt::NullOp::Adaptor, SnowRTToLLVMState &) {
  return LLVM::ZeroOp::create(builder, op.getLoc(), getPtrType(op));
}

static Value buildString(OpBuilder &builder, snowrt::StringOp op,
                         snowrt::StringOp::Adaptor, SnowRTToLLVMState &state) {
  return getObjectAddress(builder, op.getLoc(),
                          getStringGlobal(builder, op, op.getValue(), state));
}

static Value buildStatic(OpBuilder &builder, snowrt::StaticOp op,
                         snowrt::StaticOp::Adaptor, SnowRTToLLVMState &state) {
  return getObjectAddress(builder, op.getLoc(),
                          getObjectGlobal(builder, op, op.getObject(), state));
}

static Value buildFunction(OpBuilder &builder, snowrt::FunctionOp op,
                           snowrt::FunctionOp::Adaptor, SnowRTToLLVMState &) {
  return LLVM::AddressOfOp::create(builder, op.getLoc(), getPtrType(op),
                                   op.getCalleeAttr());
}

static Value buildGlobalAddress(OpBuilder &builder, snowrt::GlobalAddressOp op,
                                snowrt::GlobalAddressOp::Adaptor,
                                SnowRTToLLVMState &) {
  return LLVM::AddressOfOp::create(builder, op.getLoc(), getPtrType(op),
                                   op.getGlobalAttr());
}

namespace {
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

} // namespace

void snow::populateSnowRTConstantToLLVMPatterns(
    const LLVMTypeConverter &converter, RewritePatternSet &patterns,
    SnowRTToLLVMState &state) {
  patterns.add<BuildPattern<buildNull>, BuildPattern<buildString>,
               BuildPattern<buildStatic>, TypeInfoPattern, TypePattern,
               BuildPattern<buildFunction>, GlobalPattern,
               BuildPattern<buildGlobalAddress>>(converter,
                                                 patterns.getContext(), state);
}
