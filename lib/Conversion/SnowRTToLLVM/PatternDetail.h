//===- PatternDetail.h - What the pattern files share -----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_CONVERSION_SNOWRTTOLLVM_PATTERNDETAIL_H
#define SNOW_LIB_CONVERSION_SNOWRTTOLLVM_PATTERNDETAIL_H

#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "snow/Conversion/AppendNames.h"
#include "snow/Conversion/SnowRTToLLVM.h"
#include "snow/Dialect/SnowRT/IR/SnowRTOps.h"
#include "snow/Runtime/ABI/Runtime.h"

namespace snow::detail {

/// A pattern that can say why it declines.
template <typename Op>
class SnowRTPattern : public mlir::OpConversionPattern<Op> {
public:
  SnowRTPattern(const mlir::LLVMTypeConverter &converter,
                mlir::MLIRContext *context, SnowRTToLLVMState &state)
      : mlir::OpConversionPattern<Op>(converter, context), state(state) {
    this->setDebugName(Op::getOperationName());
  }

protected:
  mlir::LogicalResult decline(mlir::RewriterBase &rewriter, Op op,
                              const llvm::Twine &reason) const {
    return declined(state.log, rewriter, op, reason);
  }
  mlir::Type ptrType() const {
    return mlir::LLVM::LLVMPointerType::get(this->getContext());
  }

  SnowRTToLLVMState &state;
};

/// A pattern that only builds a value: `mlir::Value build(mlir::OpBuilder &,
/// Op, Op::Adaptor, SnowRTToLLVMState &)`.
template <auto Build> struct BuildPattern;
template <typename Op, typename Adaptor,
          mlir::Value (*Build)(mlir::OpBuilder &, Op, Adaptor,
                               SnowRTToLLVMState &)>
struct BuildPattern<Build> : SnowRTPattern<Op> {
  using SnowRTPattern<Op>::SnowRTPattern;

  mlir::LogicalResult
  matchAndRewrite(Op op, Adaptor adaptor,
                  mlir::ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, Build(rewriter, op, adaptor, this->state));
    return mlir::success();
  }
};

/// Notes on accesses to the code of function values that they are such, which
/// shows only as long as nothing around them is converted.
void markCodeAccesses(mlir::Operation *root);

/// The body of the function that appends to a list in place if it can, or of
/// the one that has a condition as a fourth parameter.
void buildAppendBody(mlir::OpBuilder &builder, mlir::LLVM::LLVMFuncOp function,
                     mlir::LLVM::LLVMFuncOp slow, bool isConditional);

/// The declaration of a runtime function in the module, made from the ABI table
/// if it is not there yet. Fails if the module has something else of that name.
mlir::FailureOr<mlir::LLVM::LLVMFuncOp>
declareRuntimeFunction(mlir::OpBuilder &builder, mlir::Operation *from,
                       const abi::Function &function, SnowRTToLLVMState &state);

/// A call of a runtime function, with the call's attributes from the table.
mlir::FailureOr<mlir::LLVM::CallOp>
callRuntimeFunction(mlir::OpBuilder &builder, mlir::Location loc,
                    mlir::Operation *from, const abi::Function &function,
                    mlir::ValueRange args, SnowRTToLLVMState &state);

/// Whether a call is left to the patterns of populateSnowRTMathToLLVMPatterns.
bool isInstruction(mlir::Operation *call);

/// Makes an internal constant of the module. Without `initialise`, which gives
/// the value, the caller fills it in.
mlir::FlatSymbolRefAttr
createGlobal(mlir::OpBuilder &builder, mlir::ModuleOp module,
             SnowRTToLLVMState &state, llvm::StringRef name, mlir::Type type,
             unsigned alignment, llvm::function_ref<mlir::Value()> initialise);

/// The module's global with the constant String object of that text; equal
/// texts share one.
mlir::FlatSymbolRefAttr getStringGlobal(mlir::OpBuilder &builder,
                                        mlir::Operation *from,
                                        llvm::StringRef text,
                                        SnowRTToLLVMState &state);

/// The module's global with a constant object; see `snow_rt.static`. Equal
/// objects share one.
mlir::FlatSymbolRefAttr getObjectGlobal(mlir::OpBuilder &builder,
                                        mlir::Operation *from,
                                        mlir::Attribute content,
                                        SnowRTToLLVMState &state);

/// The object behind the header in such a global.
mlir::Value getObjectAddress(mlir::OpBuilder &builder, mlir::Location loc,
                             mlir::FlatSymbolRefAttr global);

} // namespace snow::detail

#endif // SNOW_LIB_CONVERSION_SNOWRTTOLLVM_PATTERNDETAIL_H
