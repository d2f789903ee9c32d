//===- SupervisorOps.cpp - Supervisors --------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "llvm/ADT/StringMap.h"

using namespace mlir;
using namespace snow;

/// Whether a function's result makes it a start function of a child.
static bool returnsPid(FunctionOpInterface function) {
  return function.getNumResults() == 1 &&
         isa<PidType>(function.getResultTypes().front());
}

LogicalResult SupervisorOp::verify() {
  llvm::StringMap<Operation *> names;
  for (Operation &op : getBody().front()) {
    auto child = dyn_cast<ChildOp>(op);
    if (!child)
      return op.emitOpError("cannot stand in a supervisor; snow.child can");
    auto [it, isNew] = names.try_emplace(child.getName(), child);
    if (isNew)
      continue;
    InFlightDiagnostic diag = child.emitOpError("is the second child named '")
                              << child.getName() << "'";
    diag.attachNote(it->second->getLoc()) << "the first is here";
    return diag;
  }
  size_t children = names.size();
  if (getStrategy() == Strategy::SimpleOneForOne && children != 1)
    return emitOpError("of strategy simple_one_for_one has ")
           << children << " children; it takes exactly one";
  return success();
}

LogicalResult SupervisorOp::verifySymbolUses(SymbolTableCollection &symbols) {
  for (ChildOp child : getBody().getOps<ChildOp>()) {
    Operation *symbol =
        symbols.lookupNearestSymbolFrom(*this, child.getStartAttr());
    auto start = dyn_cast_or_null<FunctionOpInterface>(symbol);
    if (!start || isa<ActorOp, ContinuationOp>(symbol))
      return child.emitOpError("start ")
             << child.getStartAttr() << " is not a function";
    InFlightDiagnostic (*report)(ChildOp, FunctionOpInterface, StringRef) =
        [](ChildOp child, FunctionOpInterface start, StringRef what) {
          InFlightDiagnostic diag = child.emitOpError("start function ")
                                    << what;
          diag.attachNote(start.getLoc()) << "the function is defined here";
          return diag;
        };
    if (!returnsPid(start))
      return report(child, start, "must return a pid");
    if (start.getNumArguments() != 0 &&
        getStrategy() != Strategy::SimpleOneForOne)
      return report(child, start, "takes parameters");
  }
  return success();
}

LogicalResult SupervisorStartOp::verify() {
  size_t children = getNames().size();
  if (getStarts().size() != children || getRestarts().size() != children ||
      getShutdowns().size() != children || getSupervisors().size() != children)
    return emitOpError("describes ")
           << children << " children, but gives " << getStarts().size()
           << " start functions, " << getRestarts().size() << " restarts, "
           << getShutdowns().size() << " shutdowns and "
           << getSupervisors().size() << " kinds";
  for (int32_t restart : getRestarts())
    if (!symbolizeRestart(restart))
      return emitOpError("restart ") << restart << " is not 0, 1 or 2";
  return success();
}

LogicalResult
SupervisorStartOp::verifySymbolUses(SymbolTableCollection &symbols) {
  for (auto start : getStarts().getAsRange<FlatSymbolRefAttr>()) {
    auto function = dyn_cast_or_null<FunctionOpInterface>(
        symbols.lookupNearestSymbolFrom(*this, start));
    if (!function || !returnsPid(function))
      return emitOpError("start ")
             << start << " is not a function that returns a pid";
  }
  return success();
}

LogicalResult SupervisorStartChildOp::verify() {
  ResultType result = getResult().getType();
  if (isa<PidType>(result.getOk()) && isa<StringType>(result.getErr()))
    return success();
  return emitOpError("gives a process or a text, not a ") << result;
}
