//===- LevelsTest.cpp - What becomes of passes that go wrong --------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Pipelines/Levels.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Support/CrashRecoveryContext.h"

#include <csignal>
#include <functional>

#include <gtest/gtest.h>

using namespace mlir;

namespace {

/// A pass on functions that does what it is told.
struct Saboteur : PassWrapper<Saboteur, OperationPass<func::FuncOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(Saboteur)
  explicit Saboteur(std::function<void(func::FuncOp)> act)
      : act(std::move(act)) {}
  StringRef getArgument() const final { return "saboteur"; }
  void runOnOperation() override { act(getOperation()); }
  std::function<void(func::FuncOp)> act;
};

struct Outcome {
  bool succeeded;
  std::vector<std::string> messages;
};

Outcome runWith(std::initializer_list<std::function<void(func::FuncOp)>> acts,
                unsigned functions = 1) {
  MLIRContext context(MLIRContext::Threading::DISABLED);
  context.loadDialect<func::FuncDialect>();
  context.printOpOnDiagnostic(false);
  Outcome outcome;
  ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
    std::string text;
    llvm::raw_string_ostream(text)
        << diagnostic.getLocation() << ": " << diagnostic;
    outcome.messages.push_back(text);
    return success();
  });
  std::string source;
  for (unsigned i = 0; i != functions; ++i)
    source += "func.func @f" + std::to_string(i) + "() {\n  return\n}\n";
  auto module =
      parseSourceString<ModuleOp>(source, ParserConfig(&context), "here.mlir");
  PassManager manager(&context);
  for (const auto &act : acts)
    manager.addNestedPass<func::FuncOp>(std::make_unique<Saboteur>(act));
  outcome.succeeded = succeeded(snow::runPasses(manager, *module));
  return outcome;
}

void doNothing(func::FuncOp) {}

void breakReturn(func::FuncOp function) {
  function.setFunctionType(FunctionType::get(
      function.getContext(), {}, IntegerType::get(function.getContext(), 64)));
}

TEST(RunPasses, GoodOnesSucceed) {
  Outcome outcome = runWith({doNothing});
  EXPECT_TRUE(outcome.succeeded);
  EXPECT_TRUE(outcome.messages.empty());
}

TEST(RunPasses, WhatDoesNotVerifyIsReportedWithItsPlace) {
  Outcome outcome = runWith({breakReturn, doNothing});
  EXPECT_FALSE(outcome.succeeded);
  ASSERT_EQ(outcome.messages.size(), 1u);
  EXPECT_NE(outcome.messages[0].find("here.mlir\":2:3"), std::string::npos)
      << outcome.messages[0];
}

TEST(RunPasses, APassThatCrashesIsNamedWithThePlaceOfItsFunction) {
  llvm::CrashRecoveryContext::Enable();
  Outcome outcome =
      runWith({doNothing, [](func::FuncOp) { std::raise(SIGSEGV); }});
  llvm::CrashRecoveryContext::Disable();
  EXPECT_FALSE(outcome.succeeded);
  ASSERT_EQ(outcome.messages.size(), 1u);
  EXPECT_NE(outcome.messages[0].find("here.mlir\":1:1"), std::string::npos)
      << outcome.messages[0];
  EXPECT_NE(outcome.messages[0].find("the pass 'saboteur' crashed"),
            std::string::npos)
      << outcome.messages[0];
}

// So many go to several threads.
constexpr unsigned many = 400;

TEST(RunPasses, ACrashOnAnyThreadIsNamedWithThePlaceOfItsFunction) {
  llvm::CrashRecoveryContext::Enable();
  Outcome outcome = runWith({doNothing,
                             [](func::FuncOp function) {
                               if (function.getSymName() == "f300")
                                 std::raise(SIGSEGV);
                             }},
                            many);
  llvm::CrashRecoveryContext::Disable();
  EXPECT_FALSE(outcome.succeeded);
  ASSERT_EQ(outcome.messages.size(), 1u);
  EXPECT_NE(outcome.messages[0].find("here.mlir\":901:1"), std::string::npos)
      << outcome.messages[0];
  EXPECT_NE(outcome.messages[0].find("the pass 'saboteur' crashed"),
            std::string::npos)
      << outcome.messages[0];
}

TEST(RunPasses, MessagesOfThreadsComeInTheOrderOfTheProgram) {
  Outcome outcome = runWith({[](func::FuncOp function) {
                              function.emitError(function.getSymName());
                            }},
                            many);
  ASSERT_EQ(outcome.messages.size(), many);
  for (unsigned i = 0; i != many; ++i)
    EXPECT_NE(outcome.messages[i].find(": f" + std::to_string(i)),
              std::string::npos)
        << outcome.messages[i];
}

} // namespace
