//===- Format.cpp - Formatting files ----------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Driver/Format.h"
#include "snow/Frontend/Format.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace snow;
using namespace snow::driver;
using llvm::StringRef;

/// Adds the sources below a directory, sorted. What begins with a dot is
/// skipped, as builds skip it.
static bool addDirectory(StringRef directory, std::vector<std::string> &files,
                         DiagnosticStyle style) {
  std::vector<std::string> found, folders;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator entry(directory, error), end;
       entry != end && !error; entry.increment(error)) {
    StringRef path = entry->path();
    if (llvm::sys::path::filename(path).starts_with("."))
      continue;
    // A link to a folder could lead in circles.
    if (entry->type() == llvm::sys::fs::file_type::directory_file)
      folders.push_back(path.str());
    else if (path.ends_with(".snow"))
      found.push_back(path.str());
  }
  if (error) {
    reportError(directory,
                "cannot read '" + directory + "': " + error.message(), style);
    return false;
  }
  llvm::sort(found);
  llvm::sort(folders);
  llvm::append_range(files, found);
  bool good = true;
  for (const std::string &folder : folders)
    good &= addDirectory(folder, files, style);
  return good;
}

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
    if (path != "-" && llvm::sys::fs::is_directory(path))
      good &= addDirectory(path, files, style);
    else
      files.push_back(path);
  }
  for (const std::string &file : files)
    good &= formatOne(file, mode, style);
  return good;
}
