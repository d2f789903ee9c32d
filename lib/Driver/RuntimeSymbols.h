//===- RuntimeSymbols.h - The linked runtime's functions --------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_DRIVER_RUNTIMESYMBOLS_H
#define SNOW_LIB_DRIVER_RUNTIMESYMBOLS_H

#include <cstddef>

namespace snow::driver {

struct RuntimeSymbol {
  const char *name;
  void *address;
};

/// Every function of the ABI table with its address in this process. The array
/// is static; its size is stored at count.
const RuntimeSymbol *getRuntimeSymbols(size_t &count);

} // namespace snow::driver

#endif // SNOW_LIB_DRIVER_RUNTIMESYMBOLS_H
