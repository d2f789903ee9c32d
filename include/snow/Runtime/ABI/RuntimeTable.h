//===- RuntimeTable.h - The ABI table for the compiler ----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_ABI_RUNTIMETABLE_H
#define SNOW_RUNTIME_ABI_RUNTIMETABLE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace snow::abi {

/// The functions of RuntimeFunctions.def, by their names without `snow_`.
enum class Entry : unsigned {
#define SNOW_ABI_FUNCTION(name, group, result, params, effects, summary, doc)  \
  name,
#include "snow/Runtime/ABI/RuntimeFunctions.def"
};

/// Machine types of parameters and results.
enum class Type : unsigned char { Void, Ptr, I64, I8, F64 };

/// What a call may do; see RuntimeFunctions.def.
enum Effect : unsigned {
  EffectPlain = 0,
  EffectPure = 1,
  EffectReads = 2,
  EffectAllocates = 4,
  EffectMaySuspend = 8,
  EffectMayPanic = 16,
  EffectNoReturn = 32,
};

struct Function {
  Entry entry;
  llvm::StringLiteral symbol; ///< The C name.
  Type result;
  llvm::ArrayRef<Type> params;
  unsigned effects;      ///< Set of Effect.
  unsigned consumedMask; ///< Bit i: parameter i is OWN or OWN_I64.

  bool has(Effect effect) const { return effects & effect; }
  /// Whether the call takes over the caller's reference to parameter `i`.
  bool consumes(unsigned i) const { return consumedMask >> i & 1; }
};

/// All functions, in the order of the table.
llvm::ArrayRef<Function> getFunctions();

const Function &getFunction(Entry entry);

/// The function of that C name, or null.
const Function *lookupFunction(llvm::StringRef symbol);

} // namespace snow::abi

#endif // SNOW_RUNTIME_ABI_RUNTIMETABLE_H
