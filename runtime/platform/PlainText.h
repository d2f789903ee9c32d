//===- PlainText.h - Text in a signal handler -------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PLATFORM_PLAINTEXT_H
#define SNOW_RUNTIME_PLATFORM_PLAINTEXT_H

#include "platform/Fatal.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace snow::rt {

/// A short text built without allocating; what does not fit is cut off.
class PlainText {
public:
  PlainText &operator<<(std::string_view text) {
    for (char c : text)
      if (size < sizeof buffer)
        buffer[size++] = c;
    return *this;
  }
  PlainText &operator<<(uint64_t value) {
    char digits[20];
    size_t n = sizeof digits;
    do
      digits[--n] = static_cast<char>('0' + value % 10);
    while (value /= 10);
    return *this << std::string_view(digits + n, sizeof digits - n);
  }

  /// Writes the text on stderr.
  void write() const { writeError({buffer, size}); }

private:
  char buffer[192];
  size_t size = 0;
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_PLATFORM_PLAINTEXT_H
