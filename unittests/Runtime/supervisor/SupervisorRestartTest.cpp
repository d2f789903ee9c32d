//===- SupervisorRestartTest.cpp - What is started again, and when --------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Semantics: runtime specification, section 8; where it is silent, OTP's.
//
//===----------------------------------------------------------------------===//

#include "supervisor/SupervisorTesting.h"

#include <atomic>

using namespace snow::test;

namespace {

std::atomic<int64_t> starts[8], pids[8], failing[8];

/// Child number i: tells main 10 * i + 1 at its start and 10 * i + 2 in its
/// terminate block; an Int tells it how to end. The next failing[i] starts
/// fail.
int64_t startLogged(void *env) {
  auto i = reinterpret_cast<int64_t>(env);
  if (failing[i] > 0) {
    --failing[i];
    sendInt(0, 10 * i + 3);
    snow_timer_sleep(1);
    snow_panic(str("cannot start"), nullptr);
  }
  ++starts[i];
  pids[i] = spawn([i] {
    onExit([i] { sendInt(0, 10 * i + 2); });
    auto how = static_cast<uint64_t>(receiveInt());
    snow_exit_reason why = reason(how, "x");
    snow_process_exit_self(&why);
  });
  sendInt(0, 10 * i + 1); // Main may use the pid from here on.
  return pids[i];
}
void *const kStart = startFunction(startLogged);

void reset() {
  for (int i = 0; i != 8; ++i)
    starts[i] = pids[i] = failing[i] = 0;
}

/// A supervisor of n such children.
int64_t supervise(uint8_t strategy, int64_t n, uint32_t maxRestarts,
                  std::vector<uint8_t> kinds = {}) {
  reset();
  Config config(strategy, maxRestarts, 60, static_cast<uint32_t>(n));
  for (int64_t i = 0; i != n; ++i)
    config.child(kStart, number(i),
                 kinds.empty() ? uint8_t(Permanent)
                               : kinds[static_cast<size_t>(i)]);
  return config.start();
}

std::vector<int64_t> take(size_t count) {
  std::vector<int64_t> said;
  while (said.size() != count)
    said.push_back(receiveInt(5000));
  EXPECT_EQ(receiveInt(20), -1) << "more was said";
  return said;
}
using Log = std::vector<int64_t>;

TEST(SupervisorRestart, OneForAllStopsInReverseAndStartsInOrder) {
  runProgram([] {
    supervise(OneForAll, 4, 5);
    EXPECT_EQ(take(4), (Log{1, 11, 21, 31}));
    sendInt(pids[1], vCustom);
    EXPECT_EQ(take(8), (Log{12, 32, 22, 2, 1, 11, 21, 31}));
  });
}

TEST(SupervisorRestart, RestForOneStopsThoseBehind) {
  runProgram([] {
    supervise(RestForOne, 4, 5);
    EXPECT_EQ(take(4), (Log{1, 11, 21, 31}));
    sendInt(pids[1], vCustom);
    EXPECT_EQ(take(6), (Log{12, 32, 22, 11, 21, 31}));
    sendInt(pids[3], vCustom);
    EXPECT_EQ(take(2), (Log{32, 31}));
  });
}

// "Temporary children stopped on the way are not started again." A transient
// one that has ended by itself is: "all started in order" (as in OTP, which
// keeps the specification of such a child: supervisor(3)).
TEST(SupervisorRestart, KindsOnTheWay) {
  runProgram([] {
    int64_t sup = supervise(OneForAll, 4, 5,
                            {Permanent, Temporary, Transient, Transient});
    take(4);
    sendInt(pids[2], vNormal);
    EXPECT_EQ(take(1), Log{22});
    EXPECT_EQ(snow_supervisor_count_children(sup), 3);
    sendInt(pids[3], vError);
    EXPECT_EQ(take(6), (Log{32, 12, 2, 1, 21, 31}));
    EXPECT_EQ(childrenOf(sup), (Log{pids[0], pids[2], pids[3]}));
  });
}

// transient: "unless the reason is Normal or Shutdown".
TEST(SupervisorRestart, ReasonsOfATransientChild) {
  struct {
    Variant variant;
    bool restarts;
  } cases[] = {{vNormal, false}, {vShutdown, false}, {vKilled, true},
               {vError, true},   {vNoProc, true},    {vNoConn, true},
               {vCustom, true}};
  for (auto [variant, restarts] : cases)
    runProgram([=] {
      supervise(OneForOne, 1, 5, {Transient});
      take(1);
      sendInt(pids[0], static_cast<int64_t>(variant));
      receiveExactly(2);
      EXPECT_EQ(receiveInt(restarts ? 5000 : 20), restarts ? 1 : -1);
    });
}

// A failed start "at a restart counts as a further failed restart".
TEST(SupervisorRestart, FailedStartsCount) {
  runProgram([] {
    int64_t sup = supervise(OneForOne, 2, 4);
    take(2);
    failing[0] = 3;
    sendInt(pids[0], vCustom);
    EXPECT_EQ(take(5), (Log{2, 3, 3, 3, 1}));
    EXPECT_EQ(snow_process_is_alive(sup), 1);
    snow_process_monitor(sup);
    failing[0] = 1;
    sendInt(pids[0], vCustom);
    // The fifth restart within the time is one too many.
    EXPECT_TRUE(receiveExactly(2));
    EXPECT_TRUE(receiveExactly(12)) << "the other child is stopped";
    Taken down = receiveBlock();
    EXPECT_EQ(down.tag, SNOW_TAG_DOWN);
    EXPECT_EQ(down.reason(2), wShutdown);
  });
}

// OTP stdlib, supervisor.erl: a start that fails at a restart is tried again
// with the strategy of the supervisor, so one_for_all begins anew.
TEST(SupervisorRestart, OneForAllBeginsAnewAfterAFailedStart) {
  runProgram([] {
    supervise(OneForAll, 3, 10);
    take(3);
    failing[2] = 1;
    sendInt(pids[0], vCustom);
    EXPECT_EQ(take(11), (Log{2, 22, 12, 1, 11, 23, 12, 2, 1, 11, 21}));
  });
}

TEST(SupervisorRestart, RestForOneGoesOnAfterAFailedStart) {
  runProgram([] {
    supervise(RestForOne, 3, 10);
    take(3);
    failing[1] = 2;
    sendInt(pids[0], vCustom);
    EXPECT_EQ(take(8), (Log{2, 22, 12, 1, 13, 13, 11, 21}));
  });
}

// A supervisor whose child cannot start still answers and still stops.
TEST(SupervisorRestart, TryingAgainHoldsNothingUp) {
  runProgram([] {
    int64_t sup = supervise(OneForOne, 2, 1000000);
    take(2);
    failing[0] = INT64_MAX;
    sendInt(pids[0], vCustom);
    EXPECT_TRUE(receiveExactly(3));
    EXPECT_EQ(snow_supervisor_count_children(sup), 1);
    sendInt(pids[1], vCustom);
    EXPECT_TRUE(receiveExactly(11)) << "the other is started again";
    snow_process_monitor(sup);
    exitTo(sup, vShutdown);
    for (Taken taken;;)
      if ((taken = receiveBlock()).tag == SNOW_TAG_DOWN) {
        EXPECT_EQ(taken.reason(2), wShutdown);
        break;
      }
  });
}

// supervisor(3), "restart intensity": only the restarts of the last max_seconds
// count.
TEST(SupervisorRestart, IntensityForgets) {
  runProgram([] {
    reset();
    int64_t sup =
        Config(OneForOne, 2, 1, 1).child(kStart, number(0), Permanent).start();
    receiveExactly(1);
    for (int burst = 0; burst != 2; ++burst) {
      for (int i = 0; i != 2; ++i) {
        sendInt(pids[0], vCustom);
        EXPECT_TRUE(receiveExactly(1, 5000));
      }
      snow_timer_sleep(1100);
    }
    EXPECT_EQ(snow_process_is_alive(sup), 1);
    EXPECT_EQ(starts[0], 5);
  });
}

// "With max_restarts 0 the first failure ends it."
TEST(SupervisorRestart, NoRestartAllowed) {
  runProgram([] {
    int64_t sup = supervise(OneForOne, 2, 0, {Permanent, Temporary});
    take(2);
    snow_process_monitor(sup);
    sendInt(pids[1], vCustom);
    EXPECT_EQ(take(1), Log{12}) << "no restart is wanted";
    sendInt(pids[0], vNormal);
    EXPECT_TRUE(receiveExactly(2));
    EXPECT_EQ(receiveBlock().reason(2), wShutdown);
    EXPECT_EQ(starts[0], 1);
  });
}

} // namespace
