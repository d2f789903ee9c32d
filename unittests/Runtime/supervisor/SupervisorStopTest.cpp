//===- SupervisorStopTest.cpp - How supervisors stop ----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Semantics: runtime specification, section 8; where it is silent, OTP's.
//
//===----------------------------------------------------------------------===//

#include "supervisor/SupervisorTesting.h"
#include "timer/TimerService.h"

#include <atomic>

using namespace snow::test;

namespace {

std::atomic<int64_t> pids[8];
uint64_t now() { return snow::rt::monotonicNow() / 1000000; }

/// Says i + 10 when it is told to end, works for 20 ms and says i.
int64_t startTidy(void *env) {
  auto i = reinterpret_cast<int64_t>(env);
  return pids[i] = spawn([i] {
           onExit([i] {
             sendInt(0, i + 10);
             snow_timer_sleep(20);
             sendInt(0, i);
           });
           receiveExactly(-7);
         });
}
/// Ends only when it is killed.
int64_t startStubborn(void *env) {
  auto i = reinterpret_cast<int64_t>(env);
  return pids[i] = spawn([] {
           snow_process_trap_exit(1);
           for (;;)
             receiveBlock();
         });
}

Config three(void *middle, uint64_t ms) {
  Config config(OneForOne, 3, 5, 3);
  config.child(startFunction(startTidy), number(1), Permanent);
  config.child(middle, number(2), Permanent, ms);
  config.child(startFunction(startTidy), number(3), Permanent);
  return config;
}

// "Always in reverse order of start, each awaited."
TEST(SupervisorStop, InReverseOrderOneByOne) {
  runProgram([] {
    int64_t sup = three(startFunction(startTidy), 1000).start();
    snow_process_monitor(sup);
    exitTo(sup, vShutdown);
    for (int64_t expected : {13, 3, 12, 2, 11, 1})
      EXPECT_EQ(receiveInt(), expected);
    EXPECT_EQ(receiveBlock().reason(2), wShutdown);
  });
}

// "timeout: exit signal Shutdown, after ms Killed".
TEST(SupervisorStop, TheTimeLimit) {
  runProgram([] {
    int64_t sup = three(startFunction(startStubborn), 60).start();
    snow_process_monitor(pids[2]);
    uint64_t start = now();
    exitTo(sup, vShutdown);
    EXPECT_EQ(receiveInt(), 13);
    EXPECT_EQ(receiveInt(), 3);
    Taken down = receiveBlock();
    EXPECT_EQ(down.tag, SNOW_TAG_DOWN);
    EXPECT_EQ(down.reason(2), wKilled);
    EXPECT_GE(now() - start + 1, 80u);
    EXPECT_EQ(receiveInt(), 11);
    EXPECT_EQ(receiveInt(), 1);
  });
}

// "brutal_kill: Killed": no terminate block, no time.
TEST(SupervisorStop, BrutalKill) {
  runProgram([] {
    int64_t sup = three(startFunction(startTidy), 0).start();
    snow_process_monitor(pids[2]);
    exitTo(sup, vShutdown);
    EXPECT_EQ(receiveInt(), 13);
    EXPECT_EQ(receiveInt(), 3);
    Taken down = receiveBlock();
    EXPECT_EQ(down.tag, SNOW_TAG_DOWN);
    EXPECT_EQ(down.reason(2), wKilled);
    EXPECT_EQ(receiveInt(), 11);
    EXPECT_EQ(receiveInt(), 1);
  });
}

// "When the supervisor itself gets an exit signal from its parent or Shutdown,
// it stops all children, then ends with that reason. Signals from other linked
// processes it ignores."
TEST(SupervisorStop, WhoMayEndIt) {
  for (Variant variant : {vNormal, vShutdown, vError, vCustom})
    runProgram([=] {
      int64_t sup = three(startFunction(startTidy), 1000).start();
      snow_process_monitor(sup);
      exitTo(sup, variant); // By its parent.
      for (int64_t expected : {13, 3, 12, 2, 11, 1})
        EXPECT_EQ(receiveInt(), expected);
      int code = receiveBlock().reason(2);
      EXPECT_EQ(code, variant == vNormal     ? wNormal
                      : variant == vShutdown ? wShutdown
                      : variant == vError    ? wError
                                             : wCustom);
    });
  runProgram([] {
    int64_t sup = three(startFunction(startTidy), 1000).start();
    spawn([=] {
      for (Variant variant : {vNormal, vError, vCustom})
        exitTo(sup, variant);
      snow_process_link(sup);
      sendInt(0, 7);
      snow_panic(str("linked"), nullptr);
    });
    EXPECT_EQ(receiveInt(), 7);
    EXPECT_EQ(snow_supervisor_count_children(sup), 3);
    EXPECT_EQ(receiveInt(30), -1);
    spawn([=] { exitTo(sup, vShutdown); });
    EXPECT_EQ(receiveInt(), 13);
    waitGone(sup);
  });
}

// OTP Reference Manual, Processes, "Links": a kill reaches the supervisor
// alone, and its children through their links.
TEST(SupervisorStop, AKilledSupervisorTakesItsChildrenAlong) {
  runProgram([] {
    int64_t sup = three(startFunction(startTidy), 1000).start();
    int64_t child = pids[2];
    snow_process_monitor(child);
    exitTo(sup, vKilled);
    EXPECT_EQ(receiveBlock().reason(2), wKilled);
    waitGone(pids[1]);
    waitGone(pids[3]);
  });
}

// Also those that it is just stopping: the link stays until they are gone.
TEST(SupervisorStop, AKillWhileItStopsAChild) {
  runProgram([] {
    auto slow = [](void *) -> int64_t {
      return pids[0] = spawn([] {
               snow_process_trap_exit(1);
               sendInt(0, receiveBlock().reason(1));
               sendInt(0, receiveBlock().reason(1));
             });
    };
    int64_t sup = Config(OneForOne, 3, 5, 1)
                      .child(startFunction(+slow), nullptr, Permanent, 60000)
                      .start();
    exitTo(sup, vShutdown);
    EXPECT_EQ(receiveInt(), wShutdown);
    exitTo(sup, vKilled);
    EXPECT_EQ(receiveInt(), wKilled) << "from the supervisor, through the link";
    waitGone(pids[0]);
  });
}

int64_t startTree(void *env) {
  auto depth = reinterpret_cast<int64_t>(env);
  Config config(OneForOne, 3, 5, 2);
  config.child(startFunction(startTidy), number(depth), Permanent);
  if (depth == 3)
    config.child(startFunction(startTidy), number(4), Permanent);
  else
    config.child(startFunction(startTree), number(depth + 1), Permanent, 5000);
  return config.start();
}

// OTP Design Principles, "Supervision Trees": from the leaves up, the youngest
// first.
TEST(SupervisorStop, ATreeStopsFromItsLeaves) {
  runProgram([] {
    int64_t sup = startTree(number(1));
    snow_process_monitor(sup);
    exitTo(sup, vShutdown);
    for (int64_t expected : {14, 4, 13, 3, 12, 2, 11, 1})
      EXPECT_EQ(receiveInt(), expected);
    EXPECT_EQ(receiveBlock().reason(2), wShutdown);
  });
}

// A failure that one supervisor cannot mend is its parent's: Shutdown of a
// nested supervisor is the end of a permanent child.
TEST(SupervisorStop, ANestedSupervisorThatGivesUpIsStartedAgain) {
  runProgram([] {
    int64_t sup = startTree(number(1));
    int64_t nested = childrenOf(sup)[1];
    for (int i = 0; i != 4; ++i) {
      int64_t leaf = pids[2];
      exitTo(leaf, vKilled);
      while (pids[2] == leaf)
        snow_process_yield();
    }
    waitGone(nested);
    while (childrenOf(sup).size() != 2)
      snow_process_yield();
    EXPECT_NE(childrenOf(sup)[1], nested);
    EXPECT_EQ(snow_supervisor_count_children(childrenOf(sup)[1]), 2);
  });
}

// "terminate_child: stops it, no restart ... A child found by pid only."
TEST(SupervisorStop, TerminateChild) {
  runProgram([] {
    int64_t sup = three(startFunction(startTidy), 1000).start();
    EXPECT_EQ(snow_supervisor_terminate_child(sup, pids[2]), 0);
    EXPECT_EQ(receiveInt(), 12);
    EXPECT_EQ(receiveInt(), 2) << "it has ended when terminate_child returns";
    EXPECT_EQ(snow_process_is_alive(pids[2]), 0);
    EXPECT_EQ(childrenOf(sup), (std::vector<int64_t>{pids[1], pids[3]}));
    EXPECT_EQ(snow_supervisor_terminate_child(sup, pids[2]), 1);
    EXPECT_EQ(snow_supervisor_terminate_child(sup, 0), 1);
    EXPECT_EQ(snow_supervisor_terminate_child(0, pids[1]), 1);
    EXPECT_EQ(snow_supervisor_terminate_child(pids[1], pids[1]), 1);
    EXPECT_EQ(snow_process_is_alive(pids[1]), 1);
  });
}

} // namespace
