//===- Format.cpp - Formatting files ----------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Driver/Format.h"
#include "snow/Frontend/Format.h"
#include "snow/Frontend/ModuleFiles.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

using namespace snow;
using namespace snow::driver;
using llvm::StringRef;

/// Replaces the file in one step, so that nothing is lost if the machine stops.
static bool replaceFile(StringRef path, StringRef text, DiagnosticStyle style) {
  // The file a link leads to, with its permissions.
  llvm::SmallString<256> target;
  std::error_code error = llvm::sys::fs::real_path(path, target);
  llvm::ErrorOr<llvm::sys::fs::perms> permissions =
      llvm::sys::fs::getPermissions(target);
  if (!error) {
    llvm::Error result =
        llvm::writeToOutput(target, [&](llvm::raw_ostream &output) {
          output << text;
          return llvm::Error::success();
        });
    error = llvm::errorToErrorCode(std::move(result));
  }
  if (!error && permissions)
    error = llvm::sys::fs::setPermissions(target, *permissions);
  if (!error)
    return true;
  reportError(path, "cannot write '" + path + "': " + error.message(), style);
  return false;
}

static bool formatOne(const std::string &path, FormatMode mode,
                      DiagnosticStyle style) {
  frontend::SourceManager sources;
  frontend::DiagnosticEngine diagnostics;
  frontend::FileID file;
  std::string error;
  if (!sources.load(path, file, error)) {
    reportError(path, "cannot read '" + path + "': " + error, style);
    return false;
  }
  std::optional<std::string> text =
      frontend::formatFile(sources, file, diagnostics);
  diagnostics.sort();
  for (const frontend::Diagnostic &diagnostic : diagnostics.all()) {
    if (style == DiagnosticStyle::Json)
      renderJson(diagnostic, sources, llvm::errs());
    else
      renderText(diagnostic, sources, llvm::errs(),
                 style == DiagnosticStyle::Colour);
  }
  if (!text)
    return false;
  bool same = *text == sources.text(file);
  if (mode == FormatMode::Check) {
    if (!same)
      llvm::outs() << sources.path(file) << '\n';
    return same;
  }
  if (mode == FormatMode::Print || path == "-") {
    llvm::outs() << *text;
    return true;
  }
  return same || replaceFile(path, *text, style);
}

bool driver::formatSources(llvm::ArrayRef<std::string> paths, FormatMode mode,
                           DiagnosticStyle style) {
  bool good = true;
  std::vector<std::string> files;
  for (const std::string &path : paths) {
    if (path == "-" || !llvm::sys::fs::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    std::vector<frontend::ModuleFile> found;
    std::string error;
    if (!frontend::findModuleFiles(path, found, error)) {
      reportError(path, llvm::Twine("cannot read '") + path + "': " + error,
                  style);
      good = false;
    }
    for (const frontend::ModuleFile &file : found)
      files.push_back(file.Path);
  }
  for (const std::string &file : files)
    good &= formatOne(file, mode, style);
  return good;
}
