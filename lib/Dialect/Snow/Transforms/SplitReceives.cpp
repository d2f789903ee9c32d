//===- SplitReceives.cpp - How processes wait -------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"

namespace snow {
#define GEN_PASS_DEF_SNOWSPLITRECEIVES
#include "snow/Dialect/Snow/Transforms/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

namespace {
struct SplitReceives : snow::impl::SnowSplitReceivesBase<SplitReceives> {
  using SnowSplitReceivesBase::SnowSplitReceivesBase;

  void runOnOperation() override {
    if (strategy != "fiber") {
      getOperation().emitError("unknown waiting strategy '")
          << strategy << "'; there is 'fiber'";
      return signalPassFailure();
    }
    Builder builder(&getContext());
    for (ActorOp actor : getOperation().getOps<ActorOp>())
      actor->setAttr("snow.strategy", builder.getStringAttr(strategy));
  }
};
} // namespace
