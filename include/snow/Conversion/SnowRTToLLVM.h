//===- SnowRTToLLVM.h - From snow_rt to the LLVM dialect --------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_CONVERSION_SNOWRTTOLLVM_H
#define SNOW_CONVERSION_SNOWRTTOLLVM_H

#include "mlir/IR/BuiltinOps.h"
#include "snow/Conversion/ConversionSupport.h"
#include "llvm/ADT/StringMap.h"

namespace mlir {
class DialectRegistry;
class LLVMTypeConverter;
} // namespace mlir

namespace snow {

/// What patterns keep for the whole conversion of a module.
struct SnowRTToLLVMState {
  /// A shared state serves conversions on several threads and keeps nothing.
  explicit SnowRTToLLVMState(bool isShared = false)
      : log(/*keeps=*/!isShared), isShared(isShared) {}

  /// The symbol of that name in the module, null if there is none. Symbols that
  /// patterns create must be added: a module may have tens of thousands, so
  /// they are found through an index.
  mlir::Operation *lookupSymbol(mlir::ModuleOp module, llvm::StringRef name);
  void addSymbol(mlir::ModuleOp module, mlir::Operation *op);
  /// For what is erased at once, where the conversion cannot be rolled back.
  void removeSymbol(mlir::Operation *op);

  DeclineLog log;

private:
  bool isShared;
  mlir::Operation *indexed = nullptr;
  llvm::StringMap<mlir::Operation *> symbols;
};

/// Adds `!snow_rt.ptr` -> `!llvm.ptr`.
void populateSnowRTToLLVMTypeConversion(mlir::LLVMTypeConverter &converter);

// One group of patterns per kind of operation; a pass may leave out or replace
// a group. The state must outlive the patterns' use.
using SnowRTPatternGroup = void(const mlir::LLVMTypeConverter &converter,
                                mlir::RewritePatternSet &patterns,
                                SnowRTToLLVMState &state);

SnowRTPatternGroup populateSnowRTCallToLLVMPatterns;   ///< runtime functions
SnowRTPatternGroup populateSnowRTMathToLLVMPatterns;   ///< instructions instead
SnowRTPatternGroup populateSnowRTMemoryToLLVMPatterns; ///< loads, stores, frame
SnowRTPatternGroup
    populateSnowRTConstantToLLVMPatterns; ///< addresses of globals
SnowRTPatternGroup
    populateSnowRTControlToLLVMPatterns; ///< reductions, indirect calls

SnowRTPatternGroup populateSnowRTListToLLVMPatterns; ///< appending in place
SnowRTPatternGroup
    populateSnowRTOwnershipToLLVMPatterns; ///< counting, cleanups

/// All groups.
SnowRTPatternGroup populateSnowRTToLLVMPatterns;

/// snow_rt is illegal, except for cleanups of LLVM addresses; the LLVM dialect
/// is legal.
void configureSnowRTToLLVMLegality(mlir::ConversionTarget &target);

/// Has the stock `convert-to-llvm` pass lower snow_rt.
void registerConvertSnowRTToLLVMInterface(mlir::DialectRegistry &registry);

} // namespace snow

#endif // SNOW_CONVERSION_SNOWRTTOLLVM_H
