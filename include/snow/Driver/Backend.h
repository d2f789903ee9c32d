//===- Backend.h - From LLVM IR to code -------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DRIVER_BACKEND_H
#define SNOW_DRIVER_BACKEND_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>
#include <string>
#include <vector>

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

/// Translates a module in the LLVM dialect. Null, reported, if it cannot be
/// translated. In a whole program nothing but `main` stays visible, and what is
/// not worth optimising is marked.
std::unique_ptr<llvm::Module> translate(mlir::ModuleOp module,
                                        llvm::LLVMContext &context,
                                        llvm::TargetMachine &machine,
                                        const BackendOptions &options);

/// Has the functions of a whole program know what they hand to each other.
void propagateConstants(llvm::Module &module, llvm::TargetMachine &machine);

/// What the back end works on, for the report of a crash.
struct Progress {
  llvm::StringRef pass, function;
};

/// Whether LLVM's verifier, which reports, has no objection.
bool isValid(llvm::Module &module, Progress *progress = nullptr);

/// Verifies the module, runs LLVM's own pipeline of the level and notes what it
/// is at. False, reported, if the module is not valid.
bool optimize(llvm::Module &module, llvm::TargetMachine &machine,
              const BackendOptions &options, Progress *progress = nullptr);

enum class CodeKind { Assembly, Object };

/// Writes machine code. False, reported, if the target cannot.
bool emitCode(llvm::Module &module, llvm::TargetMachine &machine, CodeKind kind,
              llvm::raw_pwrite_stream &output);

/// A part of a program in machine code.
struct ObjectCode {
  llvm::SmallVector<char, 0> object;
  /// What it was made of, as bitcode; empty if that was not asked for.
  llvm::SmallVector<char, 0> bitcode;
};

/// Compiles a translated program to object files, as many as there are cores at
/// the same time. Empty, reported, if that fails.
std::vector<ObjectCode> compileProgram(std::unique_ptr<llvm::Module> program,
                                       const BackendOptions &options,
                                       bool wantBitcode);

} // namespace snow::driver

#endif // SNOW_DRIVER_BACKEND_H
