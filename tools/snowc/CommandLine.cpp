//===- CommandLine.cpp - The command line of snowc --------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CommandLine.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/raw_ostream.h"

using namespace snowc;
using llvm::StringLiteral;
using llvm::StringRef;

void snowc::printHelp() {
  llvm::outs() << R"(snowc: the Snow compiler

usage: snowc build DIR|FILE [-o EXE]         compile to an executable
       snowc run DIR|FILE [ARGUMENT...]      compile in memory and run
       snowc check DIR|FILE                  only report errors
       snowc fmt [--check] DIR|FILE...       format source in place
       snowc lsp                             serve an editor (LSP on stdin/stdout)
       snowc --emit=STAGE DIR|FILE [-o OUT]  stop at a stage and write it

DIR is a program: main.snow and the modules beside and below it. FILE is a
program in one file of Snow source (.snow, or - for standard input), or IR of any
level (.mlir, .mlirbc). The executable of DIR is written into it under its name,
that of FILE into the current directory.

  -o, --output OUT  where to write; - is standard output
  -O0 -O1 -O2 -O3   how much to optimise (default -O2); also --opt-level N
  --emit-llvm       build: also write the LLVM IR, as .ll beside the executable
  --emit=STAGE      ast, snow, snow_rt, llvm-dialect, llvm, asm, obj or exe
  --target=TRIPLE   the machine to compile for (default: this one)
  --check           fmt: change nothing, name the files that would change
  --stdout          fmt: write the result to standard output
  --runtime=LIB     use this runtime library (for run a shared one) instead of
                    the built-in one, which --runtime=threads names;
                    --runtime=sim: the deterministic twin, one thread on which
                    every choice is drawn from a seed
  --strategy=S      how a process waits: split (the default; only with what it
                    needs, where that is possible) or fiber (with its stack)
  --remarks         tell where processes wait with their stacks, and why
  --seed=N          run with --runtime=sim: the choices of this seed (default 0)
  --seeds=A..B      ... try the seeds A to B-1, show the first that fails
  --policy=P        ... how to choose: random (default) or pct
  --depth=N         ... of pct: events whose order makes the bug (default 3)
  --steps=N         ... of pct: about how many steps the program takes
  --max-steps=N     ... a run that takes more fails
  --trace           ... write who does what on standard error
  --json            diagnostics as JSON, one object per line
  --no-color        no colours, even on a terminal
  -h, --help        this text
  --version         the version
)";
}

static std::nullopt_t fail(const llvm::Twine &message) {
  llvm::errs() << "error: " << message << "\nTry 'snowc --help'.\n";
  return std::nullopt;
}

static std::optional<Stage> parseStage(StringRef name) {
  return llvm::StringSwitch<std::optional<Stage>>(name)
      .Case("ast", Stage::AST)
      .Case("snow", Stage::Snow)
      .Case("snow_rt", Stage::SnowRT)
      .Case("llvm-dialect", Stage::LLVMDialect)
      .Case("llvm", Stage::LLVM)
      .Case("asm", Stage::Assembly)
      .Case("obj", Stage::Object)
      .Case("exe", Stage::Exe)
      .Default(std::nullopt);
}

namespace {
/// Reads one argument after the other.
class Reader {
public:
  explicit Reader(llvm::ArrayRef<const char *> args) : args(args) {}

  std::optional<CommandLine> read();

private:
  bool readOption(StringRef arg);
  /// The value of `--name=value` or `--name value`, if arg is that option. A
  /// missing value is an error.
  bool takesValue(StringRef arg, StringRef name, std::string &value);
  bool setOptLevel(StringRef digits);
  /// The options of the deterministic twin.
  bool readSimOption(StringRef arg);

  llvm::ArrayRef<const char *> args;
  CommandLine line;
  std::string error;
};
} // namespace

bool Reader::takesValue(StringRef arg, StringRef name, std::string &value) {
  if (!arg.consume_front(name))
    return false;
  if (arg.consume_front("=")) {
    value = arg.str();
  } else if (!arg.empty()) {
    return false;
  } else if (args.empty()) {
    error = (name + " needs a value").str();
  } else {
    value = args.front();
    args = args.drop_front();
  }
  return true;
}

bool Reader::setOptLevel(StringRef digits) {
  if (digits.size() != 1 || digits[0] < '0' || digits[0] > '3') {
    error =
        ("unknown optimisation level '" + digits + "'; there are 0 to 3").str();
    return true;
  }
  line.optLevel = digits[0] - '0';
  return true;
}

/// What the value of such an option may be.
static bool isSimValue(StringRef name, StringRef value) {
  uint64_t first, end;
  if (name == "--policy")
    return value == "random" || value == "pct";
  if (name == "--seeds") {
    auto [from, to] = value.split("..");
    return !from.getAsInteger(10, first) && !to.getAsInteger(10, end) &&
           first < end;
  }
  return !value.getAsInteger(10, first) && (name == "--seed" || first != 0);
}

bool Reader::readSimOption(StringRef arg) {
  static constexpr std::pair<StringLiteral, StringLiteral> options[] = {
      {"--seed", "SNOW_SIM_SEED"},     {"--seeds", "SNOW_SIM_SEEDS"},
      {"--policy", "SNOW_SIM_POLICY"}, {"--depth", "SNOW_SIM_DEPTH"},
      {"--steps", "SNOW_SIM_STEPS"},   {"--max-steps", "SNOW_SIM_MAX_STEPS"}};
  if (arg == "--trace") {
    line.simSettings.emplace_back("SNOW_SIM_TRACE", "1");
    return true;
  }
  for (const auto &[name, variable] : options) {
    std::string value;
    if (!takesValue(arg, name, value))
      continue;
    if (error.empty() && !isSimValue(name, value))
      error = ("bad value '" + value + "' of " + name).str();
    line.simSettings.emplace_back(variable.str(), value);
    return true;
  }
  return false;
}

/// Whether the argument is an option; `error` is set if it is a wrong one.
bool Reader::readOption(StringRef arg) {
  std::string value;
  if (arg == "-h" || arg == "--help") {
    line.action = Action::Help;
    line.input = "-"; // Nothing else is needed.
    args = {};
    return true;
  }
  if (arg == "--version") {
    line.action = Action::Version;
    line.input = "-";
    args = {};
    return true;
  }
  if (arg == "--json")
    return line.json = true;
  if (arg == "--no-color")
    return line.noColour = true;
  // The same spelling as of LLVM's own servers.
  if (line.action == Action::Lsp && arg == "--lit-test")
    return line.forTests = true;
  if (line.action == Action::Lsp && arg == "--stdio")
    return true;
  if (line.action == Action::Format) {
    using snow::driver::FormatMode;
    if (arg != "--check" && arg != "--stdout")
      return false;
    line.formatMode = arg == "--check" ? FormatMode::Check : FormatMode::Print;
    return true;
  }
  if (arg == "--remarks")
    return line.remarks = true;
  if (arg == "--emit-llvm")
    return line.emitLLVM = true;
  if (takesValue(arg, "--target", line.target))
    return true;
  if (takesValue(arg, "--emit", value)) {
    std::optional<Stage> stage = parseStage(value);
    if (!stage && error.empty())
      error = "unknown stage '" + value +
              "'; there are ast, snow, snow_rt, llvm-dialect, llvm, asm, obj "
              "and exe";
    line.action = Action::Emit;
    line.stage = stage.value_or(Stage::Exe);
    return true;
  }
  if (takesValue(arg, "--output", line.output) ||
      takesValue(arg, "-o", line.output))
    return true;
  if (takesValue(arg, "--strategy", line.strategy)) {
    if (error.empty() && line.strategy != "split" && line.strategy != "fiber")
      error = "unknown waiting strategy '" + line.strategy +
              "'; there are split and fiber";
    return true;
  }
  if (takesValue(arg, "--runtime", line.runtime)) {
    if (line.runtime == "threads")
      line.runtime.clear();
    return true;
  }
  if (readSimOption(arg))
    return true;
  if (takesValue(arg, "--opt-level", value))
    return error.empty() ? setOptLevel(value) : true;
  if (arg.starts_with("-O"))
    return setOptLevel(arg.drop_front(2));
  return false;
}

std::optional<CommandLine> Reader::read() {
  if (args.empty())
    return fail("what to do? Give run, build, check, fmt or --emit");
  StringRef command = args.front();
  auto action = llvm::StringSwitch<std::optional<Action>>(command)
                    .Case("run", Action::Run)
                    .Case("build", Action::Build)
                    .Case("check", Action::Check)
                    .Case("fmt", Action::Format)
                    .Case("lsp", Action::Lsp)
                    .Default(std::nullopt);
  if (action) {
    line.action = *action;
    args = args.drop_front();
  } else if (!command.starts_with("-") && !command.ends_with(".snow") &&
             !command.ends_with(".mlir")) {
    return fail("unknown command '" + command +
                "'; there are run, build, check, fmt and lsp");
  }
  while (!args.empty()) {
    StringRef arg = args.front();
    args = args.drop_front();
    if (arg != "-" && arg.starts_with("-")) {
      if (!readOption(arg))
        return fail("unknown option '" + arg + "'");
      if (!error.empty())
        return fail(error);
      continue;
    }
    if (line.action == Action::Lsp)
      return fail("lsp takes no files; the editor names them");
    if (line.action == Action::Format) {
      line.inputs.push_back(arg.str());
      line.input = arg.str();
      continue;
    }
    if (!line.input.empty())
      return fail("one file at a time: '" + line.input + "' and '" + arg + "'");
    line.input = arg.str();
    // What stands behind the file is for the program.
    if (line.action == Action::Run) {
      line.programArguments.assign(args.begin(), args.end());
      args = {};
    }
  }
  if (line.action == Action::Help && line.input != "-")
    return fail("what to do with '" + line.input +
                "'? Give run, build, check, fmt or --emit");
  if (line.action == Action::Lsp)
    return line;
  if (line.input.empty())
    return fail("no input file");
  if (line.emitLLVM && line.action != Action::Build)
    return fail("--emit-llvm belongs to build; otherwise give --emit=llvm");
  if (!line.simSettings.empty() &&
      (line.action != Action::Run || line.runtime != "sim"))
    return fail("--seed, --seeds, --policy, --depth, --steps, --max-steps and "
                "--trace belong to run --runtime=sim");
  if (!line.target.empty() && line.action == Action::Run)
    return fail("run compiles for this machine; --target belongs to build");
  bool makesExe = line.action == Action::Build ||
                  (line.action == Action::Emit && line.stage == Stage::Exe);
  if (makesExe && line.output == "-")
    return fail("an executable cannot be written to standard output; name a "
                "file with -o");
  return line;
}

std::optional<CommandLine>
snowc::parseCommandLine(llvm::ArrayRef<const char *> args) {
  return Reader(args).read();
}
