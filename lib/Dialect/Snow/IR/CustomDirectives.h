//===- CustomDirectives.h - Parts of assembly formats -----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Parsers and printers of the custom<...> directives in the operations'
// assembly formats. Private to the dialect library.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_DIALECT_SNOW_IR_CUSTOMDIRECTIVES_H
#define SNOW_LIB_DIALECT_SNOW_IR_CUSTOMDIRECTIVES_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"
#include "snow/Dialect/Snow/IR/SnowDialect.h"

namespace snow {

/// An i64 attribute without its type: `3`.
inline mlir::ParseResult parsePlainInt(mlir::OpAsmParser &parser,
                                       mlir::IntegerAttr &attr) {
  int64_t value;
  if (parser.parseInteger(value))
    return mlir::failure();
  attr = parser.getBuilder().getI64IntegerAttr(value);
  return mlir::success();
}
inline void printPlainInt(mlir::OpAsmPrinter &printer, mlir::Operation *,
                          mlir::IntegerAttr attr) {
  printer << attr.getInt();
}

/// How long a child may take to end: `shutdown 5000` or `brutal_kill`.
inline mlir::ParseResult parseShutdown(mlir::OpAsmParser &parser,
                                       mlir::IntegerAttr &attr) {
  if (mlir::succeeded(parser.parseOptionalKeyword("brutal_kill")))
    return mlir::success();
  if (parser.parseKeyword("shutdown", " or 'brutal_kill'"))
    return mlir::failure();
  return parsePlainInt(parser, attr);
}
inline void printShutdown(mlir::OpAsmPrinter &printer, mlir::Operation *,
                          mlir::IntegerAttr attr) {
  if (attr)
    printer << "shutdown " << attr.getInt();
  else
    printer << "brutal_kill";
}

/// A tuple type, from which the element types follow.
inline mlir::ParseResult
parseTupleElements(mlir::OpAsmParser &parser, mlir::Type &tuple,
                   llvm::SmallVectorImpl<mlir::Type> &elements) {
  mlir::TupleType type;
  if (parser.parseType(type))
    return mlir::failure();
  tuple = type;
  llvm::append_range(elements, type.getTypes());
  return mlir::success();
}
inline void printTupleElements(mlir::OpAsmPrinter &printer, mlir::Operation *,
                               mlir::Type tuple, mlir::TypeRange) {
  printer << tuple;
}

/// A list type, from which the types of the elements follow.
inline mlir::ParseResult parseListElements(
    mlir::OpAsmParser &parser, mlir::Type &list,
    llvm::SmallVectorImpl<mlir::Type> &types,
    llvm::ArrayRef<mlir::OpAsmParser::UnresolvedOperand> elements) {
  ListType type;
  if (parser.parseType(type))
    return mlir::failure();
  list = type;
  types.assign(elements.size(), type.getElement());
  return mlir::success();
}
inline void printListElements(mlir::OpAsmPrinter &printer, mlir::Operation *,
                              mlir::Type list, mlir::TypeRange,
                              mlir::OperandRange) {
  printer << list;
}

/// A function value's type, from which argument and result types follow.
inline mlir::ParseResult
parseFnSignature(mlir::OpAsmParser &parser, mlir::Type &callee,
                 llvm::SmallVectorImpl<mlir::Type> &args,
                 llvm::SmallVectorImpl<mlir::Type> &results) {
  FnType type;
  if (parser.parseType(type))
    return mlir::failure();
  callee = type;
  llvm::append_range(args, type.getSignature().getInputs());
  llvm::append_range(results, type.getSignature().getResults());
  return mlir::success();
}
inline void printFnSignature(mlir::OpAsmPrinter &printer, mlir::Operation *,
                             mlir::Type callee, mlir::TypeRange,
                             mlir::TypeRange) {
  printer << callee;
}

} // namespace snow

#endif // SNOW_LIB_DIALECT_SNOW_IR_CUSTOMDIRECTIVES_H
