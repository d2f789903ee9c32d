//===- SnowRTToLLVM.cpp - From snow_rt to the LLVM dialect ------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Conversion/SnowRTToLLVM.h"
#include "PatternDetail.h"
#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/FuncToLLVM/ConvertFuncToLLVM.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Transforms/RegionUtils.h"
#include "snow/Conversion/Passes.h"

namespace snow {
#define GEN_PASS_DEF_CONVERTSNOWRTTOLLVM
#include "snow/Conversion/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

void snow::populateSnowRTToLLVMTypeConversion(LLVMTypeConverter &converter) {
  converter.addConversion([](snowrt::PtrType type) -> Type {
    return LLVM::LLVMPointerType::get(type.getContext());
  });
}

void snow::configureSnowRTToLLVMLegality(ConversionTarget &target) {
  target.addIllegalDialect<snowrt::SnowRTDialect>();
  target.addLegalDialect<LLVM::LLVMDialect>();
  target.addDynamicallyLegalOp<snowrt::CleanupOp>([](snowrt::CleanupOp op) {
    return llvm::none_of(op->getOperandTypes(), llvm::IsaPred<snowrt::PtrType>);
  });
}

void snow::populateSnowRTToLLVMPatterns(const LLVMTypeConverter &converter,
                                        RewritePatternSet &patterns,
                                        SnowRTToLLVMState &state) {
  populateSnowRTCallToLLVMPatterns(converter, patterns, state);
  populateSnowRTMathToLLVMPatterns(converter, patterns, state);
  populateSnowRTMemoryToLLVMPatterns(converter, patterns, state);
  populateSnowRTConstantToLLVMPatterns(converter, patterns, state);
  populateSnowRTControlToLLVMPatterns(converter, patterns, state);
  populateSnowRTListToLLVMPatterns(converter, patterns, state);
  populateSnowRTOwnershipToLLVMPatterns(converter, patterns, state);
}

namespace {
/// Keeps the index of symbols while functions are replaced by others.
struct SymbolListener : RewriterBase::Listener {
  SymbolListener(ModuleOp module, SnowRTToLLVMState &state)
      : module(module), state(state) {}
  void notifyOperationInserted(Operation *op, OpBuilder::InsertPoint) override {
    if (op->getParentOp() == module && isa<SymbolOpInterface>(op))
      state.addSymbol(module, op);
  }
  void notifyOperationErased(Operation *op) override {
    if (isa<SymbolOpInterface>(op))
      state.removeSymbol(op);
  }
  ModuleOp module;
  SnowRTToLLVMState &state;
};

struct ConvertSnowRTToLLVM
    : snow::impl::ConvertSnowRTToLLVMBase<ConvertSnowRTToLLVM> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    MLIRContext *context = &getContext();
    // The conversion does not come to what is never reached, such as the body
    // of an arm whose guard always panics.
    IRRewriter rewriter(context);
    for (auto function : module.getOps<func::FuncOp>())
      (void)eraseUnreachableBlocks(rewriter, function->getRegions());
    LLVMTypeConverter converter(context);
    populateSnowRTToLLVMTypeConversion(converter);
    SnowRTToLLVMState state;
    ConversionTarget target(*context);
    configureSnowRTToLLVMLegality(target);
    // A type is described where that is asked for, so it stays to the end.
    target.addLegalOp<ModuleOp, snowrt::TypeOp>();
    // Everything has to be in one dialect for translation; what is not there in
    // the end is reported.
    target.markUnknownOpDynamicallyLegal([](Operation *) { return false; });
    RewritePatternSet patterns(context);
    populateSnowRTToLLVMPatterns(converter, patterns, state);
    // Without tables each call would look for its callee among all symbols.
    SymbolTableCollection symbolTables;
    populateFuncToLLVMConversionPatterns(converter, patterns, &symbolTables);
    arith::populateArithToLLVMConversionPatterns(converter, patterns);
    cf::populateControlFlowToLLVMConversionPatterns(converter, patterns);
    populateMathToLLVMConversionPatterns(converter, patterns);
    // What is not kept for rolling back takes half of the time.
    snow::detail::markCodeAccesses(module);
    SymbolListener listener(module, state);
    ConversionConfig config;
    config.allowPatternRollback = false;
    config.listener = &listener;
    if (failed(applyConversionWithReasons(module, target, std::move(patterns),
                                          "the LLVM dialect", state.log,
                                          config)))
      return signalPassFailure();
    for (auto type :
         llvm::make_early_inc_range(module.getOps<snowrt::TypeOp>()))
      type.erase();

    // A panic unwinds through compiled frames, so each needs a table entry even
    // where it has nothing to clean up; frame pointers keep backtraces of
    // suspended processes readable.
    for (auto function : module.getOps<LLVM::LLVMFuncOp>()) {
      if (function.isExternal())
        continue;
      function.setUwtableKindAttr(LLVM::UWTableKindAttr::get(
          context, LLVM::uwtable::UWTableKind::Async));
      function.setFramePointerAttr(LLVM::FramePointerKindAttr::get(
          context, LLVM::framePointerKind::FramePointerKind::NonLeaf));
    }
  }
};
} // namespace
