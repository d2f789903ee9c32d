//===- RuntimeDeclaration.cpp - Declarations from the ABI table -*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

using namespace mlir;
using namespace snow;

static Type lowerType(MLIRContext *context, abi::Type type) {
  switch (type) {
  case abi::Type::Void:
    return LLVM::LLVMVoidType::get(context);
  case abi::Type::Ptr:
    return LLVM::LLVMPointerType::get(context);
  case abi::Type::I64:
    return IntegerType::get(context, 64);
  case abi::Type::I8:
    return IntegerType::get(context, 8);
  case abi::Type::F64:
    return Float64Type::get(context);
  }
  llvm_unreachable("unknown ABI type");
}

/// Attributes of a declaration. A function that may suspend resumes on another
/// thread and lets other processes run, so it may touch all memory and is never
/// `nosync` or `willreturn`; one that may panic unwinds.
static void setAttributes(LLVM::LLVMFuncOp declaration,
                          const abi::Function &function) {
  MLIRContext *context = declaration.getContext();
  auto unit = UnitAttr::get(context);
  bool mayPanic = function.has(abi::EffectMayPanic);
  bool maySuspend = function.has(abi::EffectMaySuspend);
  if (!mayPanic)
    declaration.setNoUnwindAttr(unit);
  if (!mayPanic && !maySuspend && !function.has(abi::EffectNoReturn))
    declaration.setWillReturnAttr(unit);
  if (function.has(abi::EffectNoReturn))
    declaration.setPassthroughAttr(
        ArrayAttr::get(context, StringAttr::get(context, "noreturn")));
  using LLVM::ModRefInfo;
  auto memory = [&](ModRefInfo effect) {
    return LLVM::MemoryEffectsAttr::get(
        context, {effect, effect, effect, effect, effect, effect});
  };
  // The identity of a process, and so its context, is the same in all of a
  // function however often the process moves between threads.
  if (function.has(abi::EffectPure))
    declaration.setMemoryEffectsAttr(memory(ModRefInfo::NoModRef));
  else if (function.has(abi::EffectReads))
    declaration.setMemoryEffectsAttr(memory(ModRefInfo::Ref));
  if (function.has(abi::EffectAllocates))
    declaration.setResultAttr(0, LLVM::LLVMDialect::getNoAliasAttrName(), unit);
}

FailureOr<LLVM::LLVMFuncOp>
snow::detail::declareRuntimeFunction(OpBuilder &builder, Operation *from,
                                     const abi::Function &function,
                                     SnowRTToLLVMState &state) {
  auto module = from->getParentOfType<ModuleOp>();
  MLIRContext *context = builder.getContext();
  SmallVector<Type> params;
  for (abi::Type type : function.params)
    params.push_back(lowerType(context, type));
  auto type =
      LLVM::LLVMFunctionType::get(lowerType(context, function.result), params);
  if (Operation *symbol = state.lookupSymbol(module, function.symbol)) {
    auto declaration = dyn_cast<LLVM::LLVMFuncOp>(symbol);
    if (declaration && declaration.getFunctionType() == type)
      return declaration;
    return failure();
  }
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(module.getBody());
  auto declaration =
      LLVM::LLVMFuncOp::create(builder, module.getLoc(), function.symbol, type);
  setAttributes(declaration, function);
  state.addSymbol(module, declaration);
  return declaration;
}

FailureOr<LLVM::CallOp> snow::detail::callRuntimeFunction(
    OpBuilder &builder, Location loc, Operation *from,
    const abi::Function &function, ValueRange args, SnowRTToLLVMState &state) {
  FailureOr<LLVM::LLVMFuncOp> declaration =
      declareRuntimeFunction(builder, from, function, state);
  if (failed(declaration))
    return failure();
  return LLVM::CallOp::create(builder, loc, *declaration, args);
}
