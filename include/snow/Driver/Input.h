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
class Twine;
class raw_ostream;
} // namespace llvm
namespace mlir {
class MLIRContext;
class ModuleOp;
} // namespace mlir

namespace snow::driver {

/// How diagnostics are written to standard error.
enum class DiagnosticStyle { Plain, Colour, Json };

/// Reports an error that has no place in a file, in the style; `path`, if not
/// empty, is the file that it is about.
void reportError(llvm::StringRef path, const llvm::Twine &message,
                 DiagnosticStyle style);

/// Writes the diagnostics of passes and of the IR parser as JSON, in the form
/// of the frontend's. Spans stay empty: IR has lines and columns, not offsets.
void installJsonHandler(mlir::MLIRContext &context);

/// Whether the path names Snow source (`.snow`, `-` for standard input, or a
/// directory of modules) rather than IR.
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
