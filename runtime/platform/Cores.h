//===- Cores.h - How many cores there are -----------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PLATFORM_CORES_H
#define SNOW_RUNTIME_PLATFORM_CORES_H

namespace snow::rt {

/// The cores that the system lets this program use, at least one.
unsigned allowedCores();

} // namespace snow::rt

#endif // SNOW_RUNTIME_PLATFORM_CORES_H
