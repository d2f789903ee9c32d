//===- LowerCleanups.cpp - Landing pads -------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"
#include "mlir/IR/BuiltinOps.h"
#include "snow/Conversion/Passes.h"
#include "llvm/ADT/PostOrderIterator.h"
#include <map>

namespace snow {
#define GEN_PASS_DEF_SNOWLOWERCLEANUPS
#include "snow/Conversion/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

static constexpr StringLiteral personalityName("__gxx_personality_v0");

namespace {
/// An object that a landing pad releases. The address of its type is made anew
/// there if it is a symbol: where it was made need not dominate the pad.
struct Held {
  Value object;
  Value type;
  FlatSymbolRefAttr typeSymbol;

  bool operator<(const Held &other) const {
    auto key = [](const Held &held) {
      return std::make_tuple(held.object.getAsOpaquePointer(),
                             held.typeSymbol
                                 ? held.typeSymbol.getAsOpaquePointer()
                                 : held.type.getAsOpaquePointer());
    };
    return key(*this) < key(other);
  }
  bool operator==(const Held &other) const {
    return !(*this < other) && !(other < *this);
  }
};
using HeldList = std::vector<Held>;

/// Lowers the cleanups of one function.
class FunctionCleanups {
public:
  /// `quiet` has the functions that never unwind.
  FunctionCleanups(LLVM::LLVMFuncOp function, LLVM::LLVMFuncOp release,
                   const DenseSet<StringAttr> &quiet)
      : function(function), release(release), quiet(quiet),
        builder(function.getContext()) {}

  /// The list that holds at the start of each block: that of all the blocks
  /// before it, or none if they differ.
  void propagate();
  /// Turns the covered calls into invokes; returns how many.
  unsigned createInvokes();
  unsigned getNumPads() const { return pads.size(); }

private:
  static HeldList getList(snowrt::CleanupOp cleanup);
  bool mayUnwind(LLVM::CallOp call);
  void createInvoke(LLVM::CallOp call, const HeldList &held);
  Block *getPad(const HeldList &held, Location loc);
  Block *getTail(const HeldList &held, Location loc);
  Type getExceptionType() {
    return LLVM::LLVMStructType::getLiteral(
        builder.getContext(), {LLVM::LLVMPointerType::get(builder.getContext()),
                               builder.getI32Type()});
  }

  LLVM::LLVMFuncOp function, release;
  const DenseSet<StringAttr> &quiet;
  OpBuilder builder;
  DenseMap<Block *, HeldList> atStart;
  SmallVector<std::pair<LLVM::CallOp, LLVM::InvokeOp>> replaced;
  std::map<HeldList, Block *> pads, tails;
};

struct LowerCleanups : snow::impl::SnowLowerCleanupsBase<LowerCleanups> {
  void runOnOperation() override;
};
} // namespace

HeldList FunctionCleanups::getList(snowrt::CleanupOp cleanup) {
  HeldList held;
  for (auto [object, type] :
       llvm::zip_equal(cleanup.getObjects(), cleanup.getTypes())) {
    auto address = type.getDefiningOp<LLVM::AddressOfOp>();
    held.push_back(
        {object, type,
         address ? address.getGlobalNameAttr() : FlatSymbolRefAttr()});
  }
  return held;
}

void FunctionCleanups::propagate() {
  // Blocks that have not been reached yet say nothing: a loop starts with what
  // comes from before it.
  DenseMap<Block *, HeldList> atEnd;
  bool changed = true;
  while (changed) {
    changed = false;
    for (Block *block :
         llvm::ReversePostOrderTraversal<Region *>(&function.getBody())) {
      std::optional<HeldList> list;
      for (Block *before : block->getPredecessors()) {
        auto it = atEnd.find(before);
        if (it == atEnd.end())
          continue;
        if (list && *list != it->second) {
          list->clear();
          break;
        }
        list = it->second;
      }
      HeldList held = list.value_or(HeldList());
      atStart[block] = held;
      for (auto cleanup : block->getOps<snowrt::CleanupOp>())
        held = getList(cleanup);
      auto [it, isNew] = atEnd.try_emplace(block, held);
      if (isNew || it->second != held) {
        it->second = std::move(held);
        changed = true;
      }
    }
  }
}

bool FunctionCleanups::mayUnwind(LLVM::CallOp call) {
  FlatSymbolRefAttr callee = call.getCalleeAttr();
  return !callee || !quiet.contains(callee.getAttr());
}

unsigned FunctionCleanups::createInvokes() {
  SmallVector<std::pair<LLVM::CallOp, HeldList>> calls;
  SmallVector<snowrt::CleanupOp> cleanups;
  for (Block &block : function.getBody()) {
    HeldList held = atStart.lookup(&block);
    for (Operation &op : block) {
      if (auto cleanup = dyn_cast<snowrt::CleanupOp>(op)) {
        held = getList(cleanup);
        cleanups.push_back(cleanup);
      } else if (auto call = dyn_cast<LLVM::CallOp>(op)) {
        if (!held.empty() && mayUnwind(call))
          calls.push_back({call, held});
      }
    }
  }
  for (auto &[call, held] : calls)
    getPad(held, call.getLoc());
  // From the last one on: what is behind a call moves to another block, and so
  // it moves once.
  for (auto &[call, held] : llvm::reverse(calls))
    createInvoke(call, held);
  for (snowrt::CleanupOp cleanup : cleanups)
    cleanup.erase();
  // Only now: the lists name results of calls.
  for (auto [call, invoke] : replaced) {
    call.replaceAllUsesWith(invoke.getOperation()->getResults());
    call.erase();
  }
  return calls.size();
}

void FunctionCleanups::createInvoke(LLVM::CallOp call, const HeldList &held) {
  Location loc = call.getLoc();
  Block *pad = getPad(held, loc);
  Block *block = call->getBlock();
  Block *rest = block->splitBlock(std::next(call->getIterator()));
  builder.setInsertionPointToEnd(block);
  // A call of an address has it as its first operand, and no callee.
  Type result = call.getNumResults() == 0
                    ? LLVM::LLVMVoidType::get(builder.getContext())
                    : call.getResult().getType();
  auto type = LLVM::LLVMFunctionType::get(
      result, llvm::to_vector(call.getArgOperands().getTypes()));
  auto invoke = LLVM::InvokeOp::create(builder, loc, type, call.getCalleeAttr(),
                                       call.getCalleeOperands(), rest,
                                       ValueRange(), pad, ValueRange());
  replaced.push_back({call, invoke});
}

Block *FunctionCleanups::getPad(const HeldList &held, Location loc) {
  Block *&pad = pads[held];
  if (pad)
    return pad;
  Block *tail = getTail(held, loc);
  pad = builder.createBlock(tail);
  Value exception = LLVM::LandingpadOp::create(builder, loc, getExceptionType(),
                                               /*cleanup=*/true, ValueRange());
  LLVM::BrOp::create(builder, loc, exception, tail);
  return pad;
}

/// The block that releases the objects, the youngest first, and goes on with
/// the panic, its argument.
Block *FunctionCleanups::getTail(const HeldList &held, Location loc) {
  auto it = tails.find(held);
  if (it != tails.end())
    return it->second;
  Block *next = nullptr;
  if (!held.empty())
    next = getTail(HeldList(held.begin(), std::prev(held.end())), loc);
  Block *tail =
      next ? builder.createBlock(next, getExceptionType(), loc)
           : builder.createBlock(&function.getBody(), function.getBody().end(),
                                 getExceptionType(), loc);
  tails[held] = tail;
  if (!next) {
    LLVM::ResumeOp::create(builder, loc, tail->getArgument(0));
    return tail;
  }
  const Held &last = held.back();
  Value type = last.type;
  if (last.typeSymbol)
    type = LLVM::AddressOfOp::create(builder, loc, type.getType(),
                                     last.typeSymbol);
  LLVM::CallOp::create(builder, loc, release, ValueRange{last.object, type});
  LLVM::BrOp::create(builder, loc, tail->getArgument(0), next);
  return tail;
}

void LowerCleanups::runOnOperation() {
  ModuleOp module = getOperation();
  OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
  SnowRTToLLVMState state;
  DenseSet<StringAttr> quiet;
  for (auto function : module.getOps<LLVM::LLVMFuncOp>())
    if (function.getNoUnwind())
      quiet.insert(function.getSymNameAttr());
  for (auto function : llvm::to_vector(module.getOps<LLVM::LLVMFuncOp>())) {
    bool hasAny = false;
    function.walk([&](snowrt::CleanupOp) { hasAny = true; });
    if (!hasAny)
      continue;
    FailureOr<LLVM::LLVMFuncOp> release = snow::detail::declareRuntimeFunction(
        builder, function, abi::getFunction(abi::Entry::release), state);
    if (failed(release)) {
      function.emitError("the module has another symbol @snow_release");
      return signalPassFailure();
    }
    FunctionCleanups cleanups(function, *release, quiet);
    cleanups.propagate();
    unsigned count = cleanups.createInvokes();
    numInvokes += count;
    numPads += cleanups.getNumPads();
    if (count == 0)
      continue;
    Operation *personality = state.lookupSymbol(module, personalityName);
    if (!personality) {
      personality = LLVM::LLVMFuncOp::create(
          builder, module.getLoc(), personalityName,
          LLVM::LLVMFunctionType::get(builder.getI32Type(), {},
                                      /*isVarArg=*/true));
      state.addSymbol(module, personality);
    }
    if (!isa<LLVM::LLVMFuncOp>(personality)) {
      function.emitError("the module has another symbol @") << personalityName;
      return signalPassFailure();
    }
    function.setPersonality(personalityName);
  }
}
