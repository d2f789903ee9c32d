//===- SupervisorPatterns.cpp - Supervisor configurations -------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

/// The environment of start functions made by snow-lower-supervisors
/// (runtime/supervisor/Config.h).
static constexpr int64_t decodesArguments = 1;

namespace {
/// Writes the packed configuration of the runtime specification, section 8.
class ConfigWriter {
public:
  ConfigWriter(Emitter &emit, Value buffer) : emit(emit), buffer(buffer) {}

  void put(Value value, int64_t size) {
    emit.store(value, buffer, at);
    at += size;
  }
  void put8(int64_t value) { put(emit.integer(value, 8), 1); }
  void put32(int64_t value) { put(emit.integer(value, 32), 4); }
  void put64(int64_t value) { put(emit.integer(value), 8); }

private:
  Emitter &emit;
  Value buffer;
  int64_t at = 0;
};

struct SupervisorStartPattern : SnowPattern<SupervisorStartOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(SupervisorStartOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    // Sizes of the fixed part, and of one child without its name.
    constexpr int64_t headSize = 1 + 4 + 8 + 4;
    constexpr int64_t childSize = 4 + 8 + 8 + 1 + 1 + 8 + 1;
    int64_t size = headSize;
    for (auto name : op.getNames().getAsRange<StringAttr>())
      size += childSize + name.size();

    Emitter emit(rewriter, op.getLoc());
    emit.setLocation();
    Value config = emit.frame(size);
    ConfigWriter writer(emit, config);
    writer.put8(static_cast<int64_t>(op.getStrategy()));
    writer.put32(op.getMaxRestarts());
    writer.put64(op.getMaxSeconds());
    writer.put32(op.getNames().size());
    for (size_t i = 0, e = op.getNames().size(); i != e; ++i) {
      StringRef name = cast<StringAttr>(op.getNames()[i]).getValue();
      writer.put32(name.size());
      for (char c : name)
        writer.put8(static_cast<unsigned char>(c));
      auto start = cast<FlatSymbolRefAttr>(op.getStarts()[i]);
      writer.put(emit.function(start.getValue()), 8);
      // Start functions ignore their environment. It says that they do nothing
      // with their arguments but decode them.
      writer.put64(decodesArguments);
      writer.put8(op.getRestarts()[i]);
      int64_t ms = op.getShutdowns()[i];
      writer.put8(ms == 0 ? 0 : 1); // brutal_kill, or a time limit
      writer.put64(ms);
      writer.put8(op.getSupervisors()[i] ? 1 : 0);
    }
    rewriter.replaceOpWithNewOp<snowrt::SupervisorStartOp>(
        op, emit.wordType(), config, emit.integer(size));
    return success();
  }
};

struct StartChildPattern : SnowPattern<SupervisorStartChildOp> {
  using SnowPattern::SnowPattern;

  LogicalResult
  matchAndRewrite(SupervisorStartChildOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    emit.setLocation();
    Value args = emit.frame(16);
    bool hasArgs = !op.getArgs().empty();
    emit.store(hasArgs ? emit.typeInfo(TupleType::get(getContext(),
                                                      op.getArgs().getTypes()))
                       : emit.null(),
               args, 0);
    emit.store(hasArgs ? emit.wordsInFrame(adaptor.getArgs()) : emit.null(),
               args, 8);
    rewriter.replaceOpWithNewOp<snowrt::SupervisorTryStartChildOp>(
        op, emit.ptrType(), adaptor.getSupervisor(), args, emit.integer(-1));
    return success();
  }
};
} // namespace

void snow::populateSnowSupervisorToSnowRTPatterns(
    const SnowToSnowRTTypeConverter &converter, RewritePatternSet &patterns,
    SnowToSnowRTState &state) {
  patterns.add<SupervisorStartPattern, StartChildPattern>(
      converter, patterns.getContext(), state);
}
