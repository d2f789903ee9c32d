//===- Output.cpp - Standard output ---------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "io/Output.h"

#include <cerrno>
#include <poll.h>
#include <unistd.h>

using namespace snow::rt;

static constexpr size_t kBufferSize = 64 * 1024;

Output::Output() : terminal(isatty(STDOUT_FILENO)) {}

void Output::append(std::string_view text, bool newline) {
  std::lock_guard lock(mutex);
  buffer.append(text);
  if (newline)
    buffer.push_back('\n');
  if (buffer.size() >= kBufferSize ||
      (terminal && buffer.find('\n') != std::string::npos))
    writeAll();
}

void Output::flush() {
  std::lock_guard lock(mutex);
  writeAll();
}

void Output::writeAll() {
  size_t at = 0;
  while (at != buffer.size()) {
    ssize_t n = ::write(STDOUT_FILENO, buffer.data() + at, buffer.size() - at);
    if (n < 0) {
      if (errno == EINTR)
        continue;
      // The mode of the descriptor belongs to those who share it.
      if (pollfd room{STDOUT_FILENO, POLLOUT, 0};
          (errno == EAGAIN || errno == EWOULDBLOCK) &&
          (::poll(&room, 1, -1) >= 0 || errno == EINTR))
        continue;
      break; // A closed pipe: the rest is dropped.
    }
    at += static_cast<size_t>(n);
  }
  buffer.clear();
}
