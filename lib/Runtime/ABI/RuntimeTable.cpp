//===- RuntimeTable.cpp - The ABI table for the compiler --------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Runtime/ABI/RuntimeTable.h"
#include "llvm/ADT/STLExtras.h"

using namespace snow::abi;

// The words of the table, as they stand in its columns.
namespace {
constexpr Type VOID = Type::Void;
constexpr Type PTR = Type::Ptr;
constexpr Type I64 = Type::I64;
constexpr Type I8 = Type::I8;
constexpr Type F64 = Type::F64;
constexpr unsigned PLAIN = EffectPlain;
constexpr unsigned PURE = EffectPure;
constexpr unsigned READS = EffectReads;
constexpr unsigned ALLOCATES = EffectAllocates;
constexpr unsigned MAY_SUSPEND = EffectMaySuspend;
constexpr unsigned MAY_PANIC = EffectMayPanic;
constexpr unsigned NO_RETURN = EffectNoReturn;
} // namespace

// One array of parameter types per function: an ArrayRef needs storage that
// outlives the table.
#define PTR(name) Type::Ptr
#define I64(name) Type::I64
#define I8(name) Type::I8
#define F64(name) Type::F64
#define OWN(name) Type::Ptr
#define OWN_I64(name) Type::I64
#define PARAMS(...) {__VA_ARGS__}
#define NO_PARAMS() {Type::Void}
#define SNOW_ABI_FUNCTION(name, group, result, params, effects, summary, doc)  \
  static constexpr Type params_##name[] = params;
#include "snow/Runtime/ABI/RuntimeFunctions.def"
#undef PTR
#undef I64
#undef I8
#undef F64
#undef OWN
#undef OWN_I64
#undef PARAMS
#undef NO_PARAMS

// Whether each parameter is consumed.
#define PTR(name) false
#define I64(name) false
#define I8(name) false
#define F64(name) false
#define OWN(name) true
#define OWN_I64(name) true
#define PARAMS(...) {__VA_ARGS__}
#define NO_PARAMS() {false}
#define SNOW_ABI_FUNCTION(name, group, result, params, effects, summary, doc)  \
  static constexpr bool consumed_##name[] = params;
#include "snow/Runtime/ABI/RuntimeFunctions.def"
#undef PTR
#undef I64
#undef I8
#undef F64
#undef OWN
#undef OWN_I64
#undef PARAMS
#undef NO_PARAMS

/// An entry without parameters has the array {Void}.
template <size_t N>
static llvm::ArrayRef<Type> getParams(const Type (&types)[N]) {
  return types[0] == Type::Void ? llvm::ArrayRef<Type>()
                                : llvm::ArrayRef<Type>(types);
}

template <size_t N>
static constexpr unsigned getConsumedMask(const bool (&consumed)[N]) {
  unsigned mask = 0;
  for (size_t i = 0; i != N; ++i)
    mask |= unsigned(consumed[i]) << i;
  return mask;
}

llvm::ArrayRef<Function> snow::abi::getFunctions() {
  static const Function table[] = {
#define SNOW_ABI_FUNCTION(name, group, result, params, effects, summary, doc)  \
  {Entry::name, "snow_" #name,                                                 \
   result,      getParams(params_##name),                                      \
   effects,     getConsumedMask(consumed_##name)},
#include "snow/Runtime/ABI/RuntimeFunctions.def"
  };
  return table;
}

const Function &snow::abi::getFunction(Entry entry) {
  return getFunctions()[static_cast<unsigned>(entry)];
}

const Function *snow::abi::lookupFunction(llvm::StringRef symbol) {
  const Function *found = llvm::find_if(
      getFunctions(), [&](const Function &f) { return f.symbol == symbol; });
  return found == getFunctions().end() ? nullptr : found;
}
