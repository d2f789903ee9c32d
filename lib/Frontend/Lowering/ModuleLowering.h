//===- ModuleLowering.h - Instances of definitions --------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Lowers a checked module to the snow dialect. Polymorphic definitions are
// lowered once for each list of types they are used at; a use asks for the
// instance by its types, gets its symbol, and the body follows from a work
// list.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_FRONTEND_LOWERING_MODULELOWERING_H
#define SNOW_LIB_FRONTEND_LOWERING_MODULELOWERING_H

#include "../Sema/Library.h"
#include "Captures.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Frontend/Sema/Sema.h"
#include "llvm/ADT/StringMap.h"

namespace snow::frontend {

/// The function that does what a method of a trait says, for one type.
struct MethodTarget {
  FunctionSym *F = nullptr;
  llvm::SmallVector<Type *, 4> Inst;
};

/// A function value of a type with stand-ins, which is made before it is known
/// at which types it is used.
struct Template {
  std::string Symbol;
  Span Where;
  /// The concrete type of the value.
  Type *Fn;
  /// A closure or local function, with what it captures ...
  Lambda *F = nullptr;
  LocalVar *Owner = nullptr;
  Substitution Types;
  llvm::ArrayRef<LocalVar *> Captures;
  std::string Name;
  /// ... or a definition.
  Definition *D = nullptr;
  llvm::SmallVector<Type *, 2> TypeArgs;
  /// The functions that make the value at the types of a filling, by its
  /// number.
  llvm::SmallVector<std::pair<unsigned, mlir::FlatSymbolRefAttr>, 4> Cases;
  /// Fillings below that have been looked at.
  unsigned NumSeen = 0;
};

class ModuleLowering {
public:
  ModuleLowering(mlir::MLIRContext &Context, const SourceManager &SM,
                 TypeContext &Types, DiagnosticEngine &Diags, Library &Lib);

  mlir::OwningOpRef<mlir::ModuleOp> run(const Program &M, FileID ID);

  /// The symbol of a function or actor at these types.
  mlir::FlatSymbolRefAttr instance(Definition *D,
                                   llvm::ArrayRef<Type *> TypeArgs);
  static std::string serviceSymbol(const ServiceSym *S);
  /// The name of a handler at these types.
  std::string handlerInstance(HandlerSym *H, llvm::ArrayRef<Type *> TypeArgs);
  /// The function of a lambda whose types are as Types says. Its first
  /// parameters are what it captures.
  mlir::FlatSymbolRefAttr lambdaInstance(Lambda *F, LocalVar *Owner,
                                         Substitution Types,
                                         llvm::ArrayRef<LocalVar *> Captures,
                                         mlir::TypeRange CaptureTypes,
                                         const std::string &Name);
  /// A function of the concrete type Fn that does what D does, for a use of D
  /// as a value at Where.
  mlir::FlatSymbolRefAttr
  wrapper(Definition *D, llvm::ArrayRef<Type *> TypeArgs, Type *Fn, Span Where);
  /// A function that takes a function value of type Fn and its arguments, and
  /// drops the result.
  mlir::FlatSymbolRefAttr runner(Type *Fn);

  //===--------------------------------------------------------------------===//
  // Values made before their types are known (LowerTemplate.cpp)
  //===--------------------------------------------------------------------===//

  /// The number by which the functions of a template are asked for what they
  /// are with these types in place of the stand-ins. 0 is as it stands.
  unsigned filling(llvm::ArrayRef<Type *> StandIns,
                   llvm::ArrayRef<Type *> Concrete);
  /// The filling that puts Any for the stand-ins of the types.
  unsigned anyFilling(llvm::ArrayRef<Type *> Types);
  /// A concrete type with a filling in place of stand-ins.
  Type *fill(Type *T, unsigned K);
  /// The same for what the types of a body stand for.
  void fill(Substitution &S, unsigned K);
  static bool mentions(Type *T, Type *StandIn);
  /// Whether values of a concrete type hold function values with stand-ins.
  bool holdsTemplates(Type *T) const;
  /// The function that gives a template, which captures what the value does,
  /// for the number of a filling.
  mlir::FlatSymbolRefAttr makeTemplate(const std::string &Key, Template T,
                                       mlir::TypeRange Captures, Span Where);
  /// A function that fills the functions in data of type From.
  mlir::FlatSymbolRefAttr filler(Type *From, unsigned K, Span Where);
  /// The type of a function value at its own types, even if it has stand-ins.
  FnType plainFunction(Type *Fn);
  /// The type that all cases of templates give.
  FnType unknownFunction();

  /// A function that takes one of type From and the arguments of one of type
  /// To, whose result it gives.
  mlir::FlatSymbolRefAttr conversion(FnType From, FnType To, Span Where);
  /// The variables of the bodies around a lambda that it uses, those that the
  /// local functions it calls need included.
  llvm::ArrayRef<LocalVar *> captures(Lambda *F) { return Captured.of(F); }
  FunctionSym *libraryFunction(llvm::StringRef Name, unsigned Arity) {
    return Lib.find(Name, Arity);
  }
  /// The function for a method at concrete types; none if the language or a
  /// derivation provides it.
  std::optional<MethodTarget> findMethod(MethodSym *M,
                                         llvm::ArrayRef<Type *> Inst);
  Members &members() { return *Lookup; }
  /// The storage of a constant of a file.
  mlir::FlatSymbolRefAttr global(LocalVar *V);
  llvm::ArrayRef<FunctionSym *> inits() const { return Inits; }
  /// Whether a call of F at these types, which grow with each call of a
  /// recursion, is one of the instance that takes Any.
  bool isUniform(const FunctionSym *F, llvm::ArrayRef<Type *> TypeArgs) const;
  /// T itself, or the instance of a declared type that its values are of: one
  /// that grows with each step of a recursion goes on at Any.
  Type *storedType(Type *T);
  /// The type of a field in an instance of its struct or sum.
  mlir::Type fieldType(Type *Whole, Type *Field);

  /// A name that no symbol has, beginning with Stem.
  std::string freeSymbol(llvm::StringRef Stem);

  mlir::Location location(Span S);
  mlir::Type convert(Type *T, const Substitution &S);
  /// T with every variable replaced: what is not determined is unit.
  Type *concrete(Type *T, const Substitution &S);

  TypeContext &types() { return Types; }
  mlir::MLIRContext &context() { return Context; }
  void report(DiagCode Code, Span Where, const llvm::Twine &Message) {
    Diags.report(Code, Where, Message);
  }

private:
  /// An instance to lower. One of D and F is set, or none for a runner.
  struct Work {
    Definition *D = nullptr;
    Substitution Types;
    std::string Symbol;
    Lambda *F = nullptr;
    LocalVar *Owner = nullptr;
    llvm::ArrayRef<LocalVar *> Captures;
    llvm::SmallVector<mlir::Type, 4> CaptureTypes;
    /// Of a wrapper or runner.
    Type *Fn = nullptr;
    llvm::SmallVector<Type *, 2> TypeArgs;
    Span Where;
  };

  /// T with other arguments.
  Type *withArgs(Type *T, llvm::ArrayRef<Type *> Args);
  /// Makes the cases that templates lack. False if there are none.
  bool fillTemplates();
  void finishTemplates();

  std::string baseName(const Definition *D);
  /// Whether Any does for all type variables.
  bool mayTakeAny(const Definition *D) const;
  /// Whether S is asked for at types that no end is in sight of; reports it.
  bool isEndless(const Symbol *S, llvm::ArrayRef<Type *> TypeArgs);
  mlir::Type convertNamed(Type *T);

  // Structs and sums (LowerType.cpp)
  std::string typeSymbol(Type *T);
  mlir::Type declaredType(Type *T);
  void declareStruct(Type *T, const std::string &Symbol);
  void declareSum(Type *T, const std::string &Symbol);
  void finishTypes();
  void finishType(Type *T);
  mlir::FlatSymbolRefAttr compareFunction(Type *T);
  void lowerFunction(const Work &W);
  void lowerActor(const Work &W);
  void lowerSupervisor(const Work &W);
  void lowerLambda(const Work &W);
  void lowerFunctionValue(const Work &W);
  /// Queues W under Name, or a name like it that is free, unless Key is known.
  mlir::FlatSymbolRefAttr enqueue(const std::string &Key, std::string Name,
                                  Work W);
  mlir::func::FuncOp makeFunction(llvm::StringRef Symbol, Span Where,
                                  llvm::ArrayRef<mlir::Type> Params,
                                  mlir::Type Result, bool HasBody);
  void lowerService(ServiceSym *S);
  void lowerHandler(ServiceOp Service, HandlerSym *H, const Substitution &S,
                    llvm::StringRef Name);
  /// What other nodes may start by its name, at the type that they start it at.
  void addNamedInstances(const Program &M);

  mlir::MLIRContext &Context;
  const SourceManager &SM;
  TypeContext &Types;
  bool HasEndless = false;
  DiagnosticEngine &Diags;
  Library &Lib;
  mlir::OwningOpRef<mlir::ModuleOp> Result;
  llvm::StringMap<bool> Known;
  /// Symbols of lambdas and wrappers by what they are made of.
  llvm::StringMap<std::string> Named;
  llvm::DenseMap<std::pair<mlir::Type, mlir::Type>, mlir::FlatSymbolRefAttr>
      Conversions;
  std::vector<Template> Templates;
  llvm::StringMap<mlir::FlatSymbolRefAttr> TemplateSymbols;
  /// What stands for stand-ins, by number from 1.
  using Filling = llvm::SmallVector<std::pair<Type *, Type *>, 2>;
  std::vector<Filling> Fillings;
  llvm::StringMap<unsigned> FillingNumbers;
  llvm::StringMap<mlir::FlatSymbolRefAttr> Fillers;
  CaptureAnalysis Captured;
  std::vector<Work> Pending;
  std::shared_ptr<Members> Lookup;
  llvm::ArrayRef<FunctionSym *> Inits;
  llvm::StringMap<mlir::Operation *> Declared;
  llvm::StringMap<bool> Globals;
  std::vector<Type *> TypesToFinish;
};

} // namespace snow::frontend

#endif // SNOW_LIB_FRONTEND_LOWERING_MODULELOWERING_H
