//===- ConversionSupport.cpp - What the conversions share -------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Conversion/ConversionSupport.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

using namespace mlir;
using namespace snow;

std::string snow::describeLocation(Location loc) {
  auto file = loc->findInstanceOf<FileLineColLoc>();
  if (!file)
    return {};
  return (file.getFilename().getValue() + ":" + Twine(file.getLine()) + ":" +
          Twine(file.getColumn()))
      .str();
}

/// Where an operation is, for a message: its own symbol, or its function's.
static std::string describePlace(Operation *op) {
  if (auto symbol = dyn_cast<SymbolOpInterface>(op))
    return ("@" + symbol.getName()).str();
  auto function = op->getParentOfType<FunctionOpInterface>();
  if (!function)
    return "at module level";
  return ("in @" + function.getName()).str();
}

/// Why an operation that no pattern declined was left: a type of a level above,
/// or nothing that takes it.
static std::string findReason(Operation *op) {
  SmallVector<Type> types(op->getOperandTypes());
  llvm::append_range(types, op->getResultTypes());
  if (auto function = dyn_cast<FunctionOpInterface>(op)) {
    llvm::append_range(types, function.getArgumentTypes());
    llvm::append_range(types, function.getResultTypes());
  }
  for (Type type : types) {
    if (!type.getDialect().getNamespace().starts_with("snow"))
      continue;
    std::string text;
    llvm::raw_string_ostream(text)
        << "it has a value of type " << type << ", of a level above";
    return text;
  }
  return "no pattern takes it";
}

LogicalResult snow::applyConversionWithReasons(
    Operation *root, const ConversionTarget &target,
    const FrozenRewritePatternSet &patterns, StringRef level,
    const DeclineLog &log, ConversionConfig config) {
  // The driver's own message names neither the function nor the reason. It is
  // held back, and only tells where the driver stopped.
  std::optional<Location> stoppedAt;
  std::string stoppedWith;
  bool reported = false;
  {
    ScopedDiagnosticHandler filter(
        root->getContext(), [&](Diagnostic &diag) -> LogicalResult {
          std::string text = diag.str();
          if (StringRef(text).starts_with("failed to legalize")) {
            stoppedAt = diag.getLocation();
            stoppedWith = std::move(text);
            return success();
          }
          reported |= diag.getSeverity() == DiagnosticSeverity::Error;
          return failure(); // To the next handler.
        });
    // A fold must not take away what ownership has been counted for.
    config.foldingMode = DialectConversionFoldingMode::Never;
    if (succeeded(applyPartialConversion(root, target, patterns, config)))
      return success();
  }

  // Whether the conversion has been rolled back or not, the operations that it
  // failed for are still there.
  root->walk([&](Operation *op) {
    if (!target.isIllegal(op))
      return;
    StringRef reason = log.lookup(op);
    std::string quoted = ("'" + op->getName().getStringRef() + "'").str();
    bool stoppedHere = stoppedAt && op->getLoc() == *stoppedAt &&
                       StringRef(stoppedWith).contains(quoted);
    if (reason.empty() && (!stoppedHere || reported))
      return;
    op->emitError() << quoted << ' ' << describePlace(op)
                    << " cannot be lowered to " << level << ": "
                    << (reason.empty() ? findReason(op) : reason.str());
    reported = true;
  });
  if (!reported)
    root->emitError("conversion to ")
        << level << " failed"
        << (stoppedWith.empty() ? "" : ": " + stoppedWith);
  return failure();
}
