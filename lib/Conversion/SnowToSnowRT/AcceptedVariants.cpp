//===- AcceptedVariants.cpp - What arms accept between them -----*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Patterns tell variants apart by simple tests. Here an arm is followed for one
// variant at a time: tests of the variant go one way, all others both ways.
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

namespace {
class Walk {
public:
  Walk(Region &arm, unsigned variant)
      : arm(arm), looked(arm.getArgument(0)), variant(variant) {}

  /// True if every path ends in an accept.
  bool accepts() {
    SmallVector<Block *> todo{&arm.front()};
    SmallPtrSet<Block *, 8> seen;
    while (!todo.empty()) {
      Block *block = todo.pop_back_val();
      if (!seen.insert(block).second)
        continue;
      Operation *end = block->getTerminator();
      if (isa<RejectOp>(end))
        return false;
      auto branch = dyn_cast<cf::CondBranchOp>(end);
      std::optional<bool> taken;
      if (branch)
        taken = evaluate(branch.getCondition());
      if (taken)
        todo.push_back(*taken ? branch.getTrueDest() : branch.getFalseDest());
      else
        llvm::append_range(todo, end->getSuccessors());
    }
    return true;
  }

private:
  std::optional<bool> evaluate(Value condition) const {
    if (auto some = condition.getDefiningOp<OptionIsSomeOp>())
      return isOf(some.getOption(), 0);
    if (auto ok = condition.getDefiningOp<ResultIsOkOp>())
      return isOf(ok.getResult(), 0);
    auto compare = condition.getDefiningOp<arith::CmpIOp>();
    if (!compare || compare.getPredicate() != arith::CmpIPredicate::eq)
      return std::nullopt;
    auto tag = compare.getLhs().getDefiningOp<SumTagOp>();
    APInt number;
    if (!tag || !matchPattern(compare.getRhs(), m_ConstantInt(&number)))
      return std::nullopt;
    return isOf(tag.getValue(), number.getZExtValue());
  }

  std::optional<bool> isOf(Value value, uint64_t number) const {
    if (value != looked)
      return std::nullopt;
    return variant == number;
  }

  Region &arm;
  Value looked;
  unsigned variant;
};
} // namespace

bool snow::detail::acceptsFirstType(ReceiveOp op,
                                    const SnowToSnowRTState &state) {
  if (op.getArms().empty())
    return false;
  Type type = op.getArmType(0);
  unsigned variants = state.getVariantCount(type);
  llvm::BitVector accepted(variants);
  for (unsigned i = 0, e = op.getArms().size(); i != e; ++i) {
    if (op.getArmType(i) != type || isa<AnyType>(type))
      return false;
    Region &arm = op.getArms()[i];
    bool mayUnwind = false, leaves = false;
    arm.walk([&](Operation *inner) {
      mayUnwind |= getUnwinding(inner) == Unwinding::May;
      leaves |= isa<LeaveOp>(inner);
    });
    if (mayUnwind || leaves)
      return false;
    for (unsigned variant = 0; variant != variants; ++variant)
      if (!accepted[variant] && Walk(arm, variant).accepts())
        accepted.set(variant);
    if (accepted.all())
      return true;
  }
  return false;
}
