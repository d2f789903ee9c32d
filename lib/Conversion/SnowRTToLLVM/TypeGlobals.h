//===- TypeGlobals.h - What the runtime must know of a type -----*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_CONVERSION_SNOWRTTOLLVM_TYPEGLOBALS_H
#define SNOW_LIB_CONVERSION_SNOWRTTOLLVM_TYPEGLOBALS_H

#include "PatternDetail.h"

namespace snow::detail {

/// Builds the `snow_type` globals of a module. A named type may contain itself:
/// its global is there before those of its parts.
class TypeGlobals {
public:
  TypeGlobals(mlir::OpBuilder &builder, mlir::Operation *from,
              SnowRTToLLVMState &state);

  /// The global that describes a type, made with all that it refers to. Fails
  /// for a type that the runtime has no description of.
  mlir::FailureOr<mlir::FlatSymbolRefAttr> get(mlir::Type type);

private:
  /// What a type is made of.
  struct Shape {
    int64_t kind = 0;     ///< enum snow_type_kind
    std::string mangled;  ///< Equal for equal types only.
    llvm::StringRef name; ///< Of a declared type, variant or handle.
    llvm::SmallVector<mlir::Type> children;
    llvm::SmallVector<mlir::StringAttr> fieldNames; ///< Of a struct.
    mlir::ArrayAttr variants;                       ///< Of a sum.
    snowrt::TypeOp declaration;
    int64_t flags = 0; ///< SNOW_TYPE_HAS_DISPLAY ...
  };

  mlir::FailureOr<Shape> getShape(mlir::Type type);
  mlir::FailureOr<Shape> getDeclaredShape(mlir::FlatSymbolRefAttr name);
  mlir::FailureOr<std::string> mangle(mlir::Type type);
  mlir::FailureOr<std::string> mangle(llvm::StringRef head,
                                      mlir::TypeRange parts);

  mlir::FailureOr<mlir::FlatSymbolRefAttr> create(const Shape &shape);
  mlir::FailureOr<mlir::FlatSymbolRefAttr> createMethods(const Shape &shape);
  mlir::FlatSymbolRefAttr
  createPointers(const llvm::Twine &name,
                 llvm::ArrayRef<mlir::FlatSymbolRefAttr> elements,
                 bool areStrings);

  mlir::Value addressOf(mlir::FlatSymbolRefAttr global);
  mlir::Value integer(mlir::Type type, int64_t value);

  mlir::OpBuilder &builder;
  mlir::Operation *from;
  SnowRTToLLVMState &state;
  mlir::ModuleOp module;
  mlir::Location loc;
  mlir::Type ptr;
};

} // namespace snow::detail

#endif // SNOW_LIB_CONVERSION_SNOWRTTOLLVM_TYPEGLOBALS_H
