//===- OwnershipPatterns.cpp - Counting in place ----------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An object of one process is counted without a call: the functions made here
// look at the count and leave everything else, shared and static objects and
// the last reference, to the runtime. They are always inlined.
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"
#include "mlir/IR/BuiltinOps.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

/// The function of that name with the signature of the runtime function, which
/// does `count += step` if the count is greater than `limit` and else calls the
/// runtime function. Fails if a name is taken.
static FailureOr<LLVM::LLVMFuncOp>
getCountingFunction(ConversionPatternRewriter &rewriter, Operation *from,
                    SnowRTToLLVMState &state, StringRef name,
                    const abi::Function &slow, int64_t limit, int64_t step) {
  auto module = from->getParentOfType<ModuleOp>();
  FailureOr<LLVM::LLVMFuncOp> declaration =
      declareRuntimeFunction(rewriter, from, slow, state);
  if (failed(declaration))
    return failure();
  LLVM::LLVMFunctionType type = declaration->getFunctionType();
  if (Operation *symbol = state.lookupSymbol(module, name)) {
    auto function = dyn_cast<LLVM::LLVMFuncOp>(symbol);
    if (function && function.getFunctionType() == type)
      return function;
    return failure();
  }
  OpBuilder::InsertionGuard guard(rewriter);
  rewriter.setInsertionPointToEnd(module.getBody());
  Location loc = module.getLoc();
  auto function = LLVM::LLVMFuncOp::create(rewriter, loc, name, type,
                                           LLVM::Linkage::Private);
  state.addSymbol(module, function);
  function.setNoUnwind(true);
  function.setAlwaysInline(true);
  SmallVector<Location> locs(type.getNumParams(), loc);
  Region &body = function.getBody();
  Block *entry = rewriter.createBlock(&body, {}, type.getParams(), locs);
  Block *fast = rewriter.createBlock(&body);
  Block *call = rewriter.createBlock(&body);
  Type word = rewriter.getI64Type();
  auto integer = [&](int64_t value) -> Value {
    return LLVM::ConstantOp::create(rewriter, loc, word,
                                    rewriter.getI64IntegerAttr(value));
  };

  rewriter.setInsertionPointToEnd(entry);
  Value object = entry->getArgument(0);
  constexpr auto at =
      int32_t(offsetof(snow_header, count)) - int32_t(sizeof(snow_header));
  Value address = LLVM::GEPOp::create(
      rewriter, loc, object.getType(), rewriter.getI8Type(), object,
      ArrayRef<LLVM::GEPArg>{at}, LLVM::GEPNoWrapFlags::inbounds);
  // Monotonic: another process may count a shared object at the same time.
  auto load = LLVM::LoadOp::create(rewriter, loc, word, address, 8);
  load.setOrdering(LLVM::AtomicOrdering::monotonic);
  Value isPlain = LLVM::ICmpOp::create(rewriter, loc, LLVM::ICmpPredicate::sgt,
                                       load, integer(limit));
  LLVM::CondBrOp::create(rewriter, loc, isPlain, fast, ValueRange(), call,
                         ValueRange());

  rewriter.setInsertionPointToEnd(fast);
  Value changed = LLVM::AddOp::create(rewriter, loc, load, integer(step));
  LLVM::StoreOp::create(rewriter, loc, changed, address, 8);
  LLVM::ReturnOp::create(rewriter, loc, ValueRange());

  rewriter.setInsertionPointToEnd(call);
  LLVM::CallOp::create(rewriter, loc, *declaration, entry->getArguments());
  LLVM::ReturnOp::create(rewriter, loc, ValueRange());
  return function;
}

namespace {
struct RetainPattern : SnowRTPattern<snowrt::RetainOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::RetainOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    FailureOr<LLVM::LLVMFuncOp> function =
        getCountingFunction(rewriter, op, state, "__retain",
                            abi::getFunction(abi::Entry::retain), 0, 1);
    if (failed(function))
      return decline(rewriter, op, "the module has another symbol @__retain");
    rewriter.replaceOpWithNewOp<LLVM::CallOp>(op, *function,
                                              adaptor.getOperands());
    return success();
  }
};

struct ReleasePattern : SnowRTPattern<snowrt::ReleaseOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::ReleaseOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    FailureOr<LLVM::LLVMFuncOp> function =
        getCountingFunction(rewriter, op, state, "__release",
                            abi::getFunction(abi::Entry::release), 1, -1);
    if (failed(function))
      return decline(rewriter, op, "the module has another symbol @__release");
    rewriter.replaceOpWithNewOp<LLVM::CallOp>(op, *function,
                                              adaptor.getOperands());
    return success();
  }
};

/// Kept, for snow-lower-cleanups, with converted addresses.
struct CleanupPattern : SnowRTPattern<snowrt::CleanupOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::CleanupOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<snowrt::CleanupOp>(op, adaptor.getObjects(),
                                                   adaptor.getTypes());
    return success();
  }
};
} // namespace

void snow::populateSnowRTOwnershipToLLVMPatterns(
    const LLVMTypeConverter &converter, RewritePatternSet &patterns,
    SnowRTToLLVMState &state) {
  patterns.add<RetainPattern, ReleasePattern, CleanupPattern>(
      converter, patterns.getContext(), state);
}
