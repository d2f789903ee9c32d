//===- Output.h - Standard output -------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_IO_OUTPUT_H
#define SNOW_RUNTIME_IO_OUTPUT_H

#include <mutex>
#include <string>
#include <string_view>

namespace snow::rt {

/// The program's buffered standard output. Each append is one step, so lines of
/// different processes never mix. Flushed when large, at a newline on a
/// terminal, and at the end.
class Output {
public:
  Output();
  ~Output() { flush(); }
  void append(std::string_view text, bool newline);
  void flush();

private:
  void writeAll();
  std::mutex mutex;
  std::string buffer;
  bool terminal;
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_IO_OUTPUT_H
