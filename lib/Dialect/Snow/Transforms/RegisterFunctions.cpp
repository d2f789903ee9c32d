//===- RegisterFunctions.cpp - Entries and main -----------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "snow/Dialect/Snow/IR/Naming.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"
#include "snow/Dialect/SnowRT/IR/SnowRTOps.h"
#include "snow/Runtime/ABI/Runtime.h"

namespace snow {
#define GEN_PASS_DEF_SNOWREGISTERFUNCTIONS
#include "snow/Dialect/Snow/Transforms/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

namespace {
/// A function with its entry for remote spawn.
struct Registration {
  StringRef name;
  func::FuncOp entry;
};

struct RegisterFunctions
    : snow::impl::SnowRegisterFunctionsBase<RegisterFunctions> {
  using SnowRegisterFunctionsBase::SnowRegisterFunctionsBase;

  void runOnOperation() override;

private:
  FailureOr<func::FuncOp> findEntryFunction(SymbolTable &symbols);
  LogicalResult claim(Operation *from, StringRef name, SymbolTable &symbols);
  func::FuncOp createEntry(FunctionOpInterface function, OpBuilder &builder);
  void createMain(func::FuncOp entry,
                  MutableArrayRef<Registration> registrations,
                  SymbolTable &symbols, OpBuilder &builder);
};
} // namespace

/// Whether a function can be started by name: it has a body, a name of its own
/// and only Snow values as parameters.
static bool isEligible(FunctionOpInterface function) {
  return !function.isExternal() && !isa<ContinuationOp>(function) &&
         !isGeneratedName(function.getName()) &&
         llvm::all_of(function.getArgumentTypes(), isValueType);
}

/// The function that the program runs, null if there is none. A function `main`
/// makes room for the C one.
FailureOr<func::FuncOp>
RegisterFunctions::findEntryFunction(SymbolTable &symbols) {
  auto plain = symbols.lookup<func::FuncOp>("main");
  auto qualified = symbols.lookup<func::FuncOp>("Main.main");
  if (plain && plain.getNumArguments() != 0)
    return plain.emitOpError("is named main but takes parameters; the entry "
                             "function takes none, and the C main is made by "
                             "this pass");
  if (plain && plain.isExternal())
    return plain.emitOpError("is named main but has no body");
  if (plain && qualified) {
    InFlightDiagnostic diag =
        plain.emitOpError("and @Main.main are both entry functions");
    diag.attachNote(qualified.getLoc()) << "the other is here";
    return diag;
  }
  if (plain && failed(symbols.rename(plain, "Main.main")))
    return failure();
  func::FuncOp entry = plain ? plain : qualified;
  if (entry && entry.getNumArguments() != 0)
    return entry.emitOpError(
        "is the entry function, which takes no parameters");
  return entry;
}

/// Reports a name of a generated function that the module already uses.
LogicalResult RegisterFunctions::claim(Operation *from, StringRef name,
                                       SymbolTable &symbols) {
  Operation *other = symbols.lookup(name);
  if (!other)
    return success();
  InFlightDiagnostic diag = from->emitOpError("needs the name @")
                            << name << ", which is taken";
  diag.attachNote(other->getLoc()) << "it is used here";
  return diag;
}

func::FuncOp RegisterFunctions::createEntry(FunctionOpInterface function,
                                            OpBuilder &builder) {
  Location loc = function.getLoc();
  auto entry = func::FuncOp::create(
      builder, loc, ("__entry_" + function.getName()).str(),
      builder.getFunctionType(TermType::get(builder.getContext()), {}));
  entry.setPrivate();
  entry->setAttr(snowrt::enteredAttrName, builder.getUnitAttr());
  OpBuilder::InsertionGuard guard(builder);
  Block *block = entry.addEntryBlock();
  builder.setInsertionPointToStart(block);
  SmallVector<Value> args;
  if (function.getNumArguments() != 0)
    llvm::append_range(args, DecodeArgsOp::create(builder, loc,
                                                  function.getArgumentTypes(),
                                                  block->getArgument(0))
                                 .getResults());
  if (isa<ActorOp>(function))
    RunOp::create(builder, loc, function.getName(), args);
  else
    func::CallOp::create(builder, loc, function.getName(),
                         function.getResultTypes(), args);
  func::ReturnOp::create(builder, loc);
  return entry;
}

void RegisterFunctions::createMain(func::FuncOp entry,
                                   MutableArrayRef<Registration> registrations,
                                   SymbolTable &symbols, OpBuilder &builder) {
  Location loc = entry.getLoc();
  Type ptr = snowrt::PtrType::get(builder.getContext());
  OpBuilder::InsertionGuard guard(builder);

  auto process = func::FuncOp::create(builder, loc, "__main",
                                      builder.getFunctionType(ptr, {}));
  process.setPrivate();
  process->setAttr(snowrt::enteredAttrName, builder.getUnitAttr());
  symbols.insert(process);
  auto main =
      func::FuncOp::create(builder, loc, "main",
                           builder.getFunctionType({builder.getI32Type(), ptr},
                                                   builder.getI32Type()));
  symbols.insert(main);

  builder.setInsertionPointToStart(process.addEntryBlock());
  func::CallOp::create(builder, loc, entry, ValueRange());
  func::ReturnOp::create(builder, loc);

  Block *block = main.addEntryBlock();
  builder.setInsertionPointToStart(block);
  auto integer = [&](int64_t value) -> Value {
    return arith::ConstantIntOp::create(builder, loc, value, 64);
  };
  snowrt::RtAbiV2Op::create(builder, loc);
  snowrt::RtInitOp::create(builder, loc);
  Value argc = arith::ExtSIOp::create(builder, loc, builder.getI64Type(),
                                      block->getArgument(0));
  snowrt::RtSetArgsOp::create(builder, loc, argc, block->getArgument(1));
  snowrt::RtInitActorOp::create(builder, loc, integer(0));
  for (Registration &registration : registrations) {
    Value name = snowrt::StringOp::create(builder, loc, ptr, registration.name);
    Value bytes = snowrt::OffsetOp::create(builder, loc, ptr, name,
                                           uint64_t(sizeof(snow_string)));
    Value fn = snowrt::FunctionOp::create(builder, loc, ptr,
                                          registration.entry.getSymName());
    snowrt::RegisterFunctionOp::create(builder, loc, bytes,
                                       integer(registration.name.size()), fn);
  }
  Value fn = snowrt::FunctionOp::create(builder, loc, ptr, "__main");
  snowrt::RtStartMainOp::create(builder, loc, fn);
  Value status =
      snowrt::RtRunSchedulerOp::create(builder, loc, builder.getI64Type());
  Value result =
      arith::TruncIOp::create(builder, loc, builder.getI32Type(), status);
  func::ReturnOp::create(builder, loc, result);
}

void RegisterFunctions::runOnOperation() {
  ModuleOp module = getOperation();
  SymbolTable symbols(module);
  FailureOr<func::FuncOp> main = findEntryFunction(symbols);
  if (failed(main))
    return signalPassFailure();

  OpBuilder builder(&getContext());
  builder.setInsertionPointToEnd(module.getBody());
  SmallVector<Registration> registrations;
  llvm::StringMap<Operation *> names;
  // Only from another node is a function started by its name. What has no entry
  // function is part of a program that may start one.
  bool needsEntries =
      !nodesOnly || !*main ||
      module.walk([](NodeStartOp) { return WalkResult::interrupt(); })
          .wasInterrupted();
  for (auto function : llvm::to_vector(module.getOps<FunctionOpInterface>())) {
    if (!needsEntries || !isEligible(function))
      continue;
    auto [it, isNew] =
        names.try_emplace(getRegisteredName(function.getName()), function);
    if (!isNew) {
      InFlightDiagnostic diag = function.emitOpError("is registered as '")
                                << it->first() << "', as another function is";
      diag.attachNote(it->second->getLoc()) << "the other is here";
      return signalPassFailure();
    }
    if (failed(
            claim(function, ("__entry_" + function.getName()).str(), symbols)))
      return signalPassFailure();
    func::FuncOp entry = createEntry(function, builder);
    symbols.insert(entry);
    registrations.push_back({getRegisteredName(function.getName()), entry});
    ++numRegistered;
  }
  if (!*main)
    return;
  if (failed(claim(*main, "__main", symbols)))
    return signalPassFailure();
  createMain(*main, registrations, symbols, builder);
}
