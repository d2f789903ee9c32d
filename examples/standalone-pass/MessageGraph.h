//===- MessageGraph.h - Who sends what to whom ------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An analysis in the sense of MLIR's analysis manager: constructed from the
// operation it is about, kept until a pass does not preserve it.
//
//===----------------------------------------------------------------------===//

#ifndef STANDALONE_MESSAGEGRAPH_H
#define STANDALONE_MESSAGEGRAPH_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/DenseSet.h"

namespace standalone {

struct MessageEdge {
  /// The operation that acts.
  mlir::Operation *op;
  /// The actor, service or function that contains it.
  llvm::StringRef source;
  /// "starts", "sends", "calls" or "casts".
  llvm::StringRef action;
  /// Type of the message; null for "starts".
  mlir::Type message;
  /// The handler of a call or cast.
  llvm::StringRef handler;
  /// The actor or service at the other end; empty if it is not known.
  llvm::StringRef target;
};

class MessageGraph {
public:
  explicit MessageGraph(mlir::Operation *module);

  llvm::ArrayRef<MessageEdge> getEdges() const { return edges; }

  /// The symbol that a process identifier belongs to, if all ways by which it
  /// can get here lead to one; empty otherwise.
  llvm::StringRef resolve(mlir::Value pid) const;

private:
  llvm::StringRef resolve(mlir::Value pid,
                          llvm::DenseSet<mlir::Value> &visited) const;
  llvm::StringRef resolveParameter(mlir::BlockArgument parameter,
                                   llvm::DenseSet<mlir::Value> &visited) const;

  mlir::ModuleOp module;
  llvm::SmallVector<MessageEdge> edges;
};

} // namespace standalone

#endif // STANDALONE_MESSAGEGRAPH_H
