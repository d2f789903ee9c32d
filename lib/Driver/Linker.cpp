//===- Linker.cpp - Linking an executable -----------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Driver/Linker.h"
#include "snow/Driver/Config.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

using namespace snow::driver;
using llvm::StringRef;

/// The first of the linker drivers that is installed.
static std::string findLinker() {
  for (const char *name : {SNOW_LINKER, "clang++-22", "clang++", "g++", "c++"})
    if (llvm::ErrorOr<std::string> path = llvm::sys::findProgramByName(name))
      return *path;
  llvm::errs() << "error: no linker: install the package clang-22 or g++\n";
  return {};
}

/// The runtime's archive: beside the tool, as built or installed.
static std::string findRuntime(StringRef toolPath) {
  llvm::SmallString<256> path(llvm::sys::path::parent_path(toolPath));
  llvm::sys::path::append(path, "..", SNOW_LIBRARY_DIR, "libsnow_runtime.a");
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  if (llvm::sys::fs::exists(path))
    return path.str().str();
  llvm::errs() << "error: the runtime library is missing: " << path << '\n';
  return {};
}

/// What the linker wrote, in words a user of snowc understands.
static void reportLinkerOutput(StringRef text) {
  if (text.contains("snow_rt_abi_")) {
    llvm::errs() << "error: the runtime library is of another ABI version than "
                    "this compiler; rebuild or update it\n";
    return;
  }
  llvm::errs() << "error: the linker failed\n" << text;
}

bool snow::driver::linkExecutable(StringRef object, StringRef output,
                                  StringRef toolPath,
                                  StringRef runtimeLibrary) {
  std::string linker = findLinker();
  std::string runtime =
      runtimeLibrary.empty() ? findRuntime(toolPath) : runtimeLibrary.str();
  if (linker.empty() || runtime.empty())
    return false;
  if (!llvm::sys::fs::exists(runtime)) {
    llvm::errs() << "error: cannot read '" << runtime
                 << "': No such file or directory\n";
    return false;
  }
  llvm::SmallVector<StringRef> arguments{
      linker,      object, runtime, SNOW_BOOST_CONTEXT,
      "-lpthread", "-lm",  "-o",    output};
  if (StringRef(linker).contains("clang"))
    arguments.push_back("-fuse-ld=lld");

  llvm::SmallString<128> log;
  if (llvm::sys::fs::createTemporaryFile("snowc-link", "log", log)) {
    llvm::errs() << "error: cannot create a temporary file\n";
    return false;
  }
  std::optional<StringRef> redirects[] = {std::nullopt, StringRef(log),
                                          StringRef(log)};
  std::string error;
  int status = llvm::sys::ExecuteAndWait(linker, arguments, std::nullopt,
                                         redirects, 0, 0, &error);
  if (status != 0) {
    auto text = llvm::MemoryBuffer::getFile(log);
    if (!error.empty())
      llvm::errs() << "error: cannot run " << linker << ": " << error << '\n';
    else
      reportLinkerOutput(text ? (*text)->getBuffer() : StringRef());
  }
  llvm::sys::fs::remove(log);
  return status == 0;
}
