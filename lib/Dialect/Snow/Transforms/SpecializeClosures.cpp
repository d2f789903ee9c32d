//===- SpecializeClosures.cpp - Functions for known arguments ---*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a function is given to call is mostly written down where it is called.
// The idea, and that copies keyed by the function that is called are finitely
// many, are those of Brandon, Driscoll, Dai, Berkow and Milano, "Better
// Defunctionalization through Lambda Set Specialization" (PLDI 2023).
//
//===----------------------------------------------------------------------===//

#include "InvariantArguments.h"
#include "PassOrder.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/SymbolTable.h"
#include "snow/Dialect/Snow/IR/Naming.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"

namespace snow {
#define GEN_PASS_DEF_SNOWSPECIALIZECLOSURES
#include "snow/Dialect/Snow/Transforms/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

/// A longer function is worth its calls of function values; and how much all
/// copies together may add to a module, at the least.
static constexpr size_t maxCopied = 256, freeGrowth = 4096;

/// A function may wrap what it is given in a function value for each call of
/// itself; so many wrappings are followed.
static constexpr unsigned maxWrappings = 3;

namespace {
struct SpecializeClosures
    : snow::impl::SnowSpecializeClosuresBase<SpecializeClosures> {
  void runOnOperation() override;

private:
  /// A function, a parameter, and the function of the value it gets.
  using Key = std::tuple<StringAttr, unsigned, StringAttr>;

  void findCalledParameters();
  bool isCalled(Value function);
  void visit(Operation *root);
  bool specialize(func::CallOp call);
  func::FuncOp copy(func::FuncOp callee, unsigned index, ClosureOp closure);
  void eraseUnused();

  SymbolTable *symbols = nullptr;
  /// The parameters that a function calls, itself or through others.
  DenseMap<StringAttr, BitVector> calledParameters;
  DenseMap<Key, func::FuncOp> copies;
  /// How many function values a copy was made for, one after the other.
  DenseMap<StringAttr, unsigned> wrappings;
  llvm::SetVector<StringAttr> originals;
  SmallVector<func::CallOp> todo;
  size_t growthLeft = 0;
};
} // namespace

static size_t countOperations(Operation *root) {
  size_t count = 0;
  root->walk([&](Operation *) { ++count; });
  return count;
}

bool SpecializeClosures::isCalled(Value function) {
  return llvm::any_of(function.getUses(), [&](OpOperand &use) {
    if (isa<ClosureCallOp>(use.getOwner()))
      return use.getOperandNumber() == 0;
    // Handed on, or captured by a function value that calls it.
    StringAttr callee;
    if (auto call = dyn_cast<func::CallOp>(use.getOwner()))
      callee = call.getCalleeAttr().getAttr();
    else if (auto closure = dyn_cast<ClosureOp>(use.getOwner()))
      callee = closure.getCalleeAttr().getAttr();
    else
      return false;
    auto it = calledParameters.find(callee);
    return it != calledParameters.end() &&
           it->second.test(use.getOperandNumber());
  });
}

void SpecializeClosures::findCalledParameters() {
  for (auto function : getOperation().getOps<func::FuncOp>())
    if (!function.isExternal() &&
        llvm::any_of(function.getArgumentTypes(), llvm::IsaPred<FnType>))
      calledParameters[function.getSymNameAttr()].resize(
          function.getNumArguments());
  // From none to more.
  bool changed = true;
  while (changed) {
    changed = false;
    for (auto &[name, called] : calledParameters) {
      auto function = symbols->lookup<func::FuncOp>(name);
      for (BlockArgument arg : function.getArguments())
        if (isa<FnType>(arg.getType()) && !called.test(arg.getArgNumber()) &&
            isCalled(arg)) {
          called.set(arg.getArgNumber());
          changed = true;
        }
    }
  }
}

/// Calls of values that are made in the function become calls of functions.
static void callDirectly(ClosureCallOp call) {
  auto closure = call.getCallee().getDefiningOp<ClosureOp>();
  if (!closure)
    return;
  OpBuilder builder(call);
  SmallVector<Value> args(closure.getCaptures());
  llvm::append_range(args, call.getArgs());
  auto direct =
      func::CallOp::create(builder, call.getLoc(), closure.getCalleeAttr(),
                           call.getResultTypes(), args);
  direct->setDiscardableAttrs(call->getDiscardableAttrDictionary());
  call->replaceAllUsesWith(direct);
  call->erase();
}

void SpecializeClosures::visit(Operation *root) {
  root->walk([](ClosureCallOp call) { callDirectly(call); });
  root->walk([&](func::CallOp call) { todo.push_back(call); });
}

/// The function with what the closure captures in place of the parameter. The
/// closure is made again inside, for uses other than calls.
func::FuncOp SpecializeClosures::copy(func::FuncOp callee, unsigned index,
                                      ClosureOp closure) {
  OpBuilder builder(callee);
  builder.setInsertionPointAfter(callee);
  func::FuncOp function = callee.clone();
  // Generated names begin so behind their modules.
  StringRef name = callee.getSymName();
  std::string newName =
      (isGeneratedName(name) ? name.str() : "__" + name.str());
  function.setSymName(newName + "." + closure.getCallee().str());
  function.setPrivate();
  symbols->insert(function, builder.getInsertionPoint());

  Block &entry = function.getBody().front();
  SmallVector<Value> captures;
  for (auto [offset, capture] : llvm::enumerate(closure.getCaptures()))
    captures.push_back(entry.insertArgument(
        index + 1 + offset, capture.getType(), closure.getLoc()));
  builder.setInsertionPointToStart(&entry);
  auto made = ClosureOp::create(builder, closure.getLoc(), closure.getType(),
                                closure.getCalleeAttr(), captures);
  entry.getArgument(index).replaceAllUsesWith(made.getResult());
  entry.eraseArgument(index);
  function.setFunctionType(builder.getFunctionType(
      entry.getArgumentTypes(), callee.getFunctionType().getResults()));
  return function;
}

/// Replaces the first function value that the callee calls and that is made
/// here; true if there was one.
bool SpecializeClosures::specialize(func::CallOp call) {
  StringAttr name = call.getCalleeAttr().getAttr();
  auto it = calledParameters.find(name);
  if (it == calledParameters.end())
    return false;
  auto callee = symbols->lookup<func::FuncOp>(name);
  // Marks on parameters would be those of others.
  if (callee.getArgAttrsAttr())
    return false;
  for (unsigned index : it->second.set_bits()) {
    auto closure = call.getOperand(index).getDefiningOp<ClosureOp>();
    if (!closure)
      continue;
    func::FuncOp &known =
        copies[{name, index, closure.getCalleeAttr().getAttr()}];
    if (!known) {
      size_t size = countOperations(callee);
      if (size > maxCopied || size > growthLeft)
        return false;
      growthLeft -= size;
      known = copy(callee, index, closure);
      originals.insert(name);
      ++numCopies;
      // The other parameters keep what they are.
      BitVector called(known.getNumArguments());
      unsigned captures = closure.getCaptures().size();
      for (unsigned other : it->second.set_bits())
        if (other != index)
          called.set(other < index ? other : other + captures - 1);
      StringAttr copied = known.getSymNameAttr();
      visit(known);
      // What the closure captured may be a function itself.
      unsigned wrapped = wrappings.lookup(name) + 1;
      if (wrapped <= maxWrappings)
        for (unsigned i = index; i != index + captures; ++i)
          called[i] = isa<FnType>(known.getArgument(i).getType()) &&
                      isCalled(known.getArgument(i));
      wrappings[copied] = wrapped;
      calledParameters[copied] = called;
    }
    SmallVector<Value> args(call.getOperands());
    args.erase(args.begin() + index);
    args.insert(args.begin() + index, closure.getCaptures().begin(),
                closure.getCaptures().end());
    OpBuilder builder(call);
    auto direct = func::CallOp::create(builder, call.getLoc(), known, args);
    direct->setDiscardableAttrs(call->getDiscardableAttrDictionary());
    call->replaceAllUsesWith(direct);
    call->erase();
    ++numCalls;
    todo.push_back(direct);
    return true;
  }
  return false;
}

/// Calls `note` with each symbol that the operation names.
static void forEachNamed(Operation *op, function_ref<void(StringAttr)> note) {
  // Nearly all are one of these; to collect the attributes of an operation
  // takes long.
  if (auto call = dyn_cast<func::CallOp>(op))
    return note(call.getCalleeAttr().getAttr());
  if (auto closure = dyn_cast<ClosureOp>(op))
    return note(closure.getCalleeAttr().getAttr());
  if (op->getPropertiesStorageSize() == 0 &&
      op->getDiscardableAttrDictionary().empty())
    return;
  for (NamedAttribute attr : op->getAttrDictionary())
    attr.getValue().walk(
        [&](SymbolRefAttr name) { note(name.getRootReference()); });
}

/// Function values that nobody needs any more, and the functions of the library
/// that only got such ones.
void SpecializeClosures::eraseUnused() {
  SmallVector<ClosureOp> closures;
  getOperation().walk([&](ClosureOp closure) { closures.push_back(closure); });
  // Those that capture others stand behind them.
  for (ClosureOp closure : llvm::reverse(closures))
    if (closure->use_empty())
      closure.erase();
  if (originals.empty())
    return;
  // Which others name each of them.
  DenseMap<StringAttr, SmallPtrSet<Operation *, 4>> users;
  for (Operation &top : getOperation().getOps())
    top.walk([&](Operation *op) {
      forEachNamed(op, [&](StringAttr name) {
        if (originals.contains(name) &&
            symbols->lookup(name.getValue()) != &top)
          users[name].insert(&top);
      });
    });
  // What only one of them called goes in the next round.
  SmallVector<func::FuncOp> unneeded;
  do {
    unneeded.clear();
    for (StringAttr name : originals)
      if (auto function = symbols->lookup<func::FuncOp>(name);
          function && isGeneratedName(name) && users[name].empty())
        unneeded.push_back(function);
    for (func::FuncOp function : unneeded) {
      for (auto &[name, others] : users)
        others.erase(function);
      symbols->erase(function);
    }
  } while (!unneeded.empty());
}

void SpecializeClosures::runOnOperation() {
  if (failed(requireImplicitOwnership(getOperation(), getArgument())))
    return signalPassFailure();
  calledParameters.clear();
  copies.clear();
  wrappings.clear();
  originals.clear();
  todo.clear();
  SymbolTable table(getOperation());
  symbols = &table;
  for (auto function : getOperation().getOps<FunctionOpInterface>())
    replaceInvariantArguments(function.getFunctionBody());
  findCalledParameters();
  growthLeft = countOperations(getOperation()) + freeGrowth;
  visit(getOperation());
  while (!todo.empty())
    specialize(todo.pop_back_val());
  eraseUnused();
}
