//===- RareFunctions.h - What is not worth optimising -----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_DRIVER_RAREFUNCTIONS_H
#define SNOW_LIB_DRIVER_RAREFUNCTIONS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"

namespace llvm {
class CallGraph;
class Function;
class Module;
} // namespace llvm

namespace snow::driver {

class TurnBounds;

/// For every function of a whole program, how often any part of it can run from
/// start to end, at most: proven from the graph of calls, without guesses. What
/// contains a loop of unknown length, is called in one or in a recursion, or
/// has its address taken, has no bound: so nothing that processes, services or
/// closures do has one.
class RunBounds {
public:
  static constexpr uint64_t kUnbounded = ~uint64_t(0);

  RunBounds(llvm::Module &module, llvm::CallGraph &graph);

  uint64_t getBound(const llvm::Function &function) const {
    return bounds.lookup(&function);
  }

private:
  void addCallsOf(llvm::Function &function, TurnBounds &loops);
  void
  keepSpecialisers(llvm::ArrayRef<std::pair<llvm::Function *, bool>> functions);

  llvm::DenseMap<const llvm::Function *, uint64_t> bounds;
};

/// Excepts from optimisation what cannot run often: to optimise it would take
/// longer than it can ever gain.
void markRareFunctions(llvm::Module &module, llvm::CallGraph &graph);

} // namespace snow::driver

#endif // SNOW_LIB_DRIVER_RAREFUNCTIONS_H
