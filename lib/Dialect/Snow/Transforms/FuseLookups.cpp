//===- FuseLookups.cpp - One search for a key, no Options -------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LookupKeys.h"
#include "PassOrder.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringSwitch.h"

namespace snow {
#define GEN_PASS_DEF_SNOWFUSELOOKUPS
#include "snow/Dialect/Snow/Transforms/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

//===----------------------------------------------------------------------===//
// Options
//===----------------------------------------------------------------------===//

/// Whether the Option is only looked at and taken apart.
static bool isTakenApart(Value option) {
  return llvm::all_of(option.getUsers(),
                      llvm::IsaPred<OptionIsSomeOp, OptionGetOp>);
}

/// Gives the users of an Option what they ask it for.
static void replaceOption(Value option, Value isSome,
                          function_ref<Value(OptionGetOp)> getValue) {
  for (Operation *user : llvm::make_early_inc_range(option.getUsers())) {
    auto get = dyn_cast<OptionGetOp>(user);
    user->getResult(0).replaceAllUsesWith(get ? getValue(get) : isSome);
    user->erase();
  }
}

/// A text that is read as a number; false if the Option is needed.
static bool readNumber(LibraryCallOp call) {
  Value option = call.getResult(0);
  if (!isTakenApart(option))
    return false;
  OpBuilder builder(call);
  Type type = cast<OptionType>(option.getType()).getElement();
  auto read = StringReadOp::create(builder, call.getLoc(), builder.getI1Type(),
                                   type, call.getArgs().front());
  replaceOption(option, read.getIsNumber(),
                [&](OptionGetOp) { return read.getNumber(); });
  call.erase();
  return true;
}

//===----------------------------------------------------------------------===//
// Keys
//===----------------------------------------------------------------------===//

namespace {
enum class Access : uint8_t { None, Find, Get, GetOr, HasKey, Put };

struct FuseLookups : snow::impl::SnowFuseLookupsBase<FuseLookups> {
  void runOnOperation() override;

private:
  void fuseIn(Operation *body);
  void fuse(ArrayRef<LibraryCallOp> accesses, DominanceInfo &dominance);
  void useEntry(LibraryCallOp call, Value place);
  void shareEarlier(SmallVectorImpl<LibraryCallOp> &accesses,
                    DominanceInfo &dominance);

  PureFunctions *functions = nullptr;
};
} // namespace

static Access getAccess(LibraryCallOp call) {
  return llvm::StringSwitch<Access>(call.getCallee())
      .Case("map_find", Access::Find)
      .Case("map_get", Access::Get)
      .Case("map_get_or", Access::GetOr)
      .Case("map_has_key", Access::HasKey)
      .Case("map_put", Access::Put)
      .Default(Access::None);
}

/// Whether the value can be read at that place instead of being kept since the
/// search: the map is not given away in between.
static bool isNear(LibraryCallOp find, OptionGetOp get) {
  Value map = find.getArgs().front();
  auto uses = [&](Operation &op) {
    return llvm::is_contained(op.getOperands(), map);
  };
  Block *from = find->getBlock(), *to = get->getBlock();
  Block::iterator next = std::next(find->getIterator());
  if (from == to)
    return std::none_of(next, get->getIterator(), uses);
  return to->getSinglePredecessor() == from &&
         std::none_of(next, from->end(), uses) &&
         std::none_of(to->begin(), get->getIterator(), uses);
}

static bool canUseEntry(LibraryCallOp call) {
  if (getAccess(call) != Access::Find)
    return true;
  Value option = call.getResult(0);
  return isTakenApart(option) &&
         llvm::all_of(option.getUsers(), [&](Operation *user) {
           auto get = dyn_cast<OptionGetOp>(user);
           return !get || isNear(call, get);
         });
}

/// Replaces the call by one that knows where the entry is.
void FuseLookups::useEntry(LibraryCallOp call, Value place) {
  OpBuilder builder(call);
  Location loc = call.getLoc();
  OperandRange args = call.getArgs();
  Value map = args[0];
  auto mapType = cast<MapType>(map.getType());
  auto types = [&](ArrayRef<Type> of) { return builder.getTypeArrayAttr(of); };
  auto make = [&](StringRef callee, ArrayRef<Type> of, ValueRange operands,
                  Type result) -> Value {
    return LibraryCallOp::create(builder, loc, result,
                                 builder.getStringAttr(callee), types(of),
                                 operands)
        .getResult(0);
  };
  auto isThere = [&]() -> Value {
    Value zero = arith::ConstantIntOp::create(builder, loc, 0, 64);
    return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::sge, place,
                                 zero);
  };
  Type key = mapType.getKey(), value = mapType.getValue();
  ++numFused;
  switch (getAccess(call)) {
  case Access::None:
    llvm_unreachable("no access of a map");
  case Access::Find:
    replaceOption(call.getResult(0), isThere(), [&](OptionGetOp get) {
      builder.setInsertionPoint(get);
      return make("map_value_at", {value}, {map, place}, value);
    });
    call.erase();
    return;
  case Access::HasKey:
    call.getResult(0).replaceAllUsesWith(isThere());
    call.erase();
    return;
  case Access::Get:
    call.getResult(0).replaceAllUsesWith(
        make("map_get_at", {key, value}, {map, place, args[1]}, value));
    call.erase();
    return;
  case Access::GetOr:
    call.getResult(0).replaceAllUsesWith(
        make("map_get_at_or", {value}, {map, place, args[2]}, value));
    call.erase();
    return;
  case Access::Put:
    call.getResult(0).replaceAllUsesWith(make(
        "map_put_at", {key, value}, {map, place, args[1], args[2]}, mapType));
    call.erase();
    return;
  }
}

/// Calls with one map and one key: one that comes before others searches for
/// all of them. The map is a value, so the entry stays where it is.
void FuseLookups::fuse(ArrayRef<LibraryCallOp> accesses,
                       DominanceInfo &dominance) {
  SmallVector<LibraryCallOp> left(accesses);
  while (!left.empty()) {
    LibraryCallOp first = left.front();
    SmallVector<LibraryCallOp> with{first}, others;
    for (LibraryCallOp call : ArrayRef(left).drop_front())
      (getAccess(first) != Access::Put && dominance.dominates(first, call)
           ? with
           : others)
          .push_back(call);
    left = std::move(others);
    // A single search is worth it if it makes an Option.
    if (with.size() == 1 && getAccess(first) != Access::Find)
      continue;
    OpBuilder builder(first);
    auto mapType = cast<MapType>(first.getArgs()[0].getType());
    Value place =
        LibraryCallOp::create(builder, first.getLoc(), builder.getI64Type(),
                              builder.getStringAttr("map_place"),
                              builder.getTypeArrayAttr({mapType.getKey()}),
                              first.getArgs().take_front(2))
            .getResult(0);
    for (LibraryCallOp call : with)
      useEntry(call, place);
  }
}

/// Whether the value that the second call reads is what the first one has read.
static bool givesSame(LibraryCallOp first, LibraryCallOp second,
                      PureFunctions &functions) {
  Access before = getAccess(first), after = getAccess(second);
  if (first.getArgs()[1] != second.getArgs()[1] ||
      (after != Access::Get && after != Access::GetOr))
    return false;
  return before == Access::Get ||
         (before == Access::GetOr && after == Access::GetOr &&
          areComputedAlike(first.getArgs()[2], second.getArgs()[2], functions));
}

/// Uses keys that are written twice, such as `x % 10`, and entries that are
/// read twice, once: then nobody but the first reader may want what it has read
/// when another value is put.
void FuseLookups::shareEarlier(SmallVectorImpl<LibraryCallOp> &accesses,
                               DominanceInfo &dominance) {
  SmallVector<LibraryCallOp> kept;
  for (LibraryCallOp call : accesses) {
    bool isRead = false;
    for (LibraryCallOp before : kept) {
      if (before.getArgs()[0] != call.getArgs()[0])
        continue;
      // The key of what is put may be computed before the one of what is read.
      Value first = before.getArgs()[1], second = call.getArgs()[1];
      if (!shareKey(first, second, dominance, *functions))
        shareKey(second, first, dominance, *functions);
      if (!givesSame(before, call, *functions) ||
          !dominance.properlyDominates(before, call))
        continue;
      call.getResult(0).replaceAllUsesWith(before.getResult(0));
      call.erase();
      ++numFused;
      isRead = true;
      break;
    }
    if (!isRead)
      kept.push_back(call);
  }
  accesses = std::move(kept);
}

/// In a function, an actor or a service's handler.
void FuseLookups::fuseIn(Operation *body) {
  SmallVector<LibraryCallOp> calls;
  body->walk([&](LibraryCallOp call) { calls.push_back(call); });
  SmallVector<LibraryCallOp> found;
  for (LibraryCallOp call : calls) {
    StringRef callee = call.getCallee();
    if (callee == "string_to_int" || callee == "string_to_float") {
      numRead += readNumber(call);
      continue;
    }
    if (getAccess(call) == Access::None)
      continue;
    auto type = dyn_cast<MapType>(call.getArgs()[0].getType());
    if (type && functions->comparesPurely(type.getKey()) && canUseEntry(call))
      found.push_back(call);
  }
  if (found.empty())
    return;
  DominanceInfo dominance(body);
  shareEarlier(found, dominance);
  llvm::MapVector<std::pair<Value, Value>, SmallVector<LibraryCallOp>> all;
  for (LibraryCallOp call : found)
    all[{call.getArgs()[0], call.getArgs()[1]}].push_back(call);
  for (auto &[key, accesses] : all)
    fuse(accesses, dominance);
}

void FuseLookups::runOnOperation() {
  if (failed(requireImplicitOwnership(getOperation(), getArgument())))
    return signalPassFailure();
  PureFunctions pure(getOperation());
  functions = &pure;
  getOperation()->walk([&](Operation *op) {
    auto function = dyn_cast<FunctionOpInterface>(op);
    if ((function && !function.isExternal()) ||
        isa<InitOp, CallOp, snow::CastOp>(op))
      fuseIn(op);
  });
}
