//===- MailboxTest.cpp - Order and selective receive ----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"
#include "timer/TimerService.h"

#include <atomic>
#include <cstring>

using namespace snow::test;

namespace {

void sendWords(int64_t target, std::vector<uint64_t> words) {
  snow_actor_send(target, words.data(), static_cast<int64_t>(8 * words.size()));
}

TEST(Mailbox, OrderOfOneSender) {
  runProgram([] {
    const int64_t count = 50000 / kScale;
    spawn([=] {
      for (int64_t i = 0; i != count; ++i)
        sendInt(0, i);
    });
    for (int64_t i = 0; i != count; ++i)
      ASSERT_EQ(receiveInt(), i);
  });
}

TEST(Mailbox, ManySendersLoseAndDoubleNothing) {
  runProgram(
      [] {
        const int64_t each = 20000 / kScale;
        for (int64_t s = 0; s != 8; ++s)
          spawn([=] {
            for (int64_t i = 0; i != each; ++i)
              sendInt(0, s << 32 | i);
          });
        std::vector<int64_t> next(8, 0);
        for (int64_t i = 0; i != 8 * each; ++i) {
          int64_t value = receiveInt();
          ASSERT_EQ(value & 0xFFFFFFFF,
                    next[static_cast<size_t>(value >> 32)]++);
        }
        EXPECT_EQ(receiveInt(0), -1) << "more than was sent";
      },
      4);
}

TEST(Mailbox, SelectiveReceiveKeepsTheOthersInOrder) {
  runProgram([] {
    for (int64_t i = 1; i <= 6; ++i)
      sendInt(0, i);
    EXPECT_TRUE(receiveExactly(4));
    EXPECT_TRUE(receiveExactly(1));
    EXPECT_TRUE(receiveExactly(6));
    sendInt(0, 7);
    for (int64_t left : {2, 3, 5, 7})
      EXPECT_EQ(receiveInt(), left);
    EXPECT_EQ(receiveInt(0), -1);
  });
}

TEST(Mailbox, ScanGoesOnBehindSkippedMessages) {
  runProgram([] {
    sendInt(0, 1);
    sendInt(0, 2);
    int64_t child = spawn([] {
      receiveInt();
      sendInt(0, 3);
    });
    ASSERT_NE(snow_mailbox_peek(), nullptr);
    snow_mailbox_skip();
    ASSERT_NE(snow_mailbox_peek(), nullptr);
    snow_mailbox_skip();
    EXPECT_EQ(snow_mailbox_peek(), nullptr);
    sendInt(child, 0);
    EXPECT_EQ(snow_mailbox_wait(-1), 1);
    int64_t value = 0;
    EXPECT_EQ(snow_mailbox_match(snow_mailbox_peek(), arg(kInt), &value), 1);
    EXPECT_EQ(value, 3) << "skipped ones are not offered again";
    snow_mailbox_take();
    EXPECT_EQ(receiveInt(), 1) << "a new receive begins at the oldest";
    EXPECT_EQ(receiveInt(), 2);
  });
}

TEST(Mailbox, TimeoutIsNotEarlyAndCountsFromTheBegin) {
  runProgram([] {
    uint64_t start = snow::rt::monotonicNow();
    // Messages that do not match must not restart the clock.
    int64_t noisy = spawn([] {
      for (int i = 0; i != 10; ++i) {
        snow_timer_sleep(10);
        sendInt(0, 1000 + i);
      }
    });
    EXPECT_FALSE(receiveExactly(5, 50));
    uint64_t took = snow::rt::monotonicNow() - start;
    EXPECT_GE(took, 50u * 1000000);
    EXPECT_LT(took, 1000u * 1000000);
    waitGone(noisy);
    for (int i = 0; i != 10; ++i)
      EXPECT_EQ(receiveInt(), 1000 + i);
  });
}

TEST(Mailbox, ZeroTimeoutOnlyLooks) {
  runProgram([] {
    EXPECT_EQ(snow_actor_receive(0), nullptr);
    EXPECT_EQ(snow_mailbox_wait(0), 0);
    sendInt(0, 3);
    EXPECT_EQ(receiveInt(0), 3);
  });
}

TEST(Mailbox, BlockLayout) {
  runProgram([] {
    sendWords(0, {5, 77, 88});
    auto *block = static_cast<snow_block *>(snow_actor_receive(-1));
    ASSERT_NE(block, nullptr);
    EXPECT_EQ(block->tag, 5u);
    EXPECT_EQ(block->size, 24u);
    uint64_t words[3];
    std::memcpy(words, reinterpret_cast<char *>(block) + 16, 24);
    EXPECT_EQ(words[0], 5u);
    EXPECT_EQ(words[1], 77u);
    EXPECT_EQ(words[2], 88u);
    snow_block_release(block);
    // Shorter than a tag: padded with zeros.
    uint8_t bytes[3] = {1, 2, 3};
    snow_actor_send(0, bytes, 3);
    block = static_cast<snow_block *>(snow_actor_receive(-1));
    EXPECT_EQ(block->tag, 0x030201u);
    EXPECT_EQ(block->size, 3u);
    // Not given back: freed with the process.
  });
}

TEST(Mailbox, AValueIsReadAsItsTerm) {
  runProgram([] {
    sendInt(0, 0x0102030405060708);
    Taken taken = receiveBlock();
    EXPECT_EQ(taken.tag, SNOW_TAG_USER_TERM);
    const std::vector<uint8_t> term(taken.bytes.begin() + 8, taken.bytes.end());
    EXPECT_EQ(term, (std::vector<uint8_t>{1, 1, 8, 7, 6, 5, 4, 3, 2, 1}));
  });
}

TEST(Mailbox, LargeMessages) {
  runProgram([] {
    std::vector<uint8_t> big(1 << 20, 7);
    snow_actor_send(0, big.data(), static_cast<int64_t>(big.size()));
    Taken taken = receiveBlock();
    EXPECT_EQ(taken.bytes, big);
  });
}

TEST(Mailbox, ReservedTagsAreDroppedAndLogged) {
  ProgramResult result = runProgram([] {
    sendWords(0, {SNOW_TAG_EXIT, 0, 0});
    sendWords(0, {SNOW_TAG_FIRST_RESERVED, 0, 0});
    sendWords(0, {SNOW_TAG_FIRST_RESERVED - 1, 0});
    EXPECT_EQ(receiveBlock().tag, SNOW_TAG_FIRST_RESERVED - 1);
    EXPECT_EQ(receiveBlock(0).tag, 0u);
  });
  EXPECT_NE(
      result.err.find("[snow] snow_actor_send: message with reserved tag"),
      std::string::npos);
}

int8_t acceptTag(void *env, void *block) {
  return static_cast<snow_block *>(block)->tag == *static_cast<uint64_t *>(env);
}

TEST(Mailbox, ReceiveMatch) {
  runProgram([] {
    sendWords(0, {1});
    sendInt(0, 42);
    sendWords(0, {3});
    uint64_t wanted = 3;
    auto *block = static_cast<snow_block *>(snow_actor_receive_match(
        reinterpret_cast<void *>(acceptTag), &wanted, -1));
    ASSERT_NE(block, nullptr);
    EXPECT_EQ(block->tag, 3u);
    wanted = 9;
    EXPECT_EQ(snow_actor_receive_match(reinterpret_cast<void *>(acceptTag),
                                       &wanted, 5),
              nullptr);
    sendWords(0, {4});
    EXPECT_EQ(receiveBlock().tag, 1u);
    EXPECT_EQ(receiveInt(), 42)
        << "still matches after it was offered as a block";
    EXPECT_EQ(receiveBlock().tag, 4u);
  });
}

} // namespace
