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

static constexpr llvm::StringLiteral
    offsetTooLarge("the offset does not fit 32 bits");

/// The mark of accesses to the code of a function value, for when what is
/// around them has been converted.
static constexpr llvm::StringLiteral codeAccessName("snow_rt.accesses_code");

/// Whether a load gets the code of a function value, which stays what it was
/// stored as: LLVM may then take the one for the other, and calls directly what
/// it has seen being made.
static bool accessesCode(snowrt::LoadOp op) {
  return op.getOffset() == offsetof(snow_closure, fn) &&
         (op->hasAttr(codeAccessName) ||
          (!op->use_empty() && llvm::all_of(op->getUses(), [](OpOperand &use) {
            return isa<snowrt::CallIndirectOp>(use.getOwner()) &&
                   use.getOperandNumber() == 0;
          })));
}
/// Whether a store is that of the code in a new function value.
static bool accessesCode(snowrt::StoreOp op) {
  return op.getOffset() == offsetof(snow_closure, fn) &&
         (op->hasAttr(codeAccessName) ||
          (op.getValue().getDefiningOp<snowrt::FunctionOp>() &&
           op.getAddress().getDefiningOp<snowrt::AllocOp>()));
}

void snow::detail::markCodeAccesses(Operation *root) {
  auto mark = [](auto op) {
    if (op && accessesCode(op))
      op->setAttr(codeAccessName, UnitAttr::get(op->getContext()));
  };
  root->walk([&](Operation *op) {
    mark(dyn_cast<snowrt::LoadOp>(op));
    mark(dyn_cast<snowrt::StoreOp>(op));
  });
}

namespace {
/// An access at a constant offset.
template <typename Op> struct AccessPattern : SnowRTPattern<Op> {
  using SnowRTPattern<Op>::SnowRTPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    int64_t offset = static_cast<int64_t>(op.getOffset());
    if (!llvm::isInt<32>(offset))
      return this->decline(rewriter, op, offsetTooLarge);
    Value base = adaptor.getAddress();
    Value address = getAddress(rewriter, op.getLoc(), base, offset);
    unsigned alignment = getAlignment(base, offset);
    bool isCode = accessesCode(op);
    if constexpr (std::is_same_v<Op, snowrt::LoadOp>)
      rewriter
          .replaceOpWithNewOp<LLVM::LoadOp>(
              op,
              this->getTypeConverter()->convertType(op.getValue().getType()),
              address, alignment)
          .setInvariantGroup(isCode);
    else
      rewriter
          .replaceOpWithNewOp<LLVM::StoreOp>(op, adaptor.getValue(), address,
                                             alignment)
          .setInvariantGroup(isCode);
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
      return decline(rewriter, op, offsetTooLarge);
    rewriter.replaceOp(
        op, getAddress(rewriter, op.getLoc(), adaptor.getAddress(), offset));
    return success();
  }
};

} // namespace

static Value loadWord(OpBuilder &builder, snowrt::LoadWordOp op,
                      snowrt::LoadWordOp::Adaptor adaptor,
                      SnowRTToLLVMState &) {
  Type word = builder.getI64Type();
  Value base = adaptor.getAddress();
  Value address =
      LLVM::GEPOp::create(builder, op.getLoc(), base.getType(), word, base,
                          ArrayRef<LLVM::GEPArg>{adaptor.getIndex()},
                          LLVM::GEPNoWrapFlags::inbounds);
  return LLVM::LoadOp::create(builder, op.getLoc(), word, address, 8);
}

static Value ptrToWord(OpBuilder &builder, snowrt::PtrToWordOp op,
                       snowrt::PtrToWordOp::Adaptor adaptor,
                       SnowRTToLLVMState &) {
  return LLVM::PtrToIntOp::create(builder, op.getLoc(), builder.getI64Type(),
                                  adaptor.getAddress());
}

static Value wordToPtr(OpBuilder &builder, snowrt::WordToPtrOp op,
                       snowrt::WordToPtrOp::Adaptor adaptor,
                       SnowRTToLLVMState &) {
  return LLVM::IntToPtrOp::create(builder, op.getLoc(),
                                  LLVM::LLVMPointerType::get(op.getContext()),
                                  adaptor.getWord());
}

static Value isNull(OpBuilder &builder, snowrt::IsNullOp op,
                    snowrt::IsNullOp::Adaptor adaptor, SnowRTToLLVMState &) {
  Value address = adaptor.getAddress();
  Value null = LLVM::ZeroOp::create(builder, op.getLoc(), address.getType());
  return LLVM::ICmpOp::create(builder, op.getLoc(), LLVM::ICmpPredicate::eq,
                              address, null);
}

void snow::populateSnowRTMemoryToLLVMPatterns(
    const LLVMTypeConverter &converter, RewritePatternSet &patterns,
    SnowRTToLLVMState &state) {
  patterns.add<FrameAllocPattern, AccessPattern<snowrt::LoadOp>,
               AccessPattern<snowrt::StoreOp>, OffsetPattern,
               BuildPattern<loadWord>, BuildPattern<ptrToWord>,
               BuildPattern<wordToPtr>, BuildPattern<isNull>>(
      converter, patterns.getContext(), state);
}
