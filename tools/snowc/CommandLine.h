//===- CommandLine.h - The command line of snowc ----------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_TOOLS_SNOWC_COMMANDLINE_H
#define SNOW_TOOLS_SNOWC_COMMANDLINE_H

#include "snow/Driver/Format.h"
#include <optional>
#include <string>
#include <vector>

namespace snowc {

enum class Action { Help, Version, Run, Build, Check, Emit, Format, Lsp };

/// What `--emit` can ask for, highest level first.
enum class Stage {
  AST,
  Snow,
  SnowRT,
  LLVMDialect,
  LLVM,
  Assembly,
  Object,
  Exe
};

struct CommandLine {
  Action action = Action::Help;
  Stage stage = Stage::Exe;
  std::string input;
  std::vector<std::string> inputs; ///< of `fmt`, which takes several
  std::string output; ///< empty: standard output, or named after the input
  std::vector<std::string> programArguments; ///< of `run`, behind the file
  unsigned optLevel = 2;
  /// `sim`, or the library to use instead of the linked runtime.
  std::string runtime;
  /// Of `run --runtime=sim`: the environment that the options stand for.
  std::vector<std::pair<std::string, std::string>> simSettings;
  std::string strategy = "split";
  bool remarks = false;  ///< tell which processes keep their stacks
  std::string target;    ///< triple to compile for; empty: this machine
  bool emitLLVM = false; ///< of `build`: also write the LLVM IR
  snow::driver::FormatMode formatMode = snow::driver::FormatMode::Rewrite;
  bool forTests = false; ///< of `lsp`
  bool json = false;
  bool noColour = false;
};

/// Reads the arguments (without the program's name). Nothing, with a message on
/// standard error, if they are wrong.
std::optional<CommandLine> parseCommandLine(llvm::ArrayRef<const char *> args);

void printHelp();

} // namespace snowc

#endif // SNOW_TOOLS_SNOWC_COMMANDLINE_H
