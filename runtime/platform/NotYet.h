//===- NotYet.h - Entries whose body is still to come -----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// The list of what is missing: grep for notYet.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PLATFORM_NOTYET_H
#define SNOW_RUNTIME_PLATFORM_NOTYET_H

namespace snow::rt {

/// Says, once per entry and program, that it is not there yet and what is
/// missing.
void notYet(const char *entry, const char *missing);

} // namespace snow::rt

#endif // SNOW_RUNTIME_PLATFORM_NOTYET_H
