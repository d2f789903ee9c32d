//===- LowerServices.cpp - Services become actors ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "snow/Dialect/Snow/IR/Naming.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"

namespace snow {
#define GEN_PASS_DEF_SNOWLOWERSERVICES
#include "snow/Dialect/Snow/Transforms/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

namespace {
/// Lowers one service.
class ServiceLowering {
public:
  ServiceLowering(ServiceOp service, SymbolTable &symbols)
      : service(service), symbols(symbols), builder(service),
        stem(getGeneratedStem(service.getSymName())),
        pidType(PidType::get(UnitType::get(service.getContext()))) {}

  LogicalResult lower();

  /// Names of the functions that uses of the service call.
  std::string getStartName() const { return getName("start"); }
  std::string getCallName(StringRef handler) const {
    return getName("call_" + toSnakeCase(handler));
  }
  std::string getCastName(StringRef handler) const {
    return getName("cast_" + toSnakeCase(handler));
  }

private:
  std::string getName(const Twine &part) const {
    return ("__service_" + stem + "_" + part).str();
  }
  /// A handler in the loop: which function to call for which message.
  struct Arm {
    int64_t tag;
    StringRef name;
    bool isCall;
    ArrayRef<Type> params;
    func::FuncOp handler;
  };

  /// Reports a name of a generated symbol that the module already uses.
  void claim(const std::string &name);
  func::FuncOp createFunction(Location loc, const std::string &name,
                              FunctionType type, bool isPrivate);
  func::FuncOp outline(Operation *handler, const std::string &name,
                       FunctionType type);
  void createStart(Operation *init);
  void createLoop();
  void createSender(Operation *handler, const Arm &arm, const std::string &name,
                    Type reply);

  ServiceOp service;
  SymbolTable &symbols;
  OpBuilder builder;
  std::string stem;
  PidType pidType;
  func::FuncOp init;
  SmallVector<Arm> arms;
  bool failedToName = false;
};

/// Replaces the uses of all services by calls of the functions made for them.
struct LowerServices : snow::impl::SnowLowerServicesBase<LowerServices> {
  void runOnOperation() override;
};
} // namespace

void ServiceLowering::claim(const std::string &name) {
  Operation *other = symbols.lookup(name);
  if (!other)
    return;
  InFlightDiagnostic diag = service.emitOpError("needs the name @")
                            << name << ", which is taken";
  diag.attachNote(other->getLoc()) << "it is used here";
  failedToName = true;
}

func::FuncOp ServiceLowering::createFunction(Location loc,
                                             const std::string &name,
                                             FunctionType type,
                                             bool isPrivate) {
  claim(name);
  auto function = func::FuncOp::create(builder, loc, name, type);
  if (isPrivate)
    function.setPrivate();
  if (!failedToName)
    symbols.insert(function);
  return function;
}

/// Moves the body of a handler into a function of its own.
func::FuncOp ServiceLowering::outline(Operation *handler,
                                      const std::string &name,
                                      FunctionType type) {
  func::FuncOp function =
      createFunction(handler->getLoc(), name, type, /*isPrivate=*/true);
  function.getBody().takeBody(handler->getRegion(0));
  for (Block &block : function.getBody()) {
    Operation *end = block.getTerminator();
    if (!isa<ReturnOp, ReplyOp>(end))
      continue;
    OpBuilder inner(end);
    SmallVector<Value> results(end->getOperands());
    // A unit state may be left out.
    if (results.size() < type.getNumResults())
      results.insert(results.begin(), UnitOp::create(inner, end->getLoc()));
    func::ReturnOp::create(inner, end->getLoc(), results);
    end->erase();
  }
  return function;
}

void ServiceLowering::createStart(Operation *at) {
  Location loc = at->getLoc();
  func::FuncOp start = createFunction(
      loc, getStartName(),
      builder.getFunctionType(service.getStartTypes(), pidType), false);
  OpBuilder::InsertionGuard guard(builder);
  Block *entry = start.addEntryBlock();
  builder.setInsertionPointToStart(entry);
  Value state;
  if (init)
    state = func::CallOp::create(builder, loc, init, entry->getArguments())
                .getResult(0);
  else
    state = UnitOp::create(builder, loc);
  Value pid = SpawnOp::create(
      builder, loc, pidType,
      FlatSymbolRefAttr::get(builder.getContext(), getName("loop")), state);
  func::ReturnOp::create(builder, loc, pid);
}

void ServiceLowering::createLoop() {
  Location loc = service.getLoc();
  Type stateType = service.getStateType();
  claim(getName("loop"));
  auto loop = ActorOp::create(builder, loc, getName("loop"),
                              builder.getFunctionType(stateType, {}),
                              UnitType::get(builder.getContext()));
  loop->setAttr("snow.display_name",
                builder.getStringAttr(getRegisteredName(service.getSymName())));
  SmallVector<StringRef> handlerNames;
  for (Arm &arm : arms)
    handlerNames.push_back(arm.name);
  if (!handlerNames.empty())
    loop->setAttr("snow.handler_names", builder.getStrArrayAttr(handlerNames));
  if (!failedToName)
    symbols.insert(loop);

  OpBuilder::InsertionGuard guard(builder);
  Region &body = loop.getBody();
  Block *entry = builder.createBlock(&body, body.end(), stateType, loc);
  Block *next = builder.createBlock(&body, body.end(), stateType, loc);
  builder.setInsertionPointToEnd(entry);
  cf::BranchOp::create(builder, loc, next, entry->getArguments());

  auto caller = PidType::get(AnyType::get(builder.getContext()));
  SmallVector<int64_t> tags;
  SmallVector<bool> isCall;
  SmallVector<Type> payloads;
  SmallVector<Block *> targets;
  for (Arm &arm : arms) {
    Location armLoc = arm.handler.getLoc();
    Block *target = builder.createBlock(&body, body.end());
    SmallVector<Value> args{next->getArgument(0)};
    Value callerPid;
    if (arm.isCall)
      callerPid = target->addArgument(caller, armLoc);
    for (Type type : arm.params)
      args.push_back(target->addArgument(type, armLoc));
    auto handled = func::CallOp::create(builder, armLoc, arm.handler, args);
    if (arm.isCall)
      ServiceReplyOp::create(builder, armLoc, callerPid, handled.getResult(1));
    cf::BranchOp::create(builder, armLoc, next, handled.getResult(0));
    tags.push_back(arm.tag);
    isCall.push_back(arm.isCall);
    payloads.push_back(builder.getTupleType(arm.params));
    targets.push_back(target);
  }
  builder.setInsertionPointToEnd(next);
  ServiceReceiveOp::create(builder, loc, tags, isCall,
                           builder.getTypeArrayAttr(payloads), targets);
}

/// The function that callers use: it sends the arguments with the tag.
void ServiceLowering::createSender(Operation *handler, const Arm &arm,
                                   const std::string &name, Type reply) {
  Location loc = handler->getLoc();
  SmallVector<Type> inputs{pidType};
  llvm::append_range(inputs, arm.params);
  func::FuncOp sender = createFunction(
      loc, name,
      builder.getFunctionType(inputs, reply ? TypeRange(reply) : TypeRange()),
      false);
  OpBuilder::InsertionGuard guard(builder);
  Block *entry = sender.addEntryBlock();
  builder.setInsertionPointToStart(entry);
  Value pid = entry->getArgument(0);
  ValueRange args = entry->getArguments().drop_front();
  if (reply) {
    Value result = ServiceRequestOp::create(builder, loc, reply, pid,
                                            uint64_t(arm.tag), args);
    func::ReturnOp::create(builder, loc, result);
    return;
  }
  ServicePostOp::create(builder, loc, pid, uint64_t(arm.tag), args);
  func::ReturnOp::create(builder, loc);
}

LogicalResult ServiceLowering::lower() {
  Type stateType = service.getStateType();
  builder.setInsertionPointAfter(service);
  if (InitOp op = service.getInit()) {
    // The type outlives the body, which the function takes over.
    init = outline(
        op, getName("init"),
        builder.getFunctionType(op.getFunctionType().getInputs(), stateType));
  }
  int64_t tag = 0;
  auto lowerHandler = [&](auto handler, bool isCall) {
    SmallVector<Type> results{stateType};
    llvm::append_range(results, handler.getFunctionType().getResults());
    func::FuncOp function =
        outline(handler, getName("handle_" + toSnakeCase(handler.getName())),
                builder.getFunctionType(handler.getFunctionType().getInputs(),
                                        results));
    arms.push_back({tag++, handler.getName(), isCall,
                    handler.getParameterTypes(), function});
    createSender(handler, arms.back(),
                 isCall ? getCallName(handler.getName())
                        : getCastName(handler.getName()),
                 isCall ? handler.getFunctionType().getResult(0) : Type());
  };
  for (CallOp call : service.getBody().getOps<CallOp>())
    lowerHandler(call, true);
  for (CastOp cast : service.getBody().getOps<snow::CastOp>())
    lowerHandler(cast, false);
  createLoop();
  createStart(service);
  return failure(failedToName);
}

void LowerServices::runOnOperation() {
  ModuleOp module = getOperation();
  SymbolTable symbols(module);
  llvm::StringMap<std::unique_ptr<ServiceLowering>> services;
  for (ServiceOp service : llvm::to_vector(module.getOps<ServiceOp>())) {
    numHandlers += llvm::range_size(service.getBody().getOps<CallOp>()) +
                   llvm::range_size(service.getBody().getOps<snow::CastOp>());
    auto &lowering = services[service.getSymName()];
    lowering = std::make_unique<ServiceLowering>(service, symbols);
    if (failed(lowering->lower()))
      return signalPassFailure();
    ++numServices;
  }

  auto replaceByCall = [](Operation *op, const std::string &callee,
                          SmallVector<Value> args) {
    OpBuilder builder(op);
    // A service may be known by a pid of any message type.
    if (!isa<ServiceStartOp>(op)) {
      auto service = PidType::get(UnitType::get(op->getContext()));
      if (args.front().getType() != service)
        args.front() =
            PidCastOp::create(builder, op->getLoc(), service, args.front());
    }
    auto call = func::CallOp::create(builder, op->getLoc(), callee,
                                     op->getResultTypes(), args);
    op->replaceAllUsesWith(call);
    op->erase();
    return call;
  };
  // A nested module has services of its own.
  SmallVector<Operation *> uses;
  module.walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (isa<ModuleOp>(op) && op != module)
      return WalkResult::skip();
    if (isa<ServiceStartOp, ServiceCallOp, ServiceCastOp>(op))
      uses.push_back(op);
    return WalkResult::advance();
  });
  for (Operation *op : uses) {
    if (auto start = dyn_cast<ServiceStartOp>(op))
      replaceByCall(op, services[start.getService()]->getStartName(),
                    llvm::to_vector(start.getArgs()));
    else if (auto call = dyn_cast<ServiceCallOp>(op))
      // If the service is dead the caller panics, and the report names the
      // place of the call, not that of the function made here.
      replaceByCall(op,
                    services[call.getService()]->getCallName(call.getHandler()),
                    llvm::to_vector(call.getOperands()))
          ->setAttr("snow.note_location", UnitAttr::get(&getContext()));
    else if (auto cast = dyn_cast<ServiceCastOp>(op))
      replaceByCall(op,
                    services[cast.getService()]->getCastName(cast.getHandler()),
                    llvm::to_vector(cast.getOperands()));
  }
  for (ServiceOp service :
       llvm::make_early_inc_range(module.getOps<ServiceOp>()))
    symbols.erase(service);
}
