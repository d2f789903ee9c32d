//===- Input.cpp - Standard input -----------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "io/Input.h"

#include "mailbox/Mailbox.h"

#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <poll.h>
#include <thread>
#include <unistd.h>

using namespace snow::rt;

namespace {

/// One process's wish for a line.
struct Request {
  uint64_t pid;
  std::mutex mutex;
  bool abandoned = false; // Its process is gone, and perhaps the runtime.
  std::atomic<bool> done{false};
  std::string line;
  int error = 0;
};

/// Reads lines for the requests in order. Never freed: its thread may hang in a
/// read when the program ends.
class LineReader {
public:
  /// The next line, read here and now; calls beforeRead() before each look at
  /// the input.
  template <typename F> bool read(std::string &line, F &&beforeRead) {
    size_t from = 0;
    for (;;) {
      size_t end = buffer.find('\n', from);
      if (end != buffer.npos) {
        line = buffer.substr(0, end);
        buffer.erase(0, end + 1);
        break;
      }
      from = buffer.size();
      beforeRead();
      char chunk[16384];
      ssize_t size = ::read(STDIN_FILENO, chunk, sizeof chunk);
      if (size < 0 && errno == EINTR)
        continue;
      if (size < 0)
        return false;
      if (size == 0) {
        line = std::exchange(buffer, {});
        break;
      }
      buffer.append(chunk, static_cast<size_t>(size));
    }
    if (line.ends_with('\r'))
      line.pop_back();
    return true;
  }

  void add(std::shared_ptr<Request> request) {
    std::lock_guard lock(mutex);
    requests.push_back(std::move(request));
    if (!running) {
      running = true;
      std::thread([this] { run(); }).detach();
    }
    condition.notify_one();
  }

private:
  void run() {
    for (;;) {
      std::shared_ptr<Request> request;
      {
        std::unique_lock lock(mutex);
        condition.wait(lock, [this] { return !requests.empty(); });
        request = std::move(requests.front());
        requests.pop_front();
      }
      std::string line;
      int error = read(line, [] {}) ? 0 : errno;
      std::lock_guard lock(request->mutex);
      if (request->abandoned) {
        // The line is for the next one who asks.
        if (!error && !line.empty())
          buffer.insert(0, line + '\n');
        continue;
      }
      request->line = std::move(line);
      request->error = error;
      // Release: the process sees the line with the flag.
      request->done.store(true, std::memory_order_release);
      pushOrFree(request->pid, newSignal(MessageKind::Wake, request->pid));
    }
  }

  std::mutex mutex;
  std::condition_variable condition;
  std::deque<std::shared_ptr<Request>> requests;
  bool running = false;
  std::string buffer; // The thread's own.
};

LineReader &lineReader() {
  static auto *reader = new LineReader();
  return *reader;
}

/// While it lives the program is not quiescent; afterwards the request wakes
/// nobody.
class Waiting {
public:
  explicit Waiting(Request &request) : request(request) {
    runtime()->end.hold();
  }
  ~Waiting() {
    std::lock_guard lock(request.mutex);
    request.abandoned = true;
    runtime()->end.release();
  }

private:
  Request &request;
};

} // namespace

/// Waits on the one thread that there is, while others have something to do. A
/// file is always ready; with a pipe or a terminal the run depends on when
/// others write there.
[[maybe_unused]] static void waitForInput(Process &self) {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  while (::poll(&input, 1, 0) == 0) {
    if constexpr (kSimulated)
      if (sim::standAside(self)) {
        drainInbox(self);
        checkExit(self);
        continue;
      }
    ::poll(&input, 1, -1);
  }
}

bool snow::rt::readLine(std::string &line, int &error) {
  Process *self = currentProcess();
  if (!self) {
    error = EINVAL;
    return false;
  }
  runtime()->output.flush(); // A prompt, most likely.
  if constexpr (kSimulated) {
    schedulePoint();
    bool isRead = lineReader().read(line, [&] { waitForInput(*self); });
    error = isRead ? 0 : errno;
    return isRead;
  }
  auto request = std::make_shared<Request>();
  request->pid = self->pid;
  Waiting waiting(*request);
  lineReader().add(request);
  waitFor(*self, kNoDeadline, [&] {
    return request->done.load(std::memory_order_acquire); // As in run().
  });
  error = request->error;
  line = std::move(request->line);
  return error == 0;
}
