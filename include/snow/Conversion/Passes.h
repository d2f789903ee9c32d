//===- Passes.h - Conversions between the levels ----------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_CONVERSION_PASSES_H
#define SNOW_CONVERSION_PASSES_H

#include "mlir/Pass/Pass.h"

namespace mlir {
class ModuleOp;
}

namespace snow {

#define GEN_PASS_DECL
#include "snow/Conversion/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "snow/Conversion/Passes.h.inc"

} // namespace snow

#endif // SNOW_CONVERSION_PASSES_H
