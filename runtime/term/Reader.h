//===- Reader.h - Bounds-checked reading of little-endian bytes -*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_TERM_READER_H
#define SNOW_RUNTIME_TERM_READER_H

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace snow::rt {

/// Reads from the front of a byte range. A read beyond the end fails and leaves
/// the position where it was.
class Reader {
public:
  Reader(const void *bytes, size_t size)
      : at(static_cast<const uint8_t *>(bytes)), end(at + size) {}

  size_t left() const { return static_cast<size_t>(end - at); }
  const uint8_t *position() const { return at; }

  template <typename T> bool read(T &out) {
    if (left() < sizeof(T))
      return false;
    std::memcpy(&out, at, sizeof(T));
    at += sizeof(T);
    return true;
  }

  bool skip(size_t size) {
    if (left() < size)
      return false;
    at += size;
    return true;
  }

  bool text(size_t size, std::string_view &out) {
    if (left() < size)
      return false;
    out = {reinterpret_cast<const char *>(at), size};
    at += size;
    return true;
  }

  /// A text behind a length of type L.
  template <typename L> bool text(std::string_view &out) {
    const uint8_t *start = at;
    L size;
    if (read(size) && text(size, out))
      return true;
    at = start;
    return false;
  }

private:
  const uint8_t *at;
  const uint8_t *end;
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_TERM_READER_H
