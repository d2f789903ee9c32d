//===- Format.h - Formatting files ------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DRIVER_FORMAT_H
#define SNOW_DRIVER_FORMAT_H

#include "snow/Driver/Input.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>

namespace snow::driver {

enum class FormatMode {
  Rewrite, ///< change the files in place
  Check,   ///< only name the files that would change
  Print,   ///< write the formatted text to standard output
};

/// Formats files, all `.snow` files of directories, or standard input (`-`,
/// which is never rewritten but printed). False if a file cannot be read,
/// parsed or written (it is left as it is, the others are still formatted), or,
/// when checking, if one would change.
bool formatSources(llvm::ArrayRef<std::string> paths, FormatMode mode,
                   DiagnosticStyle style);

} // namespace snow::driver

#endif // SNOW_DRIVER_FORMAT_H
