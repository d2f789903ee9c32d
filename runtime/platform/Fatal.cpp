//===- Fatal.cpp - Lines on stderr and the fatal path ---------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "platform/Fatal.h"

#include <cerrno>
#include <string>
#include <unistd.h>

using namespace snow::rt;

void snow::rt::writeError(std::string_view text) {
  while (!text.empty()) {
    ssize_t n = ::write(STDERR_FILENO, text.data(), text.size());
    if (n < 0) {
      if (errno == EINTR)
        continue;
      return; // Nobody to tell.
    }
    text.remove_prefix(static_cast<size_t>(n));
  }
}

void snow::rt::report(std::string_view text) {
  std::string line = "[snow] ";
  line.append(text);
  line.push_back('\n');
  writeError(line);
}

void (*snow::rt::beforeFatal)() = nullptr;

void snow::rt::fatal(std::string_view text) {
  std::string line = "[snow] fatal: ";
  line.append(text);
  line.push_back('\n');
  writeError(line);
  if (beforeFatal)
    beforeFatal();
  ::_exit(70);
}
