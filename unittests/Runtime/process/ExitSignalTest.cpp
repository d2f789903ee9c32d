//===- ExitSignalTest.cpp - What exit signals do --------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"
#include "sim/Sim.h"

using namespace snow::test;

namespace {

void exitTo(int64_t target, Variant variant) {
  snow_exit_reason why = reason(variant, "t");
  snow_process_exit(target, &why);
}

int64_t exitReasonOf(const std::function<void()> &body) {
  int64_t child = spawn([=] {
    receiveInt(); // It may be first.
    body();
  });
  snow_process_monitor(child);
  sendInt(child, 0);
  Taken down = receiveBlock();
  EXPECT_EQ(down.tag, SNOW_TAG_DOWN);
  return down.reason(2);
}

/// The reason for which a process ends that finds all these signals at once.
int endedBy(bool terminates, std::vector<Variant> signals) {
  int code = -1;
  runProgram(
      [&] {
        int64_t child = spawn([=] {
          if (terminates)
            onExit([] { sendInt(0, 99); });
          sendInt(0, 1);
          receiveInt();
        });
        EXPECT_TRUE(receiveExactly(1));
        snow_process_monitor(child);
        // There is one worker, so none is looked at before all are there.
        for (Variant signal : signals)
          exitTo(child, signal);
        bool isKilled = signals.back() == vKilled || signals[1] == vKilled;
        EXPECT_EQ(receiveExactly(99, terminates && !isKilled ? -1 : 20),
                  terminates && !isKilled)
            << "the terminate block";
        code = receiveBlock().reason(2);
      },
      1);
  return code;
}

// OTP, erlang:exit/2: Normal does not end a process, "unless Pid is the calling
// process, in which case it exits with reason normal".
TEST(ExitSignal, NormalEndsOnlyTheProcessItself) {
  runProgram([] {
    EXPECT_EQ(exitReasonOf([] {
                exitTo(snow_actor_self(), vNormal);
                snow_panic(str("it is handled at once"), nullptr);
              }),
              wNormal);
  });
}

TEST(ExitSignal, MainMayEndItselfWithNormal) {
  ProgramResult result = runProgram([] {
    exitTo(0, vNormal);
    receiveInt();
  });
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "");
}

// OTP Reference Manual, Processes, "Receiving Exit Signals": a process that
// traps exits gets a message for every reason but a kill.
TEST(ExitSignal, TrappedNormalFromItselfIsAMessage) {
  runProgram([] {
    snow_process_trap_exit(1);
    exitTo(0, vNormal);
    Taken exit = receiveBlock();
    EXPECT_EQ(exit.tag, SNOW_TAG_EXIT);
    EXPECT_EQ(exit.word(0), 0u);
    EXPECT_EQ(exit.reason(1), wNormal);
  });
}

// As above: the first signal that is received decides.
TEST(ExitSignal, TheFirstReasonCounts) {
  EXPECT_EQ(endedBy(/*terminates=*/false, {vCustom, vShutdown, vKilled}),
            wCustom);
  EXPECT_EQ(endedBy(/*terminates=*/true, {vCustom, vShutdown}), wCustom);
}

// A kill is not trappable, so it reaches a process with a terminate block as it
// would an OTP behaviour, which traps exits to run its terminate/2.
TEST(ExitSignal, AKillOverrulesASignalThatWaits) {
  if (snow::rt::kSimulated)
    GTEST_SKIP() << "the twin may end it before the kill is sent";
  EXPECT_EQ(endedBy(/*terminates=*/true, {vShutdown, vKilled, vCustom}),
            wKilled);
}

int64_t withTerminateBlock(int64_t ms, bool traps = false) {
  return spawn([=] {
    snow_process_trap_exit(traps);
    onExit([=] {
      sendInt(0, 2);
      snow_timer_sleep(ms);
      sendInt(0, 3);
    });
    sendInt(0, 1);
    receiveExactly(-7);
  });
}

TEST(ExitSignal, OnlyAKillCutsATerminateBlockShort) {
  runProgram([] {
    int64_t child = withTerminateBlock(40);
    receiveExactly(1);
    snow_process_monitor(child);
    exitTo(child, vShutdown);
    receiveExactly(2);
    exitTo(child, vCustom);
    EXPECT_EQ(receiveInt(), 3);
    EXPECT_EQ(receiveBlock().reason(2), wShutdown);

    child = withTerminateBlock(60000);
    receiveExactly(1);
    snow_process_monitor(child);
    exitTo(child, vShutdown);
    receiveExactly(2);
    exitTo(child, vKilled);
    EXPECT_EQ(receiveBlock().reason(2), wKilled);
  });
}

// OTP Reference Manual, Processes, "Links": what comes through a link from a
// killed process is the reason killed, which is no kill.
TEST(ExitSignal, ALinkedProcessThatIsKilledDoesNot) {
  runProgram([] {
    int64_t partner = spawn([] { receiveExactly(-7); });
    int64_t child = spawn([=] {
      onExit([] {
        sendInt(0, 2);
        snow_timer_sleep(40);
        sendInt(0, 3);
      });
      snow_process_link(partner);
      sendInt(0, 1);
      receiveExactly(-7);
    });
    receiveExactly(1);
    snow_process_monitor(child);
    exitTo(child, vShutdown);
    receiveExactly(2);
    exitTo(partner, vKilled);
    EXPECT_EQ(receiveInt(), 3);
    EXPECT_EQ(receiveBlock().reason(2), wShutdown);
  });
}

// Language specification, section 10.
TEST(ExitSignal, TheTerminateBlockRunsForAnyReasonButKilled) {
  runProgram([] {
    for (Variant variant : {vShutdown, vError, vCustom, vNoProc}) {
      int64_t child = withTerminateBlock(0);
      receiveExactly(1);
      exitTo(child, variant);
      EXPECT_EQ(receiveInt(), 2);
      EXPECT_EQ(receiveInt(), 3);
    }
    for (bool traps : {false, true}) {
      int64_t child = withTerminateBlock(0, traps);
      receiveExactly(1);
      snow_process_monitor(child);
      exitTo(child, vKilled);
      EXPECT_EQ(receiveBlock().reason(2), wKilled);
    }
    int64_t child = withTerminateBlock(0);
    receiveExactly(1);
    sendInt(child, -7); // It returns.
    EXPECT_EQ(receiveInt(), 2);
    EXPECT_EQ(receiveInt(), 3);
  });
}

TEST(ExitSignal, APanicInTheTerminateBlockReplacesTheReason) {
  ProgramResult result = runProgram([] {
    EXPECT_EQ(exitReasonOf([] {
                onExit([] { snow_panic(str("in the block"), nullptr); });
                exitTo(snow_actor_self(), vShutdown);
                receiveInt();
              }),
              wError);
  });
  EXPECT_NE(result.err.find("crashed: in the block"), std::string::npos);
}

// Runtime specification, section 10: terminate block, links, monitors. What one
// process sends arrives in that order.
TEST(ExitSignal, TheOrderOfDeath) {
  runProgram([] {
    snow_process_trap_exit(1);
    std::string name = "dies";
    int64_t child = spawn([] {
      onExit([] { sendInt(0, 2); });
      receiveInt();
    });
    snow_process_register(name.data(), 4, child);
    snow_process_monitor(child);
    snow_process_link(child);
    sendInt(child, 1);
    EXPECT_EQ(receiveBlock().tag, SNOW_TAG_USER_TERM);
    EXPECT_EQ(receiveBlock().tag, SNOW_TAG_EXIT);
    // Whoever is told finds the name free, as a restarted process must.
    EXPECT_EQ(snow_process_register(name.data(), 4, 0), 1);
    EXPECT_EQ(receiveBlock().tag, SNOW_TAG_DOWN);
  });
}

} // namespace
