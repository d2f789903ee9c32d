//===- LeakCheck.h - Objects alive at the end of a program ------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// With SNOW_CHECK_LEAKS=1 in the environment every object is noted with the
// place of its allocation, and a program that leaves any at its end says so and
// ends with status 70.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_LEAKCHECK_H
#define SNOW_RUNTIME_VALUE_LEAKCHECK_H

#include <cstddef>

namespace snow::rt {

constexpr int kLeakStatus = 70;

/// Whether objects are noted. Decided before main.
extern const bool leakCheckIsOn;

void noteObject(const void *object, size_t size, const char *kind);
void forgetNote(const void *object);

/// Reports `[snow] leak: N objects`, with a line for each kind, size and place,
/// and forgets them. False if there are none.
bool reportLeaks();

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_LEAKCHECK_H
