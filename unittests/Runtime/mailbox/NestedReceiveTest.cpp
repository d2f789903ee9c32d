//===- NestedReceiveTest.cpp - Receives inside guards ---------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// What a guard does here is what compiled code does around anything in a guard
// that may receive: snow_mailbox_set_aside, the receive, snow_mailbox_put_back.
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"
#include "TestTypes.h"
#include "timer/TimerService.h"

using namespace snow::test;

namespace {

/// While it lives, receives do not see the message under the scan position.
class Aside {
public:
  Aside() { snow_mailbox_set_aside(slot); }
  ~Aside() { snow_mailbox_put_back(slot); }
  Aside(const Aside &) = delete;
  Aside &operator=(const Aside &) = delete;

private:
  alignas(8) unsigned char slot[SNOW_SET_ASIDE_BYTES];
};

/// The Int under the scan position, -1 if there is none.
int64_t offered() {
  int64_t value = -1;
  void *message = snow_mailbox_peek();
  return message && snow_mailbox_match(message, arg(kInt), &value) ? value : -1;
}

void sendAll(std::initializer_list<int64_t> values) {
  for (int64_t value : values)
    sendInt(0, value);
}

TEST(NestedReceive, SeesAllButTheMessageSetAside) {
  runProgram([] {
    sendAll({1, 2, 3});
    ASSERT_EQ(offered(), 1);
    snow_mailbox_skip();
    ASSERT_EQ(offered(), 2);
    {
      Aside aside;
      EXPECT_EQ(receiveInt(), 1) << "skipped by the outer receive only";
      EXPECT_EQ(receiveInt(), 3);
      EXPECT_EQ(receiveInt(0), -1);
      EXPECT_EQ(snow_actor_receive(0), nullptr);
    }
    ASSERT_EQ(offered(), 2) << "the outer one is where it was";
    snow_mailbox_take();
    EXPECT_EQ(receiveInt(0), -1);
  });
}

TEST(NestedReceive, GoesOnBehindWhatWasSkipped) {
  runProgram([] {
    sendAll({1, 2, 3, 4});
    for (int64_t i : {1, 2}) {
      ASSERT_EQ(offered(), i);
      snow_mailbox_skip();
    }
    ASSERT_EQ(offered(), 3);
    {
      Aside aside; // The link to 3 is part of 2, which goes.
      EXPECT_TRUE(receiveExactly(2));
      sendInt(0, 5);
    }
    ASSERT_EQ(offered(), 3);
    snow_mailbox_skip();
    ASSERT_EQ(offered(), 4);
    snow_mailbox_take();
    EXPECT_EQ(receiveInt(), 1) << "the next receive begins at the oldest";
    EXPECT_EQ(receiveInt(), 3);
    EXPECT_EQ(receiveInt(), 5);
  });
}

TEST(NestedReceive, Nests) {
  runProgram([] {
    sendAll({1, 2, 3, 4});
    ASSERT_EQ(offered(), 1);
    {
      Aside outer;
      snow_mailbox_skip(); // 1, which reads as nothing.
      ASSERT_EQ(offered(), 2);
      snow_mailbox_skip();
      ASSERT_EQ(offered(), 3);
      {
        Aside inner;
        EXPECT_EQ(receiveInt(), 2);
        EXPECT_EQ(receiveInt(), 4);
      }
      ASSERT_EQ(offered(), 3);
      snow_mailbox_leave();
    }
    ASSERT_EQ(offered(), 1);
    snow_mailbox_leave();
    EXPECT_EQ(receiveInt(), 1);
    EXPECT_EQ(receiveInt(), 3);
    EXPECT_EQ(receiveInt(0), -1);
  });
}

TEST(NestedReceive, LeavingLeavesAllMessages) {
  runProgram([] {
    sendAll({1, 2});
    ASSERT_EQ(offered(), 1);
    snow_mailbox_skip();
    ASSERT_EQ(offered(), 2);
    snow_mailbox_leave();
    EXPECT_EQ(receiveInt(), 1);
    EXPECT_EQ(receiveInt(), 2);
  });
}

TEST(NestedReceive, KeepsItsOwnTime) {
  runProgram([] {
    uint64_t start = snow::rt::monotonicNow();
    auto passedMs = [&] {
      return (snow::rt::monotonicNow() - start) / 1'000'000;
    };
    spawn([] {
      snow_timer_sleep(20);
      sendInt(0, 1);
    });
    // The outer receive's time runs from its first wait.
    EXPECT_EQ(snow_mailbox_wait(2000), 1);
    ASSERT_EQ(offered(), 1);
    {
      Aside aside;
      EXPECT_EQ(receiveInt(1000), -1);
      EXPECT_GE(passedMs(), 1000u);
      EXPECT_LT(passedMs(), 1900u) << "not the outer one's time";
    }
    ASSERT_EQ(offered(), 1);
    snow_mailbox_skip();
    EXPECT_EQ(snow_mailbox_wait(2000), 0);
    EXPECT_GE(passedMs(), 1999u);
    EXPECT_LT(passedMs(), 2900u) << "and not from anew";
    EXPECT_EQ(receiveInt(), 1);
  });
}

TEST(NestedReceive, ADownThatAGuardLooksAtStays) {
  runProgram([] {
    int64_t ref = snow_process_monitor(777777);
    int64_t out;
    ASSERT_NE(snow_mailbox_peek(), nullptr);
    ASSERT_TRUE(snow_mailbox_match(snow_mailbox_peek(), arg(kAny), &out));
    {
      Aside aside;
      EXPECT_EQ(snow_process_demonitor(ref), 1) << "it is being received";
    }
    EXPECT_EQ(display(&kAny, out),
              "Down(" + std::to_string(ref) + ", <0.777777>, NoProc)");
    snow_mailbox_take();
    snow_release(reinterpret_cast<void *>(out), arg(kAny));
  });
}

TEST(NestedReceive, AMonitorsDownGoesFromUnderTheScan) {
  runProgram([] {
    int64_t ref = snow_process_monitor(777777);
    sendInt(0, 5);
    ASSERT_NE(snow_mailbox_peek(), nullptr);
    snow_mailbox_skip();
    ASSERT_EQ(offered(), 5);
    {
      Aside aside; // The link to 5 is part of the Down.
      EXPECT_EQ(snow_process_demonitor(ref), 0);
    }
    ASSERT_EQ(offered(), 5);
    snow_mailbox_take();
    EXPECT_EQ(receiveInt(0), -1);
  });
}

TEST(NestedReceive, APanicPutsEverythingBack) {
  ProgramResult result = runProgram([] {
    int64_t child = spawn([] {
      onExit([] {
        // Begins at the oldest message, and sees the one set aside.
        EXPECT_EQ(receiveInt(), 1);
        EXPECT_EQ(receiveInt(), 2);
        EXPECT_EQ(receiveInt(), 3);
      });
      EXPECT_TRUE(receiveExactly(4));
      snow_mailbox_peek();
      snow_mailbox_skip();
      ASSERT_EQ(offered(), 2);
      alignas(8) unsigned char slot[SNOW_SET_ASIDE_BYTES];
      snow_mailbox_set_aside(slot);
      snow_panic(str("in a guard"), nullptr);
    });
    for (int64_t i : {1, 2, 3, 4})
      sendInt(child, i);
    waitGone(child);
  });
  EXPECT_NE(result.err.find("crashed: in a guard"), std::string::npos)
      << result.err;
}

TEST(NestedReceive, ByAMatcherToo) {
  runProgram([] {
    sendAll({1, 2});
    ASSERT_EQ(offered(), 1);
    {
      Aside aside;
      auto takesAll = +[](void *, void *) -> int8_t { return 1; };
      void *block = snow_actor_receive_match(reinterpret_cast<void *>(takesAll),
                                             nullptr, 0);
      ASSERT_NE(block, nullptr);
      snow_block_release(block);
      EXPECT_EQ(snow_actor_receive_match(reinterpret_cast<void *>(takesAll),
                                         nullptr, 0),
                nullptr);
    }
    ASSERT_EQ(offered(), 1);
    snow_mailbox_take();
  });
}

} // namespace
