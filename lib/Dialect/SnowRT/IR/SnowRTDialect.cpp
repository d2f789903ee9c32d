//===- SnowRTDialect.cpp - The snow_rt dialect ------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Dialect/SnowRT/IR/SnowRTDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Transforms/InliningUtils.h"
#include "snow/Dialect/Snow/IR/SnowDialect.h"
#include "snow/Dialect/SnowRT/IR/SnowRTOps.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace snow;
using namespace snow::snowrt;

#include "snow/Dialect/SnowRT/IR/SnowRTDialect.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "snow/Dialect/SnowRT/IR/SnowRTTypes.cpp.inc"

/// An i64 attribute without its type: `3`.
static ParseResult parsePlainInt(OpAsmParser &parser, IntegerAttr &attr) {
  int64_t value;
  if (parser.parseInteger(value))
    return failure();
  attr = parser.getBuilder().getI64IntegerAttr(value);
  return success();
}
static void printPlainInt(OpAsmPrinter &printer, Operation *,
                          IntegerAttr attr) {
  printer << attr.getInt();
}

/// A constant object: words in brackets, or a list in braces. Numbers are words
/// without a type.
static ParseResult parseStaticObject(OpAsmParser &parser, Attribute &object);

static ParseResult parseStaticWords(OpAsmParser &parser, ArrayAttr &words) {
  SmallVector<Attribute> elements;
  auto parseWord = [&]() -> ParseResult {
    int64_t number;
    StringAttr text;
    SymbolRefAttr function;
    OptionalParseResult found = parser.parseOptionalInteger(number);
    if (found.has_value()) {
      elements.push_back(parser.getBuilder().getI64IntegerAttr(number));
      return *found;
    }
    found = parser.parseOptionalAttribute(text);
    if (found.has_value()) {
      elements.push_back(text);
      return *found;
    }
    found = parser.parseOptionalAttribute(function);
    if (found.has_value()) {
      elements.push_back(function);
      return *found;
    }
    return parseStaticObject(parser, elements.emplace_back());
  };
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::Square, parseWord))
    return failure();
  words = parser.getBuilder().getArrayAttr(elements);
  return success();
}

static ParseResult parseStaticObject(OpAsmParser &parser, Attribute &object) {
  ArrayAttr words;
  if (succeeded(parser.parseOptionalLBrace())) {
    if (parser.parseKeyword("list") || parser.parseEqual() ||
        parseStaticWords(parser, words) || parser.parseRBrace())
      return failure();
    Builder &builder = parser.getBuilder();
    object = builder.getDictionaryAttr(builder.getNamedAttr("list", words));
    return success();
  }
  if (parseStaticWords(parser, words))
    return failure();
  object = words;
  return success();
}

static void printStaticObject(OpAsmPrinter &printer, Operation *op,
                              Attribute object) {
  if (auto list = dyn_cast<DictionaryAttr>(object)) {
    printer << "{list = ";
    printStaticObject(printer, op, list.get("list"));
    printer << '}';
    return;
  }
  printer << '[';
  llvm::interleaveComma(cast<ArrayAttr>(object), printer, [&](Attribute word) {
    if (auto number = dyn_cast<IntegerAttr>(word))
      printer << number.getInt();
    else if (isa<StringAttr, FlatSymbolRefAttr>(word))
      printer << word;
    else
      printStaticObject(printer, op, word);
  });
  printer << ']';
}

#include "snow/Dialect/SnowRT/IR/SnowRTInterfaces.cpp.inc"

#define GET_OP_CLASSES
#include "snow/Dialect/SnowRT/IR/SnowRTOps.cpp.inc"

namespace {
struct SnowRTInlinerInterface : DialectInlinerInterface {
  using DialectInlinerInterface::DialectInlinerInterface;

  bool isLegalToInline(Operation *, Region *, bool, IRMapping &) const final {
    return true;
  }
};
} // namespace

void SnowRTDialect::initialize() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "snow/Dialect/SnowRT/IR/SnowRTTypes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "snow/Dialect/SnowRT/IR/SnowRTOps.cpp.inc"
      >();
  addInterfaces<SnowRTInlinerInterface>();
}

OpFoldResult PtrToWordOp::fold(FoldAdaptor) {
  if (auto inverse = getAddress().getDefiningOp<WordToPtrOp>())
    return inverse.getWord();
  return {};
}

OpFoldResult WordToPtrOp::fold(FoldAdaptor) {
  if (auto inverse = getWord().getDefiningOp<PtrToWordOp>())
    return inverse.getAddress();
  return {};
}

LogicalResult FunctionOp::verifySymbolUses(SymbolTableCollection &symbols) {
  Operation *callee = symbols.lookupNearestSymbolFrom(*this, getCalleeAttr());
  if (isa_and_nonnull<FunctionOpInterface>(callee))
    return success();
  return emitOpError("takes the address of ")
         << getCalleeAttr() << ", which is not a function";
}

LogicalResult ContinueOp::verifySymbolUses(SymbolTableCollection &symbols) {
  auto function = symbols.lookupNearestSymbolFrom<FunctionOpInterface>(
      *this, getContinuationAttr());
  if (!function)
    return emitOpError("enters ")
           << getContinuationAttr() << ", which is not a function";
  // Lowered to the LLVM dialect before this operation is, it has other types.
  if (!isa<FunctionType>(function.getFunctionType()) ||
      (function.getArgumentTypes() == ArrayRef<Type>(getFrame().getType()) &&
       function.getResultTypes().empty()))
    return success();
  return emitOpError("enters ")
         << getContinuationAttr() << ", which is of type "
         << function.getFunctionType()
         << " and does not take just the address of the state";
}

LogicalResult TypeInfoOp::verify() {
  if (isValueType(getDescribed()))
    return success();
  return emitOpError("describes ")
         << getDescribed() << ", which is not a Snow value type";
}

//===----------------------------------------------------------------------===//
// Constant objects and declarations
//===----------------------------------------------------------------------===//

/// What may stand in `snow_rt.static`.
static LogicalResult verifyObject(StaticOp op, Attribute object) {
  auto words = dyn_cast<ArrayAttr>(object);
  if (auto list = dyn_cast<DictionaryAttr>(object); list && list.size() == 1)
    words = list.getAs<ArrayAttr>("list");
  if (!words)
    return op.emitOpError("has an object that is neither [...] nor "
                          "{list = [...]}: ")
           << object;
  for (Attribute word : words) {
    auto number = dyn_cast<IntegerAttr>(word);
    if ((number && number.getType().isInteger(64)) ||
        isa<StringAttr, FlatSymbolRefAttr>(word))
      continue;
    if (!isa<ArrayAttr, DictionaryAttr>(word))
      return op.emitOpError("has a word that is no constant: ") << word;
    if (failed(verifyObject(op, word)))
      return failure();
  }
  return success();
}

LogicalResult StaticOp::verify() { return verifyObject(*this, getObject()); }

LogicalResult TypeOp::verify() {
  if (getSum() || getVariants().size() == 1)
    return success();
  return emitOpError("is a struct of ") << getVariants().size() << " variants";
}

LogicalResult TypeOp::verifySymbolUses(SymbolTableCollection &symbols) {
  Builder builder(getContext());
  Type word = builder.getI64Type(), ptr = PtrType::get(getContext());
  auto verify = [&](StringRef what, FlatSymbolRefAttr name, unsigned numParams,
                    Type result) -> LogicalResult {
    if (!name)
      return success();
    auto function = dyn_cast_or_null<FunctionOpInterface>(
        symbols.lookupNearestSymbolFrom(*this, name));
    if (!function)
      return emitOpError("names ")
             << name << " for " << what << ", which is not a function";
    SmallVector<Type> params(numParams, word);
    // Lowered to the LLVM dialect before its type is, a function has other
    // types.
    if (!isa<FunctionType>(function.getFunctionType()) ||
        (function.getArgumentTypes() == ArrayRef<Type>(params) &&
         function.getResultTypes() == ArrayRef<Type>(result)))
      return success();
    return emitOpError("needs a function of type ")
           << builder.getFunctionType(params, result) << " for " << what
           << ", but " << name << " is of type " << function.getFunctionType();
  };
  return success(succeeded(verify("display", getDisplayAttr(), 1, ptr)) &&
                 succeeded(verify("inspect", getInspectAttr(), 1, ptr)) &&
                 succeeded(verify("eq", getEqAttr(), 2, builder.getI8Type())) &&
                 succeeded(verify("compare", getCompareAttr(), 2, word)) &&
                 succeeded(verify("hash", getHashAttr(), 1, word)));
}

LogicalResult
GlobalAddressOp::verifySymbolUses(SymbolTableCollection &symbols) {
  if (symbols.lookupNearestSymbolFrom<GlobalOp>(*this, getGlobalAttr()))
    return success();
  return emitOpError("names ")
         << getGlobalAttr() << ", which is not a snow_rt.global";
}

LogicalResult CallIndirectOp::verify() {
  if (getNumResults() > 1)
    return emitOpError("calls a function with ")
           << getNumResults() << " results; at most one crosses a call";
  return success();
}
