//===- ProgramOps.cpp - Actors and what ends a body -------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Interfaces/FunctionImplementation.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"

using namespace mlir;
using namespace snow;

//===----------------------------------------------------------------------===//
// ActorOp
//===----------------------------------------------------------------------===//

void ActorOp::build(OpBuilder &builder, OperationState &state, StringRef name,
                    FunctionType type, Type messageType) {
  state.addAttribute(getSymNameAttrName(state.name),
                     builder.getStringAttr(name));
  state.addAttribute(getFunctionTypeAttrName(state.name), TypeAttr::get(type));
  state.addAttribute(getMessageTypeAttrName(state.name),
                     TypeAttr::get(messageType));
  state.addRegion();
}

PidType ActorOp::getPidType() { return PidType::get(getMessageType()); }

ParseResult ActorOp::parse(OpAsmParser &parser, OperationState &result) {
  StringAttr name;
  SmallVector<OpAsmParser::Argument> params;
  SmallVector<Type> resultTypes;
  SmallVector<DictionaryAttr> resultAttrs;
  bool isVariadic = false;
  Type messageType;

  if (succeeded(parser.parseOptionalKeyword("private")))
    result.addAttribute(getSymVisibilityAttrName(result.name),
                        parser.getBuilder().getStringAttr("private"));
  llvm::SMLoc typeLoc;
  if (parser.parseSymbolName(name, getSymNameAttrName(result.name),
                             result.attributes) ||
      function_interface_impl::parseFunctionSignatureWithArguments(
          parser, /*allowVariadic=*/false, params, isVariadic, resultTypes,
          resultAttrs) ||
      parser.parseKeyword("receives") || parser.getCurrentLocation(&typeLoc) ||
      parser.parseType(messageType) ||
      parser.parseOptionalAttrDictWithKeyword(result.attributes))
    return failure();

  SmallVector<Type> paramTypes;
  for (OpAsmParser::Argument &param : params)
    paramTypes.push_back(param.type);
  Builder &builder = parser.getBuilder();
  result.addAttribute(
      getFunctionTypeAttrName(result.name),
      TypeAttr::get(builder.getFunctionType(paramTypes, resultTypes)));
  result.addAttribute(getMessageTypeAttrName(result.name),
                      TypeAttr::get(messageType));
  call_interface_impl::addArgAndResultAttrs(
      builder, result, params, resultAttrs, getArgAttrsAttrName(result.name),
      getResAttrsAttrName(result.name));
  return parser.parseRegion(*result.addRegion(), params,
                            /*enableNameShadowing=*/false);
}

void ActorOp::print(OpAsmPrinter &printer) {
  printer << ' ';
  if (std::optional<StringRef> visibility = getSymVisibility())
    printer << *visibility << ' ';
  printer.printSymbolName(getSymName());
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
  printer << " receives " << getMessageType();
  printer.printOptionalAttrDictWithKeyword(
      (*this)->getAttrs(), {getSymNameAttrName(), getSymVisibilityAttrName(),
                            getFunctionTypeAttrName(), getMessageTypeAttrName(),
                            getArgAttrsAttrName(), getResAttrsAttrName()});
  printer << ' ';
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false);
}

LogicalResult ActorOp::verify() {
  if (!getResultTypes().empty())
    return emitOpError("has no results; an actor ends, it does not return");
  for (auto [index, type] : llvm::enumerate(getArgumentTypes()))
    if (!isValueType(type))
      return emitOpError("parameter ") << index << " has type " << type
                                       << ", which is not a Snow value type";
  if (!isValueType(getMessageType()))
    return emitOpError("receives ")
           << getMessageType() << ", which is not a Snow value type";
  if (getBody().empty())
    return emitOpError("has no body; an actor of another module is declared "
                       "by importing that module");
  return success();
}

//===----------------------------------------------------------------------===//
// ReturnOp
//===----------------------------------------------------------------------===//

LogicalResult ReturnOp::verify() {
  Operation *parent = (*this)->getParentOp();
  if (isa<ActorOp, ContinuationOp>(parent)) {
    if (!getValues().empty())
      return emitOpError("has operands, but an actor has no result");
    return success();
  }
  auto service = parent->getParentOfType<ServiceOp>();
  if (!service)
    return success(); // The handler's own verifier reports its place.
  Type state = service.getStateType();
  if (getValues().empty() && isa<UnitType>(state))
    return success();
  if (getValues().size() != 1 || getValues()[0].getType() != state) {
    InFlightDiagnostic diag = emitOpError("must return the state, of type ")
                              << state;
    diag.attachNote(service.getLoc()) << "the service's state type is here";
    return diag;
  }
  return success();
}

//===----------------------------------------------------------------------===//
// RunOp
//===----------------------------------------------------------------------===//

LogicalResult RunOp::verifySymbolUses(SymbolTableCollection &symbols) {
  auto actor = symbols.lookupNearestSymbolFrom<ActorOp>(*this, getCalleeAttr());
  if (!actor)
    return emitOpError("runs ") << getCalleeAttr() << ", which is not an actor";
  if (TypeRange(actor.getArgumentTypes()) == getArgs().getTypes())
    return success();
  InFlightDiagnostic diag = emitOpError("passes (")
                            << getArgs().getTypes()
                            << "), but the actor takes ("
                            << actor.getArgumentTypes() << ")";
  diag.attachNote(actor.getLoc()) << "the actor is defined here";
  return diag;
}
