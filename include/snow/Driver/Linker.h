//===- Linker.h - Linking an executable -------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DRIVER_LINKER_H
#define SNOW_DRIVER_LINKER_H

#include "llvm/ADT/StringRef.h"

namespace snow::driver {

/// Links an object file with a runtime into an executable. `toolPath` is the
/// path of this tool, beside which the runtime is found; `runtimeLibrary`, if
/// not empty, is an archive or shared library to use instead. False, reported,
/// if a file is missing or the linker fails.
bool linkExecutable(llvm::StringRef object, llvm::StringRef output,
                    llvm::StringRef toolPath, llvm::StringRef runtimeLibrary);

} // namespace snow::driver

#endif // SNOW_DRIVER_LINKER_H
