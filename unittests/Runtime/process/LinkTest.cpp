//===- LinkTest.cpp - Links, exit signals and trapping --------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"

using namespace snow::test;

namespace {

/// A child that is linked to main and ends with the reason when told.
int64_t linkedChild(uint64_t variant) {
  int64_t child = spawn([=] {
    receiveInt();
    snow_exit_reason why = reason(variant, variant == vError ? "boom" : "");
    snow_process_exit_self(&why);
  });
  snow_process_link(child);
  return child;
}

struct ReasonCase {
  Variant variant;
  Wire code;
};
const ReasonCase kReasons[] = {{vNormal, wNormal}, {vShutdown, wShutdown},
                               {vKilled, wKilled}, {vError, wError},
                               {vNoProc, wNoProc}, {vCustom, wCustom}};

TEST(Link, TrappedEndsBecomeMessages) {
  runProgram([] {
    EXPECT_EQ(snow_process_trap_exit(1), 0);
    EXPECT_EQ(snow_process_trap_exit(1), 1);
    for (auto [variant, code] : kReasons) {
      int64_t child = linkedChild(variant);
      sendInt(child, 1);
      Taken exit = receiveBlock();
      EXPECT_EQ(exit.tag, SNOW_TAG_EXIT);
      EXPECT_EQ(exit.word(0), static_cast<uint64_t>(child));
      EXPECT_EQ(exit.reason(1), code);
    }
    EXPECT_EQ(receiveBlock(0).tag, 0u);
  });
}

TEST(Link, UntrappedEndsTakeTheOthersAlongUnlessNormal) {
  runProgram([] {
    for (auto [variant, code] : kReasons) {
      // middle is linked to a process that ends; main watches middle.
      int64_t middle = spawn([v = variant] {
        int64_t child = linkedChild(v);
        receiveExactly(1);
        sendInt(child, 1);
        receiveExactly(2);
      });
      int64_t ref = snow_process_monitor(middle);
      sendInt(middle, 1);
      if (variant == vNormal) {
        snow_timer_sleep(10);
        EXPECT_EQ(snow_process_is_alive(middle), 1);
        sendInt(middle, 2);
      }
      Taken down = receiveBlock();
      EXPECT_EQ(down.word(0), static_cast<uint64_t>(ref));
      EXPECT_EQ(down.reason(2), code) << variant;
    }
  });
}

TEST(Link, ProcessExitSignals) {
  runProgram([] {
    for (bool trap : {false, true})
      for (auto [variant, code] : kReasons) {
        int64_t child = spawn([=] {
          snow_process_trap_exit(trap);
          sendInt(0, 1);
          Taken taken = receiveBlock();
          snow_process_trap_exit(0);
          if (taken.tag == SNOW_TAG_EXIT) {
            sendInt(0, 100 + taken.reason(1));
            EXPECT_EQ(taken.word(0), 0u);
          }
          receiveExactly(3);
        });
        receiveInt();
        int64_t ref = snow_process_monitor(child);
        snow_exit_reason why = reason(variant, "t");
        snow_process_exit(child, &why);
        bool dies = variant == vKilled || (!trap && variant != vNormal);
        if (dies) {
          Taken down = receiveBlock();
          EXPECT_EQ(down.tag, SNOW_TAG_DOWN);
          EXPECT_EQ(down.reason(2), code);
        } else {
          if (trap)
            EXPECT_EQ(receiveInt(), 100 + code);
          else
            sendInt(child, 0); // Normal was ignored; it still takes messages.
          EXPECT_EQ(snow_process_is_alive(child), 1);
          snow_process_demonitor(ref);
          sendInt(child, 3);
          waitGone(child);
        }
      }
  });
}

TEST(Link, DeadProcessGivesNoProc) {
  runProgram([] {
    int64_t dead = spawn([] {});
    waitGone(dead);
    int64_t child = spawn([=] {
      snow_process_link(dead);
      receiveInt(); // Never reached with a message.
    });
    snow_process_monitor(child);
    Taken down = receiveBlock();
    EXPECT_EQ(down.reason(2), wNoProc);
    snow_process_trap_exit(1);
    snow_process_link(dead);
    Taken exit = receiveBlock();
    EXPECT_EQ(exit.tag, SNOW_TAG_EXIT);
    EXPECT_EQ(exit.word(0), static_cast<uint64_t>(dead));
    EXPECT_EQ(exit.reason(1), wNoProc);
  });
}

TEST(Link, UnlinkedProcessesEndAlone) {
  runProgram([] {
    snow_process_trap_exit(1);
    int64_t child = linkedChild(vError);
    snow_process_unlink(child);
    sendInt(child, 1);
    waitGone(child);
    EXPECT_EQ(receiveBlock(10).tag, 0u);
    // Linked again: one signal.
    child = linkedChild(vError);
    snow_process_unlink(child);
    snow_process_link(child);
    snow_process_link(child);
    sendInt(child, 1);
    EXPECT_EQ(receiveBlock().tag, SNOW_TAG_EXIT);
    EXPECT_EQ(receiveBlock(10).tag, 0u);
  });
}

TEST(Link, UnlinkWorksFromTheOtherSide) {
  runProgram([] {
    snow_process_trap_exit(1);
    int64_t child = spawn([] {
      receiveInt(); // Linked now.
      snow_process_unlink(0);
      sendInt(0, 1);
      receiveInt();
      snow_panic(str("alone"), nullptr);
    });
    snow_process_link(child);
    sendInt(child, 1);
    receiveInt();
    sendInt(child, 1);
    waitGone(child);
    EXPECT_EQ(receiveBlock(10).tag, 0u);
  });
}

TEST(Link, ABusyProcessEndsAtItsNextReductionCheck) {
  runProgram([] {
    int64_t busy = spawn([] {
      for (;;)
        snow_process_yield();
    });
    snow_process_monitor(busy);
    snow_exit_reason why = reason(vKilled);
    snow_process_exit(busy, &why);
    EXPECT_EQ(receiveBlock().reason(2), wKilled);
  });
}

TEST(Link, ExitToOneself) {
  runProgram([] {
    int64_t child = spawn([] {
      receiveInt();
      snow_exit_reason custom = reason(vCustom, "me");
      sendInt(0, 5);
      snow_process_exit(snow_actor_self(), &custom);
      snow_process_yield();
      sendInt(0, 6);
    });
    snow_process_monitor(child);
    sendInt(child, 0);
    EXPECT_EQ(receiveInt(), 5);
    Taken down = receiveBlock();
    EXPECT_EQ(down.tag, SNOW_TAG_DOWN);
    EXPECT_EQ(down.reason(2), wCustom);
  });
}

TEST(Link, ChainsEndTogether) {
  runProgram([] {
    const int length = 100;
    struct Chain {
      static void grow(int left) {
        if (left == 0) {
          sendInt(0, 1);
          receiveInt();
          return;
        }
        int64_t next = spawn([=] { grow(left - 1); });
        snow_process_link(next);
        receiveInt();
      }
    };
    int64_t first = spawn([] { Chain::grow(length); });
    snow_process_monitor(first);
    receiveInt();
    snow_exit_reason why = reason(vShutdown);
    snow_process_exit(first, &why);
    EXPECT_EQ(receiveBlock().reason(2), wShutdown);
    // The rest follows, or the program would end by stopping them.
    for (int64_t pid = first + 1; pid != first + 20; ++pid)
      waitGone(pid);
  });
}

TEST(Link, UnwindingRunsDestructors) {
  static int unwound;
  unwound = 0;
  runProgram(
      [] {
        struct Guard {
          ~Guard() { ++unwound; }
        };
        int64_t child = spawn([] {
          Guard a, b;
          sendInt(0, 1);
          receiveInt();
        });
        receiveInt();
        snow_exit_reason why = reason(vKilled);
        snow_process_exit(child, &why);
        waitGone(child);
      },
      1);
  EXPECT_EQ(unwound, 2);
}

} // namespace
