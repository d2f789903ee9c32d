//===- TypeDescription.cpp - What the runtime must know of a ----*- C++ -*-===//
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

/// Kind, children and the name's first part of a type of the snow dialect.
static TypeDescription describeSnowType(Type type) {
  using Result = TypeDescription;
  return llvm::TypeSwitch<Type, Result>(type)
      .Case<UnitType>([](auto) { return Result{SNOW_TYPE_UNIT, {}, "Unit"}; })
      .Case<StringType>(
          [](auto) { return Result{SNOW_TYPE_STRING, {}, "String"}; })
      // Which messages a process takes does not matter at run time.
      .Case<PidType>([](auto) { return Result{SNOW_TYPE_PID, {}, "Pid"}; })
      .Case<AnyType>([](auto) { return Result{SNOW_TYPE_ANY, {}, "Any"}; })
      .Case<RangeType>(
          [](auto) { return Result{SNOW_TYPE_RANGE, {}, "Range"}; })
      .Case<JsonType>([](auto) { return Result{SNOW_TYPE_JSON, {}, "Json"}; })
      .Case<ListType>([](ListType list) {
        return Result{SNOW_TYPE_LIST, {list.getElement()}, "List"};
      })
      .Case<SetType>([](SetType set) {
        return Result{SNOW_TYPE_SET, {set.getElement()}, "Set"};
      })
      .Case<QueueType>([](QueueType queue) {
        return Result{SNOW_TYPE_QUEUE, {queue.getElement()}, "Queue"};
      })
      .Case<OptionType>([](OptionType option) {
        return Result{SNOW_TYPE_OPTION, {option.getElement()}, "Option"};
      })
      .Case<MapType>([](MapType map) {
        return Result{SNOW_TYPE_MAP, {map.getKey(), map.getValue()}, "Map"};
      })
      .Case<ResultType>([](ResultType result) {
        return Result{
            SNOW_TYPE_RESULT, {result.getOk(), result.getErr()}, "Result"};
      })
      .Case<FnType>(
          [](auto) { return Result{SNOW_TYPE_FUNCTION, {}, "Function"}; })
      .Case<WsConnType>(
          [](auto) { return Result{SNOW_TYPE_HANDLE, {}, "WsConn"}; })
      .Default([](auto) { return Result{0, {}, ""}; });
}

FailureOr<TypeDescription> snow::detail::describeType(Type type) {
  TypeDescription result{0, {}, ""};
  if (type.isInteger(64))
    result = {SNOW_TYPE_INT, {}, "Int"};
  else if (type.isF64())
    result = {SNOW_TYPE_FLOAT, {}, "Float"};
  else if (type.isInteger(1))
    result = {SNOW_TYPE_BOOL, {}, "Bool"};
  else if (auto tuple = dyn_cast<TupleType>(type))
    result = {SNOW_TYPE_TUPLE, llvm::to_vector(tuple.getTypes()), "Tuple"};
  else
    result = describeSnowType(type);
  if (result.kind == 0)
    return failure();
  if (result.children.empty() && !isa<TupleType>(type))
    return result;
  // The number of children makes the name unambiguous: Tuple2.Int.List1.Int.
  result.mangled += std::to_string(result.children.size());
  for (Type child : result.children) {
    FailureOr<TypeDescription> described = describeType(child);
    if (failed(described))
      return failure();
    result.mangled += "." + described->mangled;
  }
  return result;
}
