//===- SplitReceives.cpp - Actors cut at their receives ---------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ClosedBlocks.h"
#include "PassOrder.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/IRMapping.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"

namespace snow {
#define GEN_PASS_DEF_SNOWSPLITRECEIVES
#include "snow/Dialect/Snow/Transforms/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

static constexpr StringLiteral strategyName("snow.strategy");

namespace {
/// Cuts one actor. It works on a copy of the body, which takes the place of the
/// actor's if all goes well.
class ActorSplitter {
public:
  ActorSplitter(ActorOp actor, SymbolTable &symbols, int64_t limit,
                bool withRemarks)
      : actor(actor), symbols(symbols), limit(limit), withRemarks(withRemarks) {
  }

  /// Returns the number of continuations, 0 with a remark if the actor stays
  /// whole.
  unsigned split();

private:
  /// The blocks that are reached from `first` before the next receive: `first`
  /// itself, and heads that are only reached, come with the others.
  SmallVector<Block *> getPart(Block *first) const;
  bool isHead(Block *block) const { return heads.contains(block); }
  bool canKeepValues();
  bool isSmallEnough();
  void createContinuations();
  void fill(ContinuationOp continuation, Block *head);
  void cutEntry();
  void endWithAwait(Block *block, Block *head);
  /// Says why the actor stays whole.
  void decline(Location loc, const Twine &reason, Value value = {});

  ActorOp actor;
  SymbolTable &symbols;
  int64_t limit;
  bool withRemarks;
  Region *body = nullptr;
  /// The block of each receive, and the continuation that begins there.
  llvm::MapVector<Block *, ContinuationOp> heads;
};
} // namespace

//===----------------------------------------------------------------------===//
// Whether it can be done
//===----------------------------------------------------------------------===//

void ActorSplitter::decline(Location loc, const Twine &reason, Value value) {
  if (!withRemarks)
    return;
  InFlightDiagnostic diag = emitRemark(loc)
                            << "a process of @" << actor.getSymName()
                            << " keeps its stack while it waits: " << reason;
  if (value)
    diag.attachNote(value.getLoc()) << "the value is from here";
}

SmallVector<Block *> ActorSplitter::getPart(Block *first) const {
  SmallVector<Block *> part{first};
  llvm::SmallPtrSet<Block *, 16> seen{first};
  for (unsigned i = 0; i != part.size(); ++i) {
    if (i != 0 && isHead(part[i]))
      continue;
    for (Block *successor : part[i]->getSuccessors())
      if (seen.insert(successor).second)
        part.push_back(successor);
  }
  return part;
}

/// A process's state is made of Snow values.
bool ActorSplitter::canKeepValues() {
  for (auto &[head, continuation] : heads)
    for (BlockArgument arg : head->getArguments()) {
      if (isValueType(arg.getType()))
        continue;
      std::string type;
      llvm::raw_string_ostream(type) << arg.getType();
      decline(head->getTerminator()->getLoc(),
              "it uses a value of type '" + type +
                  "' later, which is not a Snow value",
              arg);
      return false;
    }
  return true;
}

/// Blocks that several receives lead to are copied for each.
bool ActorSplitter::isSmallEnough() {
  auto count = [](Block *block) {
    int64_t number = 0;
    block->walk([&](Operation *) { ++number; });
    return number;
  };
  DenseMap<Block *, int64_t> sizes;
  for (Block &block : *body)
    sizes[&block] = isHead(&block) ? 1 : count(&block);
  int64_t total = 0;
  for (auto &[head, continuation] : heads) {
    total += count(head);
    for (Block *block : getPart(head))
      total += sizes.lookup(block);
  }
  if (total <= limit)
    return true;
  decline(actor.getLoc(), "its " + Twine(heads.size()) +
                              " continuations would have " + Twine(total) +
                              " operations together, and the limit is " +
                              Twine(limit));
  return false;
}

//===----------------------------------------------------------------------===//
// Cutting
//===----------------------------------------------------------------------===//

void ActorSplitter::endWithAwait(Block *block, Block *head) {
  OpBuilder builder = OpBuilder::atBlockEnd(block);
  ContinuationOp continuation = heads.lookup(head);
  AwaitOp::create(builder, continuation.getLoc(), continuation.getSymName(),
                  block->getArguments());
}

void ActorSplitter::createContinuations() {
  OpBuilder builder(actor->getContext());
  builder.setInsertionPointAfter(actor);
  unsigned number = 0;
  for (auto &[head, continuation] : heads) {
    continuation = ContinuationOp::create(
        builder, head->getTerminator()->getLoc(),
        (actor.getSymName() + ".r" + Twine(++number)).str(), actor.getSymName(),
        head->getArgumentTypes());
    symbols.insert(continuation);
    builder.setInsertionPointAfter(continuation);
  }
}

/// Copies the part of the actor that begins at the head.
void ActorSplitter::fill(ContinuationOp continuation, Block *head) {
  OpBuilder builder(actor->getContext());
  Region &region = continuation.getBody();
  auto getLocs = [](Block *block) {
    return llvm::map_to_vector(block->getArguments(),
                               [](BlockArgument arg) { return arg.getLoc(); });
  };
  Block *entry = builder.createBlock(&region, region.end(),
                                     head->getArgumentTypes(), getLocs(head));
  IRMapping mapping;
  SmallVector<Block *> part = getPart(head);
  for (Block *block : part) {
    Block *copy = builder.createBlock(
        &region, region.end(), block->getArgumentTypes(), getLocs(block));
    mapping.map(block, copy);
    mapping.map(block->getArguments(), copy->getArguments());
  }
  builder.setInsertionPointToEnd(entry);
  cf::BranchOp::create(builder, continuation.getLoc(), mapping.lookup(head),
                       entry->getArguments());
  for (Block *block : part) {
    Block *copy = mapping.lookup(block);
    if (block != head && isHead(block)) {
      endWithAwait(copy, block);
      continue;
    }
    builder.setInsertionPointToEnd(copy);
    for (Operation &op : *block)
      builder.clone(op, mapping);
  }
  Block *copy = mapping.lookup(head);
  auto suspend = [&](auto receive) {
    receive.setSuspends(true);
    receive.getKeptMutable().assign(copy->getArguments());
  };
  if (auto receive = dyn_cast<ReceiveOp>(copy->getTerminator()))
    suspend(receive);
  else
    suspend(cast<ServiceReceiveOp>(copy->getTerminator()));
  simplifyBlocks(region);
}

/// What is left of the actor ends at its first receives.
void ActorSplitter::cutEntry() {
  for (auto &[head, continuation] : heads) {
    while (!head->empty()) {
      head->back().dropAllUses();
      head->back().erase();
    }
    endWithAwait(head, head);
  }
  simplifyBlocks(*body);
}

unsigned ActorSplitter::split() {
  OwningOpRef<ActorOp> copy = actor.clone();
  body = &copy->getBody();
  if (Operation *end = closeBlocks(*body)) {
    decline(end->getLoc(), "'" + end->getName().getStringRef() +
                               "' passes no values to its successors");
    return 0;
  }
  for (Block &block : *body)
    if (isReceive(block.getTerminator()))
      heads[&block] = {};
  if (!canKeepValues() || !isSmallEnough())
    return 0;
  createContinuations();
  for (auto &[head, continuation] : heads)
    fill(continuation, head);
  cutEntry();
  actor.getBody().takeBody(*body);
  return heads.size();
}

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

namespace {
struct SplitReceives : snow::impl::SnowSplitReceivesBase<SplitReceives> {
  using SnowSplitReceivesBase::SnowSplitReceivesBase;

  void runOnOperation() override;

private:
  StringRef handle(ActorOp actor, SymbolTable &symbols);
  void remarkOnFunctions();
};
} // namespace

/// Cuts an actor if it can; returns how its processes wait.
StringRef SplitReceives::handle(ActorOp actor, SymbolTable &symbols) {
  if (!actor.getBody().getOps<AwaitOp>().empty())
    return "split"; // By an earlier run.
  bool waits = llvm::any_of(actor.getBody(), [](Block &block) {
    return isReceive(block.getTerminator());
  });
  if (strategy == "fiber" || !waits)
    return "fiber";
  unsigned number = ActorSplitter(actor, symbols, limit, remarks).split();
  if (number == 0) {
    ++numDeclined;
    return "fiber";
  }
  ++numActors;
  numContinuations += number;
  return "split";
}

/// Whoever calls a function that waits is in the middle of something.
void SplitReceives::remarkOnFunctions() {
  getOperation()->walk([](FunctionOpInterface function) {
    if (isa<ActorOp, ContinuationOp>(function) || function.isExternal())
      return;
    for (Block &block : function.getFunctionBody())
      if (isReceive(block.getTerminator()))
        emitRemark(block.getTerminator()->getLoc())
            << "a process that waits here keeps its stack: the receive is in "
               "the function @"
            << function.getName() << " and not in the body of an actor";
  });
}

void SplitReceives::runOnOperation() {
  if (strategy != "split" && strategy != "fiber") {
    getOperation().emitError("unknown waiting strategy '")
        << strategy << "'; there are 'split' and 'fiber'";
    return signalPassFailure();
  }
  // What a waiting process keeps would be released where nothing keeps it.
  if (strategy == "split" &&
      failed(requireImplicitOwnership(getOperation(), getArgument())))
    return signalPassFailure();
  Builder builder(&getContext());
  SymbolTable symbols(getOperation());
  for (ActorOp actor : llvm::to_vector(getOperation().getOps<ActorOp>()))
    actor->setAttr(strategyName, builder.getStringAttr(handle(actor, symbols)));
  if (strategy == "split" && remarks)
    remarkOnFunctions();
}
