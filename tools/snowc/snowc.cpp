//===- snowc.cpp - The Snow compiler's driver -------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CommandLine.h"
#include "mlir/IR/AsmState.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "snow/Driver/Backend.h"
#include "snow/Driver/Config.h"
#include "snow/Driver/Input.h"
#include "snow/Driver/Jit.h"
#include "snow/Driver/Linker.h"
#include "snow/InitAll.h"
#include "snow/LSP/Server.h"
#include "snow/Pipelines/Levels.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/ToolOutputFile.h"
#include "llvm/Target/TargetMachine.h"

using namespace snowc;
using namespace snow::driver;

namespace {
/// A program as LLVM IR, with what it needs to exist.
struct Compiled {
  std::unique_ptr<llvm::LLVMContext> context;
  std::unique_ptr<llvm::TargetMachine> machine;
  std::unique_ptr<llvm::Module> module;
};

/// A crash while it lives is a failure of the pass that runs.
struct CrashRecovery {
  CrashRecovery() { llvm::CrashRecoveryContext::Enable(); }
  ~CrashRecovery() { llvm::CrashRecoveryContext::Disable(); }
  CrashRecovery(const CrashRecovery &) = delete;
  CrashRecovery &operator=(const CrashRecovery &) = delete;
};

/// One run of the tool.
class Driver {
public:
  Driver(CommandLine line, std::string toolPath)
      : line(std::move(line)), toolPath(std::move(toolPath)),
        context(makeRegistry(), mlir::MLIRContext::Threading::DISABLED) {
    // A user sees where, not how the compiler writes it.
    context.printOpOnDiagnostic(false);
    bool hasColours = llvm::sys::Process::StandardErrHasColors() &&
                      !this->line.noColour &&
                      !llvm::sys::Process::GetEnv("NO_COLOR");
    style = this->line.json ? DiagnosticStyle::Json
            : hasColours    ? DiagnosticStyle::Colour
                            : DiagnosticStyle::Plain;
    if (style == DiagnosticStyle::Json)
      installJsonHandler(context);
    else
      handler = std::make_unique<mlir::SourceMgrDiagnosticHandler>(
          sources, &context, llvm::errs());
  }

  int run();

private:
  static mlir::DialectRegistry makeRegistry() {
    mlir::DialectRegistry registry;
    snow::registerAllDialects(registry);
    return registry;
  }

  int runProgram();
  bool canReadRuntime();
  void passSimSettings();
  int emit(Stage stage);
  bool emitIR(mlir::ModuleOp module, Stage stage);
  bool emitBelowIR(mlir::ModuleOp module, Stage stage);
  /// Lowers and translates; a whole program must have a main.
  std::optional<Compiled> compile(mlir::ModuleOp module,
                                  const BackendOptions &backend);
  bool lowerSafely(mlir::ModuleOp module) {
    CrashRecovery recovery;
    return succeeded(snow::lowerToLLVMDialect(module, pipelineOptions()));
  }
  bool buildExecutable(mlir::ModuleOp module);
  std::string executablePath() const;
  bool writeObjects(llvm::ArrayRef<ObjectCode> parts,
                    std::vector<std::string> &objects);
  bool writeLLVM(llvm::ArrayRef<ObjectCode> parts, llvm::StringRef executable);
  bool canWriteExecutable(const std::string &path, bool &existed);
  /// Behind a failure that no mistake in Snow source can cause. The IR may be
  /// in any state: it is not even destroyed.
  void blameCompiler() {
    if (!isSnowSource(line.input))
      return;
    reportError(line.input,
                "compiler bug: this program passed all checks but cannot be "
                "lowered; the messages above say where and why",
                style);
    llvm::errs().flush();
    std::_Exit(1);
  }
  bool fail(llvm::StringRef path, const llvm::Twine &message) {
    reportError(path, message, style);
    return false;
  }
  bool hasMain(const Compiled &compiled);

  snow::SnowPipelineOptions &pipelineOptions() {
    options.strategy = line.strategy;
    options.remarks = line.remarks;
    options.optimize = line.optLevel != 0;
    return options;
  }
  BackendOptions backendOptions(bool wholeProgram) const {
    BackendOptions backend;
    backend.optLevel = line.optLevel;
    backend.target = line.target;
    if (llvm::sys::fs::is_directory(line.input))
      backend.sourceDirectory = line.input;
    backend.wholeProgram = wholeProgram;
    return backend;
  }
  /// Writes to the output; reports if that cannot be opened or written.
  bool write(llvm::function_ref<bool(llvm::raw_pwrite_stream &)> content,
             bool isText);

  CommandLine line;
  std::string toolPath;
  DiagnosticStyle style;
  llvm::SourceMgr sources;
  mlir::MLIRContext context;
  std::unique_ptr<mlir::SourceMgrDiagnosticHandler> handler;
  snow::SnowPipelineOptions options;
};
} // namespace

bool Driver::write(llvm::function_ref<bool(llvm::raw_pwrite_stream &)> content,
                   bool isText) {
  std::string path = line.output.empty() ? "-" : line.output;
  std::error_code error;
  llvm::ToolOutputFile file(
      path, error, isText ? llvm::sys::fs::OF_Text : llvm::sys::fs::OF_None);
  if (error) {
    reportError(path, "cannot write '" + path + "': " + error.message(), style);
    return false;
  }
  // Object files are patched while they are written, which a pipe cannot.
  llvm::SmallVector<char, 0> buffer;
  llvm::raw_svector_ostream memory(buffer);
  if (!content(memory))
    return false;
  file.os() << memory.str();
  file.os().flush();
  if (file.os().has_error()) {
    reportError(path,
                "cannot write '" + path + "': " + file.os().error().message(),
                style);
    file.os().clear_error();
    return false;
  }
  file.keep();
  return true;
}

bool Driver::emitIR(mlir::ModuleOp module, Stage stage) {
  auto wanted = stage == Stage::Snow     ? snow::Level::Snow
                : stage == Stage::SnowRT ? snow::Level::SnowRT
                                         : snow::Level::LLVM;
  if (snow::detectLevel(module) > wanted) {
    reportError(line.input,
                "'" + line.input +
                    "' is at a lower level than the stage asked for",
                style);
    return false;
  }
  CrashRecovery recovery;
  if ((stage == Stage::SnowRT &&
       failed(snow::lowerToSnowRT(module, pipelineOptions()))) ||
      (stage == Stage::LLVMDialect &&
       failed(snow::lowerToLLVMDialect(module, pipelineOptions())))) {
    blameCompiler();
    return false;
  }
  return write(
      [&](llvm::raw_ostream &output) {
        module.print(output);
        output << '\n';
        return true;
      },
      /*isText=*/true);
}

std::optional<Compiled> Driver::compile(mlir::ModuleOp module,
                                        const BackendOptions &backend) {
  Compiled compiled;
  compiled.context = std::make_unique<llvm::LLVMContext>();
  std::string error;
  compiled.machine = createTargetMachine(backend, error);
  if (!compiled.machine) {
    fail("", error);
    return std::nullopt;
  }
  if (lowerSafely(module))
    compiled.module =
        translate(module, *compiled.context, *compiled.machine, backend);
  if (!compiled.module)
    blameCompiler();
  if (!compiled.module || (backend.wholeProgram && !hasMain(compiled)))
    return std::nullopt;
  return compiled;
}

bool Driver::emitBelowIR(mlir::ModuleOp module, Stage stage) {
  BackendOptions backend = backendOptions(/*wholeProgram=*/false);
  auto compiled = compile(module, backend);
  if (!compiled || !optimize(*compiled->module, *compiled->machine, backend))
    return false;
  return write(
      [&](llvm::raw_pwrite_stream &output) {
        if (stage == Stage::LLVM) {
          compiled->module->print(output, nullptr);
          return true;
        }
        return emitCode(*compiled->module, *compiled->machine,
                        stage == Stage::Assembly ? CodeKind::Assembly
                                                 : CodeKind::Object,
                        output);
      },
      /*isText=*/stage != Stage::Object);
}

bool Driver::hasMain(const Compiled &compiled) {
  const llvm::Function *main = compiled.module->getFunction("main");
  if (main && !main->isDeclaration())
    return true;
  reportError(line.input, "'" + line.input + "' has no main function", style);
  return false;
}

/// Whether the executable's file can be opened for writing. The linker's own
/// message would speak of the linker.
bool Driver::canWriteExecutable(const std::string &path, bool &existed) {
  existed = llvm::sys::fs::exists(path);
  int descriptor;
  std::error_code error = llvm::sys::fs::openFileForWrite(
      path, descriptor, llvm::sys::fs::CD_OpenAlways, llvm::sys::fs::OF_Append);
  // That of a program which runs is replaced, not written.
  if (error == std::errc::text_file_busy)
    return true;
  if (error)
    return fail(path, "cannot write '" + path + "': " + error.message());
  llvm::sys::Process::SafelyCloseFileDescriptor(descriptor);
  return true;
}

/// Where the executable goes if the user does not say: a program in a folder is
/// built into the folder, under its name.
std::string Driver::executablePath() const {
  if (!line.output.empty())
    return line.output;
  if (line.input == "-")
    return "a.out";
  if (!llvm::sys::fs::is_directory(line.input))
    return llvm::sys::path::stem(line.input).str();
  // `.` and `..` have a name too.
  llvm::SmallString<256> folder;
  if (llvm::sys::fs::real_path(line.input, folder))
    folder = line.input;
  llvm::StringRef name = llvm::sys::path::filename(folder);
  llvm::SmallString<256> path(line.input);
  llvm::sys::path::append(path, name.empty() || name == "/" ? "main" : name);
  return path.str().str();
}

/// Writes the LLVM IR of all parts beside the executable.
bool Driver::writeLLVM(llvm::ArrayRef<ObjectCode> parts,
                       llvm::StringRef executable) {
  llvm::SmallString<256> path(executable);
  llvm::sys::path::replace_extension(path, "ll");
  std::error_code error;
  llvm::ToolOutputFile file(path, error, llvm::sys::fs::OF_Text);
  if (!error) {
    llvm::LLVMContext context;
    std::unique_ptr<llvm::Module> whole;
    for (const ObjectCode &part : parts) {
      std::unique_ptr<llvm::Module> module =
          llvm::cantFail(llvm::parseBitcodeFile(
              {llvm::StringRef(part.bitcode.data(), part.bitcode.size()),
               "snow"},
              context));
      if (whole)
        llvm::Linker::linkModules(*whole, std::move(module));
      else
        whole = std::move(module);
    }
    whole->print(file.os(), nullptr);
    file.os().flush();
    error = file.os().error();
    file.os().clear_error();
  }
  if (error)
    return fail(path, "cannot write '" + path + "': " + error.message());
  file.keep();
  return true;
}

/// Writes the machine code into temporary files and adds their paths.
bool Driver::writeObjects(llvm::ArrayRef<ObjectCode> parts,
                          std::vector<std::string> &objects) {
  for (const ObjectCode &part : parts) {
    int descriptor;
    llvm::SmallString<128> path;
    if (std::error_code error =
            llvm::sys::fs::createTemporaryFile("snowc", "o", descriptor, path))
      return fail("", "cannot create a temporary file: " + error.message());
    objects.push_back(path.str().str());
    llvm::raw_fd_ostream output(descriptor, /*shouldClose=*/true);
    output.write(part.object.data(), part.object.size());
    output.flush();
    if (std::error_code error = output.error()) {
      output.clear_error();
      return fail("", "cannot write a temporary file: " + error.message());
    }
  }
  return true;
}

bool Driver::buildExecutable(mlir::ModuleOp module) {
  std::string executable = executablePath(), error;
  BackendOptions backend = backendOptions(/*wholeProgram=*/true);
  auto compiled = compile(module, backend);
  if (!compiled)
    return false;
  std::vector<ObjectCode> parts;
  {
    CrashRecovery recovery;
    parts = compileProgram(std::move(compiled->module), backend, line.emitLLVM);
  }
  if (parts.empty())
    blameCompiler();
  if (parts.empty() || (line.emitLLVM && !writeLLVM(parts, executable)))
    return false;
  std::vector<std::string> objects;
  bool good = writeObjects(parts, objects), existed = true;
  good = good && canWriteExecutable(executable, existed);
  if (good && !linkExecutable(objects, executable,
                              {toolPath, line.runtime, line.target}, error))
    good = fail("", error);
  for (const std::string &object : objects)
    llvm::sys::fs::remove(object);
  // No file is left that only looks like a program.
  if (!good && !existed)
    llvm::sys::fs::remove(executable);
  if (good && line.action == Action::Build)
    llvm::errs() << "  Compiled: " << executable << '\n';
  return good;
}

int Driver::emit(Stage stage) {
  if (stage == Stage::AST) {
    if (!isSnowSource(line.input)) {
      reportError(line.input,
                  "'" + line.input +
                      "' is not Snow source and has no syntax tree",
                  style);
      return 1;
    }
    return !write(
        [&](llvm::raw_ostream &output) {
          return printAST(line.input, style, output);
        },
        /*isText=*/true);
  }
  // It goes with the process: main says why.
  mlir::ModuleOp module = readProgram(line.input, context, style).release();
  if (!module)
    return 1;
  switch (stage) {
  case Stage::AST:
  case Stage::Snow:
  case Stage::SnowRT:
  case Stage::LLVMDialect:
    return !emitIR(module, stage);
  case Stage::LLVM:
  case Stage::Assembly:
  case Stage::Object:
    return !emitBelowIR(module, stage);
  case Stage::Exe:
    return !buildExecutable(module);
  }
  return 1;
}

/// Hands the options of the deterministic twin to the library, which reads them
/// from the environment, and how to give them again.
void Driver::passSimSettings() {
  ::setenv("SNOW_SIM_SEED", "0", /*replace=*/0);
  for (const auto &[name, value] : line.simSettings)
    ::setenv(name.c_str(), value.c_str(), /*replace=*/1);
  std::string command = "snowc run --runtime=sim";
  if (line.optLevel != 2)
    command += " -O" + std::to_string(line.optLevel);
  std::string input = line.input;
  for (const std::string &argument : line.programArguments)
    input += " " + argument;
  ::setenv("SNOW_SIM_COMMAND", command.c_str(), /*replace=*/1);
  ::setenv("SNOW_SIM_INPUT", input.c_str(), /*replace=*/1);
}

int Driver::runProgram() {
  mlir::OwningOpRef<mlir::ModuleOp> module =
      readProgram(line.input, context, style);
  if (!module)
    return 1;
  BackendOptions backend = backendOptions(/*wholeProgram=*/true);
  backend.forThisMachine = true;
  auto compiled = compile(*module, backend);
  if (!compiled || !optimize(*compiled->module, *compiled->machine, backend))
    return 1;
  std::vector<std::string> arguments{line.input};
  llvm::append_range(arguments, line.programArguments);
  std::string runtime = line.runtime;
  if (runtime == kSimRuntime) {
    std::string error;
    runtime =
        findOwnRuntime(toolPath, /*isSim=*/true, /*isShared=*/true, error);
    if (runtime.empty())
      return !fail("", error);
    passSimSettings();
  }
  return runInMemory(std::move(compiled->context), std::move(compiled->module),
                     line.optLevel, arguments, runtime);
}

/// A runtime that is not there is found before anything is compiled for it. The
/// loader also looks for names without a directory in its own places.
bool Driver::canReadRuntime() {
  if (line.runtime.empty() || line.runtime == kSimRuntime ||
      llvm::sys::fs::exists(line.runtime))
    return true;
  bool isSearched = line.action == Action::Run &&
                    !llvm::sys::path::has_parent_path(line.runtime);
  return isSearched || fail("", "cannot read '" + line.runtime +
                                    "': No such file or directory");
}

int Driver::run() {
  if (!canReadRuntime())
    return 1;
  switch (line.action) {
  case Action::Help:
  case Action::Version:
  case Action::Lsp:
    return 0;
  case Action::Check:
    if (isSnowSource(line.input))
      return !checkSource(line.input, style);
    return !readProgram(line.input, context, style);
  case Action::Format:
    return !formatSources(line.inputs, line.formatMode, style);
  case Action::Run:
    return runProgram();
  case Action::Build:
    return emit(Stage::Exe);
  case Action::Emit:
    return emit(line.stage);
  }
  return 1;
}

int main(int argc, char **argv) {
  std::optional<CommandLine> line =
      parseCommandLine(llvm::ArrayRef(argv, argc).drop_front());
  if (!line)
    return 1;
  if (line->action == Action::Help) {
    printHelp();
    return 0;
  }
  if (line->action == Action::Lsp)
    return snow::lsp::runServer(line->forTests);
  if (line->action == Action::Version) {
    llvm::outs() << "snowc " SNOW_VERSION " (LLVM " LLVM_VERSION_STRING ")\n";
    return 0;
  }
  std::string toolPath = llvm::sys::fs::getMainExecutable(
      argv[0], reinterpret_cast<void *>(&printHelp));
  bool runsProgram = line->action == Action::Run;
  auto driver = std::make_unique<Driver>(std::move(*line), std::move(toolPath));
  int status = driver->run();
  if (runsProgram)
    return status;
  // To destroy the IR of a large program takes longer than to link it, and the
  // process ends here anyway.
  llvm::outs().flush();
  llvm::errs().flush();
  std::_Exit(status);
}
