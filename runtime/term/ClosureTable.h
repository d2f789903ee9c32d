//===- ClosureTable.h - Function values inside local terms ------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// A local term carries the number of a table entry, never an address, so a
// forged term cannot make the program jump. Each export makes an entry of its
// own, with a reference to the closure. It goes when the program has decoded
// the term, at the latest with the message that carries it.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_TERM_CLOSURETABLE_H
#define SNOW_RUNTIME_TERM_CLOSURETABLE_H

#include <cstddef>
#include <cstdint>

namespace snow::rt {

/// The number of a closure, which lives until the number is dropped.
uint64_t exportClosure(void *closure);

/// The closure of a number, with a reference for the caller; null if unknown.
void *importClosure(uint64_t number);

/// Drops the closures of a term that is not going to be decoded again. Bytes
/// that are no term are left alone. Cheap as long as no closure is on its way.
void dropClosures(const void *term, size_t size);

/// Gives a copy of a term numbers of its own for the closures in it, which have
/// to be dropped apart from those of the original.
void copyClosures(void *term, size_t size);

/// Closures on their way.
size_t exportedClosures();

/// Drops all closures, at the end of the program.
void clearClosures();

} // namespace snow::rt

#endif // SNOW_RUNTIME_TERM_CLOSURETABLE_H
