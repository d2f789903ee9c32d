//===- TypeDescription.cpp - Types for the runtime --------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TypeDescription.h"
#include "mlir/IR/BuiltinTypes.h"
#include "snow/Dialect/Snow/IR/SnowDialect.h"
#include "snow/Runtime/ABI/Runtime.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

/// What a type is made of, before its children are described.
namespace {
struct Shape {
  int64_t kind = 0;
  StringRef name;
  SmallVector<Type> children = {};
};
} // namespace

static Shape getShape(Type type) {
  if (type.isInteger(64))
    return {SNOW_TYPE_INT, "Int"};
  if (type.isF64())
    return {SNOW_TYPE_FLOAT, "Float"};
  if (type.isInteger(1))
    return {SNOW_TYPE_BOOL, "Bool"};
  return llvm::TypeSwitch<Type, Shape>(type)
      .Case<UnitType>([](auto) { return Shape{SNOW_TYPE_UNIT, "Unit"}; })
      .Case<StringType>([](auto) { return Shape{SNOW_TYPE_STRING, "String"}; })
      // Which messages a process takes does not matter at run time.
      .Case<PidType>([](auto) { return Shape{SNOW_TYPE_PID, "Pid"}; })
      .Case<AnyType>([](auto) { return Shape{SNOW_TYPE_ANY, "Any"}; })
      .Case<RangeType>([](auto) { return Shape{SNOW_TYPE_RANGE, "Range"}; })
      .Case<JsonType>([](auto) { return Shape{SNOW_TYPE_JSON, "Json"}; })
      .Case<FnType>([](auto) { return Shape{SNOW_TYPE_FUNCTION, "Function"}; })
      .Case<WsConnType>([](auto) { return Shape{SNOW_TYPE_HANDLE, "WsConn"}; })
      .Case<TupleType>([](TupleType tuple) {
        return Shape{SNOW_TYPE_TUPLE, "Tuple",
                     llvm::to_vector(tuple.getTypes())};
      })
      .Case<ListType>([](ListType list) {
        return Shape{SNOW_TYPE_LIST, "List", {list.getElement()}};
      })
      .Case<SetType>([](SetType set) {
        return Shape{SNOW_TYPE_SET, "Set", {set.getElement()}};
      })
      .Case<QueueType>([](QueueType queue) {
        return Shape{SNOW_TYPE_QUEUE, "Queue", {queue.getElement()}};
      })
      .Case<OptionType>([](OptionType option) {
        return Shape{SNOW_TYPE_OPTION, "Option", {option.getElement()}};
      })
      .Case<MapType>([](MapType map) {
        return Shape{SNOW_TYPE_MAP, "Map", {map.getKey(), map.getValue()}};
      })
      .Case<ResultType>([](ResultType result) {
        return Shape{
            SNOW_TYPE_RESULT, "Result", {result.getOk(), result.getErr()}};
      })
      .Default([](auto) { return Shape{}; });
}

/// The built-in sum type ExitReason; the variants are those of ExitKind.
static TypeDescription describeExitReason() {
  TypeDescription reason{
      SNOW_TYPE_SUM, "ExitReason", {}, "ExitReason", SNOW_TYPE_HAS_DISPLAY};
  for (unsigned kind = 0; symbolizeExitKind(kind); ++kind) {
    static constexpr StringRef names[] = {"Normal", "Shutdown", "Killed",
                                          "Error",  "NoProc",   "NoConnection",
                                          "Custom"};
    TypeDescription variant{SNOW_TYPE_TUPLE,
                            names[kind].str(),
                            {},
                            "ExitReason." + names[kind].str()};
    if (kind == uint32_t(ExitKind::Error) || kind == uint32_t(ExitKind::Custom))
      variant.children.push_back({SNOW_TYPE_STRING, "", {}, "String"});
    reason.children.push_back(std::move(variant));
  }
  return reason;
}

FailureOr<TypeDescription> snow::detail::describeType(Type type) {
  if (isa<ExitReasonType>(type))
    return describeExitReason();
  Shape shape = getShape(type);
  if (shape.kind == 0)
    return failure();
  TypeDescription result{shape.kind, "", {}, shape.name.str()};
  if (shape.children.empty() && !isa<TupleType>(type))
    return result;
  // The number of children makes the name unambiguous: Tuple2.Int.List1.Int.
  result.mangled += std::to_string(shape.children.size());
  for (Type child : shape.children) {
    FailureOr<TypeDescription> described = describeType(child);
    if (failed(described))
      return failure();
    result.mangled += "." + described->mangled;
    result.children.push_back(std::move(*described));
  }
  return result;
}
