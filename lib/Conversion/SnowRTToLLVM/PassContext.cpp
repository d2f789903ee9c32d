//===- PassContext.cpp - The context as a parameter -------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "snow/Conversion/Passes.h"
#include "snow/Dialect/SnowRT/IR/SnowRTDialect.h"
#include "snow/Runtime/ABI/RuntimeTable.h"

namespace snow {
#define GEN_PASS_DEF_SNOWPASSCONTEXT
#include "snow/Conversion/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

/// The mark of a function that takes the context; also read by
/// lib/Driver/Backend.cpp.
static constexpr StringLiteral contextMark("snow_context");

namespace {
/// What one function does.
struct FunctionUse {
  SmallVector<Operation *> calls;        ///< Of functions of the module.
  SmallVector<Operation *> contextCalls; ///< Of snow_process_context.
  bool addressTaken = false;
  bool takesContext = false;
  /// The runtime calls it with the context behind its argument, in the way of
  /// the C ABI.
  bool isEntered = false;
};

struct PassContext : snow::impl::SnowPassContextBase<PassContext> {
  void runOnOperation() override;

private:
  LogicalResult check(ModuleOp module);
  void collect(ModuleOp module);
  void decide();
  void addParameters();
  void rewriteBody(LLVM::LLVMFuncOp function, FunctionUse &use);
  LLVM::LLVMFuncOp getCallee(Operation *call);

  StringRef contextFunction;
  llvm::StringMap<LLVM::LLVMFuncOp> symbols;
  llvm::MapVector<LLVM::LLVMFuncOp, FunctionUse> functions;
};
} // namespace

static FlatSymbolRefAttr getCalleeName(Operation *op) {
  if (auto call = dyn_cast<LLVM::CallOp>(op))
    return call.getCalleeAttr();
  if (auto invoke = dyn_cast<LLVM::InvokeOp>(op))
    return invoke.getCalleeAttr();
  return {};
}

/// The defined function that an operation calls by name, null if none.
LLVM::LLVMFuncOp PassContext::getCallee(Operation *call) {
  FlatSymbolRefAttr name = getCalleeName(call);
  return name ? symbols.lookup(name.getValue()) : LLVM::LLVMFuncOp();
}

/// A caller that is not lowered yet would not hand the context on.
LogicalResult PassContext::check(ModuleOp module) {
  for (Operation &op : *module.getBody()) {
    if (isa<FunctionOpInterface>(op) && !isa<LLVM::LLVMFuncOp>(op))
      return op.emitOpError("is not lowered yet; run ")
             << getArgument() << " after convert-snow-rt-to-llvm";
    auto symbol = dyn_cast<SymbolOpInterface>(op);
    if (!symbol || symbol.getName() != contextFunction)
      continue;
    auto function = dyn_cast<LLVM::LLVMFuncOp>(op);
    auto ptr = LLVM::LLVMPointerType::get(&getContext());
    if (!function ||
        function.getFunctionType() != LLVM::LLVMFunctionType::get(ptr, {}))
      return op.emitOpError("has the name of a runtime function that gives the "
                            "process's context, and is another");
  }
  return success();
}

void PassContext::collect(ModuleOp module) {
  for (auto function : module.getOps<LLVM::LLVMFuncOp>())
    if (!function.isExternal()) {
      symbols[function.getName()] = function;
      functions[function].isEntered =
          function->hasAttr(snowrt::enteredAttrName);
    }
  // Globals and functions may take a function's address.
  for (Operation &op : *module.getBody())
    op.walk([&](Operation *inner) {
      auto address = dyn_cast<LLVM::AddressOfOp>(inner);
      if (!address)
        return;
      if (LLVM::LLVMFuncOp taken = symbols.lookup(address.getGlobalName()))
        functions[taken].addressTaken = true;
    });
  for (auto &[function, use] : functions)
    function.walk([&, &use = use](Operation *op) {
      FlatSymbolRefAttr name = getCalleeName(op);
      if (!name)
        return;
      if (name.getValue() == contextFunction)
        use.contextCalls.push_back(op);
      else if (symbols.contains(name.getValue()))
        use.calls.push_back(op);
    });
}

/// A function takes the context if it asks for it or calls one that gets it.
void PassContext::decide() {
  llvm::MapVector<LLVM::LLVMFuncOp, SmallVector<LLVM::LLVMFuncOp>> callers;
  SmallVector<LLVM::LLVMFuncOp> todo;
  for (auto &[function, use] : functions) {
    for (Operation *call : use.calls)
      callers[getCallee(call)].push_back(function);
    bool callsEntered = llvm::any_of(use.calls, [&](Operation *call) {
      return functions[getCallee(call)].isEntered;
    });
    if (!use.contextCalls.empty() || callsEntered)
      todo.push_back(function);
  }
  while (!todo.empty()) {
    LLVM::LLVMFuncOp function = todo.pop_back_val();
    FunctionUse &use = functions[function];
    if (use.takesContext || use.addressTaken || use.isEntered ||
        function.getName() == "main" || function.getName().starts_with("snow_"))
      continue;
    use.takesContext = true;
    llvm::append_range(todo, callers[function]);
  }
}

/// Inserts the parameter; the interface's method does not know functions
/// without a result.
static void insertParameter(LLVM::LLVMFuncOp function, Type ptr) {
  MLIRContext *context = function.getContext();
  LLVM::LLVMFunctionType type = function.getFunctionType();
  SmallVector<Type> params{ptr};
  llvm::append_range(params, type.getParams());
  function.setFunctionType(LLVM::LLVMFunctionType::get(
      type.getReturnType(), params, type.isVarArg()));
  function.getBody().front().insertArgument(0u, ptr, function.getLoc());
  if (ArrayAttr others = function.getArgAttrsAttr()) {
    SmallVector<Attribute> attrs{DictionaryAttr::get(context)};
    llvm::append_range(attrs, others);
    function.setArgAttrsAttr(ArrayAttr::get(context, attrs));
  }
  SmallVector<Attribute> marks;
  if (ArrayAttr others = function.getPassthroughAttr())
    llvm::append_range(marks, others);
  marks.push_back(StringAttr::get(context, contextMark));
  function.setPassthroughAttr(ArrayAttr::get(context, marks));
}

/// Appends the parameter of a function that the runtime enters.
static void appendParameter(LLVM::LLVMFuncOp function, Type ptr) {
  LLVM::LLVMFunctionType type = function.getFunctionType();
  SmallVector<Type> params(type.getParams());
  params.push_back(ptr);
  function.setFunctionType(LLVM::LLVMFunctionType::get(
      type.getReturnType(), params, type.isVarArg()));
  function.getBody().front().addArgument(ptr, function.getLoc());
  if (ArrayAttr others = function.getArgAttrsAttr()) {
    SmallVector<Attribute> attrs(others.getValue());
    attrs.push_back(DictionaryAttr::get(function.getContext()));
    function.setArgAttrsAttr(ArrayAttr::get(function.getContext(), attrs));
  }
  function->removeAttr(snowrt::enteredAttrName);
}

void PassContext::addParameters() {
  Type ptr = LLVM::LLVMPointerType::get(&getContext());
  for (auto &[function, use] : functions) {
    if (use.isEntered)
      appendParameter(function, ptr);
    if (!use.takesContext)
      continue;
    insertParameter(function, ptr);
    ++numFunctions;
  }
}

/// Puts the context in front of a call's arguments, or behind them.
static void addArgument(MutableOperandRange operands, Value context,
                        bool isEntered) {
  if (isEntered)
    return operands.append(context);
  SmallVector<Value> values{context};
  llvm::append_range(values, operands.getAsOperandRange());
  operands.assign(values);
}

void PassContext::rewriteBody(LLVM::LLVMFuncOp function, FunctionUse &use) {
  SmallVector<Operation *> passing;
  for (Operation *call : use.calls) {
    const FunctionUse &callee = functions[getCallee(call)];
    if (callee.takesContext || callee.isEntered)
      passing.push_back(call);
  }
  if (passing.empty() && !use.takesContext && !use.isEntered)
    return;
  Value context;
  if (use.isEntered) {
    context = function.getBody().front().getArguments().back();
  } else if (use.takesContext) {
    context = function.getArgument(0);
  } else {
    OpBuilder builder = OpBuilder::atBlockBegin(&function.getBody().front());
    SnowRTToLLVMState state;
    FailureOr<LLVM::CallOp> call = snow::detail::callRuntimeFunction(
        builder, function.getLoc(), function,
        abi::getFunction(abi::Entry::process_context), {}, state);
    assert(succeeded(call) && "check() has seen whose name it is");
    context = call->getResult();
  }
  for (Operation *call : use.contextCalls) {
    call->getResult(0).replaceAllUsesWith(context);
    call->erase();
  }
  for (Operation *call : passing) {
    bool isEntered = functions[getCallee(call)].isEntered;
    if (auto invoke = dyn_cast<LLVM::InvokeOp>(call))
      addArgument(invoke.getCalleeOperandsMutable(), context, isEntered);
    else
      addArgument(cast<LLVM::CallOp>(call).getCalleeOperandsMutable(), context,
                  isEntered);
  }
}

void PassContext::runOnOperation() {
  ModuleOp module = getOperation();
  contextFunction = abi::getFunction(abi::Entry::process_context).symbol;
  symbols.clear();
  functions.clear();
  collect(module);
  if (!symbols.contains("main"))
    return;
  if (failed(check(module)))
    return signalPassFailure();
  decide();
  addParameters();
  for (auto &[function, use] : functions)
    rewriteBody(function, use);
}
