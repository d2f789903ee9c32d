//===- ClosureTable.h - Function values inside local terms ------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// A local term carries the number of a table entry, never an address, so a
// forged term cannot make the program jump.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_TERM_CLOSURETABLE_H
#define SNOW_RUNTIME_TERM_CLOSURETABLE_H

#include <cstdint>

namespace snow::rt {

/// The number of a closure, which then lives to the end of the program.
uint64_t exportClosure(void *closure);

/// The closure of a number, with a reference for the caller; null if unknown.
void *importClosure(uint64_t number);

/// Drops all closures, at the end of the program.
void clearClosures();

} // namespace snow::rt

#endif // SNOW_RUNTIME_TERM_CLOSURETABLE_H
