//===- PollerTest.cpp - Tests of waiting for descriptors ------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"

#include "io/Poller.h"
#include "sched/Runtime.h"
#include "sched/Worker.h"

#include <array>
#include <atomic>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace snow;
using namespace snow::test;

namespace {

void waitFor(int descriptor, rt::Readiness what) {
  rt::runtime()->poller.waitUntilReady(*rt::currentProcess(), descriptor, what);
}

/// Two ends of a connection that do not block.
struct Pair {
  Pair() {
    std::array<int, 2> ends;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()) != 0)
      std::abort();
    near = ends[0];
    far = ends[1];
  }
  ~Pair() {
    close(near);
    close(far);
  }
  Pair(const Pair &) = delete;
  Pair &operator=(const Pair &) = delete;
  int near, far;
};

/// Writes all, or reads so many bytes; waits whenever it has to.
void writeAll(int descriptor, size_t size) {
  std::vector<char> bytes(size, 'x');
  for (size_t at = 0; at != size;) {
    ssize_t n = ::write(descriptor, bytes.data() + at, size - at);
    if (n > 0)
      at += static_cast<size_t>(n);
    else
      waitFor(descriptor, rt::Readiness::Write);
  }
}
void readAll(int descriptor, size_t size) {
  std::vector<char> bytes(4096);
  while (size != 0) {
    ssize_t n = ::read(descriptor, bytes.data(), std::min(size, bytes.size()));
    if (n > 0)
      size -= static_cast<size_t>(n);
    else
      waitFor(descriptor, rt::Readiness::Read);
  }
}

class Poller : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Workers, Poller, testing::Values(1, 2, 8));

// One process reads and another one writes the same descriptor, on both sides.
TEST_P(Poller, BothDirectionsOfManyDescriptors) {
  constexpr size_t pairs = 20, size = 1 << 19;
  std::array<Pair, pairs> all;
  std::atomic<unsigned> done{0};
  ProgramResult result = runProgram(
      [&] {
        std::vector<int64_t> processes;
        for (Pair &pair : all)
          for (int descriptor : {pair.near, pair.far}) {
            processes.push_back(spawn([&done, descriptor] {
              writeAll(descriptor, size);
              ++done;
            }));
            processes.push_back(spawn([&done, descriptor] {
              readAll(descriptor, size);
              ++done;
            }));
          }
        for (int64_t each : processes)
          waitGone(each);
      },
      GetParam());
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(done, 4 * pairs);
}

TEST_P(Poller, AKilledProcessWaitsNoMore) {
  Pair pair;
  ProgramResult result = runProgram(
      [&] {
        for (int i = 0; i != 100; ++i) {
          int64_t waiter =
              spawn([&] { waitFor(pair.near, rt::Readiness::Read); });
          if (i % 2)
            snow_timer_sleep(1);
          snow_exit_reason killed = reason(vKilled);
          snow_process_exit(waiter, &killed);
          waitGone(waiter);
        }
        EXPECT_FALSE(rt::runtime()->poller.hasWaits());
        // The descriptor can be waited for as ever.
        int64_t waiter =
            spawn([&] { waitFor(pair.near, rt::Readiness::Read); });
        EXPECT_EQ(::write(pair.far, "x", 1), 1);
        waitGone(waiter);
      },
      GetParam());
  EXPECT_EQ(result.status, 0) << result.err;
}

TEST_P(Poller, AFileIsReadyAtOnce) {
  int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  bool done = false;
  ProgramResult result = runProgram(
      [&] {
        waitFor(file, rt::Readiness::Read);
        done = true;
      },
      GetParam());
  close(file);
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_TRUE(done);
}

// Nobody turns in circles while there is nothing to do.
TEST_P(Poller, WaitingTakesNoTime) {
  Pair pair;
  auto processorTime = [] {
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000 +
           usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
  };
  int64_t used = 0;
  ProgramResult result = runProgram(
      [&] {
        int64_t waiter =
            spawn([&] { waitFor(pair.near, rt::Readiness::Read); });
        snow_timer_sleep(200); // The workers have started by then.
        used = processorTime();
        snow_timer_sleep(500);
        used = processorTime() - used;
        EXPECT_EQ(::write(pair.far, "x", 1), 1);
        waitGone(waiter);
      },
      GetParam());
  EXPECT_EQ(result.status, 0) << result.err;
  // A tenth of one core.
  EXPECT_LT(used, rt::kSanitized ? 250000 : 50000);
}

} // namespace
