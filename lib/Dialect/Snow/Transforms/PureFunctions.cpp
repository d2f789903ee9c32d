//===- PureFunctions.cpp - Functions of their arguments alone ---*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PureFunctions.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace snow;

//===----------------------------------------------------------------------===//
// What has to be pure
//===----------------------------------------------------------------------===//

bool PureFunctions::collect(Type type, Aspect aspect, Nodes &needs) {
  if (isa<IntegerType, FloatType, StringType, PidType, UnitType>(type))
    return true;
  if (auto tuple = dyn_cast<TupleType>(type))
    return llvm::all_of(tuple.getTypes(), [&](Type part) {
      return collect(part, aspect, needs);
    });
  if (auto list = dyn_cast<ListType>(type))
    return collect(list.getElement(), aspect, needs);
  if (auto option = dyn_cast<OptionType>(type))
    return collect(option.getElement(), aspect, needs);
  if (auto structure = dyn_cast<StructType>(type)) {
    needs.push_back(makeNode(structure.getName().getAttr(), aspect));
    return true;
  }
  if (auto sum = dyn_cast<SumType>(type)) {
    needs.push_back(makeNode(sum.getName().getAttr(), aspect));
    return true;
  }
  return false;
}

/// The methods of a declared type that matter, null for those it has not.
template <typename Op>
static SmallVector<FlatSymbolRefAttr, 5> getMethods(Op type, bool all) {
  SmallVector<FlatSymbolRefAttr, 5> methods{type.getEqAttr(),
                                            type.getHashAttr()};
  if (all)
    methods.append(
        {type.getCompareAttr(), type.getDisplayAttr(), type.getInspectAttr()});
  return methods;
}

bool PureFunctions::collectDeclared(Operation *declared, Aspect aspect,
                                    Nodes &needs) {
  bool all = aspect == Aspect::AllMethods;
  SmallVector<FlatSymbolRefAttr, 5> methods;
  SmallVector<Type> fields;
  if (auto type = dyn_cast<StructTypeOp>(declared)) {
    methods = getMethods(type, all);
    llvm::append_range(fields,
                       type.getFieldTypes().getAsValueRange<TypeAttr>());
  } else {
    auto sum = cast<SumTypeOp>(declared);
    methods = getMethods(sum, all);
    for (Attribute variant : sum.getVariants())
      llvm::append_range(fields, cast<VariantAttr>(variant).getFieldTypes());
  }
  for (FlatSymbolRefAttr method : methods)
    if (method)
      needs.push_back(makeNode(method.getAttr(), Aspect::Function));
  return llvm::all_of(
      fields, [&](Type field) { return collect(field, aspect, needs); });
}

/// Whether the runtime's function looks at its arguments alone. All of those
/// that make or read values do; none takes functions of the program's, but for
/// the methods of the types that it is told.
static bool isOfValues(StringRef callee) {
  StringRef group = callee.split('_').first;
  return llvm::StringSwitch<bool>(group)
      .Cases({"string", "list", "map", "set", "queue", "range"}, true)
      .Default(callee == "hash_combine");
}

/// Whether the operation may panic, but does nothing else that is seen.
static bool touchesOnlyControl(Operation *op) {
  if (isMemoryEffectFree(op))
    return true;
  auto effects = dyn_cast<MemoryEffectOpInterface>(op);
  if (!effects || isa<DecodeArgsOp>(op))
    return false;
  SmallVector<MemoryEffects::EffectInstance> all;
  effects.getEffects(all);
  return llvm::all_of(all, [](const MemoryEffects::EffectInstance &effect) {
    return effect.getResource() == ControlResource::get();
  });
}

bool PureFunctions::collect(Operation *op, Nodes &needs) {
  if (auto call = dyn_cast<func::CallOp>(op)) {
    needs.push_back(makeNode(call.getCalleeAttr().getAttr(), Aspect::Function));
    return true;
  }
  auto collectOperands = [&](Aspect aspect) {
    return llvm::all_of(op->getOperandTypes(), [&](Type type) {
      return collect(type, aspect, needs);
    });
  };
  if (auto call = dyn_cast<LibraryCallOp>(op))
    return isOfValues(call.getCallee()) &&
           llvm::none_of(op->getOperandTypes(), llvm::IsaPred<FnType>) &&
           llvm::all_of(call.getTypes().getAsValueRange<TypeAttr>(),
                        [&](Type type) {
                          return collect(type, Aspect::AllMethods, needs);
                        });
  if (isa<EqOp, HashOp>(op))
    return collectOperands(Aspect::Equality);
  if (isa<CompareOp, ToStringOp, InspectOp>(op))
    return collectOperands(Aspect::AllMethods);
  // Set before anything can call the function twice, or never.
  return isa<GlobalGetOp>(op) || touchesOnlyControl(op);
}

//===----------------------------------------------------------------------===//
// The module
//===----------------------------------------------------------------------===//

void PureFunctions::analyze() {
  isAnalyzed = true;
  // All are pure until they turn out not to be, so that functions may call each
  // other; then so are not those that need them.
  DenseMap<Node, SmallVector<Node, 2>> neededBy;
  SmallVector<Node> impure;
  auto add = [&](Node node, bool isCandidate, const Nodes &needs) {
    pure[node] = isCandidate;
    if (!isCandidate)
      impure.push_back(node);
    else
      for (Node need : needs)
        neededBy[need].push_back(node);
  };
  for (Operation &op : *module.getBody()) {
    if (isa<StructTypeOp, SumTypeOp>(op)) {
      for (Aspect aspect : {Aspect::Equality, Aspect::AllMethods}) {
        Nodes needs;
        bool isCandidate = collectDeclared(&op, aspect, needs);
        add(makeNode(SymbolTable::getSymbolName(&op), aspect), isCandidate,
            needs);
      }
    } else if (auto function = dyn_cast<func::FuncOp>(op)) {
      Nodes needs;
      bool isCandidate =
          !function.isExternal() && !function.getBody()
                                         .walk([&](Operation *inner) {
                                           return collect(inner, needs)
                                                      ? WalkResult::advance()
                                                      : WalkResult::interrupt();
                                         })
                                         .wasInterrupted();
      add(makeNode(function.getSymNameAttr(), Aspect::Function), isCandidate,
          needs);
    }
  }
  // Calls of what is no function of the module.
  for (auto &[need, users] : neededBy)
    if (!pure.contains(need))
      impure.push_back(need);
  while (!impure.empty())
    for (Node user : neededBy.lookup(impure.pop_back_val()))
      if (bool &isPureUser = pure[user]; isPureUser) {
        isPureUser = false;
        impure.push_back(user);
      }
}

bool PureFunctions::areAllPure(const Nodes &nodes) {
  if (nodes.empty())
    return true;
  if (!isAnalyzed)
    analyze();
  return llvm::all_of(nodes, [&](Node node) { return pure.lookup(node); });
}

bool PureFunctions::isPure(Operation *op) {
  Nodes needs;
  return collect(op, needs) && areAllPure(needs);
}

bool PureFunctions::comparesPurely(Type type) {
  Nodes needs;
  return collect(type, Aspect::Equality, needs) && areAllPure(needs);
}
