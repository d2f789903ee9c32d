//===- Inline.h - What is inlined into the path of a message ----*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PLATFORM_INLINE_H
#define SNOW_RUNTIME_PLATFORM_INLINE_H

#include "platform/Sanitizers.h"

/// A step that belongs into its caller however large that gets.
#define SNOW_INLINE inline __attribute__((always_inline))

/// A rare step of a short function. It keeps nearly all registers, so that its
/// caller need not save any on the way that does not come here. Not for
/// functions that throw.
#if defined(__clang__) && defined(__x86_64__) && !defined(SNOW_ASAN) &&        \
    !defined(SNOW_TSAN)
#define SNOW_RARE __attribute__((noinline, preserve_most))
#else
#define SNOW_RARE __attribute__((noinline))
#endif

#endif // SNOW_RUNTIME_PLATFORM_INLINE_H
