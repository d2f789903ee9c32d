//===- OutputTest.cpp - Tests of writing standard output ------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "io/Output.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <string>
#include <sys/ioctl.h>
#include <thread>
#include <unistd.h>

using namespace snow::rt;

namespace {

/// Standard output into a pipe that refuses what does not fit, as it does when
/// somebody who shares it has made it non-blocking.
TEST(Output, WaitsForRoomInANonBlockingPipe) {
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_NONBLOCK), 0);
  const int capacity = fcntl(ends[1], F_GETPIPE_SZ);
  ASSERT_GT(capacity, 0);
  std::string read;
  std::thread reader([&] {
    for (int waiting = 0; waiting < capacity; std::this_thread::yield())
      ioctl(ends[0], FIONREAD, &waiting);
    fcntl(ends[0], F_SETFL, 0);
    char chunk[4096];
    for (ssize_t size; (size = ::read(ends[0], chunk, sizeof chunk)) > 0;)
      read.append(chunk, static_cast<size_t>(size));
  });
  int saved = dup(STDOUT_FILENO);
  dup2(ends[1], STDOUT_FILENO);
  close(ends[1]);
  const std::string text(static_cast<size_t>(capacity) * 4, 'x');
  {
    Output output;
    output.append(text, /*newline=*/false);
  }
  dup2(saved, STDOUT_FILENO);
  close(saved);
  reader.join();
  close(ends[0]);
  EXPECT_EQ(read.size(), text.size());
}

} // namespace
