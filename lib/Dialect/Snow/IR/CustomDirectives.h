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

/// `private`, `nested`, or nothing for public.
inline mlir::ParseResult parseVisibility(mlir::OpAsmParser &parser,
                                         mlir::StringAttr &visibility) {
  llvm::StringRef keyword;
  if (mlir::succeeded(
          parser.parseOptionalKeyword(&keyword, {"private", "nested"})))
    visibility = parser.getBuilder().getStringAttr(keyword);
  return mlir::success();
}
inline void printVisibility(mlir::OpAsmPrinter &printer, mlir::Operation *,
                            mlir::StringAttr visibility) {
  if (visibility)
    printer << visibility.getValue();
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

/// Parts of a text; the types are written if there are others than strings.
inline mlir::ParseResult parseConcatParts(
    mlir::OpAsmParser &parser,
    llvm::SmallVectorImpl<mlir::OpAsmParser::UnresolvedOperand> &parts,
    llvm::SmallVectorImpl<mlir::Type> &types) {
  if (parser.parseOperandList(parts))
    return mlir::failure();
  if (succeeded(parser.parseOptionalColon()))
    return parser.parseTypeList(types);
  types.assign(parts.size(), StringType::get(parser.getContext()));
  return mlir::success();
}
inline void printConcatParts(mlir::OpAsmPrinter &printer, mlir::Operation *,
                             mlir::OperandRange parts, mlir::TypeRange types) {
  printer << parts;
  if (!llvm::all_of(types, llvm::IsaPred<StringType>))
    printer << " : " << types;
}

/// `(x: i64, y: f64)`; without `isNamed` the name may be left out.
inline mlir::ParseResult
parseFieldList(mlir::AsmParser &parser, bool isNamed,
               llvm::SmallVectorImpl<mlir::StringAttr> &names,
               llvm::SmallVectorImpl<mlir::Type> &types) {
  return parser.parseCommaSeparatedList(
      mlir::AsmParser::Delimiter::OptionalParen, [&]() -> mlir::ParseResult {
        std::string name;
        mlir::Type type;
        if (isNamed) {
          if (parser.parseKeywordOrString(&name) || parser.parseColon())
            return mlir::failure();
        } else {
          // `i64` is a keyword as well, so a type is tried first.
          mlir::OptionalParseResult found = parser.parseOptionalType(type);
          if (found.has_value()) {
            names.push_back(parser.getBuilder().getStringAttr(""));
            types.push_back(type);
            return *found;
          }
          if (parser.parseKeywordOrString(&name) || parser.parseColon())
            return mlir::failure();
        }
        names.push_back(parser.getBuilder().getStringAttr(name));
        types.emplace_back();
        return parser.parseType(types.back());
      });
}
/// Whether a word begins a builtin type: such a name is printed as a string.
inline bool isTypeKeyword(llvm::StringRef word) {
  static constexpr llvm::StringLiteral keywords[] = {
      "tuple",   "vector", "tensor", "memref",
      "complex", "none",   "index",  "opaque"};
  if (llvm::is_contained(keywords, word))
    return true;
  // i64, si8, ui1, f32, bf16, tf32, f8E4M3FN and their like.
  llvm::StringRef digits = word.ltrim("sutbif");
  return digits.size() < word.size() && !digits.empty() &&
         llvm::isDigit(digits.front());
}
inline void printField(mlir::AsmPrinter &printer, mlir::StringAttr name,
                       mlir::Type type, bool isNamed) {
  if (isNamed || !name.empty()) {
    if (isNamed || !isTypeKeyword(name.getValue()))
      printer.printKeywordOrString(name.getValue());
    else
      printer.printAttribute(name);
    printer << ": ";
  }
  printer << type;
}

/// The fields of a struct.
inline mlir::ParseResult parseFields(mlir::OpAsmParser &parser,
                                     mlir::ArrayAttr &names,
                                     mlir::ArrayAttr &types) {
  llvm::SmallVector<mlir::StringAttr> fieldNames;
  llvm::SmallVector<mlir::Type> fieldTypes;
  if (parseFieldList(parser, /*isNamed=*/true, fieldNames, fieldTypes))
    return mlir::failure();
  llvm::SmallVector<mlir::Attribute> nameAttrs(fieldNames.begin(),
                                               fieldNames.end());
  names = parser.getBuilder().getArrayAttr(nameAttrs);
  types = parser.getBuilder().getTypeArrayAttr(fieldTypes);
  return mlir::success();
}
inline void printFields(mlir::OpAsmPrinter &printer, mlir::Operation *,
                        mlir::ArrayAttr names, mlir::ArrayAttr types) {
  printer << '(';
  llvm::interleaveComma(llvm::zip(names, types), printer, [&](auto field) {
    auto [name, type] = field;
    printField(printer, llvm::cast<mlir::StringAttr>(name),
               llvm::cast<mlir::TypeAttr>(type).getValue(), /*isNamed=*/true);
  });
  printer << ')';
}

/// A variant of a sum: `Rect(w: i64, h: i64)`.
inline mlir::ParseResult parseVariant(mlir::AsmParser &parser,
                                      VariantAttr &variant) {
  std::string name;
  llvm::SmallVector<mlir::StringAttr> names;
  llvm::SmallVector<mlir::Type> types;
  if (parser.parseKeywordOrString(&name) ||
      parseFieldList(parser, /*isNamed=*/false, names, types))
    return mlir::failure();
  variant =
      VariantAttr::get(parser.getContext(),
                       parser.getBuilder().getStringAttr(name), names, types);
  return mlir::success();
}
inline void printVariant(mlir::AsmPrinter &printer, VariantAttr variant) {
  printer.printKeywordOrString(variant.getName().getValue());
  if (variant.getNumFields() == 0)
    return;
  printer << '(';
  llvm::interleaveComma(
      llvm::zip(variant.getFieldNames(), variant.getFieldTypes()), printer,
      [&](auto field) {
        auto [name, type] = field;
        printField(printer, name, type, /*isNamed=*/false);
      });
  printer << ')';
}

/// The variants of a sum type: `[Dot, Disc(i64)]`.
inline mlir::ParseResult parseVariants(mlir::OpAsmParser &parser,
                                       mlir::ArrayAttr &variants) {
  llvm::SmallVector<mlir::Attribute> elements;
  if (parser.parseCommaSeparatedList(mlir::AsmParser::Delimiter::Square,
                                     [&]() -> mlir::ParseResult {
                                       VariantAttr variant;
                                       if (parseVariant(parser, variant))
                                         return mlir::failure();
                                       elements.push_back(variant);
                                       return mlir::success();
                                     }))
    return mlir::failure();
  variants = parser.getBuilder().getArrayAttr(elements);
  return mlir::success();
}
inline void printVariants(mlir::OpAsmPrinter &printer, mlir::Operation *,
                          mlir::ArrayAttr variants) {
  printer << '[';
  llvm::interleaveComma(variants, printer, [&](mlir::Attribute variant) {
    printVariant(printer, llvm::cast<VariantAttr>(variant));
  });
  printer << ']';
}

/// What a receive keeps while its process waits, behind the keyword `suspends`:
/// `(%a, %b : T, U)`. In ContinuationOps.cpp.
mlir::ParseResult
parseSuspends(mlir::OpAsmParser &parser,
              llvm::SmallVectorImpl<mlir::OpAsmParser::UnresolvedOperand> &kept,
              llvm::SmallVectorImpl<mlir::Type> &types);
void printSuspends(mlir::OpAsmPrinter &printer, mlir::OperandRange kept);

/// A receive keeps what its continuation takes, each value once.
mlir::LogicalResult verifySuspends(mlir::Operation *op, bool suspends,
                                   mlir::OperandRange kept);

} // namespace snow

#endif // SNOW_LIB_DIALECT_SNOW_IR_CUSTOMDIRECTIVES_H
