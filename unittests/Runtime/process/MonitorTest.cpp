//===- MonitorTest.cpp - Monitors -----------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"

using namespace snow::test;

namespace {

TEST(Monitor, DownComesOnceWithTheReason) {
  ProgramResult result = runProgram([] {
    struct {
      std::function<void()> body;
      int code;
    } cases[] = {
        {[] { receiveInt(); }, wNormal},
        {[] {
           receiveInt();
           snow_panic(str("boom"), nullptr);
         },
         wError},
        {[] {
           receiveInt();
           snow_exit_reason why = reason(vShutdown);
           snow_process_exit_self(&why);
         },
         wShutdown},
        {[] {
           receiveInt();
           snow_exit_reason why = reason(vCustom, "x");
           snow_process_exit_self(&why);
         },
         wCustom},
    };
    for (auto &c : cases) {
      int64_t child = spawn(c.body);
      int64_t ref = snow_process_monitor(child);
      int64_t second = snow_process_monitor(child);
      EXPECT_GE(ref, 1);
      EXPECT_NE(ref, second);
      sendInt(child, 1);
      for (int64_t expected : {ref, second}) {
        Taken down = receiveBlock();
        EXPECT_EQ(down.tag, SNOW_TAG_DOWN);
        EXPECT_EQ(down.word(0), static_cast<uint64_t>(expected));
        EXPECT_EQ(down.word(1), static_cast<uint64_t>(child));
        EXPECT_EQ(down.reason(2), c.code);
      }
      EXPECT_EQ(snow_process_is_alive(child), 0);
      EXPECT_EQ(receiveBlock(0).tag, 0u) << "a second DOWN";
      EXPECT_EQ(snow_process_demonitor(ref), 1)
          << "already delivered and taken";
    }
  });
  EXPECT_EQ(result.status, 0);
}

TEST(Monitor, DeadAndUnknownProcessesAreNoProc) {
  runProgram([] {
    int64_t dead = spawn([] {});
    waitGone(dead);
    for (int64_t target :
         {dead, int64_t(1234567), int64_t(-1), int64_t(1) << 50}) {
      int64_t ref = snow_process_monitor(target);
      Taken down = receiveBlock();
      EXPECT_EQ(down.tag, SNOW_TAG_DOWN);
      EXPECT_EQ(down.word(0), static_cast<uint64_t>(ref));
      EXPECT_EQ(down.word(1), static_cast<uint64_t>(target));
      EXPECT_EQ(down.reason(2), wNoProc);
    }
  });
}

TEST(Monitor, DemonitorRemovesAWaitingDown) {
  runProgram([] {
    int64_t child = spawn([] { receiveInt(); });
    int64_t ref = snow_process_monitor(child);
    int64_t kept = snow_process_monitor(child);
    sendInt(0, 1);
    sendInt(child, 1);
    waitGone(child);
    snow_process_yield(); // Both DOWNs are in the mailbox now.
    sendInt(0, 2);
    EXPECT_EQ(snow_process_demonitor(ref), 0);
    EXPECT_EQ(snow_process_demonitor(ref), 1);
    EXPECT_EQ(receiveInt(), 1);
    EXPECT_EQ(receiveInt(), 2) << "order of the rest is kept";
    Taken down = receiveBlock();
    EXPECT_EQ(down.word(0), static_cast<uint64_t>(kept));
    EXPECT_EQ(receiveBlock(0).tag, 0u);
  });
}

TEST(Monitor, DemonitorStopsALiveOne) {
  runProgram([] {
    int64_t child = spawn([] { receiveInt(); });
    int64_t ref = snow_process_monitor(child);
    EXPECT_EQ(snow_process_demonitor(ref), 0);
    sendInt(child, 1);
    waitGone(child);
    EXPECT_EQ(receiveBlock(20).tag, 0u);
    EXPECT_EQ(snow_process_demonitor(999999), 1);
  });
}

TEST(Monitor, ForeignReferences) {
  runProgram([] {
    int64_t child = spawn([] { receiveInt(); });
    int64_t ref = snow_process_monitor(child);
    spawn([=] { sendInt(0, snow_process_demonitor(ref)); });
    EXPECT_EQ(receiveInt(), 1);
    EXPECT_EQ(snow_process_demonitor(ref), 0);
    sendInt(child, 1);
  });
  EXPECT_EQ(snow_process_monitor(0), 0) << "outside any process";
  EXPECT_EQ(snow_process_demonitor(1), 1);
}

TEST(Monitor, MessagesBeforeTheEndComeBeforeDown) {
  runProgram([] {
    for (int round = 0; round != 200 / kScale + 1; ++round) {
      int64_t child = spawn([] {
        for (int i = 0; i != 5; ++i)
          sendInt(0, i);
      });
      snow_process_monitor(child);
      // All five, or the monitor came too late for the process itself; never a
      // DOWN between them.
      for (int i = 0; i != 5; ++i)
        ASSERT_EQ(receiveBlock().tag, SNOW_TAG_USER_TERM);
      ASSERT_EQ(receiveBlock().tag, SNOW_TAG_DOWN);
    }
  });
}

} // namespace
