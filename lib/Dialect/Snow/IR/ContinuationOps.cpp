//===- ContinuationOps.cpp - Actors cut at receives -------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CustomDirectives.h"
#include "mlir/Interfaces/FunctionImplementation.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"

using namespace mlir;
using namespace snow;

//===----------------------------------------------------------------------===//
// ContinuationOp
//===----------------------------------------------------------------------===//

void ContinuationOp::build(OpBuilder &builder, OperationState &state,
                           StringRef name, StringRef actor, TypeRange types) {
  state.addAttribute(getSymNameAttrName(state.name),
                     builder.getStringAttr(name));
  state.addAttribute(getActorAttrName(state.name),
                     FlatSymbolRefAttr::get(builder.getContext(), actor));
  state.addAttribute(getFunctionTypeAttrName(state.name),
                     TypeAttr::get(builder.getFunctionType(types, {})));
  state.addRegion();
}

ParseResult ContinuationOp::parse(OpAsmParser &parser, OperationState &result) {
  StringAttr name;
  FlatSymbolRefAttr actor;
  SmallVector<OpAsmParser::Argument> params;
  if (parser.parseSymbolName(name, getSymNameAttrName(result.name),
                             result.attributes) ||
      parser.parseKeyword("of") ||
      parser.parseAttribute(actor, getActorAttrName(result.name),
                            result.attributes) ||
      parser.parseArgumentList(params, OpAsmParser::Delimiter::Paren,
                               /*allowType=*/true, /*allowAttrs=*/true) ||
      parser.parseOptionalAttrDictWithKeyword(result.attributes))
    return failure();
  SmallVector<Type> types;
  for (OpAsmParser::Argument &param : params)
    types.push_back(param.type);
  Builder &builder = parser.getBuilder();
  result.addAttribute(getFunctionTypeAttrName(result.name),
                      TypeAttr::get(builder.getFunctionType(types, {})));
  call_interface_impl::addArgAndResultAttrs(
      builder, result, params, /*resultAttrs=*/{},
      getArgAttrsAttrName(result.name), getResAttrsAttrName(result.name));
  return parser.parseRegion(*result.addRegion(), params);
}

void ContinuationOp::print(OpAsmPrinter &printer) {
  printer << ' ';
  printer.printSymbolName(getSymName());
  printer << " of ";
  printer.printSymbolName(getActor());
  ArrayAttr argAttrs = getArgAttrsAttr();
  printer << '(';
  llvm::interleaveComma(
      getBody().getArguments(), printer, [&](BlockArgument arg) {
        ArrayRef<NamedAttribute> attrs;
        if (argAttrs)
          attrs = cast<DictionaryAttr>(argAttrs[arg.getArgNumber()]).getValue();
        printer.printRegionArgument(arg, attrs);
      });
  printer << ')';
  printer.printOptionalAttrDictWithKeyword(
      (*this)->getAttrs(),
      {getSymNameAttrName(), getActorAttrName(), getFunctionTypeAttrName(),
       getArgAttrsAttrName(), getResAttrsAttrName()});
  printer << ' ';
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false);
}

LogicalResult ContinuationOp::verify() {
  if (!getResultTypes().empty())
    return emitOpError("has no results; it goes on or ends, it does not "
                       "return to a caller");
  for (auto [index, type] : llvm::enumerate(getArgumentTypes()))
    if (!isValueType(type))
      return emitOpError("parameter ") << index << " has type " << type
                                       << ", which is not a Snow value type";
  if (getBody().empty())
    return emitOpError("has no body");
  return success();
}

LogicalResult ContinuationOp::verifySymbolUses(SymbolTableCollection &symbols) {
  if (symbols.lookupNearestSymbolFrom<ActorOp>(*this, getActorAttr()))
    return success();
  return emitOpError("is of ") << getActorAttr() << ", which is not an actor";
}

//===----------------------------------------------------------------------===//
// AwaitOp
//===----------------------------------------------------------------------===//

LogicalResult AwaitOp::verifySymbolUses(SymbolTableCollection &symbols) {
  auto target = symbols.lookupNearestSymbolFrom<ContinuationOp>(
      *this, getContinuationAttr());
  if (!target)
    return emitOpError("goes on at ")
           << getContinuationAttr() << ", which is not a continuation";
  Operation *parent = (*this)->getParentOp();
  auto from = dyn_cast<ContinuationOp>(parent);
  StringRef actor =
      from ? from.getActor() : SymbolTable::getSymbolName(parent).getValue();
  auto report = [&](auto &&describe) {
    InFlightDiagnostic diag = emitOpError();
    describe(diag);
    diag.attachNote(target.getLoc()) << "the continuation is defined here";
    return diag;
  };
  if (target.getActor() != actor)
    return report([&](InFlightDiagnostic &diag) {
      diag << "stands in the actor @" << actor << ", but goes on in one of @"
           << target.getActor();
    });
  if (TypeRange(target.getArgumentTypes()) != getState().getTypes())
    return report([&](InFlightDiagnostic &diag) {
      diag << "keeps (" << getState().getTypes()
           << "), but the continuation takes (" << target.getArgumentTypes()
           << ")";
    });
  return success();
}

//===----------------------------------------------------------------------===//
// What a receive keeps
//===----------------------------------------------------------------------===//

ParseResult
snow::parseSuspends(OpAsmParser &parser,
                    SmallVectorImpl<OpAsmParser::UnresolvedOperand> &kept,
                    SmallVectorImpl<Type> &types) {
  if (parser.parseLParen())
    return failure();
  if (succeeded(parser.parseOptionalRParen()))
    return success();
  return failure(parser.parseOperandList(kept) ||
                 parser.parseColonTypeList(types) || parser.parseRParen());
}

void snow::printSuspends(OpAsmPrinter &printer, OperandRange kept) {
  printer << " suspends(";
  if (!kept.empty())
    printer << kept << " : " << kept.getTypes();
  printer << ')';
}

LogicalResult snow::verifySuspends(Operation *op, bool suspends,
                                   OperandRange kept) {
  if (!suspends) {
    if (kept.empty())
      return success();
    return op->emitOpError("keeps values, but does not suspend");
  }
  auto continuation = dyn_cast<ContinuationOp>(op->getParentOp());
  if (!continuation)
    return op->emitOpError("suspends, which only a receive in a "
                           "'snow.continuation' can");
  if (kept.getTypes() != TypeRange(continuation.getArgumentTypes())) {
    InFlightDiagnostic diag = op->emitOpError("keeps (")
                              << kept.getTypes()
                              << "), but the continuation takes ("
                              << continuation.getArgumentTypes() << ")";
    diag.attachNote(continuation.getLoc())
        << "the continuation is defined here";
    return diag;
  }
  llvm::SmallDenseSet<Value> seen;
  for (auto [index, value] : llvm::enumerate(kept))
    if (!seen.insert(value).second)
      return op->emitOpError(
                 "keeps one value twice, the second time as number ")
             << index;
  return success();
}
