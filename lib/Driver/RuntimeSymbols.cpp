//===- RuntimeSymbols.cpp - The linked runtime's functions ------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuntimeSymbols.h"
#include "snow/Runtime/ABI/Runtime.h"

using namespace snow::driver;

const RuntimeSymbol *snow::driver::getRuntimeSymbols(size_t &count) {
  static const RuntimeSymbol symbols[] = {
#define SNOW_ABI_FUNCTION(name, group, result, params, effects, summary, doc)  \
  {"snow_" #name, reinterpret_cast<void *>(&snow_##name)},
#include "snow/Runtime/ABI/RuntimeFunctions.def"
  };
  count = sizeof(symbols) / sizeof(symbols[0]);
  return symbols;
}
