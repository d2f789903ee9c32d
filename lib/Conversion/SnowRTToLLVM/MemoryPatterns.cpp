//===- MemoryPatterns.cpp - Loads, stores and the frame ---------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

namespace {
/// Allocated once, in the entry block: in a loop an `alloca` would grow the
/// stack with each turn.
struct FrameAllocPattern : SnowRTPattern<snowrt::FrameAllocOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::FrameAllocOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Region *region = op->getParentRegion();
    while (region && !isa<FunctionOpInterface>(region->getParentOp()))
      region = region->getParentRegion();
    if (!region)
      return decline(rewriter, op, "it stands outside any function");
    Value address;
    {
      OpBuilder::InsertionGuard guard(rewriter);
      rewriter.setInsertionPointToStart(&region->front());
      Value size = LLVM::ConstantOp::create(
          rewriter, op.getLoc(), rewriter.getI64Type(), op.getSizeAttr());
      address =
          LLVM::AllocaOp::create(rewriter, op.getLoc(), ptrType(),
                                 rewriter.getI8Type(), size, /*alignment=*/8);
    }
    rewriter.replaceOp(op, address);
    return success();
  }
};
} // namespace

/// The address so many bytes behind another.
static Value getAddress(OpBuilder &builder, Location loc, Value base,
                        int64_t offset) {
  if (offset == 0)
    return base;
  return LLVM::GEPOp::create(builder, loc, base.getType(), builder.getI8Type(),
                             base, ArrayRef<LLVM::GEPArg>{int32_t(offset)},
                             LLVM::GEPNoWrapFlags::inbounds);
}

/// What is known of an access: words at multiples of 8 in 8-byte aligned
/// objects are aligned, everything else may be anywhere.
static unsigned getAlignment(Value base, int64_t offset) {
  Operation *source = base.getDefiningOp();
  bool isFrame = isa_and_nonnull<LLVM::AllocaOp>(source);
  return isFrame && offset % 8 == 0 ? 8 : 1;
}

namespace {
struct LoadPattern : SnowRTPattern<snowrt::LoadOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::LoadOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    int64_t offset = static_cast<int64_t>(op.getOffset());
    if (!llvm::isInt<32>(offset))
      return decline(rewriter, op, "the offset does not fit 32 bits");
    Value base = adaptor.getAddress();
    rewriter.replaceOpWithNewOp<LLVM::LoadOp>(
        op, getTypeConverter()->convertType(op.getValue().getType()),
        getAddress(rewriter, op.getLoc(), base, offset),
        getAlignment(base, offset));
    return success();
  }
};

struct LoadWordPattern : SnowRTPattern<snowrt::LoadWordOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::LoadWordOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Type word = rewriter.getI64Type();
    Value address = LLVM::GEPOp::create(
        rewriter, op.getLoc(), ptrType(), word, adaptor.getAddress(),
        ArrayRef<LLVM::GEPArg>{adaptor.getIndex()},
        LLVM::GEPNoWrapFlags::inbounds);
    rewriter.replaceOpWithNewOp<LLVM::LoadOp>(op, word, address, 8);
    return success();
  }
};

struct StorePattern : SnowRTPattern<snowrt::StoreOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::StoreOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    int64_t offset = static_cast<int64_t>(op.getOffset());
    if (!llvm::isInt<32>(offset))
      return decline(rewriter, op, "the offset does not fit 32 bits");
    Value base = adaptor.getAddress();
    rewriter.replaceOpWithNewOp<LLVM::StoreOp>(
        op, adaptor.getValue(), getAddress(rewriter, op.getLoc(), base, offset),
        getAlignment(base, offset));
    return success();
  }
};

struct OffsetPattern : SnowRTPattern<snowrt::OffsetOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::OffsetOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    int64_t offset = static_cast<int64_t>(op.getBytes());
    if (!llvm::isInt<32>(offset))
      return decline(rewriter, op, "the offset does not fit 32 bits");
    rewriter.replaceOp(
        op, getAddress(rewriter, op.getLoc(), adaptor.getAddress(), offset));
    return success();
  }
};

struct PtrToWordPattern : SnowRTPattern<snowrt::PtrToWordOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::PtrToWordOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::PtrToIntOp>(op, rewriter.getI64Type(),
                                                  adaptor.getAddress());
    return success();
  }
};

struct WordToPtrPattern : SnowRTPattern<snowrt::WordToPtrOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::WordToPtrOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::IntToPtrOp>(op, ptrType(),
                                                  adaptor.getWord());
    return success();
  }
};

struct IsNullPattern : SnowRTPattern<snowrt::IsNullOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::IsNullOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Value null = LLVM::ZeroOp::create(rewriter, op.getLoc(), ptrType());
    rewriter.replaceOpWithNewOp<LLVM::ICmpOp>(op, LLVM::ICmpPredicate::eq,
                                              adaptor.getAddress(), null);
    return success();
  }
};
} // namespace

void snow::populateSnowRTMemoryToLLVMPatterns(
    const LLVMTypeConverter &converter, RewritePatternSet &patterns,
    SnowRTToLLVMState &state) {
  patterns
      .add<FrameAllocPattern, LoadPattern, LoadWordPattern, StorePattern,
           OffsetPattern, PtrToWordPattern, WordToPtrPattern, IsNullPattern>(
          converter, patterns.getContext(), state);
}
