//===- ReceivePatterns.cpp - Selective receive ------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

namespace {
/// The generated code is the matcher.
///
///   scan:   message = mailbox_peek; none -> wait
///   try i:  is it of arm i's type? -> arm i's pattern, with the value
///           accepted -> mailbox_take, arm's successor; rejected -> try i+1
///   skip:   mailbox_skip -> scan
///   wait:   mailbox_wait -> scan, or the time-out's successor
///
/// One that suspends returns in place of waiting; the runtime enters the
/// continuation again, and so comes to the scan.
///
/// Neighbouring arms of one type share the test for it. Where the first ones
/// take any value of their type between them, one call does for most messages:
///
///   look:   mailbox_next_word -> taken: the arms; none -> wait; else -> scan
///
/// If that has found nothing, a receive that suspends without a time limit need
/// not ask again.
///
/// What may receive inside an arm stands between mailbox_set_aside and
/// mailbox_put_back. An arm that leaves calls mailbox_leave on its way.
struct ReceivePattern : SnowPattern<ReceiveOp> {
  using SnowPattern::SnowPattern;

  /// One inside an arm is converted with it; there are so many.
  void initialize() { setHasBoundedRewriteRecursion(); }

  LogicalResult
  matchAndRewrite(ReceiveOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Emitter emit(rewriter, loc);
    Block *before = op->getBlock();
    Region *region = before->getParent();
    Block *late = op.getTimeoutTarget();
    SmallVector<Type> armTypes;
    SmallVector<Block *> targets;
    for (unsigned i = 0, e = op.getArms().size(); i != e; ++i) {
      armTypes.push_back(op.getArmType(i));
      targets.push_back(op.getArmTarget(i));
      if (!convert(armTypes.back()))
        return decline(rewriter, op, "an arm's type has no representation");
    }
    Value timeout = late ? adaptor.getTimeout() : Value();
    Value frame = getFrame(op, state);
    if (op.getSuspends() && !frame)
      return decline(rewriter, op, "it stands in no continuation");

    auto newBlock = [&](TypeRange types = {}) {
      SmallVector<Location> locs(types.size(), loc);
      OpBuilder::InsertionGuard guard(rewriter);
      return rewriter.createBlock(region, std::next(before->getIterator()),
                                  types, locs);
    };
    Block *wait = newBlock();
    Block *skip = newBlock();
    Block *scan = newBlock();
    bool takesAny = acceptsFirstType(op, state);
    bool parks = takesAny && op.getSuspends() && !late;
    Block *idle = parks ? newBlock() : wait;
    Block *look = takesAny ? newBlock() : scan;

    // To the runtime a negative time means for ever, to `after` none at all.
    timeout = timeout ? Value(arith::MaxSIOp::create(rewriter, loc, timeout,
                                                     emit.integer(0)))
                      : emit.integer(-1);
    // A receive does not begin where an earlier one stopped looking: taking a
    // message and running into the time-out both reset the scan.
    cf::BranchOp::create(rewriter, loc, look);

    rewriter.setInsertionPointToStart(wait);
    if (op.getSuspends())
      suspend(emit, op, adaptor.getKept(), frame, timeout, late);
    else
      block(emit, timeout, look, late);

    if (parks) {
      rewriter.setInsertionPointToStart(idle);
      park(emit, op, adaptor.getKept(), frame);
    }

    rewriter.setInsertionPointToStart(skip);
    snowrt::MailboxSkipOp::create(rewriter, loc);
    cf::BranchOp::create(rewriter, loc, look);

    // From the last arm to the first: an arm that rejects goes on to the next.
    Block *next = skip;
    Value message;
    rewriter.setInsertionPointToStart(scan);
    message = snowrt::MailboxPeekOp::create(rewriter, loc, emit.ptrType());
    Value none =
        snowrt::IsNullOp::create(rewriter, loc, rewriter.getI1Type(), message);
    auto scanEnd = rewriter.saveInsertionPoint();

    for (int i = armTypes.size(); i > 0;) {
      int first = i - 1;
      while (first > 0 && armTypes[first - 1] == armTypes[i - 1])
        --first;
      bool takesFirst = takesAny && first == 0;
      Group group = lowerGroup(op, first, i, message, next, armTypes[first],
                               targets, region, before, takesFirst, rewriter);
      if (!group.test)
        return decline(rewriter, op, "an arm's type has no representation");
      next = group.test;
      if (takesFirst)
        takeNextWord(emit, armTypes[first], look, scan, idle, group.arm);
      i = first;
    }

    rewriter.restoreInsertionPoint(scanEnd);
    cf::CondBranchOp::create(rewriter, loc, none, wait, next);
    rewriter.eraseOp(op);
    return success();
  }

private:
  /// Arms of one type: the block that tests a message for it, and the first
  /// arm, which takes the value.
  struct Group {
    Block *test = nullptr, *arm = nullptr;
  };

  /// Fills the block that takes a message which the first arms are bound to
  /// accept.
  void takeNextWord(Emitter emit, Type type, Block *look, Block *scan,
                    Block *idle, Block *arm) const {
    OpBuilder &builder = emit.builder;
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(look);
    Value slot = emit.frame(8);
    Value found = snowrt::MailboxNextWordOp::create(
        builder, emit.loc, emit.byteType(),
        snowrt::ProcessContextOp::create(builder, emit.loc, emit.ptrType()),
        emit.typeInfo(type), slot);
    Block *taken =
        builder.createBlock(look->getParent(), std::next(look->getIterator()));
    Value word = emit.load(emit.wordType(), slot, 0);
    cf::BranchOp::create(builder, emit.loc, arm,
                         emit.fromWord(word, convert(type)));
    builder.setInsertionPointToEnd(look);
    SmallVector<APInt> cases{APInt(8, 1), APInt(8, 2)};
    SmallVector<ValueRange> operands(2);
    cf::SwitchOp::create(builder, emit.loc, found, scan, ValueRange(), cases,
                         BlockRange({taken, idle}), operands);
  }

  /// Keeps the stack until there is a message.
  static void block(Emitter &emit, Value timeout, Block *scan, Block *late) {
    emit.setLocation();
    Value more = emit.toBool(snowrt::MailboxWaitOp::create(
        emit.builder, emit.loc, emit.byteType(), timeout));
    if (late)
      cf::CondBranchOp::create(emit.builder, emit.loc, more, scan, late);
    else
      cf::BranchOp::create(emit.builder, emit.loc, scan);
  }

  /// Whether an operation of an arm may take messages, itself (a nested
  /// receive, snow.demonitor) or in what it calls.
  static bool mayReceive(Operation *op) {
    return getUnwinding(op) == Unwinding::May &&
           !isa<IntDivOp, IntRemOp, ListGetOp, PanicOp, YieldCheckOp>(op);
  }

  /// Sets the message that an arm looks at aside around what may receive.
  static void setAsideAround(Region &arm, ConversionPatternRewriter &rewriter) {
    SmallVector<Operation *> receiving;
    for (Block &block : arm)
      for (Operation &op : block)
        if (mayReceive(&op))
          receiving.push_back(&op);
    for (Operation *op : receiving) {
      Location loc = op->getLoc();
      Emitter emit(rewriter, loc);
      rewriter.setInsertionPoint(op);
      Value slot = emit.frame(SNOW_SET_ASIDE_BYTES);
      snowrt::MailboxSetAsideOp::create(rewriter, loc, slot);
      auto putBack = [&] {
        snowrt::MailboxPutBackOp::create(rewriter, loc, slot);
      };
      if (!op->hasTrait<OpTrait::IsTerminator>()) {
        rewriter.setInsertionPointAfter(op);
        putBack();
        continue;
      }
      // Wherever it goes on.
      for (unsigned i = 0, e = op->getNumSuccessors(); i != e; ++i) {
        Block *target = op->getSuccessor(i);
        SmallVector<Location> locs(target->getNumArguments(), loc);
        Block *edge =
            rewriter.createBlock(target, target->getArgumentTypes(), locs);
        putBack();
        cf::BranchOp::create(rewriter, loc, target, edge->getArguments());
        rewriter.modifyOpInPlace(op, [&] { op->setSuccessor(edge, i); });
      }
    }
  }

  /// Lowers arms [first, last), all of one type. `otherwise` is tried when none
  /// of them applies. With `takesFirst` the message is taken before the arms,
  /// else where one accepts it.
  Group lowerGroup(ReceiveOp op, int first, int last, Value message,
                   Block *otherwise, Type type, ArrayRef<Block *> targets,
                   Region *region, Block *before, bool takesFirst,
                   ConversionPatternRewriter &rewriter) const {
    Location loc = op.getLoc();
    Emitter emit(rewriter, loc);
    Type converted = convert(type);
    Block *test = rewriter.createBlock(region, std::next(before->getIterator()),
                                       TypeRange(), {});
    Value slot = emit.frame(8);
    Value matches = emit.toBool(snowrt::MailboxMatchOp::create(
        rewriter, loc, emit.byteType(), message, emit.typeInfo(type), slot));
    Block *load = rewriter.createBlock(region, std::next(test->getIterator()),
                                       TypeRange(), {});
    rewriter.setInsertionPointToEnd(test);
    cf::CondBranchOp::create(rewriter, loc, matches, load, otherwise);
    rewriter.setInsertionPointToEnd(load);
    Value value = emit.fromWord(emit.load(emit.wordType(), slot, 0), converted);

    // Entry blocks of the arms' patterns; all of them take the value.
    SmallVector<Block *> entries;
    for (int i = first; i != last; ++i) {
      Region &arm = op.getArms()[i];
      if (failed(rewriter.convertRegionTypes(&arm, *getTypeConverter())))
        return {};
      entries.push_back(&arm.front());
    }
    if (!takesFirst)
      for (int i = first; i != last; ++i) {
        OpBuilder::InsertionGuard guard(rewriter);
        setAsideAround(op.getArms()[i], rewriter);
      }
    if (takesFirst)
      snowrt::MailboxTakeOp::create(rewriter, loc);
    cf::BranchOp::create(rewriter, loc, entries.front(), value);
    for (int i = first; i != last; ++i) {
      Region &arm = op.getArms()[i];
      Block *target = targets[i];
      bool isLast = i + 1 == last;
      Block *rejected = isLast ? otherwise : entries[i + 1 - first];
      Value looked = arm.front().getArgument(0);
      for (Block &block : arm) {
        Operation *end = block.getTerminator();
        rewriter.setInsertionPoint(end);
        if (auto accept = dyn_cast<AcceptOp>(end)) {
          SmallVector<Value> values;
          if (failed(rewriter.getRemappedValues(accept.getValues(), values)))
            return {};
          if (!takesFirst)
            snowrt::MailboxTakeOp::create(rewriter, end->getLoc());
          rewriter.replaceOpWithNewOp<cf::BranchOp>(accept, target, values);
        } else if (isa<RejectOp>(end) && isLast && takesFirst) {
          // An arm before has accepted.
          rewriter.replaceOpWithNewOp<snowrt::UnreachableOp>(end);
        } else if (auto leave = dyn_cast<LeaveOp>(end)) {
          SmallVector<Value> values;
          if (failed(rewriter.getRemappedValues(leave.getValues(), values)))
            return {};
          snowrt::MailboxLeaveOp::create(rewriter, end->getLoc());
          rewriter.replaceOpWithNewOp<cf::BranchOp>(
              leave, op.getExits()[leave.getExit()], values);
        } else if (isa<RejectOp>(end)) {
          rewriter.replaceOpWithNewOp<cf::BranchOp>(
              end, rejected, isLast ? ValueRange() : ValueRange(looked));
        }
      }
      rewriter.inlineRegionBefore(arm, *region, std::next(load->getIterator()));
    }
    return {test, entries.front()};
  }
};
} // namespace

void snow::populateSnowReceiveToSnowRTPatterns(
    const SnowToSnowRTTypeConverter &converter, RewritePatternSet &patterns,
    SnowToSnowRTState &state) {
  patterns.add<ReceivePattern>(converter, patterns.getContext(), state);
}
