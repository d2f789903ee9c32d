//===- RareFunctions.cpp - What is not worth optimising ---------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RareFunctions.h"
#include "TurnBounds.h"
#include "snow/Runtime/ABI/RuntimeTable.h"
#include "llvm/ADT/SCCIterator.h"
#include "llvm/Analysis/CallGraph.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace snow::driver;

/// How often each function is called.
using CallCounts = DenseMap<Function *, uint64_t>;

/// The function of the program that the instruction calls by name, if any.
static Function *getCallee(const Instruction &inst) {
  const auto *call = dyn_cast<CallBase>(&inst);
  Function *callee = call ? call->getCalledFunction() : nullptr;
  return callee && !callee->isDeclaration() ? callee : nullptr;
}

namespace {
/// What one run of a function does at most.
struct RunOfFunction {
  /// How often it calls each other one, on the path where it does so most.
  CallCounts calls;
  /// How often what runs most often in it does.
  uint64_t turns = 1;
};
} // namespace

static RunOfFunction followPaths(Function &function, TurnBounds &loops) {
  // Blocks, or all blocks of a loop; the iterator gives the last ones first.
  SmallVector<std::pair<std::vector<BasicBlock *>, bool>, 0> steps;
  for (auto scc = scc_begin(&function); !scc.isAtEnd(); ++scc)
    steps.emplace_back(*scc, scc.hasCycle());
  RunOfFunction run;
  DenseMap<const BasicBlock *, CallCounts> behind;
  auto raise = [](CallCounts &counts, const CallCounts &others) {
    for (auto [callee, count] : others) {
      uint64_t &mine = counts[callee];
      mine = std::max(mine, count);
    }
  };
  // To keep a count per block and callee is too much for the largest functions:
  // there every call counts, on whatever path.
  bool followed = steps.size() <= 1000;
  for (const auto &[blocks, isLoop] : reverse(steps)) {
    CallCounts here;
    CallCounts &counts = followed ? here : run.calls;
    for (const BasicBlock *block : blocks)
      for (const BasicBlock *previous : predecessors(block))
        if (auto found = behind.find(previous); found != behind.end())
          raise(counts, found->second);
    for (const BasicBlock *block : blocks) {
      uint64_t turns = isLoop ? loops.getTurns(*block) : 1;
      run.turns = std::max(run.turns, turns);
      for (const Instruction &inst : *block)
        if (Function *callee = getCallee(inst)) {
          uint64_t &count = counts[callee];
          count = SaturatingAdd(count, turns);
        }
    }
    if (!followed)
      continue;
    for (const BasicBlock *block : blocks) {
      if (succ_empty(block))
        raise(run.calls, counts);
      else if (!counts.empty())
        behind[block] = counts;
    }
    // A loop without an end calls too.
    if (isLoop)
      raise(run.calls, counts);
  }
  return run;
}

/// Whether the runtime runs the function once, as the main process, and nobody
/// else knows its address.
static bool isMainProcess(const Use &use) {
  const auto *call = dyn_cast<CallBase>(use.getUser());
  const Function *callee = call ? call->getCalledFunction() : nullptr;
  return callee &&
         callee->getName() ==
             snow::abi::getFunction(snow::abi::Entry::rt_start_main).symbol &&
         call->getFunction()->getName() == "main";
}

RunBounds::RunBounds(Module &module, CallGraph &graph) {
  for (Function &function : module) {
    if (function.isDeclaration())
      continue;
    uint64_t &bound = bounds[&function];
    if (!function.hasLocalLinkage())
      bound = function.getName() == "main" ? 1 : kUnbounded;
    for (const Use &use : function.uses()) {
      const auto *call = dyn_cast<CallBase>(use.getUser());
      if (call && call->isCallee(&use))
        continue;
      bound =
          SaturatingAdd(bound, isMainProcess(use) ? uint64_t(1) : kUnbounded);
    }
  }
  // The iterator gives callees first; bounds are handed down from callers.
  SmallVector<std::pair<Function *, bool>, 0> functions;
  for (auto scc = scc_begin(&graph); !scc.isAtEnd(); ++scc)
    for (CallGraphNode *node : *scc)
      if (Function *function = node->getFunction();
          function && !function->isDeclaration())
        functions.emplace_back(function, scc.hasCycle());
  for (auto [function, recursive] : reverse(functions))
    if (recursive)
      bounds[function] = kUnbounded;
  TurnBounds loops;
  for (auto [function, recursive] : reverse(functions))
    addCallsOf(*function, loops);
  keepSpecialisers(functions);
}

/// Hands down to the functions that this one calls how often it does.
void RunBounds::addCallsOf(Function &function, TurnBounds &loops) {
  uint64_t bound = getBound(function);
  if (bound != kUnbounded) {
    RunOfFunction run = followPaths(function, loops);
    for (auto [callee, count] : run.calls)
      bounds[callee] =
          SaturatingAdd(bounds[callee], SaturatingMultiply(bound, count));
    // Itself it may run long, however rarely.
    bounds[&function] = SaturatingMultiply(bound, run.turns);
    return;
  }
  for (const Instruction &inst : instructions(function))
    if (Function *callee = getCallee(inst))
      bounds[callee] = kUnbounded;
}

/// Whether the function gets an address from its caller, the context aside.
static bool takesPointer(const Function &function) {
  return any_of(function.args(), [](const Argument &arg) {
    return arg.getType()->isPointerTy() &&
           !arg.hasAttribute(Attribute::SwiftSelf);
  });
}

/// A loop that calls what it gets, as that of List.map, is inlined to call what
/// it is known to get: that pays however rarely the caller runs. So who calls
/// such a function has no bound either, and neither has who hands it on.
void RunBounds::keepSpecialisers(
    ArrayRef<std::pair<Function *, bool>> functions) {
  DenseSet<const Function *> higherOrder;
  for (auto [function, recursive] : functions) {
    bool callsGiven = false, callsHigherOrder = false;
    for (const Instruction &inst : instructions(*function)) {
      const auto *call = dyn_cast<CallBase>(&inst);
      callsGiven |= call && call->isIndirectCall();
      const Function *callee = getCallee(inst);
      callsHigherOrder |= callee && higherOrder.contains(callee);
    }
    if ((callsGiven || callsHigherOrder || recursive) &&
        takesPointer(*function))
      higherOrder.insert(function);
    if (callsHigherOrder)
      bounds[function] = kUnbounded;
  }
}

void snow::driver::markRareFunctions(Module &module, CallGraph &graph) {
  // What optimising an instruction takes is some ten thousand times what it
  // can gain in one run of it.
  constexpr uint64_t most = 1000;
  RunBounds bounds(module, graph);
  for (Function &function : module) {
    if (function.isDeclaration() || bounds.getBound(function) > most ||
        function.hasFnAttribute(Attribute::AlwaysInline))
      continue;
    function.addFnAttr(Attribute::OptimizeNone);
    function.addFnAttr(Attribute::NoInline);
    // The runtime's fast paths only make it larger.
    for (Instruction &inst : instructions(function))
      if (Function *callee = getCallee(inst);
          callee && callee->hasFnAttribute(Attribute::AlwaysInline))
        cast<CallBase>(inst).addFnAttr(Attribute::NoInline);
  }
}
