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
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"
#include <vector>

using namespace snow::driver;
using llvm::StringRef;

/// The first of the linker drivers that is installed.
static std::string findLinker(std::string &error) {
  for (const char *name : {SNOW_LINKER, "clang++-22", "clang++", "g++", "c++"})
    if (llvm::ErrorOr<std::string> path = llvm::sys::findProgramByName(name))
      return *path;
  error = "no linker: install the package clang-22 or g++";
  return {};
}

std::string snow::driver::findOwnRuntime(StringRef toolPath, bool isSim,
                                         bool isShared, std::string &error) {
  llvm::SmallString<256> path(llvm::sys::path::parent_path(toolPath));
  llvm::sys::path::append(path, "..", SNOW_LIBRARY_DIR,
                          isSim ? "libsnow_runtime_sim" : "libsnow_runtime");
  path += isShared ? ".so" : ".a";
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  if (llvm::sys::fs::exists(path))
    return path.str().str();
  error = ("the runtime library is missing: " + path).str();
  return {};
}

/// The runtime's archive: beside the tool, as built or installed.
static std::string findRuntime(const LinkOptions &options, std::string &error) {
  bool isSim = options.runtimeLibrary == kSimRuntime;
  if (!options.runtimeLibrary.empty() && !isSim) {
    if (llvm::sys::fs::exists(options.runtimeLibrary))
      return options.runtimeLibrary;
    error = "cannot read '" + options.runtimeLibrary +
            "': No such file or directory";
    return {};
  }
  llvm::Triple host(llvm::sys::getDefaultTargetTriple());
  llvm::Triple target(options.target.empty()
                          ? host.str()
                          : llvm::Triple::normalize(options.target));
  if (target.getArch() != host.getArch() || target.getOS() != host.getOS()) {
    error = "the runtime library is built for " + host.str() +
            "; name one for " + target.str() + " with --runtime";
    return {};
  }
  return findOwnRuntime(options.toolPath, isSim, /*isShared=*/false, error);
}

/// What the linker wrote, in words a user of snowc understands.
static std::string explainOutput(StringRef text) {
  if (text.contains("snow_rt_abi_"))
    return "the runtime library is of another ABI version than this compiler; "
           "rebuild or update it";
  return ("the linker failed\n" + text.rtrim()).str();
}

/// The linker's own command line, as it was found when Snow was built; empty if
/// this machine lacks a file of it.
static std::vector<std::string>
findLinkCommand(llvm::ArrayRef<std::string> objects, StringRef output,
                llvm::ArrayRef<StringRef> libraries) {
  std::vector<std::string> command;
  for (StringRef argument :
       std::initializer_list<StringRef>{SNOW_LINK_COMMAND}) {
    bool isFile = command.empty() ||
                  (argument.starts_with("/") && argument.ends_with(".o"));
    if (isFile && !llvm::sys::fs::exists(argument))
      return {};
    if (argument == "snow-output") {
      command.push_back(output.str());
    } else if (argument == "snow-object.o") {
      command.insert(command.end(), objects.begin(), objects.end());
      command.insert(command.end(), libraries.begin(), libraries.end());
    } else {
      command.push_back(argument.str());
    }
  }
  return command;
}

/// The same by way of a compiler's driver, which knows the rest.
static std::vector<std::string>
makeDriverCommand(llvm::ArrayRef<std::string> objects, StringRef output,
                  llvm::ArrayRef<StringRef> libraries,
                  const LinkOptions &options, std::string &error) {
  std::string linker = findLinker(error);
  if (linker.empty())
    return {};
  std::vector<std::string> command{linker};
  command.insert(command.end(), objects.begin(), objects.end());
  command.insert(command.end(), libraries.begin(), libraries.end());
  command.insert(command.end(), {"-lpthread", "-lm", "-o", output.str()});
  if (StringRef(linker).contains("clang")) {
    command.emplace_back("-fuse-ld=lld");
    if (!options.target.empty())
      command.push_back("--target=" + options.target);
  }
  return command;
}

bool snow::driver::linkExecutable(llvm::ArrayRef<std::string> objects,
                                  StringRef output, const LinkOptions &options,
                                  std::string &error) {
  std::string runtime = findRuntime(options, error);
  if (runtime.empty())
    return false;
  StringRef libraries[] = {runtime, SNOW_BOOST_CONTEXT, SNOW_UTF8PROC};
  std::vector<std::string> command;
  if (options.target.empty())
    command = findLinkCommand(objects, output, libraries);
  if (command.empty())
    command = makeDriverCommand(objects, output, libraries, options, error);
  if (command.empty())
    return false;

  llvm::SmallString<128> log;
  if (llvm::sys::fs::createTemporaryFile("snowc-link", "log", log)) {
    error = "cannot create a temporary file";
    return false;
  }
  std::optional<StringRef> redirects[] = {std::nullopt, StringRef(log),
                                          StringRef(log)};
  std::string reason;
  llvm::SmallVector<StringRef> arguments(command.begin(), command.end());
  int status = llvm::sys::ExecuteAndWait(
      command.front(), arguments, std::nullopt, redirects, 0, 0, &reason);
  if (status != 0) {
    auto text = llvm::MemoryBuffer::getFile(log);
    error = reason.empty()
                ? explainOutput(text ? (*text)->getBuffer() : StringRef())
                : "cannot run " + command.front() + ": " + reason;
  }
  llvm::sys::fs::remove(log);
  return status == 0;
}
