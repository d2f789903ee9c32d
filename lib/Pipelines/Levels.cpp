//===- Levels.cpp - The levels of a module ----------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Pipelines/Levels.h"
#include "GuardedThreads.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassInstrumentation.h"
#include "mlir/Pass/PassManager.h"
#include "snow/Dialect/Snow/IR/SnowDialect.h"
#include "snow/Dialect/SnowRT/IR/SnowRTDialect.h"
#include "llvm/Support/Threading.h"
#include <map>
#include <mutex>

using namespace mlir;
using namespace snow;

Level snow::detectLevel(ModuleOp module) {
  bool hasRuntimeOps = false, hasFunctions = false, hasLLVM = false;
  WalkResult snowFound = module.walk([&](Operation *op) {
    Dialect *dialect = op->getDialect();
    if (isa_and_nonnull<SnowDialect>(dialect))
      return WalkResult::interrupt();
    hasRuntimeOps |= isa_and_nonnull<snowrt::SnowRTDialect>(dialect);
    hasLLVM |= isa_and_nonnull<LLVM::LLVMDialect>(dialect);
    hasFunctions |= isa<func::FuncOp>(op);
    return WalkResult::advance();
  });
  if (snowFound.wasInterrupted())
    return Level::Snow;
  if (hasRuntimeOps)
    return Level::SnowRT;
  if (hasLLVM)
    return hasFunctions ? Level::SnowRT : Level::LLVM;
  return Level::Snow;
}

namespace {
/// What runs where.
struct Place {
  std::string pass;
  Location where;
};

/// Knows what runs on each thread, for the report of a crash.
class Progress {
public:
  explicit Progress(Location program) : program(program) {}

  void note(StringRef pass, Location where) {
    std::lock_guard lock(mutex);
    places.insert_or_assign(llvm::get_threadid(), Place{pass.str(), where});
  }
  /// Keeps what crashed first, which runs on this thread.
  void noteCrash() {
    std::lock_guard lock(mutex);
    auto found = places.find(llvm::get_threadid());
    if (!crash)
      crash =
          found != places.end() ? found->second : Place{"verifier", program};
  }
  const std::optional<Place> &getCrash() const { return crash; }

private:
  std::mutex mutex;
  Location program;
  std::map<uint64_t, Place> places;
  std::optional<Place> crash;
};

struct ProgressNotes : PassInstrumentation {
  explicit ProgressNotes(Progress &progress) : progress(progress) {}
  void runBeforePass(Pass *pass, Operation *op) override {
    StringRef name = pass->getArgument();
    progress.note(name.empty() ? pass->getName() : name, op->getLoc());
  }
  void runAfterPass(Pass *, Operation *op) override {
    progress.note("verifier", op->getLoc());
  }
  Progress &progress;
};

/// While it lives, passes on functions run on all cores if there are enough
/// functions to gain by that.
class Threads {
public:
  Threads(ModuleOp module, Progress &progress) : context(*module.getContext()) {
    constexpr size_t enough = 200;
    if (context.isMultithreadingEnabled() ||
        module.getBody()->getOperations().size() < enough ||
        llvm::hardware_concurrency().compute_thread_count() < 2)
      return;
    pool = std::make_unique<GuardedThreads>([&] { progress.noteCrash(); });
    context.setThreadPool(*pool);
  }
  ~Threads() {
    if (pool)
      context.disableMultithreading();
  }
  Threads(const Threads &) = delete;
  Threads &operator=(const Threads &) = delete;

private:
  MLIRContext &context;
  std::unique_ptr<GuardedThreads> pool;
};
} // namespace

LogicalResult snow::runPasses(PassManager &manager, ModuleOp module) {
  // Doing so after each pass takes a third of the time of lowering; snow-opt
  // does it.
  manager.enableVerifier(false);
  Progress progress(module.getLoc());
  manager.addInstrumentation(std::make_unique<ProgressNotes>(progress));
  LogicalResult result = failure();
  {
    Threads threads(module, progress);
    if (!llvm::CrashRecoveryContext().RunSafely([&] {
          result = success(succeeded(manager.run(module)) &&
                           !progress.getCrash() && succeeded(verify(module)));
        }))
      progress.noteCrash();
  }
  const std::optional<Place> &crash = progress.getCrash();
  if (!crash)
    return result;
  // Nothing of the IR is looked at any more.
  emitError(crash->where) << "the pass '" << crash->pass << "' crashed";
  return failure();
}

LogicalResult snow::lowerToSnowRT(ModuleOp module,
                                  const SnowPipelineOptions &options) {
  if (detectLevel(module) != Level::Snow)
    return success();
  PassManager manager(module->getName());
  buildSnowToRTPipeline(manager, options);
  return runPasses(manager, module);
}

LogicalResult snow::lowerToLLVMDialect(ModuleOp module,
                                       const SnowPipelineOptions &options) {
  PassManager manager(module->getName());
  switch (detectLevel(module)) {
  case Level::Snow:
    buildSnowToLLVMPipeline(manager, options);
    break;
  case Level::SnowRT:
    buildRTToLLVMPipeline(manager, options);
    break;
  case Level::LLVM:
    break;
  }
  return runPasses(manager, module);
}
