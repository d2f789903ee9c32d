//===- ModuleFiles.h - The files of a program -------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_MODULEFILES_H
#define SNOW_FRONTEND_MODULEFILES_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace snow::frontend {

/// One `.snow` file below the directory of a program.
struct ModuleFile {
  std::string Path;     ///< where it is
  std::string Relative; ///< seen from the directory, with `/`
  std::string Module;   ///< `Main`, `Math.LinearAlgebra`
};

/// Finds the sources below Directory, in the order of their relative paths.
/// What begins with a dot is skipped. False, with the reason in Error, if a
/// directory cannot be read.
bool findModuleFiles(llvm::StringRef Directory, std::vector<ModuleFile> &Files,
                     std::string &Error);

/// The module of a file, by its path relative to the program:
/// `math/linear_algebra.snow` is `Math.LinearAlgebra`.
std::string moduleNameOf(llvm::StringRef RelativePath);

} // namespace snow::frontend

#endif // SNOW_FRONTEND_MODULEFILES_H
