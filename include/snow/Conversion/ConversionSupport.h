//===- ConversionSupport.h - What the conversions share ---------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_CONVERSION_CONVERSIONSUPPORT_H
#define SNOW_CONVERSION_CONVERSIONSUPPORT_H

#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/DialectConversion.h"

namespace snow {

/// Why patterns declined operations. Upstream's match-failure reasons are not
/// kept in a build without assertions, so ours are kept here, until the
/// conversion knows what was left behind.
class DeclineLog {
public:
  /// A log that keeps nothing may be shared by threads.
  explicit DeclineLog(bool keeps = true) : keeps(keeps) {}

  void record(mlir::Operation *op, const llvm::Twine &reason) {
    if (keeps)
      reasons[op] = reason.str();
  }
  /// The last reason given for the operation, empty if there is none.
  llvm::StringRef lookup(mlir::Operation *op) const {
    auto it = reasons.find(op);
    return it == reasons.end() ? llvm::StringRef() : it->second;
  }

private:
  bool keeps;
  llvm::DenseMap<mlir::Operation *, std::string> reasons;
};

/// Declines an operation: keeps the reason and returns failure.
inline mlir::LogicalResult declined(DeclineLog &log,
                                    mlir::RewriterBase &rewriter,
                                    mlir::Operation *op,
                                    const llvm::Twine &reason) {
  log.record(op, reason);
  return rewriter.notifyMatchFailure(op, reason);
}

/// `FILE:LINE:COLUMN` of a location, as reports write it; empty if it has none.
std::string describeLocation(mlir::Location loc);

/// Runs a partial conversion. If it leaves an illegal operation behind, reports
/// at its location the operation, its function and the reason. That works with
/// and without rolling back; nothing is folded in any case.
mlir::LogicalResult applyConversionWithReasons(
    mlir::Operation *root, const mlir::ConversionTarget &target,
    const mlir::FrozenRewritePatternSet &patterns, llvm::StringRef level,
    const DeclineLog &log, mlir::ConversionConfig config = {});

} // namespace snow

#endif // SNOW_CONVERSION_CONVERSIONSUPPORT_H
