//===- TurnBounds.h - How often loops turn at most --------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_DRIVER_TURNBOUNDS_H
#define SNOW_LIB_DRIVER_TURNBOUNDS_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Dominators.h"
#include <cstdint>
#include <memory>
#include <optional>

namespace llvm {
class CallBase;
class PHINode;
} // namespace llvm

namespace snow::driver {

/// For the loops of a whole program, how often they turn at most: those that
/// count between known numbers, or over a list whose length has a bound because
/// it stems from a literal, also by way of calls and of loops that build lists.
class TurnBounds {
public:
  static constexpr uint64_t kUnbounded = ~uint64_t(0);

  /// How often the block runs at most in one run of its function.
  uint64_t getTurns(const llvm::BasicBlock &block);

private:
  /// What an integer lies between.
  struct Range {
    int64_t least = 0, most = 0;
  };
  struct Loops {
    explicit Loops(llvm::Function &function) : tree(function), info(tree) {}
    llvm::DominatorTree tree;
    llvm::LoopInfo info;
  };

  llvm::LoopInfo &getLoops(const llvm::Function &function);
  const llvm::Loop *getLoopOf(const llvm::PHINode &phi);
  uint64_t getTurns(const llvm::Loop &loop);
  uint64_t computeTurns(const llvm::Loop &loop);
  uint64_t getTurnsUntil(const llvm::Loop &loop, const llvm::BasicBlock &exit);
  std::optional<Range> getRange(const llvm::Value *value);
  std::optional<Range> computeRange(const llvm::Value *value);
  std::optional<uint64_t> getLength(const llvm::Value *list);
  std::optional<uint64_t> computeLength(const llvm::Value *list);
  std::optional<uint64_t> getLengthOfResult(const llvm::CallBase &call);
  std::optional<uint64_t> getLengthBehindLoop(const llvm::PHINode &phi,
                                              const llvm::Loop &loop);

  llvm::DenseMap<const llvm::Function *, std::unique_ptr<Loops>> loops;
  // What is being computed is in there as unknown, which ends recursions.
  llvm::DenseMap<const llvm::Loop *, uint64_t> turns;
  llvm::DenseMap<const llvm::Value *, std::optional<Range>> ranges;
  llvm::DenseMap<const llvm::Value *, std::optional<uint64_t>> lengths;
  /// How many values the one that is asked for depends on, one by the other.
  unsigned depth = 0;
};

} // namespace snow::driver

#endif // SNOW_LIB_DRIVER_TURNBOUNDS_H
