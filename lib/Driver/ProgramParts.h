//===- ProgramParts.h - A program as several modules ------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_DRIVER_PROGRAMPARTS_H
#define SNOW_LIB_DRIVER_PROGRAMPARTS_H

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>
#include <vector>

namespace llvm {
class Function;
class GlobalVariable;
class LLVMContext;
class Module;
} // namespace llvm

namespace snow::driver {

/// A whole program cut into parts, each of which becomes an object file and can
/// do so on a thread of its own. What does not run often is apart from what is
/// worth optimising. The cuts depend on the program alone, never on the
/// machine, so neither does the code.
///
/// The first part keeps the variables. Small functions that another part calls
/// are known to it, to be inlined, and so are the constants that it names.
class ProgramParts {
public:
  explicit ProgramParts(std::unique_ptr<llvm::Module> program);
  ~ProgramParts();

  size_t size() const { return parts.size(); }
  bool isRare(size_t part) const { return parts[part].isRare; }

  /// Makes the module of a part, once for each. That of the first one lives in
  /// the context of the program, the others in the given one. May be called for
  /// several parts at the same time.
  std::unique_ptr<llvm::Module> take(size_t part, llvm::LLVMContext &context);

private:
  struct Part {
    bool isRare;
    /// What has its code in this part, and what is known to it besides; by the
    /// order in the program.
    llvm::BitVector functions, knownFunctions, knownVariables;
  };

  using Functions = llvm::ArrayRef<llvm::Function *>;

  void cut(Functions functions, bool isRare);
  void share(Functions functions,
             llvm::ArrayRef<llvm::GlobalVariable *> variables);

  std::unique_ptr<llvm::Module> program;
  std::vector<Part> parts;
  /// The whole program; empty if there is one part.
  llvm::SmallVector<char, 0> bitcode;
};

} // namespace snow::driver

#endif // SNOW_LIB_DRIVER_PROGRAMPARTS_H
