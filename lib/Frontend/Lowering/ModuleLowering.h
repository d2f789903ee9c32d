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

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "snow/Frontend/Sema/Sema.h"
#include "llvm/ADT/StringMap.h"

namespace snow::frontend {

class ModuleLowering {
public:
  ModuleLowering(mlir::MLIRContext &Context, const SourceManager &SM,
                 TypeContext &Types, DiagnosticEngine &Diags);

  mlir::OwningOpRef<mlir::ModuleOp> run(const Program &M, FileID ID);

  /// The symbol of a function or actor at these types.
  mlir::FlatSymbolRefAttr instance(Definition *D,
                                   llvm::ArrayRef<Type *> TypeArgs);
  static std::string serviceSymbol(const ServiceSym *S);

  mlir::Location location(Span S);
  mlir::Type convert(Type *T, const Substitution &S);
  /// T with every variable replaced: what is not determined is unit.
  Type *concrete(Type *T, const Substitution &S);

  TypeContext &types() { return Types; }
  mlir::MLIRContext &context() { return Context; }
  void unsupported(Span Where, const llvm::Twine &What);

private:
  struct Work {
    Definition *D;
    Substitution Types;
    std::string Symbol;
  };

  std::string baseName(const Definition *D);
  void lowerFunction(const Work &W);
  void lowerActor(const Work &W);
  void lowerService(ServiceSym *S);

  mlir::MLIRContext &Context;
  const SourceManager &SM;
  TypeContext &Types;
  DiagnosticEngine &Diags;
  mlir::OwningOpRef<mlir::ModuleOp> Result;
  llvm::StringMap<bool> Known;
  std::vector<Work> Pending;
};

} // namespace snow::frontend

#endif // SNOW_LIB_FRONTEND_LOWERING_MODULELOWERING_H
