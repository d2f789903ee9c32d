//===- StandstillTest.cpp - Tests of reports on deadlocks -----------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../ProgramRunner.h"

#include "mailbox/Inbox.h"
#include "sched/Runtime.h"
#include "sim/Simulation.h"

using namespace snow::test;

namespace {

int64_t first;

int64_t callFirst(void *) {
  snow_service_call(first, 0, nullptr, 0);
  return 0;
}

/// A service that answers only when its job has ended, which calls the service.
void serveByJob() {
  auto *call = static_cast<snow_block *>(snow_actor_receive(-1));
  snow_block_release(call);
  snow_job_await(snow_job_async(reinterpret_cast<void *>(callFirst), nullptr));
}

} // namespace

TEST(SimStandstill, ACircleIsNamed) {
  ProgramResult result = runProgram([] {
    first = spawn(serveByJob);
    snow_service_call(first, 0, nullptr, 0);
  });
  EXPECT_EQ(result.status, 1) << "the panic of main";
  EXPECT_NE(result.err.find("sim: deadlock: no process can run"),
            std::string::npos);
  EXPECT_NE(
      result.err.find("<0.0> main                  waits for the reply of "
                      "<0.1> process"),
      std::string::npos);
  EXPECT_NE(result.err.find("waits for the result of job <0.2>"),
            std::string::npos);
  EXPECT_NE(result.err.find("cycle: <0.1> process -> <0.2> process -> <0.1>"),
            std::string::npos)
      << result.err;
}

TEST(SimStandstill, ADeadlockWithoutMainFailsTheRun) {
  ProgramResult result = runProgram([] {
    first = spawn(serveByJob);
    int64_t call[2] = {0, snow_actor_self()};
    snow_actor_send(first, call, sizeof call);
  });
  EXPECT_EQ(result.status, snow::rt::sim::kDeadlockStatus);
  EXPECT_NE(result.err.find("cycle: "), std::string::npos);
}

TEST(SimStandstill, ProcessesThatWaitForMessagesAreNoDeadlock) {
  ProgramResult result = runProgram([] { spawn([] { receiveInt(); }); });
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "");
}

TEST(SimStandstill, UnreadMessagesAreShown) {
  ProgramResult result = runProgram([] {
    sendInt(snow_actor_self(), 5);
    receiveExactly(6);
  });
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.err.find("waits for a message; unread: 1 (5)"),
            std::string::npos)
      << result.err;
}

TEST(SimStandstill, ALostWakeupIsTold) {
  using namespace snow::rt;
  ProgramResult result = runProgram([] {
    int64_t sleeper = spawn([] { receiveInt(); });
    snow_timer_sleep(10);
    // A fault of the runtime: the sleeper's mark is gone and nobody woke it.
    Process *process = runtime()->table.find(static_cast<uint64_t>(sleeper));
    process->inbox.store(inboxWord(*process, kInboxEmpty));
  });
  EXPECT_EQ(result.status, sim::kLostWakeupStatus);
  EXPECT_NE(result.err.find("sim: lost wake-up: nothing runs, and 1 process "
                            "sleeps though something has come"),
            std::string::npos);
}
