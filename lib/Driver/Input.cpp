//===- Input.cpp - Reading a program, whatever its form ---------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Driver/Input.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Parser/Parser.h"
#include "snow/Frontend/Frontend.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

using namespace snow;
using namespace snow::driver;
using llvm::StringRef;

static void writeDiagnostics(const frontend::Compilation &program,
                             DiagnosticStyle style) {
  using Format = frontend::Compilation::Format;
  Format format = style == DiagnosticStyle::Json     ? Format::Json
                  : style == DiagnosticStyle::Colour ? Format::Colour
                                                     : Format::Text;
  program.printDiagnostics(llvm::errs(), format);
}

static void writeJson(StringRef severity, const llvm::Twine &message,
                      StringRef file) {
  llvm::json::Object object{{"code", "C0001"},
                            {"severity", severity},
                            {"message", message.str()},
                            {"file", file},
                            {"spans", llvm::json::Array()},
                            {"fix", nullptr}};
  llvm::errs() << llvm::json::Value(std::move(object)) << '\n';
}

void driver::reportError(StringRef path, const llvm::Twine &message,
                         DiagnosticStyle style) {
  if (style == DiagnosticStyle::Json)
    writeJson("error", message, path);
  else
    llvm::errs() << "error[C0001]: " << message << '\n';
}

void driver::installJsonHandler(mlir::MLIRContext &context) {
  context.getDiagEngine().registerHandler([](mlir::Diagnostic &diag) {
    auto place = diag.getLocation()->findInstanceOf<mlir::FileLineColLoc>();
    StringRef severity =
        diag.getSeverity() == mlir::DiagnosticSeverity::Error     ? "error"
        : diag.getSeverity() == mlir::DiagnosticSeverity::Warning ? "warning"
                                                                  : "note";
    std::string message = diag.str();
    if (place)
      message = (llvm::Twine(place.getLine()) + ":" +
                 llvm::Twine(place.getColumn()) + ": " + message)
                    .str();
    writeJson(severity, message,
              place ? place.getFilename().getValue() : StringRef());
    return mlir::success();
  });
}

/// Reports a file that cannot be read at all.
static void reportUnreadable(StringRef path, const llvm::Twine &reason,
                             DiagnosticStyle style) {
  driver::reportError(path, "cannot read '" + path + "': " + reason, style);
}

static bool isDirectory(StringRef path) {
  return path != "-" && llvm::sys::fs::is_directory(path);
}

static bool load(frontend::Compilation &program, StringRef path,
                 DiagnosticStyle style) {
  std::string error;
  if (isDirectory(path) ? program.loadDirectory(path, error)
                        : program.load(path, error))
    return true;
  reportUnreadable(path, error, style);
  return false;
}

bool driver::isSnowSource(StringRef path) {
  return path == "-" || path.ends_with(".snow") || isDirectory(path);
}

bool driver::checkSource(StringRef path, DiagnosticStyle style) {
  frontend::Compilation program;
  if (!load(program, path, style))
    return false;
  bool good = program.parse() && program.check();
  writeDiagnostics(program, style);
  return good;
}

bool driver::printAST(StringRef path, DiagnosticStyle style,
                      llvm::raw_ostream &output) {
  frontend::Compilation program;
  if (!load(program, path, style))
    return false;
  bool good = program.parse();
  writeDiagnostics(program, style);
  if (good)
    program.printAST(output);
  return good;
}

mlir::OwningOpRef<mlir::ModuleOp>
driver::readProgram(StringRef path, mlir::MLIRContext &context,
                    DiagnosticStyle style) {
  if (isSnowSource(path)) {
    frontend::Compilation program;
    if (!load(program, path, style))
      return {};
    mlir::OwningOpRef<mlir::ModuleOp> module;
    if (program.parse() && program.check())
      module = program.lower(context);
    writeDiagnostics(program, style);
    return module;
  }
  if (!llvm::sys::fs::exists(path)) {
    reportUnreadable(path, "No such file or directory", style);
    return {};
  }
  if (!path.ends_with(".mlir") && !path.ends_with(".mlirbc")) {
    reportUnreadable(path, "its name ends in none of .snow, .mlir, .mlirbc",
                     style);
    return {};
  }
  return mlir::parseSourceFile<mlir::ModuleOp>(path, &context);
}
