//===- FlattenAppends.cpp - Appending on a condition ------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "snow/Conversion/Passes.h"
#include "snow/Runtime/ABI/RuntimeTable.h"

namespace snow {
#define GEN_PASS_DEF_SNOWFLATTENAPPENDS
#include "snow/Conversion/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

namespace {
struct FlattenAppends : snow::impl::SnowFlattenAppendsBase<FlattenAppends> {
  void runOnOperation() override;

private:
  LogicalResult check();
  bool flatten(LLVM::CallOp append);
  LLVM::LLVMFuncOp getConditional(LLVM::LLVMFuncOp append);
};
} // namespace

/// Whether one edge leads to the join with the list as it was, the other with
/// the list that the call gives, and nothing else differs.
static bool differInList(OperandRange with, OperandRange without,
                         LLVM::CallOp append) {
  Value before = append.getArgOperands()[1], after = append.getResult();
  return llvm::all_of(llvm::zip_equal(with, without), [&](auto pair) {
    auto [a, b] = pair;
    return a == after ? b == before : a == b;
  });
}

LLVM::LLVMFuncOp FlattenAppends::getConditional(LLVM::LLVMFuncOp append) {
  ModuleOp module = getOperation();
  if (auto made = module.lookupSymbol<LLVM::LLVMFuncOp>(conditionalAppendName))
    return made;
  // What the other one falls back on.
  auto slow = module.lookupSymbol<LLVM::LLVMFuncOp>(
      abi::getFunction(abi::Entry::list_append).symbol);
  if (!slow)
    return {};
  OpBuilder builder(append);
  LLVM::LLVMFunctionType type = append.getFunctionType();
  SmallVector<Type> params(type.getParams());
  params.push_back(builder.getI1Type());
  auto function = LLVM::LLVMFuncOp::create(
      builder, append.getLoc(), conditionalAppendName,
      LLVM::LLVMFunctionType::get(type.getReturnType(), params),
      LLVM::Linkage::Private);
  function.setAlwaysInline(true);
  snow::detail::buildAppendBody(builder, function, slow,
                                /*isConditional=*/true);
  return function;
}

bool FlattenAppends::flatten(LLVM::CallOp append) {
  Block *block = append->getBlock();
  Block *before = block->getSinglePredecessor();
  auto leave = dyn_cast<LLVM::BrOp>(block->getTerminator());
  auto branch =
      before ? dyn_cast<LLVM::CondBrOp>(before->getTerminator()) : nullptr;
  if (!leave || !branch || block->getNumArguments() != 0)
    return false;
  bool isTrue = branch.getTrueDest() == block;
  Block *rest = leave.getDest();
  if (rest != (isTrue ? branch.getFalseDest() : branch.getTrueDest()))
    return false;
  if (!differInList(leave.getDestOperands(),
                    isTrue ? branch.getFalseDestOperands()
                           : branch.getTrueDestOperands(),
                    append) ||
      llvm::any_of(append->getUsers(),
                   [&](Operation *user) { return user != leave; }))
    return false;
  // Anything else that is done there depends on the condition.
  for (Operation &op : block->without_terminator())
    if (&op != append && !isMemoryEffectFree(&op))
      return false;
  auto callee = getOperation().lookupSymbol<LLVM::LLVMFuncOp>(
      append.getCalleeAttr().getAttr());
  LLVM::LLVMFuncOp conditional = getConditional(callee);
  if (!conditional)
    return false;
  OpBuilder builder(append);
  Value condition = branch.getCondition();
  if (!isTrue) {
    Value one = LLVM::ConstantOp::create(builder, append.getLoc(),
                                         builder.getBoolAttr(true));
    condition = LLVM::XOrOp::create(builder, append.getLoc(), condition, one);
  }
  SmallVector<Value> args(append.getArgOperands());
  args.push_back(condition);
  auto flat = LLVM::CallOp::create(builder, append.getLoc(), conditional, args);
  append.replaceAllUsesWith(flat);
  append.erase();
  branch.erase();
  before->getOperations().splice(before->end(), block->getOperations());
  block->erase();
  return true;
}

/// The names are the compiler's own, but a module may come from elsewhere.
LogicalResult FlattenAppends::check() {
  Type ptr = LLVM::LLVMPointerType::get(&getContext());
  Type word = IntegerType::get(&getContext(), 64);
  Type flag = IntegerType::get(&getContext(), 1);
  auto isFunction = [&](Operation *symbol, ArrayRef<Type> params) {
    auto function = dyn_cast<LLVM::LLVMFuncOp>(symbol);
    return function && function.getFunctionType() ==
                           LLVM::LLVMFunctionType::get(ptr, params);
  };
  Operation *append = getOperation().lookupSymbol(appendName);
  if (append && !isFunction(append, {ptr, ptr, word}))
    return append->emitOpError("has the name of the function that appends to a "
                               "list, and is another");
  Operation *conditional = getOperation().lookupSymbol(conditionalAppendName);
  if (conditional && !isFunction(conditional, {ptr, ptr, word, flag}))
    return conditional->emitOpError("has the name of the function that appends "
                                    "on a condition, and is another");
  return success();
}

void FlattenAppends::runOnOperation() {
  if (failed(check()))
    return signalPassFailure();
  if (!getOperation().lookupSymbol(appendName))
    return;
  SmallVector<LLVM::CallOp> appends;
  getOperation().walk([&](LLVM::CallOp call) {
    if (call.getCallee() == appendName)
      appends.push_back(call);
  });
  for (LLVM::CallOp call : appends)
    numFlattened += flatten(call);
}
