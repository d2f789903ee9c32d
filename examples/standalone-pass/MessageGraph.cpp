//===- MessageGraph.cpp - Who sends what to whom --------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MessageGraph.h"

#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace standalone {

/// Marks a way that only leads back to a value already looked at, so it says
/// nothing about where the value comes from.
static constexpr llvm::StringLiteral cycle("<cycle>");

/// Joins what two ways lead to.
static StringRef join(StringRef a, StringRef b) {
  if (a == cycle)
    return b;
  if (b == cycle || a == b)
    return a;
  return "";
}

/// The name of the symbol around an operation that is nearest to the module.
static StringRef enclosingSymbol(Operation *op) {
  StringRef name;
  for (; op && !isa<ModuleOp>(op); op = op->getParentOp())
    if (auto symbol =
            op->getAttrOfType<StringAttr>(SymbolTable::getSymbolAttrName()))
      name = symbol;
  return name;
}

MessageGraph::MessageGraph(Operation *op) : module(cast<ModuleOp>(op)) {
  module.walk([&](Operation *op) {
    StringRef source = enclosingSymbol(op);
    TypeSwitch<Operation *>(op)
        .Case([&](snow::SpawnOp spawn) {
          edges.push_back({op, source, "starts", {}, "", spawn.getCallee()});
        })
        .Case([&](snow::ServiceStartOp start) {
          edges.push_back({op, source, "starts", {}, "", start.getService()});
        })
        .Case([&](snow::SendOp send) {
          edges.push_back({op, source, "sends", send.getMessage().getType(), "",
                           resolve(send.getTarget())});
        })
        .Case([&](snow::ServiceCallOp call) {
          edges.push_back({op, source, "calls", call.getReply().getType(),
                           call.getHandler(), call.getService()});
        })
        .Case([&](snow::ServiceCastOp cast) {
          edges.push_back(
              {op, source, "casts", {}, cast.getHandler(), cast.getService()});
        });
  });
}

StringRef MessageGraph::resolve(Value pid) const {
  llvm::DenseSet<Value> visited;
  StringRef target = resolve(pid, visited);
  return target == cycle ? StringRef() : target;
}

StringRef MessageGraph::resolve(Value pid,
                                llvm::DenseSet<Value> &visited) const {
  if (!visited.insert(pid).second)
    return cycle;
  if (Operation *op = pid.getDefiningOp())
    return TypeSwitch<Operation *, StringRef>(op)
        .Case([](snow::SpawnOp spawn) { return spawn.getCallee(); })
        .Case([](snow::ServiceStartOp start) { return start.getService(); })
        .Case([](snow::SelfOp self) { return enclosingSymbol(self); })
        .Default(StringRef());

  auto argument = cast<BlockArgument>(pid);
  Block *block = argument.getOwner();
  if (block->isEntryBlock())
    return resolveParameter(argument, visited);
  StringRef target = cycle;
  for (auto it = block->pred_begin(); it != block->pred_end(); ++it) {
    // The arguments of an arm's successor come from a message.
    auto branch = dyn_cast<BranchOpInterface>((*it)->getTerminator());
    Value operand = branch
                        ? branch.getSuccessorOperands(
                              it.getSuccessorIndex())[argument.getArgNumber()]
                        : Value();
    target = join(target, operand ? resolve(operand, visited) : StringRef());
  }
  return target;
}

StringRef MessageGraph::resolveParameter(BlockArgument parameter,
                                         llvm::DenseSet<Value> &visited) const {
  auto actor = dyn_cast<snow::ActorOp>(parameter.getOwner()->getParentOp());
  if (!actor)
    return "";
  // Only spawns may name a private actor; a public one may be started
  // elsewhere.
  StringRef target = cycle;
  auto uses = SymbolTable::getSymbolUses(actor, module);
  if (!uses)
    return "";
  for (SymbolTable::SymbolUse use : *uses) {
    auto spawn = dyn_cast<snow::SpawnOp>(use.getUser());
    Value given = spawn ? spawn.getArgs()[parameter.getArgNumber()] : Value();
    target = join(target, given ? resolve(given, visited) : StringRef());
  }
  return target;
}

} // namespace standalone
