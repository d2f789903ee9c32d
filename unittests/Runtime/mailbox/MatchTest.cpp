//===- MatchTest.cpp - Reading messages as values -------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestTypes.h"
#include "value/Heap.h"

using namespace snow::test;

namespace {

bool match(const snow_type *type, int64_t &out) {
  void *message = snow_mailbox_peek();
  return message && snow_mailbox_match(message, arg(*type), &out);
}

TEST(Match, ValuesOfTheSameAndOfEqualTypes) {
  runProgram([] {
    static TypeMaker make; // Types outlive the messages.
    const snow_type *pair = make.tuple({&kInt, &kString});
    const snow_type *samePair = make.tuple({&kInt, &kString});
    const snow_type *otherPair = make.tuple({&kString, &kInt});
    int64_t value = object({7, fresh("x")});
    snow_actor_send_value(0, arg(*pair), value);
    int64_t out = 0;
    EXPECT_FALSE(match(&kInt, out));
    EXPECT_FALSE(match(otherPair, out));
    ASSERT_TRUE(match(samePair, out));
    EXPECT_EQ(out, value) << "moved, not copied";
    ASSERT_TRUE(match(pair, out));
    snow_mailbox_take();
    EXPECT_EQ(display(pair, out), "(7, x)");
    snow_release(reinterpret_cast<void *>(out), arg(*pair));
  });
}

TEST(Match, AnyTakesEveryMessage) {
  runProgram([] {
    sendInt(0, 3);
    int64_t out;
    ASSERT_TRUE(match(&kAny, out));
    EXPECT_EQ(display(&kAny, out), "3");
    EXPECT_EQ(inspect(&kAny, out), "3");
    snow_mailbox_take();
    snow_release(reinterpret_cast<void *>(out), arg(kAny));
    // System messages included.
    int64_t ref = snow_process_monitor(777777);
    ASSERT_TRUE(match(&kAny, out));
    EXPECT_EQ(display(&kAny, out),
              "Down(" + std::to_string(ref) + ", <0.777777>, NoProc)");
    snow_mailbox_take();
    snow_release(reinterpret_cast<void *>(out), arg(kAny));
    // But not what is neither a value nor for users.
    uint64_t words[] = {5, 6};
    snow_actor_send(0, words, 16);
    EXPECT_FALSE(match(&kAny, out));
  });
}

TEST(Match, AnAnyMessageReadsAsWhatIsInIt) {
  runProgram([] {
    int64_t value = any(&kInt, 11);
    snow_actor_send_value(0, arg(kAny), value);
    int64_t out = 0;
    EXPECT_FALSE(match(&kString, out));
    ASSERT_TRUE(match(&kInt, out));
    EXPECT_EQ(out, 11);
    snow_mailbox_take();
  });
}

TEST(Match, EmptyCollectionsFitAnyElementType) {
  runProgram([] {
    static TypeMaker make; // Types outlive the messages.
    const snow_type *ints = make.list(&kInt), *strings = make.list(&kString);
    int64_t empty = list({}), one = list({1});
    snow_actor_send_value(0, arg(*ints), empty);
    int64_t out = 0;
    ASSERT_TRUE(match(strings, out));
    EXPECT_EQ(display(strings, out), "[]");
    snow_mailbox_take();
    snow_release(reinterpret_cast<void *>(out), arg(*strings));
    snow_actor_send_value(0, arg(*ints), one);
    EXPECT_FALSE(match(strings, out));
  });
}

TEST(Match, BytesDecode) {
  runProgram([] {
    uint8_t bytes[18] = {};
    uint64_t tag = SNOW_TAG_USER_TERM;
    std::memcpy(bytes, &tag, 8);
    bytes[8] = 1, bytes[9] = 1, bytes[10] = 42;
    snow_actor_send(0, bytes, 18);
    int64_t out = 0;
    EXPECT_FALSE(match(&kString, out));
    ASSERT_TRUE(match(&kInt, out));
    EXPECT_EQ(out, 42);
    snow_mailbox_take();
    snow_actor_send(0, bytes, 17);
    EXPECT_FALSE(match(&kInt, out)) << "cut off";
  });
}

TEST(Match, SystemMessages) {
  runProgram([] {
    static TypeMaker make; // Types outlive the messages.
    const snow_type *reasonType = make.make(
        SNOW_TYPE_SUM,
        {make.variant("Normal", {}), make.variant("Shutdown", {}),
         make.variant("Killed", {}), make.variant("Error", {&kString}),
         make.variant("NoProc", {}), make.variant("NoConnection", {}),
         make.variant("Custom", {&kString})},
        "ExitReason");
    const snow_type *system =
        make.make(SNOW_TYPE_SUM,
                  {make.variant("Down", {&kInt, &kPid, reasonType}),
                   make.variant("Exit", {&kPid, reasonType}),
                   make.variant("NodeDown", {&kString}),
                   make.variant("NodeUp", {&kString})},
                  "SystemMessage");
    snow_process_trap_exit(1);
    int64_t child = spawn([] {
      snow_exit_reason why = reason(vCustom, "why");
      receiveInt();
      snow_process_exit_self(&why);
    });
    snow_process_link(child);
    sendInt(child, 1);
    while (!snow_mailbox_peek())
      snow_mailbox_wait(-1);
    int64_t out = 0;
    EXPECT_FALSE(match(&kInt, out));
    ASSERT_TRUE(match(system, out));
    EXPECT_EQ(display(system, out),
              "Exit(<0." + std::to_string(child) + ">, Custom(why))");
    snow_mailbox_take();
    snow_release(reinterpret_cast<void *>(out), arg(*system));
  });
}

TEST(Match, NothingLeaksWhenMessagesAreLeft) {
  int64_t before = snow::rt::liveObjects();
  runProgram([] {
    static TypeMaker make; // Types outlive the messages.
    const snow_type *ints = make.list(&kInt), *anys = make.list(&kAny);
    int64_t value = list({1, 2, 3});
    int64_t out;
    for (int i = 0; i != 3; ++i) {
      snow_retain(reinterpret_cast<void *>(value));
      snow_actor_send_value(0, arg(*ints), value);
    }
    snow_release(reinterpret_cast<void *>(value), arg(*ints));
    ASSERT_TRUE(match(anys, out)); // Decoded, then left unmatched at take.
    EXPECT_FALSE(match(&kInt, out));
    ASSERT_TRUE(match(ints, out));
    ASSERT_TRUE(match(&kAny, out));
    snow_mailbox_skip();
    ASSERT_TRUE(match(anys, out));
    snow_mailbox_take();
    snow_release(reinterpret_cast<void *>(out), arg(*anys));
  });
  EXPECT_EQ(snow::rt::liveObjects(), before);
}

} // namespace
