//===- Jit.cpp - Running a program in memory --------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Driver/Jit.h"
#include "RuntimeSymbols.h"
#include "llvm/ExecutionEngine/Orc/AbsoluteSymbols.h"
#include "llvm/ExecutionEngine/Orc/Debugging/DebuggerSupport.h"
#include "llvm/ExecutionEngine/Orc/ExecutionUtils.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"

using namespace snow::driver;
using namespace llvm::orc;

/// Has the program find the runtime: the linked one's addresses, or a library.
static llvm::Error addRuntime(LLJIT &jit, llvm::StringRef library) {
  JITDylib &dylib = jit.getMainJITDylib();
  char prefix = jit.getDataLayout().getGlobalPrefix();
  if (!library.empty()) {
    auto loaded =
        DynamicLibrarySearchGenerator::Load(library.str().c_str(), prefix);
    if (!loaded)
      return loaded.takeError();
    dylib.addGenerator(std::move(*loaded));
  } else {
    SymbolMap symbols;
    size_t count = 0;
    const RuntimeSymbol *table = getRuntimeSymbols(count);
    for (const RuntimeSymbol &symbol : llvm::ArrayRef(table, count))
      symbols[jit.mangleAndIntern(symbol.name)] = {
          ExecutorAddr::fromPtr(symbol.address),
          llvm::JITSymbolFlags::Exported | llvm::JITSymbolFlags::Callable};
    if (llvm::Error error = dylib.define(absoluteSymbols(std::move(symbols))))
      return error;
  }
  // The C library: memory and mathematical functions that LLVM calls.
  auto process = DynamicLibrarySearchGenerator::GetForCurrentProcess(prefix);
  if (!process)
    return process.takeError();
  dylib.addGenerator(std::move(*process));
  return llvm::Error::success();
}

static int report(llvm::Error error) {
  llvm::handleAllErrors(std::move(error), [](const llvm::ErrorInfoBase &info) {
    llvm::errs() << "error: " << info.message() << '\n';
  });
  return 1;
}

int snow::driver::runInMemory(std::unique_ptr<llvm::LLVMContext> context,
                              std::unique_ptr<llvm::Module> module,
                              unsigned optLevel,
                              llvm::ArrayRef<std::string> arguments,
                              llvm::StringRef runtimeLibrary) {
  auto machine = JITTargetMachineBuilder::detectHost();
  if (!machine)
    return report(machine.takeError());
  machine->setCodeGenOptLevel(optLevel == 0 ? llvm::CodeGenOptLevel::None
                                            : llvm::CodeGenOptLevel::Default);
  auto jit =
      LLJITBuilder().setJITTargetMachineBuilder(std::move(*machine)).create();
  if (!jit)
    return report(jit.takeError());
  // So that a debugger sees the program's lines; it runs without.
  llvm::consumeError(enableDebuggerSupport(**jit));
  if (llvm::Error error = addRuntime(**jit, runtimeLibrary))
    return report(std::move(error));
  if (llvm::Error error = (*jit)->addIRModule(
          ThreadSafeModule(std::move(module), std::move(context))))
    return report(std::move(error));
  auto address = (*jit)->lookup("main");
  if (!address)
    return report(address.takeError());

  llvm::SmallVector<char *> argv;
  for (const std::string &argument : arguments)
    argv.push_back(const_cast<char *>(argument.c_str()));
  argv.push_back(nullptr);
  auto *entry = address->toPtr<int (*)(int, char **)>();
  return entry(static_cast<int>(arguments.size()), argv.data());
}
