//===- ProcessOps.cpp - Processes and messages ------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CustomDirectives.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"

using namespace mlir;
using namespace snow;

//===----------------------------------------------------------------------===//
// Spawning
//===----------------------------------------------------------------------===//

/// Compares the operands of a spawn with the parameters of its callee.
static LogicalResult verifySpawnArgs(Operation *op, Operation *callee,
                                     TypeRange expected, TypeRange given) {
  if (expected == given)
    return success();
  InFlightDiagnostic diag = op->emitOpError("passes (")
                            << given << "), but the callee takes (" << expected
                            << ")";
  diag.attachNote(callee->getLoc()) << "the callee is defined here";
  return diag;
}

LogicalResult SpawnOp::verifySymbolUses(SymbolTableCollection &symbols) {
  Operation *callee = symbols.lookupNearestSymbolFrom(*this, getCalleeAttr());
  if (!callee)
    return emitOpError("spawns ")
           << getCalleeAttr() << ", which is not defined";
  if (auto actor = dyn_cast<ActorOp>(callee)) {
    PidType pid = getPid().getType();
    if (pid != actor.getPidType() && !isa<AnyType>(pid.getMessage())) {
      InFlightDiagnostic diag = emitOpError("gives a ")
                                << pid << ", but the actor receives "
                                << actor.getMessageType();
      diag.attachNote(actor.getLoc()) << "the actor is defined here";
      return diag;
    }
    return verifySpawnArgs(*this, actor, actor.getArgumentTypes(),
                           getArgs().getTypes());
  }
  if (isa<SupervisorOp>(callee))
    return verifySpawnArgs(*this, callee, {}, getArgs().getTypes());
  auto function = dyn_cast<FunctionOpInterface>(callee);
  if (function && !isa<ContinuationOp>(callee))
    return verifySpawnArgs(*this, function, function.getArgumentTypes(),
                           getArgs().getTypes());
  InFlightDiagnostic diag =
      emitOpError("spawns ")
      << getCalleeAttr()
      << ", which is not an actor, a function or a supervisor";
  diag.attachNote(callee->getLoc()) << "it is defined here";
  if (isa<ServiceOp>(callee))
    diag.attachNote() << "a service is started with snow.service.start";
  return diag;
}

LogicalResult SpawnClosureOp::verify() {
  if (getFunction().getType().getSignature().getNumInputs() != 0)
    return emitOpError("spawns a function that takes parameters");
  return success();
}

LogicalResult OnExitOp::verify() {
  if (getFunction().getType().getSignature().getNumInputs() != 0)
    return emitOpError("takes a function without parameters");
  return success();
}

LogicalResult SelfOp::verify() {
  auto actor = (*this)->getParentOfType<ActorOp>();
  if (!actor || isa<AnyType>(getPid().getType().getMessage()))
    return success();
  if (getPid().getType() == actor.getPidType())
    return success();
  return emitOpError("gives a ")
         << getPid().getType() << ", but the actor receives "
         << actor.getMessageType();
}

bool PidCastOp::areCastCompatible(TypeRange inputs, TypeRange outputs) {
  if (inputs.size() != 1 || outputs.size() != 1)
    return false;
  auto from = dyn_cast<PidType>(inputs.front());
  auto to = dyn_cast<PidType>(outputs.front());
  return from && to &&
         (from == to || isa<AnyType>(from.getMessage()) ||
          isa<AnyType>(to.getMessage()));
}

OpFoldResult PidCastOp::fold(FoldAdaptor) {
  if (getPid().getType() == getResult().getType())
    return getPid();
  // There and back again.
  if (auto inner = getPid().getDefiningOp<PidCastOp>())
    if (inner.getPid().getType() == getResult().getType())
      return inner.getPid();
  return {};
}

//===----------------------------------------------------------------------===//
// Sending
//===----------------------------------------------------------------------===//

static LogicalResult verifyMessage(Operation *op, PidType target,
                                   Type message) {
  if (fitsMessageType(message, target.getMessage()))
    return success();
  return op->emitOpError("sends ")
         << message << " to a process that takes " << target.getMessage();
}

LogicalResult SendOp::verify() {
  return verifyMessage(*this, getTarget().getType(), getMessage().getType());
}

LogicalResult TimerSendAfterOp::verify() {
  return verifyMessage(*this, getTarget().getType(), getMessage().getType());
}

//===----------------------------------------------------------------------===//
// ReceiveOp
//===----------------------------------------------------------------------===//

void ReceiveOp::build(OpBuilder &builder, OperationState &state, Value timeout,
                      TypeRange armTypes, BlockRange targets) {
  assert(targets.size() == armTypes.size() + (timeout ? 1 : 0) &&
         "one successor per arm, and one for the time-out");
  if (timeout)
    state.addOperands(timeout);
  state.getOrAddProperties<Properties>().operandSegmentSizes = {timeout ? 1 : 0,
                                                                /*kept=*/0};
  state.addSuccessors(targets);
  for (Type type : armTypes) {
    Region *region = state.addRegion();
    region->emplaceBlock().addArgument(type, state.location);
  }
}

ReceiveOp ReceiveOp::addExits(OpBuilder &builder, BlockRange exits) {
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPoint(*this);
  unsigned arms = getArms().size();
  SmallVector<Block *> targets;
  for (unsigned i = 0; i != arms; ++i)
    targets.push_back(getArmTarget(i));
  llvm::append_range(targets, getExits());
  llvm::append_range(targets, exits);
  if (Block *late = getTimeoutTarget())
    targets.push_back(late);
  OperationState state(getLoc(), getOperationName(), getOperands(), TypeRange(),
                       (*this)->getDiscardableAttrDictionary().getValue(),
                       targets);
  state.getOrAddProperties<Properties>() = getProperties();
  for (Region &arm : getArms())
    state.addRegion()->takeBody(arm);
  auto result = cast<ReceiveOp>(builder.create(state));
  erase();
  return result;
}

ParseResult ReceiveOp::parse(OpAsmParser &parser, OperationState &result) {
  SmallVector<OpAsmParser::UnresolvedOperand> kept;
  SmallVector<Type> keptTypes;
  llvm::SMLoc keptLoc = parser.getCurrentLocation();
  auto &properties = result.getOrAddProperties<Properties>();
  if (succeeded(parser.parseOptionalKeyword("suspends"))) {
    properties.suspends = parser.getBuilder().getUnitAttr();
    if (parseSuspends(parser, kept, keptTypes))
      return failure();
  }
  while (succeeded(parser.parseOptionalKeyword("case"))) {
    OpAsmParser::Argument message;
    Block *target;
    if (parser.parseArgument(message, /*allowType=*/true) ||
        parser.parseKeyword("to") || parser.parseSuccessor(target) ||
        parser.parseRegion(*result.addRegion(), message))
      return failure();
    result.addSuccessors(target);
  }
  if (succeeded(parser.parseOptionalKeyword("leave"))) {
    auto parseExit = [&]() -> ParseResult {
      Block *exit;
      if (parser.parseSuccessor(exit))
        return failure();
      result.addSuccessors(exit);
      return success();
    };
    if (parser.parseKeyword("to") || parser.parseCommaSeparatedList(parseExit))
      return failure();
  }
  if (succeeded(parser.parseOptionalKeyword("after"))) {
    OpAsmParser::UnresolvedOperand timeout;
    Block *target;
    if (parser.parseOperand(timeout) ||
        parser.resolveOperand(timeout, parser.getBuilder().getI64Type(),
                              result.operands) ||
        parser.parseKeyword("to") || parser.parseSuccessor(target))
      return failure();
    result.addSuccessors(target);
    properties.operandSegmentSizes[0] = 1;
  }
  properties.operandSegmentSizes[1] = kept.size();
  if (parser.resolveOperands(kept, keptTypes, keptLoc, result.operands))
    return failure();
  return parser.parseOptionalAttrDict(result.attributes);
}

void ReceiveOp::print(OpAsmPrinter &printer) {
  if (getSuspends())
    printSuspends(printer, getKept());
  printer.increaseIndent();
  for (auto [index, arm] : llvm::enumerate(getArms())) {
    printer.printNewline();
    printer << "case ";
    printer.printRegionArgument(arm.getArgument(0));
    printer << " to ";
    printer.printSuccessor(getArmTarget(index));
    printer << ' ';
    printer.printRegion(arm, /*printEntryBlockArgs=*/false);
  }
  if (!getExits().empty()) {
    printer.printNewline();
    printer << "leave to ";
    llvm::interleaveComma(getExits(), printer,
                          [&](Block *exit) { printer.printSuccessor(exit); });
  }
  if (getTimeout()) {
    printer.printNewline();
    printer << "after " << getTimeout() << " to ";
    printer.printSuccessor(getTimeoutTarget());
  }
  printer.decreaseIndent();
  printer.printOptionalAttrDict(
      (*this)->getAttrs(),
      {getSuspendsAttrName(), getOperandSegmentSizesAttrName()});
}

LogicalResult ReceiveOp::verify() {
  // More than these are exits, which need an arm.
  size_t expected = getArms().size() + (getTimeout() ? 1 : 0);
  if (getTargets().size() < expected ||
      (getArms().empty() && getTargets().size() != expected))
    return emitOpError("has ")
           << getTargets().size() << " successors for " << getArms().size()
           << " arms" << (getTimeout() ? " and a time-out" : "");
  if (Block *late = getTimeoutTarget())
    if (late->getNumArguments() != 0)
      return emitOpError("passes no values to the time-out's successor, which "
                         "takes ")
             << late->getNumArguments();
  if (failed(verifySuspends(*this, getSuspends(), getKept())))
    return failure();
  auto actor = dyn_cast<ActorOp>((*this)->getParentOp());
  for (auto [index, arm] : llvm::enumerate(getArms())) {
    if (arm.getNumArguments() != 1 ||
        !isValueType(arm.getArgument(0).getType()))
      return emitOpError("arm ")
             << index
             << " must take one argument, the message, of a Snow "
                "value type";
    // A system message may come to every process, and Any admits arms of
    // several types.
    Type type = getArmType(index);
    if (actor && type != actor.getMessageType() &&
        !isa<AnyType, SumType>(type) && !isa<AnyType>(actor.getMessageType()))
      return emitOpError("arm ")
             << index << " takes " << type << ", but the actor receives "
             << actor.getMessageType();
  }
  return success();
}

static LogicalResult verifyLeave(ReceiveOp receive, LeaveOp leave) {
  SuccessorRange exits = receive.getExits();
  if (leave.getExit() >= exits.size())
    return leave.emitOpError("leaves to exit ")
           << leave.getExit() << ", but the receive has " << exits.size();
  TypeRange expected = exits[leave.getExit()]->getArgumentTypes();
  if (TypeRange(leave.getValues().getTypes()) != expected)
    return leave.emitOpError("leaves with (")
           << leave.getValues().getTypes() << "), but the exit takes ("
           << expected << ")";
  return success();
}

LogicalResult ReceiveOp::verifyRegions() {
  for (auto [index, arm] : llvm::enumerate(getArms())) {
    TypeRange expected = getArmTarget(index)->getArgumentTypes();
    for (Block &block : arm) {
      if (block.empty() || !block.back().hasTrait<OpTrait::IsTerminator>())
        continue; // Reported by the block's own verifier.
      Operation *end = &block.back();
      if (auto accept = dyn_cast<AcceptOp>(end)) {
        if (TypeRange(accept.getValues().getTypes()) != expected)
          return accept.emitOpError("accepts (")
                 << accept.getValues().getTypes()
                 << "), but the arm's successor takes (" << expected << ")";
      } else if (auto leave = dyn_cast<LeaveOp>(end)) {
        if (failed(verifyLeave(*this, leave)))
          return failure();
      } else if (end->getNumSuccessors() == 0 && !isa<RejectOp, PanicOp>(end)) {
        return end->emitOpError(
            "does not end an arm of 'snow.receive'; snow.accept, snow.reject, "
            "snow.leave and snow.panic do");
      } else if (isa<ServiceReceiveOp>(end)) {
        return end->emitOpError("cannot stand in an arm's pattern");
      }
    }
  }
  return success();
}

//===----------------------------------------------------------------------===//
// ExitReasonOp
//===----------------------------------------------------------------------===//

LogicalResult ExitReasonOp::verify() {
  bool wantsText =
      getKind() == ExitKind::Error || getKind() == ExitKind::Custom;
  if (wantsText && !getText())
    return emitOpError("of kind ")
           << stringifyExitKind(getKind()) << " needs a text";
  if (!wantsText && getText())
    return emitOpError("of kind ")
           << stringifyExitKind(getKind()) << " has no text";
  return success();
}
