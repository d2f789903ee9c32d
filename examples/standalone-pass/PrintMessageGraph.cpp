//===- PrintMessageGraph.cpp - An analysis pass ---------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MessageGraph.h"

#include "mlir/Pass/Pass.h"

namespace standalone {
#define GEN_PASS_DEF_PRINTMESSAGEGRAPH
#include "Passes.h.inc"

namespace {
struct PrintMessageGraph : impl::PrintMessageGraphBase<PrintMessageGraph> {
  void runOnOperation() override {
    for (const MessageEdge &edge : getAnalysis<MessageGraph>().getEdges()) {
      auto remark = edge.op->emitRemark()
                    << "@" << edge.source << " " << edge.action << " ";
      if (edge.action == "sends")
        remark << edge.message << " to ";
      if (edge.target.empty())
        remark << "an unknown process";
      else
        remark << "@" << edge.target;
      if (!edge.handler.empty())
        remark << "." << edge.handler;
      if (edge.action == "calls")
        remark << " for " << edge.message;
    }
    markAllAnalysesPreserved();
  }
};
} // namespace
} // namespace standalone
