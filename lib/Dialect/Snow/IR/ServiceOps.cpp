//===- ServiceOps.cpp - Services --------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CustomDirectives.h"
#include "mlir/Interfaces/FunctionImplementation.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "llvm/ADT/StringSet.h"

#include <set>

using namespace mlir;
using namespace snow;

//===----------------------------------------------------------------------===//
// ServiceOp
//===----------------------------------------------------------------------===//

void ServiceOp::build(OpBuilder &builder, OperationState &state, StringRef name,
                      Type stateType) {
  state.addAttribute(getSymNameAttrName(state.name),
                     builder.getStringAttr(name));
  state.addAttribute(getStateTypeAttrName(state.name),
                     TypeAttr::get(stateType));
  state.addRegion()->emplaceBlock();
}

InitOp ServiceOp::getInit() {
  auto inits = getBody().getOps<InitOp>();
  return inits.empty() ? InitOp() : *inits.begin();
}

CallOp ServiceOp::lookupCall(StringRef name) {
  for (CallOp call : getBody().getOps<CallOp>())
    if (call.getName() == name)
      return call;
  return {};
}

CastOp ServiceOp::lookupCast(StringRef name) {
  for (CastOp cast : getBody().getOps<CastOp>())
    if (cast.getName() == name)
      return cast;
  return {};
}

ArrayRef<Type> ServiceOp::getStartTypes() {
  InitOp init = getInit();
  return init ? init.getFunctionType().getInputs() : ArrayRef<Type>();
}

LogicalResult ServiceOp::verify() {
  if (!isValueType(getStateType()))
    return emitOpError("keeps a state of type ")
           << getStateType() << ", which is not a Snow value type";
  return success();
}

LogicalResult ServiceOp::verifyRegions() {
  llvm::StringMap<Operation *> handlers;
  Operation *init = nullptr;
  for (Operation &op : getBody().front()) {
    if (isa<InitOp>(op)) {
      if (init) {
        InFlightDiagnostic diag = op.emitOpError("is the second init");
        diag.attachNote(init->getLoc()) << "the first is here";
        return diag;
      }
      init = &op;
      continue;
    }
    if (!isa<CallOp, CastOp>(op))
      return op.emitOpError("cannot stand in a service; snow.init, snow.call "
                            "and snow.cast can");
    StringRef name = op.getAttrOfType<StringAttr>("name");
    auto [it, isNew] = handlers.try_emplace(name, &op);
    if (!isNew) {
      InFlightDiagnostic diag = op.emitOpError("is the second handler named '")
                                << name << "'";
      diag.attachNote(it->second->getLoc()) << "the first is here";
      return diag;
    }
  }
  if (!init && !isa<UnitType>(getStateType()))
    return emitOpError("has a state of type ")
           << getStateType() << " but no snow.init to make the first one";
  return success();
}

//===----------------------------------------------------------------------===//
// Handlers
//===----------------------------------------------------------------------===//

/// `(params) [-> reply] [attributes {...}] region`; the name, if the handler
/// has one, comes before.
static ParseResult parseHandler(OpAsmParser &parser, OperationState &result,
                                bool hasName, bool hasReply) {
  Builder &builder = parser.getBuilder();
  if (hasName) {
    StringAttr name;
    if (parser.parseAttribute(name, "name", result.attributes))
      return failure();
  }
  SmallVector<OpAsmParser::Argument> params;
  if (parser.parseArgumentList(params, OpAsmParser::Delimiter::Paren,
                               /*allowType=*/true))
    return failure();
  SmallVector<Type> inputs, outputs;
  for (OpAsmParser::Argument &param : params) {
    if (!param.type)
      return parser.emitError(param.ssaName.location, "expected a type");
    inputs.push_back(param.type);
  }
  if (hasReply &&
      (parser.parseArrow() || parser.parseType(outputs.emplace_back())))
    return failure();
  result.addAttribute("function_type",
                      TypeAttr::get(builder.getFunctionType(inputs, outputs)));
  return failure(parser.parseOptionalAttrDictWithKeyword(result.attributes) ||
                 parser.parseRegion(*result.addRegion(), params));
}

static void printHandler(OpAsmPrinter &printer, Operation *op,
                         FunctionType type) {
  Region &body = op->getRegion(0);
  if (auto name = op->getAttrOfType<StringAttr>("name"))
    printer << ' ' << name;
  printer << '(';
  llvm::interleaveComma(body.getArguments(), printer, [&](BlockArgument arg) {
    printer.printRegionArgument(arg);
  });
  printer << ')';
  if (type.getNumResults() != 0)
    printer << " -> " << type.getResult(0);
  printer.printOptionalAttrDictWithKeyword(op->getAttrs(),
                                           {"name", "function_type"});
  printer << ' ';
  printer.printRegion(body, /*printEntryBlockArgs=*/false);
}

/// The block arguments are the declared inputs; a call or a cast takes the
/// state first.
static LogicalResult verifyHandler(Operation *op, FunctionType type,
                                   bool takesState) {
  auto service = cast<ServiceOp>(op->getParentOp());
  if (op->getRegion(0).getArgumentTypes() != TypeRange(type.getInputs()))
    return op->emitOpError("entry block takes (")
           << op->getRegion(0).getArgumentTypes()
           << "), but the handler is declared with (" << type.getInputs()
           << ")";
  for (Type input : type.getInputs())
    if (!isValueType(input))
      return op->emitOpError("takes a parameter of type ")
             << input << ", which is not a Snow value type";
  if (takesState && (type.getNumInputs() == 0 ||
                     type.getInput(0) != service.getStateType())) {
    InFlightDiagnostic diag = op->emitOpError("must take the state, of type ")
                              << service.getStateType()
                              << ", as its first argument";
    diag.attachNote(service.getLoc()) << "the service is defined here";
    return diag;
  }
  return success();
}

void InitOp::build(OpBuilder &builder, OperationState &state,
                   TypeRange params) {
  state.addAttribute(getFunctionTypeAttrName(state.name),
                     TypeAttr::get(builder.getFunctionType(params, {})));
  Block &entry = state.addRegion()->emplaceBlock();
  for (Type type : params)
    entry.addArgument(type, state.location);
}

ParseResult InitOp::parse(OpAsmParser &parser, OperationState &result) {
  return parseHandler(parser, result, /*hasName=*/false, /*hasReply=*/false);
}
void InitOp::print(OpAsmPrinter &printer) {
  printHandler(printer, *this, getFunctionType());
}
LogicalResult InitOp::verifyRegions() {
  return verifyHandler(*this, getFunctionType(), /*takesState=*/false);
}

/// Shared by CallOp and CastOp.
static void buildNamedHandler(OpBuilder &builder, OperationState &state,
                              StringRef name, FunctionType type) {
  state.addAttribute("name", builder.getStringAttr(name));
  state.addAttribute("function_type", TypeAttr::get(type));
  Block &entry = state.addRegion()->emplaceBlock();
  for (Type input : type.getInputs())
    entry.addArgument(input, state.location);
}

void CallOp::build(OpBuilder &builder, OperationState &state, StringRef name,
                   FunctionType type) {
  buildNamedHandler(builder, state, name, type);
}
ParseResult CallOp::parse(OpAsmParser &parser, OperationState &result) {
  return parseHandler(parser, result, /*hasName=*/true, /*hasReply=*/true);
}
void CallOp::print(OpAsmPrinter &printer) {
  printHandler(printer, *this, getFunctionType());
}
LogicalResult CallOp::verifyRegions() {
  if (getFunctionType().getNumResults() != 1 || !isValueType(getReplyType()))
    return emitOpError("must reply one Snow value");
  return verifyHandler(*this, getFunctionType(), /*takesState=*/true);
}

void CastOp::build(OpBuilder &builder, OperationState &state, StringRef name,
                   FunctionType type) {
  buildNamedHandler(builder, state, name, type);
}
ParseResult CastOp::parse(OpAsmParser &parser, OperationState &result) {
  return parseHandler(parser, result, /*hasName=*/true, /*hasReply=*/false);
}
void CastOp::print(OpAsmPrinter &printer) {
  printHandler(printer, *this, getFunctionType());
}
LogicalResult CastOp::verifyRegions() {
  if (getFunctionType().getNumResults() != 0)
    return emitOpError("has no reply");
  return verifyHandler(*this, getFunctionType(), /*takesState=*/true);
}

LogicalResult ReplyOp::verify() {
  auto call = cast<CallOp>((*this)->getParentOp());
  auto service = call->getParentOfType<ServiceOp>();
  if (service && getState().getType() != service.getStateType()) {
    InFlightDiagnostic diag = emitOpError("gives a new state of type ")
                              << getState().getType()
                              << ", but the service's state is "
                              << service.getStateType();
    diag.attachNote(service.getLoc()) << "the service is defined here";
    return diag;
  }
  if (getReply().getType() != call.getReplyType()) {
    InFlightDiagnostic diag = emitOpError("replies ")
                              << getReply().getType()
                              << ", but the call is declared to reply "
                              << call.getReplyType();
    diag.attachNote(call.getLoc()) << "the call is declared here";
    return diag;
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Use of services
//===----------------------------------------------------------------------===//

/// Finds the service that an operation names; reports if there is none.
static ServiceOp lookupService(Operation *op, FlatSymbolRefAttr name,
                               SymbolTableCollection &symbols) {
  Operation *symbol = symbols.lookupNearestSymbolFrom(op, name);
  auto service = dyn_cast_or_null<ServiceOp>(symbol);
  if (service)
    return service;
  InFlightDiagnostic diag = op->emitOpError("names ")
                            << name << ", which is not a service";
  if (symbol)
    diag.attachNote(symbol->getLoc()) << "it is defined here";
  return {};
}

static LogicalResult verifyHandlerArgs(Operation *op, Operation *handler,
                                       TypeRange expected, TypeRange given) {
  if (expected == given)
    return success();
  InFlightDiagnostic diag = op->emitOpError("passes (")
                            << given << "), but the handler takes (" << expected
                            << ")";
  diag.attachNote(handler->getLoc()) << "the handler is defined here";
  return diag;
}

/// Reports a handler that the service lacks, with those that it has.
template <typename HandlerOp>
static LogicalResult reportNoHandler(Operation *op, ServiceOp service,
                                     StringRef name, StringRef kind) {
  InFlightDiagnostic diag = op->emitOpError("service ")
                            << service.getSymNameAttr() << " has no " << kind
                            << " '" << name << "'";
  InFlightDiagnostic &note = diag;
  Diagnostic &here = note.attachNote(service.getLoc());
  here << "its " << kind << "s are";
  auto handlers = service.getBody().getOps<HandlerOp>();
  if (handlers.empty())
    here << " none";
  for (HandlerOp handler : handlers)
    here << " '" << handler.getName() << "'";
  return diag;
}

LogicalResult ServiceStartOp::verifySymbolUses(SymbolTableCollection &symbols) {
  ServiceOp service = lookupService(*this, getServiceAttr(), symbols);
  if (!service)
    return failure();
  if (TypeRange(service.getStartTypes()) == getArgs().getTypes())
    return success();
  InFlightDiagnostic diag = emitOpError("passes (")
                            << getArgs().getTypes()
                            << "), but the service is started with ("
                            << service.getStartTypes() << ")";
  diag.attachNote(service.getLoc()) << "the service is defined here";
  return diag;
}

LogicalResult ServiceCallOp::verifySymbolUses(SymbolTableCollection &symbols) {
  ServiceOp service = lookupService(*this, getServiceAttr(), symbols);
  if (!service)
    return failure();
  CallOp call = service.lookupCall(getHandler());
  if (!call)
    return reportNoHandler<CallOp>(*this, service, getHandler(), "call");
  if (getReply().getType() != call.getReplyType()) {
    InFlightDiagnostic diag = emitOpError("expects a reply of type ")
                              << getReply().getType()
                              << ", but the handler replies "
                              << call.getReplyType();
    diag.attachNote(call.getLoc()) << "the handler is defined here";
    return diag;
  }
  return verifyHandlerArgs(*this, call, call.getParameterTypes(),
                           getArgs().getTypes());
}

LogicalResult ServiceCastOp::verifySymbolUses(SymbolTableCollection &symbols) {
  ServiceOp service = lookupService(*this, getServiceAttr(), symbols);
  if (!service)
    return failure();
  CastOp cast = service.lookupCast(getHandler());
  if (!cast)
    return reportNoHandler<CastOp>(*this, service, getHandler(), "cast");
  return verifyHandlerArgs(*this, cast, cast.getParameterTypes(),
                           getArgs().getTypes());
}

//===----------------------------------------------------------------------===//
// Tagged messages
//===----------------------------------------------------------------------===//

/// Handler tags lie below 2^32 (runtime specification, section 5).
static LogicalResult verifyTag(Operation *op, uint64_t tag) {
  if (tag < (uint64_t(1) << 32))
    return success();
  return op->emitOpError("tag ") << tag << " is not below 2^32";
}

LogicalResult ServiceRequestOp::verify() { return verifyTag(*this, getTag()); }
LogicalResult ServicePostOp::verify() { return verifyTag(*this, getTag()); }

void ServiceReceiveOp::build(OpBuilder &builder, OperationState &state,
                             ArrayRef<int64_t> tags, ArrayRef<bool> isCall,
                             ArrayAttr payloads, BlockRange targets) {
  build(builder, state, tags, isCall, payloads, /*suspends=*/false,
        /*kept=*/ValueRange(), targets);
}

ArrayRef<Type> ServiceReceiveOp::getPayloadTypes(unsigned i) {
  auto tuple = cast<TypeAttr>(getPayloads()[i]).getValue();
  return cast<TupleType>(tuple).getTypes();
}

ParseResult ServiceReceiveOp::parse(OpAsmParser &parser,
                                    OperationState &result) {
  Builder &builder = parser.getBuilder();
  SmallVector<int64_t> tags;
  SmallVector<bool> isCall;
  SmallVector<Attribute> payloads;
  SmallVector<OpAsmParser::UnresolvedOperand> kept;
  SmallVector<Type> keptTypes;
  llvm::SMLoc keptLoc = parser.getCurrentLocation();
  if (succeeded(parser.parseOptionalKeyword("suspends"))) {
    result.addAttribute("suspends", builder.getUnitAttr());
    if (parseSuspends(parser, kept, keptTypes))
      return failure();
  }
  while (true) {
    bool call = succeeded(parser.parseOptionalKeyword("call"));
    if (!call && failed(parser.parseOptionalKeyword("cast")))
      break;
    SmallVector<Type> types;
    auto parseType = [&] { return parser.parseType(types.emplace_back()); };
    Block *target;
    if (parser.parseInteger(tags.emplace_back()) ||
        parser.parseCommaSeparatedList(OpAsmParser::Delimiter::Paren,
                                       parseType) ||
        parser.parseKeyword("to") || parser.parseSuccessor(target))
      return failure();
    isCall.push_back(call);
    payloads.push_back(TypeAttr::get(builder.getTupleType(types)));
    result.addSuccessors(target);
  }
  result.addAttribute("tags", builder.getDenseI64ArrayAttr(tags));
  result.addAttribute("is_call", builder.getDenseBoolArrayAttr(isCall));
  result.addAttribute("payloads", builder.getArrayAttr(payloads));
  if (parser.resolveOperands(kept, keptTypes, keptLoc, result.operands))
    return failure();
  return parser.parseOptionalAttrDict(result.attributes);
}

void ServiceReceiveOp::print(OpAsmPrinter &printer) {
  if (getSuspends())
    printSuspends(printer, getKept());
  printer.increaseIndent();
  for (auto [index, tag] : llvm::enumerate(getTags())) {
    printer.printNewline();
    printer << (getIsCall()[index] ? "call " : "cast ") << tag << '(';
    llvm::interleaveComma(getPayloadTypes(index), printer);
    printer << ") to ";
    printer.printSuccessor(getTargets()[index]);
  }
  printer.decreaseIndent();
  printer.printOptionalAttrDict((*this)->getAttrs(),
                                {"tags", "is_call", "payloads", "suspends"});
}

LogicalResult ServiceReceiveOp::verify() {
  size_t arms = getTags().size();
  if (getIsCall().size() != arms || getPayloads().size() != arms ||
      getTargets().size() != arms)
    return emitOpError("has ")
           << arms << " tags, " << getIsCall().size() << " kinds, "
           << getPayloads().size() << " payload types and "
           << getTargets().size() << " successors";
  if (failed(verifySuspends(*this, getSuspends(), getKept())))
    return failure();
  std::set<int64_t> seen; // A dense set has no room for some values.
  for (size_t i = 0; i != arms; ++i) {
    int64_t tag = getTags()[i];
    if (tag < 0 || failed(verifyTag(*this, tag)))
      return tag < 0 ? emitOpError("tag ") << tag << " is negative" : failure();
    if (!seen.insert(tag).second)
      return emitOpError("has two arms for tag ") << tag;
    if (!isa<TupleType>(cast<TypeAttr>(getPayloads()[i]).getValue()) ||
        !isValueType(cast<TypeAttr>(getPayloads()[i]).getValue()))
      return emitOpError("payload ") << i << " must be a tuple of Snow values";
    ArrayRef<Type> payload = getPayloadTypes(i);
    TypeRange args = getTargets()[i]->getArgumentTypes();
    if (getIsCall()[i]) {
      if (args.empty() || !isa<PidType>(args.front()))
        return emitOpError("passes the caller's pid to the successor of call ")
               << tag << ", which does not take one first";
      args = args.drop_front();
    }
    if (args != TypeRange(payload))
      return emitOpError("passes (") << payload << ") to the successor of tag "
                                     << tag << ", which takes (" << args << ")";
  }
  return success();
}
