//===- Backend.cpp - From LLVM IR to code -----------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Driver/Backend.h"
#include "RareFunctions.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "snow/Runtime/ABI/Runtime.h"
#include "llvm/ADT/SCCIterator.h"
#include "llvm/Analysis/CallGraph.h"
#include "llvm/IR/DebugInfo.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Passes/StandardInstrumentations.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/Transforms/IPO/DeadArgumentElimination.h"
#include "llvm/Transforms/IPO/GlobalDCE.h"
#include "llvm/Transforms/IPO/Internalize.h"
#include "llvm/Transforms/IPO/SCCP.h"

using namespace snow::driver;

static llvm::CodeGenOptLevel getCodeGenLevel(unsigned level) {
  switch (level) {
  case 0:
    return llvm::CodeGenOptLevel::None;
  case 1:
    return llvm::CodeGenOptLevel::Less;
  case 2:
    return llvm::CodeGenOptLevel::Default;
  default:
    return llvm::CodeGenOptLevel::Aggressive;
  }
}

static llvm::OptimizationLevel getOptLevel(unsigned level) {
  switch (level) {
  case 0:
    return llvm::OptimizationLevel::O0;
  case 1:
    return llvm::OptimizationLevel::O1;
  case 2:
    return llvm::OptimizationLevel::O2;
  default:
    return llvm::OptimizationLevel::O3;
  }
}

std::unique_ptr<llvm::TargetMachine>
snow::driver::createTargetMachine(const BackendOptions &options,
                                  std::string &error) {
  // Registering all targets takes time that is worth it only on demand.
  if (options.target.empty()) {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
  } else {
    llvm::InitializeAllTargetInfos();
    llvm::InitializeAllTargets();
    llvm::InitializeAllTargetMCs();
    llvm::InitializeAllAsmPrinters();
  }
  llvm::Triple triple(options.target.empty()
                          ? llvm::sys::getDefaultTargetTriple()
                          : llvm::Triple::normalize(options.target));
  const llvm::Target *target =
      llvm::TargetRegistry::lookupTarget(triple, error);
  if (!target) {
    error = "unknown target '" + triple.str() + "'";
    return nullptr;
  }
  std::string cpu =
      options.forThisMachine ? llvm::sys::getHostCPUName().str() : "generic";
  std::string features;
  if (options.forThisMachine)
    for (auto &feature : llvm::sys::getHostCPUFeatures())
      features += (feature.second ? ",+" : ",-") + feature.first().str();
  // Position-independent, as the system's linkers make executables.
  return std::unique_ptr<llvm::TargetMachine>(target->createTargetMachine(
      triple, cpu, llvm::StringRef(features).ltrim(','), llvm::TargetOptions(),
      llvm::Reloc::PIC_, std::nullopt, getCodeGenLevel(options.optLevel)));
}

/// Keeps the context that functions hand to each other in the register that
/// swiftself stands for: every call leaves it alone.
static void assignContextRegister(llvm::Module &module) {
  for (llvm::Function &function : module) {
    // The mark of snow-pass-context.
    if (!function.hasFnAttribute("snow_context"))
      continue;
    function.addParamAttr(0, llvm::Attribute::SwiftSelf);
    function.addParamAttr(0, llvm::Attribute::NonNull);
    for (llvm::User *user : function.users())
      if (auto *call = llvm::dyn_cast<llvm::CallBase>(user))
        call->addParamAttr(0, llvm::Attribute::SwiftSelf);
  }
}

/// Has the code generator take the weights of branches seriously: without a
/// count for the function it moves the constants of rare paths, such as the
/// place of a panic, in front of loops and into registers.
static void markRarePaths(llvm::Module &module) {
  for (llvm::Function &function : module)
    if (!function.isDeclaration() && function.hasFnAttribute("snow_context"))
      function.setEntryCount(SNOW_REDUCTIONS_PER_SLICE);
}

/// LLVM makes a loop of a function that only adds to what it gets from itself,
/// such as `1 + depth(n + 1)`. Endless recursion has to exhaust the stack and
/// panic, so a function that calls itself once, directly or through others, and
/// goes on behind that call keeps it a call.
static void keepRecursion(llvm::Module &module) {
  llvm::CallGraph graph(module);
  for (auto scc = llvm::scc_begin(&graph); !scc.isAtEnd(); ++scc) {
    if (!scc.hasCycle())
      continue;
    llvm::SmallPtrSet<llvm::Function *, 4> members;
    for (llvm::CallGraphNode *node : *scc)
      if (llvm::Function *function = node->getFunction())
        members.insert(function);
    for (llvm::Function *function : members) {
      llvm::SmallVector<llvm::CallInst *, 2> calls;
      for (llvm::Instruction &inst : llvm::instructions(function))
        if (auto *call = llvm::dyn_cast<llvm::CallInst>(&inst);
            call && members.contains(call->getCalledFunction()) &&
            !llvm::isa<llvm::ReturnInst>(call->getNextNode()))
          calls.push_back(call);
      if (calls.size() == 1)
        calls.front()->setTailCallKind(llvm::CallInst::TCK_NoTail);
    }
  }
}

namespace {
/// LLVM inlines a function with a single call almost whatever its size, and
/// simplifies what it has become after each one: in a chain of thousands of
/// functions that takes minutes and gains nothing. Such a function is inlined
/// here only while it is of moderate size.
struct LimitSoleCalls : llvm::PassInfoMixin<LimitSoleCalls> {
  llvm::PreservedAnalyses run(llvm::Module &module,
                              llvm::ModuleAnalysisManager &) {
    // What the inliner subtracts from the cost of such a call, and how much
    // may be left: four times what it takes anyway.
    constexpr int bonus = 15000, most = 900;
    for (llvm::Function &function : module) {
      if (function.isDeclaration() || !function.hasLocalLinkage() ||
          !function.hasOneUse())
        continue;
      auto *call = llvm::dyn_cast<llvm::CallBase>(*function.user_begin());
      if (call && call->getCalledFunction() == &function)
        function.addFnAttr("function-inline-threshold",
                           std::to_string(most - bonus));
    }
    return llvm::PreservedAnalyses::all();
  }
};

/// Excepts functions that cannot run often from all that follows.
struct MarkRareFunctions : llvm::PassInfoMixin<MarkRareFunctions> {
  llvm::PreservedAnalyses run(llvm::Module &module,
                              llvm::ModuleAnalysisManager &manager) {
    markRareFunctions(module,
                      manager.getResult<llvm::CallGraphAnalysis>(module));
    return llvm::PreservedAnalyses::none();
  }
};

/// Runs passes on modules, with what all of them need.
class PassRunner {
public:
  explicit PassRunner(llvm::TargetMachine &machine,
                      Progress *progress = nullptr)
      : builder(&machine, llvm::PipelineTuningOptions(), std::nullopt,
                &callbacks) {
    leave.registerCallbacks(callbacks);
    if (progress)
      callbacks.registerBeforeNonSkippedPassCallback(
          [progress](llvm::StringRef pass, llvm::Any unit) {
            progress->pass = pass;
            if (const auto *const *function =
                    llvm::any_cast<const llvm::Function *>(&unit))
              progress->function = (*function)->getName();
            else
              progress->function = {};
          });
    builder.registerModuleAnalyses(modules);
    builder.registerCGSCCAnalyses(sccs);
    builder.registerFunctionAnalyses(functions);
    builder.registerLoopAnalyses(loops);
    builder.crossRegisterProxies(loops, functions, sccs, modules);
  }

  llvm::PassBuilder &getBuilder() { return builder; }
  void run(llvm::ModulePassManager passes, llvm::Module &module) {
    passes.run(module, modules);
  }

private:
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager sccs;
  llvm::ModuleAnalysisManager modules;
  llvm::PassInstrumentationCallbacks callbacks;
  llvm::OptNoneInstrumentation leave{/*DebugLogging=*/false};
  llvm::PassBuilder builder;
};
} // namespace

/// Leaves only `main` visible and decides what is worth optimising.
static void prepareProgram(llvm::Module &module, llvm::TargetMachine &machine,
                           const BackendOptions &options) {
  llvm::ModulePassManager passes;
  passes.addPass(llvm::InternalizePass([](const llvm::GlobalValue &value) {
    return value.getName() == "main";
  }));
  passes.addPass(LimitSoleCalls());
  if (options.optLevel != 0)
    passes.addPass(MarkRareFunctions());
  PassRunner(machine).run(std::move(passes), module);
}

void snow::driver::propagateConstants(llvm::Module &module,
                                      llvm::TargetMachine &machine) {
  llvm::ModulePassManager passes;
  passes.addPass(llvm::IPSCCPPass());
  passes.addPass(llvm::DeadArgumentEliminationPass());
  // Of a function that nobody calls nothing is left, not even code: the
  // unwinder would take it for the one at the same address.
  passes.addPass(llvm::GlobalDCEPass());
  PassRunner(machine).run(std::move(passes), module);
}

bool snow::driver::isValid(llvm::Module &module, Progress *progress) {
  if (progress)
    progress->pass = "verifier";
  return !llvm::verifyModule(module, &llvm::errs());
}

bool snow::driver::optimize(llvm::Module &module, llvm::TargetMachine &machine,
                            const BackendOptions &options, Progress *progress) {
  if (!isValid(module, progress))
    return false;
  PassRunner runner(machine, progress);
  llvm::OptimizationLevel level = getOptLevel(options.optLevel);
  runner.run(options.optLevel == 0
                 ? runner.getBuilder().buildO0DefaultPipeline(level)
                 : runner.getBuilder().buildPerModuleDefaultPipeline(level),
             module);
  markRarePaths(module);
  return true;
}

/// Makes the folders of source files absolute, so that a debugger finds them
/// wherever it is started.
static void completePaths(llvm::Module &module, llvm::StringRef directory) {
  llvm::SmallString<256> base(directory);
  if (llvm::sys::fs::make_absolute(base))
    return;
  llvm::sys::path::remove_dots(base, /*remove_dot_dot=*/true);
  llvm::DebugInfoFinder finder;
  finder.processModule(module);
  llvm::SmallPtrSet<llvm::DIFile *, 4> files;
  for (llvm::DICompileUnit *unit : finder.compile_units())
    files.insert(unit->getFile());
  for (llvm::DIScope *scope : finder.scopes())
    files.insert(scope->getFile());
  for (llvm::DISubprogram *function : finder.subprograms())
    files.insert(function->getFile());
  for (llvm::DIFile *file : files) {
    if (!file || llvm::sys::path::is_absolute(file->getDirectory()))
      continue;
    llvm::SmallString<256> path(base);
    llvm::sys::path::append(path, file->getDirectory());
    // The second operand of a DIFile is its directory.
    file->replaceOperandWith(1, llvm::MDString::get(module.getContext(), path));
  }
}

std::unique_ptr<llvm::Module>
snow::driver::translate(mlir::ModuleOp module, llvm::LLVMContext &context,
                        llvm::TargetMachine &machine,
                        const BackendOptions &options) {
  mlir::registerBuiltinDialectTranslation(*module->getContext());
  mlir::registerLLVMDialectTranslation(*module->getContext());
  // Each part is verified on its own, when it is optimised.
  std::unique_ptr<llvm::Module> translated =
      mlir::translateModuleToLLVMIR(module, context, "snow",
                                    /*disableVerification=*/true);
  if (!translated)
    return nullptr;
  translated->setTargetTriple(machine.getTargetTriple());
  translated->setDataLayout(machine.createDataLayout());
  assignContextRegister(*translated);
  completePaths(*translated, options.sourceDirectory);
  keepRecursion(*translated);
  if (options.wholeProgram)
    prepareProgram(*translated, machine, options);
  return translated;
}

bool snow::driver::emitCode(llvm::Module &module, llvm::TargetMachine &machine,
                            CodeKind kind, llvm::raw_pwrite_stream &output) {
  llvm::legacy::PassManager passes;
  auto fileType = kind == CodeKind::Assembly
                      ? llvm::CodeGenFileType::AssemblyFile
                      : llvm::CodeGenFileType::ObjectFile;
  if (machine.addPassesToEmitFile(passes, output, nullptr, fileType,
                                  /*DisableVerify=*/true)) {
    llvm::errs() << "error: the target cannot write such a file\n";
    return false;
  }
  passes.run(module);
  return true;
}
