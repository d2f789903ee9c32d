//===- ReplayTest.cpp - Tests of replay, virtual time and traces ----------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../ProgramRunner.h"

#include "platform/Futex.h"

#include <cstdlib>
#include <set>

using namespace snow::test;

namespace {

/// Sets variables of the twin for the time of a test.
class Setting {
public:
  Setting(const char *name, const std::string &value) : name(name) {
    if (const char *before = std::getenv(name)) {
      had = true;
      old = before;
    }
    ::setenv(name, value.c_str(), 1);
  }
  Setting(const Setting &) = delete;
  Setting &operator=(const Setting &) = delete;
  ~Setting() {
    if (had)
      ::setenv(name, old.c_str(), 1);
    else
      ::unsetenv(name);
  }

private:
  const char *name;
  bool had = false;
  std::string old;
};

void println(const std::string &line) { snow_io_println(str(line)); }

/// Three processes that print and send; main prints what it gets.
void chatter() {
  int64_t me = snow_actor_self();
  for (int64_t i = 0; i != 3; ++i)
    spawn([=] {
      for (int64_t k = 0; k != 3; ++k) {
        println("p" + std::to_string(i));
        sendInt(me, 10 * i + k);
      }
    });
  for (int i = 0; i != 9; ++i)
    println(std::to_string(receiveInt()));
}

/// Adds one to a cell from two processes, in two messages each; gives what the
/// cell holds at the end.
int64_t addTwice() {
  int64_t me = snow_actor_self();
  int64_t cell = spawn([] {
    int64_t value = 0;
    for (int writes = 0; writes != 2;) {
      int64_t request = receiveInt();
      if (request >= 1000000) {
        sendInt(request - 1000000, value);
      } else {
        value = request;
        ++writes;
      }
    }
    sendInt(0, 500 + value);
  });
  for (int i = 0; i != 2; ++i)
    spawn([=] {
      sendInt(cell, 1000000 + snow_actor_self());
      sendInt(cell, receiveInt() + 1);
    });
  (void)me;
  return receiveInt() - 500;
}

} // namespace

TEST(SimReplay, OneSeedOneRun) {
  std::set<std::string> outputs;
  for (const char *policy : {"random", "pct"}) {
    Setting setPolicy("SNOW_SIM_POLICY", policy);
    Setting setTrace("SNOW_SIM_TRACE", "1");
    for (int seed = 0; seed != 20; ++seed) {
      Setting setSeed("SNOW_SIM_SEED", std::to_string(seed));
      ProgramResult first = runProgram(chatter), second = runProgram(chatter);
      EXPECT_EQ(first.out, second.out);
      EXPECT_EQ(first.err, second.err) << "the trace, times and all";
      EXPECT_NE(first.err.find("sends #"), std::string::npos);
      outputs.insert(first.out);
    }
  }
  EXPECT_GT(outputs.size(), 10u) << "seeds differ";
}

TEST(SimReplay, BothPoliciesFindALostAddition) {
  for (const char *policy : {"random", "pct"}) {
    Setting setPolicy("SNOW_SIM_POLICY", policy);
    Setting setSteps("SNOW_SIM_STEPS", "60");
    bool lost = false, kept = false;
    for (int seed = 0; seed != 1000 && !(lost && kept); ++seed) {
      Setting setSeed("SNOW_SIM_SEED", std::to_string(seed));
      int64_t result = 0;
      runProgram([&] { result = addTwice(); });
      lost |= result == 1;
      kept |= result == 2;
    }
    EXPECT_TRUE(lost && kept) << policy;
  }
}

TEST(SimReplay, ADayTakesNoTime) {
  timespec before{}, after{};
  clock_gettime(CLOCK_MONOTONIC, &before);
  runProgram([] {
    uint64_t start = snow::rt::monotonicNow();
    for (int i = 0; i != 365; ++i)
      snow_timer_sleep(86400000);
    uint64_t took = snow::rt::monotonicNow() - start;
    EXPECT_GE(took, 365u * 86400u * uint64_t(1000000000));
    EXPECT_LT(took, 366u * 86400u * uint64_t(1000000000));
  });
  clock_gettime(CLOCK_MONOTONIC, &after);
  EXPECT_LT(after.tv_sec - before.tv_sec, 20);
}

TEST(SimReplay, TimersOfOneTickComeInEveryOrderButKeepAProcessesOwn) {
  std::set<std::string> orders;
  for (int seed = 0; seed != 200; ++seed) {
    Setting setSeed("SNOW_SIM_SEED", std::to_string(seed));
    Setting setPolicy("SNOW_SIM_POLICY", "random");
    std::string order;
    runProgram([&] {
      int64_t me = snow_actor_self();
      for (int64_t i = 1; i != 3; ++i)
        spawn([=] {
          snow_timer_sleep(10);
          sendInt(me, i);
        });
      // Two for one process: in order of arming.
      snow_timer_send_after(me, 20, arg(kInt), 3);
      snow_timer_send_after(me, 20, arg(kInt), 4);
      for (int i = 0; i != 4; ++i)
        order += std::to_string(receiveInt());
    });
    orders.insert(order);
  }
  EXPECT_EQ(orders, (std::set<std::string>{"1234", "2134"}));
}

TEST(SimReplay, APollingProcessSeesTimePass) {
  runProgram([] {
    int64_t me = snow_actor_self();
    snow_timer_send_after(me, 1, arg(kInt), 7);
    while (receiveInt(0) < 0)
      snow_process_yield();
  });
}

TEST(SimReplay, TheTraceTellsWhoSentWhat) {
  Setting setTrace("SNOW_SIM_TRACE", "1");
  std::string err =
      runProgram([] {
        int64_t me = snow_actor_self();
        int64_t child = spawn([=] {
          EXPECT_EQ(receiveInt(), 41);
          sendInt(me, 42);
        });
        std::string name = "answers";
        snow_process_register(name.data(), static_cast<int64_t>(name.size()),
                              child);
        sendInt(child, 41);
        receiveInt();
        snow_timer_sleep(2500);
        sendInt(child, 1);
      }).err;
  for (const char *wanted :
       {"(runtime)", "starts <0.0> main", "registers <0.1>", "as \"answers\"",
        "sends #1 to <0.1> process \"answers\": 41", "receives #1: 41",
        "sends #2 to <0.0> main: 42", "ends: Normal", "wakes <0.0> main",
        "     2.5", "(dropped: there is no such process)"})
    EXPECT_NE(err.find(wanted), std::string::npos) << wanted << "\n" << err;
}
