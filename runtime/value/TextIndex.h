//===- TextIndex.h - Where the scalars of a long text stand -----*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Scalars are of different sizes, so finding the one at an index means counting
// from the front. A long String that is asked gets an index, with the place of
// each 64th scalar: a program that goes through a text by index takes time in
// proportion to the text. The index hangs on the object, in the place of its
// size, which is not needed to give large blocks back.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_TEXTINDEX_H
#define SNOW_RUNTIME_VALUE_TEXTINDEX_H

#include <cstddef>
#include <cstdint>

namespace snow::rt {

/// Set in the size of an object that has an index; the rest is its address.
constexpr uint64_t kIndexMark = uint64_t(1) << 63;

/// The number of scalars of a String; null is the empty one.
size_t lengthOfText(const void *string);

/// The byte offset of the scalar with a number, from 0; the size of the text if
/// it has fewer.
size_t offsetInText(const void *string, size_t number);

/// Whether all scalars up to the one with the number are known to be ASCII, so
/// that their offsets are their numbers.
bool isKnownAscii(const void *string, size_t number);

/// The bytes of a unique String object, whatever stands for them.
size_t sizeOfText(void *string);

/// Drops the index of a unique String object, if any: its size is one again.
void dropTextIndex(void *string);

/// Frees the index that stands for a marked size.
void freeTextIndex(uint64_t markedSize);

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_TEXTINDEX_H
