//===- Jit.h - Running a program in memory ----------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DRIVER_JIT_H
#define SNOW_DRIVER_JIT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>

namespace llvm {
class LLVMContext;
class Module;
} // namespace llvm

namespace snow::driver {

/// Compiles the module, calls its `main` with the arguments (the first is the
/// program's name) and returns its exit status; 1, reported, if it names a
/// function that neither the runtime nor this process has. The module has a
/// main.
///
/// The runtime is the one linked into the tool, or the shared library at
/// `runtimeLibrary` if that is not empty.
int runInMemory(std::unique_ptr<llvm::LLVMContext> context,
                std::unique_ptr<llvm::Module> module, unsigned optLevel,
                llvm::ArrayRef<std::string> arguments,
                llvm::StringRef runtimeLibrary);

} // namespace snow::driver

#endif // SNOW_DRIVER_JIT_H
