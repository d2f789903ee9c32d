//===- ProgramParts.cpp - A program as several modules ----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramParts.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/EquivalenceClasses.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace snow::driver;

/// How many instructions are worth a part. What is optimised takes ten times
/// as long, and each cut hides something from it.
static constexpr size_t kRarePart = 30000, kOptimisedPart = 8000;
/// The largest function that other parts know, in instructions. What LLVM
/// inlines at many places is smaller.
static constexpr unsigned kSmall = 40;

static bool isRare(const Function &function) {
  return function.hasFnAttribute(Attribute::OptimizeNone);
}

/// The function of the program that the instruction calls by name and that is
/// worth optimising, if any.
static Function *getOptimisedCallee(const Instruction &inst) {
  const auto *call = dyn_cast<CallBase>(&inst);
  Function *callee = call ? call->getCalledFunction() : nullptr;
  return callee && !callee->isDeclaration() && !isRare(*callee) ? callee
                                                                : nullptr;
}

static bool isAlwaysInlined(const Function &function) {
  return function.hasFnAttribute(Attribute::AlwaysInline);
}

static bool isSmall(const Function &function) {
  return isAlwaysInlined(function) ||
         (!function.hasFnAttribute(Attribute::NoInline) &&
          function.getInstructionCount() <= kSmall);
}

/// Collects what a constant names of the program: functions and variables, and
/// what those hold.
static void collectNamed(Constant *constant,
                         SmallPtrSetImpl<Constant *> &seen) {
  SmallVector<Constant *, 32> pending;
  auto add = [&](Constant *found) {
    if (seen.insert(found).second)
      pending.push_back(found);
  };
  add(constant);
  while (!pending.empty()) {
    Constant *found = pending.pop_back_val();
    if (auto *variable = dyn_cast<GlobalVariable>(found)) {
      if (variable->hasInitializer())
        add(variable->getInitializer());
    } else if (!isa<GlobalValue>(found)) {
      for (const Use &use : found->operands())
        add(cast<Constant>(use.get()));
    }
  }
}

static void collectNamed(Function &function,
                         SmallPtrSetImpl<Constant *> &seen) {
  for (Instruction &inst : instructions(function))
    for (const Use &use : inst.operands())
      if (auto *constant = dyn_cast<Constant>(use.get()))
        collectNamed(constant, seen);
}

ProgramParts::ProgramParts(std::unique_ptr<Module> module)
    : program(std::move(module)) {
  SmallVector<Function *, 0> rare, others, all;
  for (Function &function : *program) {
    all.push_back(&function);
    if (!function.isDeclaration())
      (::isRare(function) ? rare : others).push_back(&function);
  }
  // What is rare comes first, because the variables are worth nothing to it.
  for (const auto &[functions, isRare] :
       {std::pair(Functions(rare), true), std::pair(Functions(others), false)})
    cut(functions, isRare);
  if (parts.empty())
    parts.push_back({false, {}, {}, {}});
  SmallVector<GlobalVariable *, 0> variables(
      make_pointer_range(program->globals()));
  if (parts.size() == 1)
    return;
  share(all, variables);
  raw_svector_ostream output(bitcode);
  WriteBitcodeToFile(*program, output);
}

ProgramParts::~ProgramParts() = default;

/// The only function, besides itself, that uses this one; null if there are
/// others or none.
static Function *getSoleUser(Function &function) {
  Function *sole = nullptr;
  for (User *user : function.users()) {
    auto *inst = dyn_cast<Instruction>(user);
    if (!inst)
      return nullptr;
    Function *parent = inst->getFunction();
    if (sole && parent != &function && parent != sole)
      return nullptr;
    if (parent != &function)
      sole = parent;
  }
  return sole;
}

/// Makes parts of these functions in their order. One that only one other uses
/// stays with it.
void ProgramParts::cut(Functions functions, bool isRare) {
  if (functions.empty())
    return;
  size_t total = 0;
  EquivalenceClasses<Function *> together;
  for (Function *function : functions) {
    total += function->getInstructionCount();
    together.insert(function);
    // Among what is not optimised that gains nothing.
    Function *user = isRare ? nullptr : getSoleUser(*function);
    if (user && !::isRare(*user))
      together.unionSets(user, function);
  }
  size_t count =
      std::max<size_t>(1, total / (isRare ? kRarePart : kOptimisedPart));
  size_t wanted = total / count + 1, size = wanted;
  DenseSet<Function *> assigned;
  DenseMap<const Function *, unsigned> order;
  for (auto [index, function] : enumerate(*program))
    order[&function] = index;
  for (Function *first : functions) {
    if (assigned.contains(first))
      continue;
    if (size >= wanted) {
      parts.push_back({isRare, BitVector(program->size()),
                       BitVector(program->size()),
                       BitVector(program->global_size())});
      size = 0;
    }
    for (Function *function : together.members(first)) {
      assigned.insert(function);
      parts.back().functions.set(order[function]);
      size += function->getInstructionCount();
    }
  }
}

/// Finds what each part knows of others, and makes names visible to them.
void ProgramParts::share(Functions functions,
                         ArrayRef<GlobalVariable *> variables) {
  DenseMap<const GlobalValue *, unsigned> order, home;
  for (auto [index, function] : enumerate(functions))
    order[function] = index;
  for (auto [index, variable] : enumerate(variables)) {
    order[variable] = index;
    home[variable] = 0;
  }
  for (auto [number, part] : enumerate(parts))
    for (unsigned index : part.functions.set_bits())
      home[functions[index]] = number;

  DenseSet<GlobalValue *> shared;
  for (auto [number, part] : enumerate(parts)) {
    SmallVector<Function *, 0> own;
    for (unsigned index : part.functions.set_bits())
      own.push_back(functions[index]);
    // What is always inlined calls such functions in turn; of others only those
    // that are called from here are known.
    for (size_t next = 0; !part.isRare && next != own.size(); ++next) {
      bool isOwn = home[own[next]] == number;
      for (Instruction &inst : instructions(*own[next]))
        if (Function *callee = getOptimisedCallee(inst);
            callee && home[callee] != number &&
            !part.knownFunctions.test(order[callee]) &&
            (isOwn ? isSmall(*callee) : isAlwaysInlined(*callee))) {
          part.knownFunctions.set(order[callee]);
          own.push_back(callee);
        }
    }
    SmallPtrSet<Constant *, 0> named;
    for (Function *function : own)
      collectNamed(*function, named);
    if (number == 0)
      for (GlobalVariable *variable : variables)
        collectNamed(variable, named);
    for (Constant *constant : named) {
      auto *value = dyn_cast<GlobalValue>(constant);
      if (!value || value->isDeclaration() || home[value] == number)
        continue;
      shared.insert(value);
      auto *variable = dyn_cast<GlobalVariable>(value);
      // What constants hold is good to know only where code is optimised.
      if (variable && variable->isConstant() && !part.isRare)
        part.knownVariables.set(order[variable]);
    }
  }
  // In the order of the program: a name may get a number.
  for (GlobalValue &value : program->global_values())
    if (shared.contains(&value) && value.hasLocalLinkage()) {
      if (!value.hasName())
        value.setName("__shared");
      value.setLinkage(GlobalValue::ExternalLinkage);
      value.setVisibility(GlobalValue::HiddenVisibility);
    }
}

/// Erases the functions that have become declarations which nobody uses.
static void eraseUnused(Module &module) {
  for (Function &function : make_early_inc_range(module))
    if (function.isDeclaration() && function.use_empty())
      function.eraseFromParent();
}

std::unique_ptr<Module> ProgramParts::take(size_t number,
                                           LLVMContext &context) {
  if (parts.size() == 1)
    return std::move(program);
  const Part &part = parts[number];
  std::unique_ptr<Module> module;
  if (number == 0) {
    module = std::move(program);
  } else {
    module = cantFail(getLazyBitcodeModule(
        MemoryBufferRef(StringRef(bitcode.data(), bitcode.size()), "snow"),
        context, /*ShouldLazyLoadMetadata=*/true));
  }
  for (auto [index, function] : enumerate(*module)) {
    if (function.isDeclaration() || part.functions.test(index))
      continue;
    if (!part.knownFunctions.test(index)) {
      function.deleteBody();
    } else {
      cantFail(function.materialize());
      function.setLinkage(GlobalValue::AvailableExternallyLinkage);
    }
  }
  if (number != 0) {
    // They are defined in the first part.
    for (auto [index, variable] : enumerate(module->globals())) {
      if (variable.isDeclaration())
        continue;
      bool isKnown = part.knownVariables.test(index);
      if (!isKnown)
        variable.setInitializer(nullptr);
      variable.setLinkage(isKnown ? GlobalValue::AvailableExternallyLinkage
                                  : GlobalValue::ExternalLinkage);
    }
    cantFail(module->materializeAll());
    for (GlobalVariable &variable : make_early_inc_range(module->globals()))
      if (variable.isDeclaration() && variable.use_empty())
        variable.eraseFromParent();
  }
  eraseUnused(*module);
  return module;
}
