//===- ObjectCode.cpp - A program's parts, side by side ---------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramParts.h"
#include "snow/Driver/Backend.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"

using namespace snow::driver;

namespace {
/// One part on its way to machine code.
struct PartOfProgram {
  std::unique_ptr<llvm::TargetMachine> machine;
  /// Knows what runs, for the report of a crash.
  Progress progress;
  ObjectCode code;
  bool good = false, crashed = false;
};
} // namespace

static bool compilePart(ProgramParts &parts, size_t number, PartOfProgram &part,
                        const BackendOptions &options, bool wantBitcode) {
  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> module = parts.take(number, context);
  if (parts.isRare(number)) {
    part.machine->setOptLevel(llvm::CodeGenOptLevel::None);
    if (!isValid(*module, &part.progress))
      return false;
  } else if (!optimize(*module, *part.machine, options, &part.progress)) {
    return false;
  }
  if (wantBitcode) {
    llvm::raw_svector_ostream output(part.code.bitcode);
    llvm::WriteBitcodeToFile(*module, output);
  }
  part.progress = {"code generation", ""};
  llvm::raw_svector_ostream output(part.code.object);
  return emitCode(*module, *part.machine, CodeKind::Object, output);
}

/// Tells what crashed in which part, in their order.
static bool reportCrashes(llvm::ArrayRef<PartOfProgram> program) {
  bool any = false;
  for (const PartOfProgram &part : program) {
    if (!part.crashed)
      continue;
    any = true;
    llvm::errs() << "error: the pass '" << part.progress.pass << "' crashed";
    if (!part.progress.function.empty())
      llvm::errs() << " in '" << part.progress.function << "'";
    llvm::errs() << '\n';
  }
  return any;
}

std::vector<ObjectCode>
snow::driver::compileProgram(std::unique_ptr<llvm::Module> module,
                             const BackendOptions &options, bool wantBitcode) {
  std::string error;
  if (options.optLevel != 0)
    propagateConstants(*module, *createTargetMachine(options, error));
  ProgramParts parts(std::move(module));
  std::vector<PartOfProgram> program(parts.size());
  // Here, because what registers targets may not run on two threads.
  for (PartOfProgram &part : program)
    part.machine = createTargetMachine(options, error);
  auto compile = [&](size_t number) {
    PartOfProgram &part = program[number];
    part.crashed = !llvm::CrashRecoveryContext().RunSafely([&] {
      part.good = compilePart(parts, number, part, options, wantBitcode);
    });
  };
  if (parts.size() == 1) {
    compile(0);
  } else {
    llvm::ThreadPoolStrategy threads = llvm::hardware_concurrency(parts.size());
    threads.Limit = true;
    llvm::DefaultThreadPool pool(threads);
    // What takes longest first: the first parts are not optimised.
    for (size_t number = parts.size(); number-- != 0;)
      pool.async(compile, number);
    pool.wait();
  }
  if (reportCrashes(program) ||
      !llvm::all_of(program, [](const auto &part) { return part.good; }))
    return {};
  std::vector<ObjectCode> code;
  code.reserve(program.size());
  for (PartOfProgram &part : program)
    code.push_back(std::move(part.code));
  return code;
}
