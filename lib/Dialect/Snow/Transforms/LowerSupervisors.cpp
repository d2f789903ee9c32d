//===- LowerSupervisors.cpp - Supervisors to data ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "snow/Dialect/Snow/IR/Naming.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"

namespace snow {
#define GEN_PASS_DEF_SNOWLOWERSUPERVISORS
#include "snow/Dialect/Snow/Transforms/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

namespace {
struct LowerSupervisors
    : snow::impl::SnowLowerSupervisorsBase<LowerSupervisors> {
  void runOnOperation() override;

private:
  LogicalResult lower(SupervisorOp supervisor, SymbolTable &symbols);
  func::FuncOp createChildStart(ChildOp child, func::FuncOp start,
                                bool takesArgs, const std::string &name,
                                OpBuilder &builder);
};
} // namespace

static std::string getStartName(StringRef supervisor) {
  return "__supervisor_" + getGeneratedStem(supervisor) + "_start";
}

/// Whether a start function's child is itself a supervisor: it returns the pid
/// of one that it spawns.
static bool startsSupervisor(func::FuncOp start, SymbolTable &symbols) {
  return start
      .walk([&](SpawnOp spawn) {
        bool isSupervisor =
            isa_and_nonnull<SupervisorOp>(symbols.lookup(spawn.getCallee()));
        bool isReturned = llvm::any_of(spawn.getPid().getUsers(),
                                       llvm::IsaPred<func::ReturnOp>);
        return isSupervisor && isReturned ? WalkResult::interrupt()
                                          : WalkResult::advance();
      })
      .wasInterrupted();
}

/// The signature that the runtime calls: `start(env)`, and under
/// simple_one_for_one `start(env, args, size)` with the arguments as one tuple
/// term.
func::FuncOp LowerSupervisors::createChildStart(ChildOp child,
                                                func::FuncOp start,
                                                bool takesArgs,
                                                const std::string &name,
                                                OpBuilder &builder) {
  Location loc = child.getLoc();
  Type word = builder.getI64Type();
  SmallVector<Type> inputs{word};
  if (takesArgs)
    inputs.append({TermType::get(builder.getContext()), word});
  auto function = func::FuncOp::create(
      builder, loc, name,
      builder.getFunctionType(inputs, start.getResultTypes()));
  function.setPrivate();
  OpBuilder::InsertionGuard guard(builder);
  Block *entry = function.addEntryBlock();
  builder.setInsertionPointToStart(entry);
  SmallVector<Value> args;
  if (takesArgs && start.getNumArguments() != 0)
    llvm::append_range(args, DecodeArgsOp::create(builder, loc,
                                                  start.getArgumentTypes(),
                                                  entry->getArgument(1))
                                 .getResults());
  auto call = func::CallOp::create(builder, loc, start, args);
  func::ReturnOp::create(builder, loc, call.getResults());
  return function;
}

LogicalResult LowerSupervisors::lower(SupervisorOp supervisor,
                                      SymbolTable &symbols) {
  OpBuilder builder(supervisor);
  Location loc = supervisor.getLoc();
  bool isSimple = supervisor.getStrategy() == Strategy::SimpleOneForOne;
  std::string stem =
      "__supervisor_" + getGeneratedStem(supervisor.getSymName()) + "_child_";
  SmallVector<StringRef> names;
  SmallVector<Attribute> starts;
  SmallVector<int32_t> restarts;
  SmallVector<int64_t> shutdowns;
  SmallVector<bool> supervisors;
  auto claim = [&](const std::string &name) -> LogicalResult {
    Operation *other = symbols.lookup(name);
    if (!other)
      return success();
    InFlightDiagnostic diag = supervisor.emitOpError("needs the name @")
                              << name << ", which is taken";
    diag.attachNote(other->getLoc()) << "it is used here";
    return diag;
  };

  for (ChildOp child : supervisor.getBody().getOps<ChildOp>()) {
    auto start = symbols.lookup<func::FuncOp>(child.getStart());
    std::string name = stem + toSnakeCase(child.getName());
    if (failed(claim(name)))
      return failure();
    func::FuncOp function =
        createChildStart(child, start, isSimple, name, builder);
    symbols.insert(function);
    names.push_back(child.getName());
    starts.push_back(FlatSymbolRefAttr::get(function));
    restarts.push_back(static_cast<int32_t>(child.getRestart()));
    // 0 milliseconds stand for brutal_kill, which the specification's
    // configuration tells apart from a time limit.
    shutdowns.push_back(child.getShutdown().value_or(0));
    supervisors.push_back(startsSupervisor(start, symbols));
  }

  std::string startName = getStartName(supervisor.getSymName());
  if (failed(claim(startName)))
    return failure();
  auto pid = PidType::get(UnitType::get(builder.getContext()));
  auto function = func::FuncOp::create(builder, loc, startName,
                                       builder.getFunctionType({}, pid));
  symbols.insert(function);
  builder.setInsertionPointToStart(function.addEntryBlock());
  Value started = SupervisorStartOp::create(
      builder, loc, pid, supervisor.getStrategy(),
      uint64_t(supervisor.getMaxRestarts()),
      uint64_t(supervisor.getMaxSeconds()), builder.getStrArrayAttr(names),
      builder.getArrayAttr(starts), restarts, shutdowns, supervisors);
  func::ReturnOp::create(builder, loc, started);
  return success();
}

void LowerSupervisors::runOnOperation() {
  ModuleOp module = getOperation();
  SymbolTable symbols(module);
  auto all = llvm::to_vector(module.getOps<SupervisorOp>());
  for (SupervisorOp supervisor : all) {
    if (failed(lower(supervisor, symbols)))
      return signalPassFailure();
    ++numSupervisors;
  }
  // A nested module has supervisors of its own.
  SmallVector<SpawnOp> spawns;
  module.walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (isa<ModuleOp>(op) && op != module)
      return WalkResult::skip();
    if (auto spawn = dyn_cast<SpawnOp>(op))
      spawns.push_back(spawn);
    return WalkResult::advance();
  });
  for (SpawnOp spawn : spawns) {
    auto supervisor = symbols.lookup<SupervisorOp>(spawn.getCallee());
    if (!supervisor)
      continue;
    OpBuilder builder(spawn);
    auto call = func::CallOp::create(
        builder, spawn.getLoc(), getStartName(supervisor.getSymName()),
        TypeRange(spawn.getPid().getType()), ValueRange());
    spawn.replaceAllUsesWith(call.getResult(0));
    spawn.erase();
  }
  for (SupervisorOp supervisor : all)
    symbols.erase(supervisor);
}
