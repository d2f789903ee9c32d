//===- Format.h - Source in its standard form -------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_FORMAT_H
#define SNOW_FRONTEND_FORMAT_H

#include "snow/Frontend/Diagnostics.h"
#include <optional>
#include <string>

namespace snow::frontend {

/// The text of a file with standard indentation, spaces and line breaks. Tokens
/// and comments stay what they are. Nothing if the file has parse errors, which
/// are then in Diags.
std::optional<std::string> formatFile(SourceManager &SM, FileID File,
                                      DiagnosticEngine &Diags);

/// Whether both files consist of the same tokens and comments and mean the
/// same. Both parse without errors.
bool sameProgram(const SourceManager &SM, FileID A, FileID B);

} // namespace snow::frontend

#endif // SNOW_FRONTEND_FORMAT_H
