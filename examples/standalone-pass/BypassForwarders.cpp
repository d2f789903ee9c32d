//===- BypassForwarders.cpp - A rewrite pass ------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/IR/Iterators.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include <optional>

using namespace mlir;

namespace standalone {
#define GEN_PASS_DEF_BYPASSFORWARDERS
#include "Passes.h.inc"

/// Follows a block argument back to the actor's parameter that it always holds.
static BlockArgument traceToParameter(Value value, Block *loop, Block *entry) {
  auto argument = dyn_cast<BlockArgument>(value);
  if (argument && argument.getOwner() == loop && loop != entry)
    if (auto enter = dyn_cast<cf::BranchOp>(entry->getTerminator()))
      argument = dyn_cast<BlockArgument>(
          enter.getDestOperands()[argument.getArgNumber()]);
  return argument && argument.getOwner() == entry ? argument : BlockArgument();
}

static bool same(ValueRange a, ValueRange b) { return a == b; }

/// The number of the parameter to which the actor forwards, if it is one:
///
///     ^entry(params):  cf.br ^loop(...)
///     ^loop(state):    receive, one arm that accepts every message as it is
///     ^got(message):   send parameter, message;  cf.br ^loop(state)
static std::optional<unsigned> getForwardTarget(snow::ActorOp actor) {
  if (actor.isExternal())
    return std::nullopt;
  Block *entry = &actor.getBody().front();
  auto enter = dyn_cast<cf::BranchOp>(entry->getTerminator());
  if (!enter || !llvm::hasSingleElement(*entry))
    return std::nullopt;
  Block *loop = enter.getDest();
  auto receive = dyn_cast<snow::ReceiveOp>(loop->getTerminator());
  if (!receive || !llvm::hasSingleElement(*loop) || receive.getTimeout() ||
      receive.getArms().size() != 1)
    return std::nullopt;

  Region &arm = receive.getArms().front();
  auto accept = dyn_cast<snow::AcceptOp>(arm.front().getTerminator());
  if (!accept || !llvm::hasSingleElement(arm.front()) ||
      !same(accept.getValues(), arm.getArguments()))
    return std::nullopt;

  Block *got = receive.getArmTarget(0);
  auto again = dyn_cast<cf::BranchOp>(got->getTerminator());
  auto send = dyn_cast<snow::SendOp>(got->front());
  if (!again || !send || !llvm::hasNItems(*got, 2) ||
      !same(got->getArguments(), send.getMessage()) ||
      again.getDest() != loop ||
      !same(again.getDestOperands(), loop->getArguments()))
    return std::nullopt;
  BlockArgument target = traceToParameter(send.getTarget(), loop, entry);
  if (!target)
    return std::nullopt;
  return target.getArgNumber();
}

namespace {
struct BypassForwarder : OpRewritePattern<snow::SendOp> {
  BypassForwarder(MLIRContext *context, SymbolTableCollection &symbols,
                  const llvm::DenseMap<Operation *, unsigned> &forwarders)
      : OpRewritePattern(context), symbols(symbols), forwarders(forwarders) {
    setDebugName("bypass-forwarder");
  }

  LogicalResult matchAndRewrite(snow::SendOp send,
                                PatternRewriter &rewriter) const override {
    auto spawn = send.getTarget().getDefiningOp<snow::SpawnOp>();
    if (!spawn)
      return rewriter.notifyMatchFailure(send, "target is not started here");
    auto found = forwarders.find(
        symbols.lookupNearestSymbolFrom(spawn, spawn.getCalleeAttr()));
    if (found == forwarders.end())
      return rewriter.notifyMatchFailure(send, "target is not a forwarder");
    Value next = spawn.getArgs()[found->second];
    rewriter.modifyOpInPlace(send, [&] { send.getTargetMutable().set(next); });
    return success();
  }

  SymbolTableCollection &symbols;
  const llvm::DenseMap<Operation *, unsigned> &forwarders;
};

struct BypassForwarders : impl::BypassForwardersBase<BypassForwarders> {
  void runOnOperation() override {
    SymbolTableCollection symbols;
    llvm::DenseMap<Operation *, unsigned> forwarders;
    getOperation().walk([&](snow::ActorOp actor) {
      if (std::optional<unsigned> target = getForwardTarget(actor))
        forwarders[actor] = *target;
    });

    // Only the sends are rewritten; nothing else is folded or cleaned up.
    RewritePatternSet patterns(&getContext());
    patterns.add<BypassForwarder>(&getContext(), symbols, forwarders);
    FrozenRewritePatternSet frozen(std::move(patterns));
    SmallVector<Operation *> sends;
    getOperation().walk([&](snow::SendOp send) { sends.push_back(send); });
    GreedyRewriteConfig config;
    config.setStrictness(GreedyRewriteStrictness::ExistingOps)
        .enableFolding(false)
        .enableConstantCSE(false);
    for (Operation *send : sends) {
      bool changed = false;
      if (failed(applyOpPatternsGreedily({send}, frozen, config, &changed)))
        return signalPassFailure();
      numSends += changed;
    }

    // Backwards, so that a chain goes from its last forwarder to its first.
    getOperation().walk<WalkOrder::PostOrder, ReverseIterator>(
        [&](snow::SpawnOp spawn) {
          if (spawn->use_empty() &&
              forwarders.contains(symbols.lookupNearestSymbolFrom(
                  spawn, spawn.getCalleeAttr()))) {
            spawn.erase();
            ++numSpawns;
          }
        });
  }
};
} // namespace
} // namespace standalone
