//===- SupervisorStartTest.cpp - How supervisors start children -----------===//
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

std::atomic<int64_t> starts, lastPid;

int64_t startWaiting(void *env) {
  auto id = reinterpret_cast<int64_t>(env);
  ++starts;
  return lastPid = spawn([id] {
           sendInt(0, id);
           receiveExactly(-7);
         });
}
int64_t startPanics(void *) {
  snow_panic(str("cannot start"), nullptr);
  return 0;
}
int64_t startExits(void *) {
  snow_exit_reason why = reason(vCustom, "gave up");
  snow_process_exit_self(&why);
  return 0;
}
int64_t startDead(void *) {
  int64_t pid = spawn([] {});
  snow_process_monitor(pid);
  while (snow_process_is_alive(pid))
    snow_timer_sleep(1);
  snow_timer_sleep(5);
  return pid;
}
int64_t startNothing(void *) { return SNOW_NO_PROCESS; }

// "If a start function panics or returns no live process: at first start the
// already started children are stopped and the supervisor ends with that
// reason".
TEST(SupervisorStart, AFailureEndsTheSupervisor) {
  struct {
    int64_t (*start)(void *);
    int reason;
  } cases[] = {{startPanics, wError},
               {startExits, wCustom},
               {startNothing, wNoProc},
               {startDead, wNoProc}};
  for (auto [start, code] : cases)
    runProgram([start, code] {
      int64_t parent = snow_actor_self();
      spawn([=] {
        int64_t sup = Config(OneForOne, 5, 5, 3)
                          .child(startFunction(startWaiting), number(1), 0)
                          .child(startFunction(start), nullptr, 0)
                          .child(startFunction(startWaiting), number(3), 0)
                          .start();
        EXPECT_GT(sup, 0) << "its pid is the result all the same";
        EXPECT_EQ(snow_process_is_alive(sup), 0);
        sendInt(parent, 9);
      });
      EXPECT_TRUE(receiveExactly(9));
      EXPECT_EQ(snow_process_is_alive(lastPid), 0) << "the first one's";
      while (int64_t said = receiveInt(10)) {
        if (said == -1)
          break;
        EXPECT_EQ(said, 1) << "the third is never started";
      }
      (void)code;
    });
}

TEST(SupervisorStart, TheReasonIsTheFailures) {
  struct {
    int64_t (*start)(void *);
    int reason;
  } cases[] = {{startPanics, wError},
               {startExits, wCustom},
               {startNothing, wNoProc},
               {startDead, wNoProc}};
  for (auto [start, code] : cases)
    runProgram([start, code] {
      // A child that holds the supervisor up until it is watched.
      auto gate = [](void *) -> int64_t {
        sendInt(0, snow_actor_self());
        while (starts == 0)
          snow_timer_sleep(1);
        return startWaiting(number(1));
      };
      starts = 0;
      spawn([=] {
        Config(OneForOne, 5, 5, 2)
            .child(startFunction(+gate), nullptr, 0)
            .child(startFunction(start), nullptr, 0)
            .start();
      });
      snow_process_monitor(receiveInt());
      starts = 1;
      Taken down = receiveBlock();
      while (down.tag != SNOW_TAG_DOWN)
        down = receiveBlock();
      EXPECT_EQ(down.reason(2), code);
    });
}

// OTP Design Principles, Supervisor Behaviour, "Starting a Child Process": the
// start function creates the child and links to it, as by start_link. So a
// child that ends at once has been started, and is restarted or not by its
// reason.
TEST(SupervisorStart, AChildMayEndAtOnce) {
  runProgram(
      [] {
        for (int round = 0; round != 300 / kScale + 1; ++round) {
          starts = 0;
          auto crashes = [](void *) -> int64_t {
            ++starts;
            int64_t pid = spawn([] {
              snow_exit_reason why = reason(vCustom, "at once");
              snow_process_exit_self(&why);
            });
            if (starts % 2)
              for (int i = 0; i != 3000 && snow_process_is_alive(pid); ++i)
                ; // Another worker may run it to its end.
            return pid;
          };
          int64_t sup = Config(OneForOne, 3, 60, 1)
                            .child(startFunction(+crashes), nullptr, Transient)
                            .start();
          waitGone(sup);
          ASSERT_EQ(starts, 4) << "the first start and three more";
          starts = 0;
          auto returns = [](void *) -> int64_t {
            ++starts;
            return spawn([] {});
          };
          sup = Config(OneForOne, 0, 60, 1)
                    .child(startFunction(+returns), nullptr, Transient)
                    .start();
          snow_process_yield();
          ASSERT_EQ(snow_process_is_alive(sup), 1) << "nothing has failed";
          ASSERT_EQ(starts, 1);
          exitTo(sup, vShutdown);
          waitGone(sup);
        }
      },
      2);
}

// Only the process that is returned is the child.
TEST(SupervisorStart, HelpersOfAStartFunctionAreNoChildren) {
  runProgram([] {
    auto start = [](void *) -> int64_t {
      int64_t helper = spawn([] {
        sendInt(0, 5);
        receiveExactly(1);
        snow_exit_reason why = reason(vShutdown);
        snow_process_exit_self(&why);
      });
      spawn([] { sendInt(0, 6); });
      sendInt(0, helper);
      return startWaiting(number(7));
    };
    starts = 0;
    int64_t sup = Config(OneForOne, 0, 60, 1)
                      .child(startFunction(+start), nullptr, Permanent)
                      .start();
    int64_t helper = receiveInt();
    for (int64_t expected : {5, 6, 7})
      EXPECT_TRUE(receiveExactly(expected));
    sendInt(helper, 1);
    waitGone(helper);
    EXPECT_EQ(snow_supervisor_count_children(sup), 1);
    EXPECT_EQ(starts, 1);
    // The other way round a helper outlives the supervisor.
    exitTo(sup, vShutdown);
    waitGone(sup);
  });
}

// OTP stdlib, supervisor:start_child/2: {error, {already_started, Pid}}.
TEST(SupervisorStart, AChildOfAnotherSpecIsNoChild) {
  runProgram([] {
    auto first = [](void *) -> int64_t { return lastPid; };
    lastPid = spawn([] { receiveExactly(-7); });
    int64_t sup = Config(OneForOne, 0, 60, 2)
                      .child(startFunction(+first), nullptr, Permanent)
                      .child(startFunction(+first), nullptr, Permanent)
                      .start();
    waitGone(sup);
    EXPECT_EQ(snow_process_is_alive(lastPid), 0);
  });
}

TEST(SupervisorStart, AProcessThatWasThereBeforeMayBeAChild) {
  runProgram([] {
    auto give = [](void *) -> int64_t { return lastPid; };
    lastPid = spawn([] { receiveExactly(-7); });
    int64_t sup = Config(OneForOne, 1, 60, 1)
                      .child(startFunction(+give), nullptr, Temporary)
                      .start();
    EXPECT_EQ(childrenOf(sup), std::vector<int64_t>{lastPid});
    exitTo(sup, vShutdown);
    waitGone(sup);
    EXPECT_EQ(snow_process_is_alive(lastPid), 0);
  });
}

} // namespace
