//===- Linker.h - Linking an executable -------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DRIVER_LINKER_H
#define SNOW_DRIVER_LINKER_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace snow::driver {

/// What `--runtime=` calls the deterministic twin.
inline constexpr llvm::StringLiteral kSimRuntime = "sim";

/// The file of a runtime that comes with the tool, beside which it lies: the
/// default one, or the twin; as an archive or as a shared library. Empty, with
/// the reason in `error`, if it is missing.
std::string findOwnRuntime(llvm::StringRef toolPath, bool isSim, bool isShared,
                           std::string &error);

struct LinkOptions {
  /// The path of this tool, beside which the runtime is found.
  std::string toolPath;
  /// kSimRuntime, or an archive or shared library to use instead of the default
  /// one, if not empty.
  std::string runtimeLibrary;
  /// The triple to link for; empty: this machine's.
  std::string target;
};

/// Links object files with a runtime into an executable. False, with the
/// reason in `error`, if a file is missing or the linker fails.
bool linkExecutable(llvm::ArrayRef<std::string> objects, llvm::StringRef output,
                    const LinkOptions &options, std::string &error);

} // namespace snow::driver

#endif // SNOW_DRIVER_LINKER_H
