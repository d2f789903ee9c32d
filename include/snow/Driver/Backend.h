//===- Backend.h - From LLVM IR to code -------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DRIVER_BACKEND_H
#define SNOW_DRIVER_BACKEND_H

#include "mlir/Support/LLVM.h"
#include <memory>
#include <string>

namespace llvm {
class LLVMContext;
class Module;
class TargetMachine;
class raw_pwrite_stream;
} // namespace llvm
namespace mlir {
class ModuleOp;
}

namespace snow::driver {

/// What to compile for.
struct BackendOptions {
  std::string target; ///< a triple; empty: this machine's
  /// What relative paths of sources are relative to; empty: where the tool
  /// runs.
  std::string sourceDirectory;
  unsigned optLevel = 2;       ///< 0 to 3
  bool forThisMachine = false; ///< use all of the host's instructions
  /// The result is a whole program: only `main` is seen from outside.
  bool wholeProgram = false;
};

/// The machine to compile for; null, with the reason in `error`, if LLVM has no
/// back end for it.
std::unique_ptr<llvm::TargetMachine>
createTargetMachine(const BackendOptions &options, std::string &error);

/// Translates a module in the LLVM dialect and optimises it. Null, reported, if
/// it cannot be translated. What is not worth optimising in a whole program
/// goes into a module of its own if there is a place for that, `rare`.
std::unique_ptr<llvm::Module>
translateAndOptimize(mlir::ModuleOp module, llvm::LLVMContext &context,
                     llvm::TargetMachine &machine,
                     const BackendOptions &options,
                     std::unique_ptr<llvm::Module> *rare = nullptr);

enum class CodeKind { Assembly, Object };

/// Writes machine code. False, reported, if the target cannot.
bool emitCode(llvm::Module &module, llvm::TargetMachine &machine, CodeKind kind,
              llvm::raw_pwrite_stream &output);

/// Writes the object files of a whole program, made of a module and perhaps one
/// of what is not worth optimising: `write` is called once for each with what
/// puts the file's content into a stream. False, reported, if that or `write`
/// fails.
using Content = llvm::function_ref<bool(llvm::raw_pwrite_stream &)>;
bool emitObjects(llvm::Module &module, llvm::Module *rare,
                 llvm::TargetMachine &machine,
                 llvm::function_ref<bool(Content)> write);

} // namespace snow::driver

#endif // SNOW_DRIVER_BACKEND_H
