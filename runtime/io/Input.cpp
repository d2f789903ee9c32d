//===- Input.cpp - Standard input -----------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "io/Input.h"

#include "mailbox/Mailbox.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <unistd.h>
#include <utility>

using namespace snow::rt;

/// A process's place among those that want a line.
class Input::Turn {
public:
  Turn(Input &input, uint64_t pid) : input(input), pid(pid) {
    std::lock_guard lock(input.mutex);
    input.turns.push_back(pid);
  }
  ~Turn() {
    uint64_t next = kNoPid;
    {
      std::lock_guard lock(input.mutex);
      bool wasFirst = input.turns.front() == pid;
      input.turns.erase(std::ranges::find(input.turns, pid));
      if (wasFirst && !input.turns.empty())
        next = input.turns.front();
    }
    if (next != kNoPid)
      pushOrFree(next, newSignal(MessageKind::Wake, pid));
  }
  Turn(const Turn &) = delete;
  Turn &operator=(const Turn &) = delete;

private:
  Input &input;
  const uint64_t pid;
};

bool Input::isTurnOf(uint64_t pid) {
  std::lock_guard lock(mutex);
  return turns.front() == pid;
}

bool Input::takeLine(std::string &line) {
  size_t end = buffer.find('\n', searched);
  if (end == buffer.npos) {
    searched = buffer.size();
    return false;
  }
  line = buffer.substr(begin, end - begin);
  begin = searched = end + 1;
  return true;
}

bool Input::readLine(Process &self, std::string &line, int &error) {
  error = 0;
  runtime.output.flush(); // A prompt, most likely.
  Turn turn(*this, self.pid);
  waitFor(self, kNoDeadline, [&] { return isTurnOf(self.pid); });
  while (!takeLine(line)) {
    // Nothing to be had is the only answer that the process waits for. A file
    // is always ready, and whatever is wrong the read says.
    pollfd now{STDIN_FILENO, POLLIN, 0};
    for (int ready; (ready = ::poll(&now, 1, 0)) <= 0;) {
      if (ready == 0)
        runtime.poller.waitUntilReady(self, STDIN_FILENO, Readiness::Read);
      else if (errno != EINTR) // A signal says nothing about the input.
        break;
    }
    char chunk[16384];
    ssize_t size = ::read(STDIN_FILENO, chunk, sizeof chunk);
    if (size < 0 && (errno == EINTR || errno == EAGAIN))
      continue;
    if (size < 0) {
      error = errno;
      return false;
    }
    if (size == 0) {
      line = buffer.substr(begin);
      begin = searched = buffer.size();
      break;
    }
    buffer.erase(0, begin);
    searched -= std::exchange(begin, 0);
    buffer.append(chunk, static_cast<size_t>(size));
  }
  if (line.ends_with('\r'))
    line.pop_back();
  return true;
}
