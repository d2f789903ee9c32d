//===- PipedInput.h - Standard input from a test ----------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_UNITTESTS_RUNTIME_PIPEDINPUT_H
#define SNOW_UNITTESTS_RUNTIME_PIPEDINPUT_H

#include <gtest/gtest.h>

#include <cstdlib>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace snow::test {

/// Standard input from a pipe, for the time of a test.
class PipedInput {
public:
  PipedInput() : saved(dup(STDIN_FILENO)) {
    int ends[2];
    if (pipe(ends) != 0)
      std::abort();
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    writer = ends[1];
  }
  ~PipedInput() {
    finish();
    dup2(saved, STDIN_FILENO);
    close(saved);
  }
  PipedInput(const PipedInput &) = delete;
  PipedInput &operator=(const PipedInput &) = delete;

  void write(std::string_view bytes) {
    EXPECT_EQ(::write(writer, bytes.data(), bytes.size()),
              static_cast<ssize_t>(bytes.size()));
  }
  void finish() {
    if (writer >= 0)
      close(std::exchange(writer, -1));
  }

private:
  int saved, writer;
};

} // namespace snow::test

#endif // SNOW_UNITTESTS_RUNTIME_PIPEDINPUT_H
