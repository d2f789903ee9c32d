//===- Input.h - Reading a program, whatever its form -----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DRIVER_INPUT_H
#define SNOW_DRIVER_INPUT_H

#include "mlir/IR/OwningOpRef.h"
#include "llvm/ADT/StringRef.h"

namespace llvm {
class raw_ostream;
}
namespace mlir {
class MLIRContext;
class ModuleOp;
} // namespace mlir

namespace snow::driver {

/// How diagnostics are written to standard error.
enum class DiagnosticStyle { Plain, Colour, Json };

/// Whether the path names Snow source (`.snow`, or `-` for standard input)
/// rather than IR.
bool isSnowSource(llvm::StringRef path);

/// Parses and checks Snow source. False, with the diagnostics written, if it
/// has an error. printAST only parses, and writes the syntax tree.
bool checkSource(llvm::StringRef path, DiagnosticStyle style);
bool printAST(llvm::StringRef path, DiagnosticStyle style,
              llvm::raw_ostream &output);

/// Reads Snow source, or IR of any level (`.mlir`, `.mlirbc`), into a module.
/// Null, with the diagnostics written, if that fails.
mlir::OwningOpRef<mlir::ModuleOp> readProgram(llvm::StringRef path,
                                              mlir::MLIRContext &context,
                                              DiagnosticStyle style);

} // namespace snow::driver

#endif // SNOW_DRIVER_INPUT_H
