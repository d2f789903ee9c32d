//===- BoundTest.cpp - Tests of mailboxes with a bound --------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"
#include "process/ProcessTable.h"
#include "sched/Worker.h"

using namespace snow::rt;
using namespace snow::test;

namespace {

TEST(MailboxBound, Drops) {
  runProgram([] {
    EXPECT_EQ(snow_process_set_mailbox_bound(0, 2, 2), 0);
    for (int64_t i = 0; i != 5; ++i)
      sendInt(0, i);
    EXPECT_EQ(receiveInt(), 0);
    EXPECT_EQ(receiveInt(), 1);
    EXPECT_EQ(receiveInt(0), -1);
    EXPECT_EQ(snow_process_set_mailbox_bound(0, 0, 0), 0);
    EXPECT_EQ(snow_process_set_mailbox_bound(0, 1, 3), 1);
    EXPECT_EQ(snow_process_set_mailbox_bound(999999, 1, 0), 1);
  });
}

TEST(MailboxBound, Fails) {
  ProgramResult result = runProgram([] {
    snow_process_set_mailbox_bound(0, 1, 1);
    int64_t child = spawn([] {
      sendInt(0, 1);
      sendInt(0, 2);
    });
    waitGone(child);
    EXPECT_EQ(receiveInt(), 1);
    EXPECT_EQ(receiveInt(0), -1);
  });
  EXPECT_NE(result.err.find("crashed: mailbox full"), std::string::npos)
      << result.err;
}

TEST(MailboxBound, Waits) {
  const int64_t count = 5000 / kScale;
  runProgram([=] {
    snow_process_set_mailbox_bound(0, 4, 0);
    for (int s = 0; s != 3; ++s)
      spawn([=] {
        for (int64_t i = 0; i != count; ++i)
          sendInt(0, 1);
      });
    for (int64_t i = 0; i != 3 * count; ++i)
      ASSERT_EQ(receiveInt(), 1);
    EXPECT_EQ(receiveInt(0), -1);
  });
}

/// Runs others until somebody waits for room in the caller's mailbox.
void awaitSenderThatWaits() {
  Process &self = *currentProcess();
  while (!self.side || self.side->roomWaiters.empty())
    snow_process_yield();
}

TEST(MailboxBound, ALiftedBoundLetsSendersGoOn) {
  ProgramResult result = runProgram([] {
    snow_process_set_mailbox_bound(0, 1, 0);
    spawn([] {
      sendInt(0, 1);
      sendInt(0, 2);
    });
    awaitSenderThatWaits();
    snow_process_set_mailbox_bound(0, 0, 0);
    EXPECT_TRUE(receiveExactly(2)) << "the first one stays in the mailbox";
    EXPECT_EQ(receiveInt(), 1);
  });
  EXPECT_EQ(result.status, 0) << result.err;
}

TEST(MailboxBound, WhoWaitsForRoomTakesNoneOfTheNextProcess) {
  // Of a block that is used again at once: see ProcessBlocks.h.
  ProgramResult result = runProgram(
      [] {
        for (int i = 0; i != 2 * int(kMinFreeSlots); ++i)
          waitGone(spawn([] {}));
        int64_t full = spawn([] {
          snow_process_set_mailbox_bound(snow_actor_self(), 1, 0);
          sendInt(snow_actor_self(), 1);
          awaitSenderThatWaits();
        });
        int64_t sender = spawn([=] {
          receiveExactly(0);
          sendInt(full, 2);
        });
        // First when `full` has ended, before the sender.
        constexpr int8_t high = 0;
        spawn(
            [=] {
              snow_process_monitor(full);
              sendInt(sender, 0);
              receiveBlock();
              int64_t next = spawn([] { sendInt(0, receiveInt()); });
              snow_process_set_mailbox_bound(next, 1, 2);
              snow_process_monitor(sender);
              receiveBlock();
              sendInt(next, 3);
            },
            high);
        EXPECT_EQ(receiveInt(), 3);
      },
      1);
  EXPECT_EQ(result.status, 0) << result.err;
}

} // namespace
