//===- ProgramRunner.cpp - Runs small programs in tests -------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <deque>
#include <memory>
#include <mutex>
#include <sys/mman.h>
#include <thread>
#include <unistd.h>

#if defined(SNOW_TSAN)
#include <sanitizer/common_interface_defs.h>
#endif

using namespace snow::test;

namespace snow::test {
const snow_type kInt = {SNOW_TYPE_INT, 0,       nullptr, nullptr,
                        nullptr,       nullptr, 0};
const snow_type kFloat = {SNOW_TYPE_FLOAT, 0,       nullptr, nullptr,
                          nullptr,         nullptr, 0};
const snow_type kBool = {SNOW_TYPE_BOOL, 0,       nullptr, nullptr,
                         nullptr,        nullptr, 0};
const snow_type kUnit = {SNOW_TYPE_UNIT, 0,       nullptr, nullptr,
                         nullptr,        nullptr, 0};
const snow_type kString = {SNOW_TYPE_STRING, 0,       nullptr, nullptr,
                           nullptr,          nullptr, 0};
const snow_type kPid = {SNOW_TYPE_PID, 0,       nullptr, nullptr,
                        nullptr,       nullptr, 0};
const snow_type kAny = {SNOW_TYPE_ANY, 0,       nullptr, nullptr,
                        nullptr,       nullptr, 0};
} // namespace snow::test

namespace {

constexpr int kWatchdogSeconds = snow::rt::kSanitized ? 60 : 30;

class Watchdog {
public:
  explicit Watchdog(int extraSeconds)
      : seconds(kWatchdogSeconds + extraSeconds), thread([this] { watch(); }) {}
  ~Watchdog() {
    {
      std::lock_guard lock(mutex);
      over = true;
    }
    condition.notify_all();
    thread.join();
  }

private:
  void watch() {
    std::unique_lock lock(mutex);
    if (condition.wait_for(lock, std::chrono::seconds(seconds),
                           [this] { return over; }))
      return;
    std::printf("WATCHDOG: the program of %s did not end\n",
                testing::UnitTest::GetInstance()->current_test_info()->name());
    std::fflush(stdout);
    _exit(99);
  }
  std::mutex mutex;
  std::condition_variable condition;
  bool over = false;
  const int seconds;
  std::thread thread;
};

/// Redirects a descriptor into memory.
class Capture {
public:
  explicit Capture(int fd)
      : fd(fd), saved(dup(fd)), file(memfd_create("capture", 0)) {
    std::fflush(nullptr);
    dup2(file, fd);
  }
  std::string finish() {
    std::fflush(nullptr);
    dup2(saved, fd);
    close(saved);
    std::string text;
    char buffer[4096];
    lseek(file, 0, SEEK_SET);
    for (ssize_t n; (n = read(file, buffer, sizeof buffer)) > 0;)
      text.append(buffer, static_cast<size_t>(n));
    close(file);
    return text;
  }

private:
  int fd, saved, file;
};

std::function<void()> mainBody;

// Owned here, since a process that is stopped before it begins never sees its
// body.
std::mutex bodiesMutex;
std::deque<std::function<void()>> bodies;

void runBody(void *args) { (**static_cast<std::function<void()> **>(args))(); }

void runMainBody(void *) { std::exchange(mainBody, nullptr)(); }

} // namespace

/// Reports of sanitizers go to the real stderr, not into a capture.
static void keepSanitizerReports() {
#if defined(SNOW_ASAN) || defined(SNOW_TSAN)
  static const intptr_t fd = dup(STDERR_FILENO);
  __sanitizer_set_report_fd(reinterpret_cast<void *>(fd));
#endif
}

ProgramResult snow::test::runProgram(std::function<void()> entry,
                                     unsigned workers, int extraSeconds) {
  keepSanitizerReports();
  Watchdog watchdog(extraSeconds);
  Capture err(STDERR_FILENO);
  Capture out(STDOUT_FILENO);
  mainBody = std::move(entry);
  snow_rt_init();
  snow_rt_init_actor(workers);
  snow_rt_start_main(reinterpret_cast<void *>(runMainBody));
  ProgramResult result;
  result.status = snow_rt_run_scheduler();
  bodies.clear();
  result.out = out.finish();
  result.err = err.finish();
  return result;
}

static std::function<void()> *keep(std::function<void()> body) {
  std::lock_guard lock(bodiesMutex);
  return &bodies.emplace_back(std::move(body));
}

void snow::test::onExit(std::function<void()> body) {
  auto *closure = static_cast<snow_closure *>(snow_alloc(sizeof(snow_closure)));
  auto run = [](void *self) {
    auto captured = static_cast<snow_closure *>(self)->captures[0];
    (*reinterpret_cast<std::function<void()> *>(captured))();
  };
  closure->fn = reinterpret_cast<void *>(+run);
  closure->env = nullptr;
  closure->captures[0] = reinterpret_cast<int64_t>(keep(std::move(body)));
  snow_process_on_exit(closure);
}

int64_t snow::test::spawn(std::function<void()> body, int8_t priority) {
  std::function<void()> *copy = keep(std::move(body));
  return snow_actor_spawn(reinterpret_cast<void *>(runBody), &copy,
                          sizeof(void *), priority);
}

void *snow::test::str(std::string_view text) {
  static std::mutex mutex;
  static std::deque<std::unique_ptr<char[]>> kept;
  auto memory = std::make_unique<char[]>(24 + text.size() + 1);
  auto *header = reinterpret_cast<snow_header *>(memory.get());
  header->count = SNOW_IMMORTAL;
  header->size = 0;
  auto *string = reinterpret_cast<snow_string *>(header + 1);
  string->length = text.size();
  std::memcpy(string + 1, text.data(), text.size());
  std::lock_guard lock(mutex);
  kept.push_back(std::move(memory));
  return string;
}

std::string snow::test::text(const void *string) {
  const auto *object = static_cast<const snow_string *>(string);
  return {reinterpret_cast<const char *>(object + 1), object->length};
}

void snow::test::sendInt(int64_t target, int64_t value) {
  snow_actor_send_value(target, arg(kInt), value);
}

static bool receiveWhere(int64_t timeout,
                         const std::function<bool(int64_t)> &accept) {
  for (;;) {
    while (void *message = snow_mailbox_peek()) {
      int64_t value;
      if (snow_mailbox_match(message, arg(kInt), &value) && accept(value)) {
        snow_mailbox_take();
        return true;
      }
      snow_mailbox_skip();
    }
    if (!snow_mailbox_wait(timeout))
      return false;
  }
}

int64_t snow::test::receiveInt(int64_t timeout) {
  int64_t result = -1;
  receiveWhere(timeout, [&](int64_t value) {
    result = value;
    return true;
  });
  return result;
}

bool snow::test::receiveExactly(int64_t wanted, int64_t timeout) {
  return receiveWhere(timeout, [&](int64_t value) { return value == wanted; });
}

uint64_t Taken::word(size_t index) const {
  uint64_t value = ~uint64_t(0);
  if (bytes.size() >= 16 + 8 * index)
    std::memcpy(&value, bytes.data() + 8 + 8 * index, 8);
  return value;
}

Taken snow::test::receiveBlock(int64_t timeout) {
  Taken taken;
  auto *block = static_cast<snow_block *>(snow_actor_receive(timeout));
  if (!block)
    return taken;
  taken.tag = block->tag;
  taken.bytes.assign(block->bytes, block->bytes + block->size);
  snow_block_release(block);
  return taken;
}

snow_exit_reason snow::test::reason(uint64_t variant,
                                    std::string_view message) {
  return {variant, message.empty() ? nullptr : str(message)};
}

void snow::test::waitGone(int64_t pid) {
  while (snow_process_is_alive(pid))
    snow_process_yield();
}
