//===- Suggest.h - What a misspelt name may mean ----------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_SUGGEST_H
#define SNOW_FRONTEND_SUGGEST_H

#include "snow/Frontend/Diagnostics.h"

namespace snow::frontend {

/// Adds to a diagnostic the candidate that Name is most likely a slip of; false
/// if none is close.
bool suggest(DiagnosticEngine::Builder &D, llvm::StringRef Name,
             llvm::ArrayRef<llvm::StringRef> Candidates);

} // namespace snow::frontend

#endif // SNOW_FRONTEND_SUGGEST_H
