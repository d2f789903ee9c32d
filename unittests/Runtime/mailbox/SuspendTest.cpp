//===- SuspendTest.cpp - Processes that wait without a stack --------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// The processes here are written as snow-split-receives writes them: an entry
// and continuations that keep their values in the state area.
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"

#include <atomic>

using namespace snow::test;

namespace {

int64_t spawnRaw(void (*function)(void *), std::vector<int64_t> words) {
  return snow_actor_spawn(reinterpret_cast<void *>(function), words.data(),
                          static_cast<int64_t>(8 * words.size()), 1);
}

int8_t suspend(void (*continuation)(void *), int64_t timeout = -1) {
  return snow_actor_suspend(reinterpret_cast<void *>(continuation), timeout);
}

/// Offers all messages; true and the value if an Int was taken.
bool takeInt(int64_t &value) {
  while (void *message = snow_mailbox_peek()) {
    if (snow_mailbox_match(message, arg(kInt), &value)) {
      snow_mailbox_take();
      return true;
    }
    snow_mailbox_skip();
  }
  return false;
}

//===----------------------------------------------------------------------===//
// A sum that is kept between messages
//===----------------------------------------------------------------------===//

void sumLoop(int64_t peer, int64_t sum);

void sumContinuation(void *frame) {
  auto *words = static_cast<int64_t *>(frame);
  sumLoop(words[0], words[1]);
}

void sumLoop(int64_t peer, int64_t sum) {
  int64_t value;
  while (takeInt(value)) {
    if (value == 0) {
      sendInt(peer, sum);
      return;
    }
    sum += value;
  }
  auto *words = static_cast<int64_t *>(snow_actor_frame(2));
  words[0] = peer;
  words[1] = sum;
  EXPECT_EQ(suspend(sumContinuation), 1);
}

void sumEntry(void *args) { sumLoop(*static_cast<int64_t *>(args), 0); }

TEST(Suspend, KeepsItsStateBetweenMessages) {
  auto result = runProgram([] {
    const int64_t count = 20000 / kScale;
    int64_t pid = spawnRaw(sumEntry, {0});
    for (int64_t i = 1; i <= count; ++i) {
      sendInt(pid, i);
      if (i % 7 == 0)
        snow_process_yield();
    }
    sendInt(pid, 0);
    EXPECT_EQ(receiveInt(), count * (count + 1) / 2);
  });
  EXPECT_EQ(result.status, 0);
}

TEST(Suspend, ManyAtOnce) {
  runProgram(
      [] {
        const int64_t count = 4000 / kScale;
        std::vector<int64_t> pids;
        for (int64_t i = 0; i != count; ++i)
          pids.push_back(spawnRaw(sumEntry, {0}));
        for (int64_t round = 1; round <= 3; ++round)
          for (int64_t pid : pids)
            sendInt(pid, round);
        for (int64_t pid : pids)
          sendInt(pid, 0);
        for (int64_t i = 0; i != count; ++i)
          EXPECT_EQ(receiveInt(), 6);
      },
      4);
}

//===----------------------------------------------------------------------===//
// The state area
//===----------------------------------------------------------------------===//

void frameContinuation(void *frame) {
  auto *words = static_cast<int64_t *>(frame);
  int64_t value, sum = 0;
  ASSERT_TRUE(takeInt(value));
  ASSERT_EQ(snow_actor_frame(2), frame) << "a smaller area is the same one";
  auto *larger = static_cast<int64_t *>(snow_actor_frame(1000));
  for (int64_t i = 0; i != 40; ++i)
    sum += larger[i];
  for (int64_t i = 40; i != 1000; ++i)
    larger[i] = i;
  ASSERT_EQ(snow_actor_frame(1000), larger);
  (void)words;
  sendInt(value, sum);
}

void frameEntry(void *) {
  auto *words = static_cast<int64_t *>(snow_actor_frame(40));
  for (int64_t i = 0; i != 40; ++i)
    words[i] = i;
  suspend(frameContinuation);
}

TEST(Suspend, TheStateAreaGrowsWithItsContents) {
  runProgram([] {
    for (int i = 0; i != 3; ++i) {
      int64_t pid = spawnRaw(frameEntry, {});
      sendInt(pid, 0);
      EXPECT_EQ(receiveInt(), 780);
    }
  });
}

//===----------------------------------------------------------------------===//
// Scan position and time limits
//===----------------------------------------------------------------------===//

std::atomic<int> calls;

/// Takes 7 alone; tells main when the time is over, then takes everything.
void pickyHead();
void pickyContinuation(void *) {
  ++calls;
  pickyHead();
}
void pickyHead() {
  while (void *message = snow_mailbox_peek()) {
    int64_t value;
    if (snow_mailbox_match(message, arg(kInt), &value) && value == 7) {
      snow_mailbox_take();
      sendInt(0, 7);
      return;
    }
    snow_mailbox_skip();
  }
  if (suspend(pickyContinuation, 200))
    return;
  int64_t value;
  while (takeInt(value))
    sendInt(0, 100 + value);
  sendInt(0, -2);
}
void pickyEntry(void *) { pickyHead(); }

TEST(Suspend, SkippedMessagesAreNotOfferedAgain) {
  runProgram([] {
    calls = 0;
    int64_t pid = spawnRaw(pickyEntry, {});
    sendInt(pid, 1);
    sendInt(pid, 2);
    snow_timer_sleep(20);
    sendInt(pid, 7);
    EXPECT_EQ(receiveInt(), 7);
    EXPECT_LE(calls, 3);
  });
}

TEST(Suspend, TheTimeLimitRunsOnAcrossOtherMessages) {
  runProgram([] {
    int64_t pid = spawnRaw(pickyEntry, {});
    for (int64_t i = 1; i <= 3; ++i) {
      snow_timer_sleep(30);
      sendInt(pid, i);
    }
    for (int64_t i = 1; i <= 3; ++i)
      EXPECT_EQ(receiveInt(2000), 100 + i);
    EXPECT_EQ(receiveInt(2000), -2);
  });
}

void zeroEntry(void *) {
  int64_t value;
  EXPECT_FALSE(takeInt(value));
  EXPECT_EQ(suspend(pickyContinuation, 0), 0) << "0 only looks";
  sendInt(0, 1);
}

TEST(Suspend, AZeroTimeLimitOnlyLooks) {
  runProgram([] {
    spawnRaw(zeroEntry, {});
    EXPECT_EQ(receiveInt(2000), 1);
  });
}

/// A taken message ends the receive, and with it a time limit that has passed.
void rearmHead();
void rearmContinuation(void *) { rearmHead(); }
void rearmHead() {
  int64_t value;
  if (takeInt(value))
    sendInt(0, value);
  if (!suspend(rearmContinuation, 60))
    sendInt(0, -2);
}
void rearmEntry(void *) { rearmHead(); }

TEST(Suspend, EachReceiveHasATimeLimitOfItsOwn) {
  runProgram([] {
    int64_t pid = spawnRaw(rearmEntry, {});
    for (int64_t i = 1; i <= 4; ++i) {
      snow_timer_sleep(20);
      sendInt(pid, i);
      EXPECT_EQ(receiveInt(2000), i);
    }
    EXPECT_EQ(receiveInt(2000), -2);
  });
}

//===----------------------------------------------------------------------===//
// Exits
//===----------------------------------------------------------------------===//

std::atomic<int> released;

/// Releases a value when an exit passes, as a landing pad does.
struct Held {
  ~Held() { ++released; }
};

void heldHead();
void heldContinuation(void *) { heldHead(); }
void heldHead() {
  Held held; // Moved out of the frame in real code.
  int64_t value;
  if (takeInt(value))
    return;
  suspend(heldContinuation);
}
void heldEntry(void *) { heldHead(); }

TEST(Suspend, AKilledProcessUnwindsFromItsContinuation) {
  runProgram([] {
    released = 0;
    int64_t pid = spawnRaw(heldEntry, {});
    snow_process_monitor(pid);
    snow_timer_sleep(20);
    EXPECT_EQ(released, 1) << "the entry has returned";
    snow_exit_reason killed = reason(vKilled);
    snow_process_exit(pid, &killed);
    Taken down = receiveBlock(2000);
    EXPECT_EQ(down.tag, SNOW_TAG_DOWN);
    EXPECT_EQ(down.reason(2), wKilled);
    EXPECT_EQ(released, 2);
  });
}

void crashContinuation(void *) { snow_panic(str("too much"), nullptr); }
void crashEntry(void *) { suspend(crashContinuation); }

TEST(Suspend, APanicInAContinuationEndsTheProcess) {
  auto result = runProgram([] {
    int64_t pid = spawnRaw(crashEntry, {});
    snow_process_monitor(pid);
    sendInt(pid, 1);
    EXPECT_EQ(receiveBlock(2000).reason(2), wError);
  });
  EXPECT_EQ(result.status, 0);
  EXPECT_NE(result.err.find("crashed: too much"), std::string::npos);
}

TEST(Suspend, AWaitingProcessDoesNotKeepTheProgram) {
  auto result = runProgram([] {
    for (int i = 0; i != 10; ++i)
      spawnRaw(sumEntry, {0});
  });
  EXPECT_EQ(result.status, 0);
}

//===----------------------------------------------------------------------===//
// Blocking in between
//===----------------------------------------------------------------------===//

void mixedContinuation(void *frame) {
  int64_t peer = *static_cast<int64_t *>(frame);
  int64_t value;
  if (takeInt(value)) {  // Else the end of the program.
    snow_timer_sleep(1); // Keeps the stack it is on.
    sendInt(peer, value + receiveInt());
  }
  *static_cast<int64_t *>(snow_actor_frame(1)) = peer;
  suspend(mixedContinuation);
}

void mixedEntry(void *args) {
  *static_cast<int64_t *>(snow_actor_frame(1)) = *static_cast<int64_t *>(args);
  suspend(mixedContinuation);
}

TEST(Suspend, AContinuationMayBlock) {
  runProgram([] {
    const int64_t count = 200 / kScale;
    std::vector<int64_t> pids;
    for (int64_t i = 0; i != count; ++i)
      pids.push_back(spawnRaw(mixedEntry, {0}));
    for (int round = 0; round != 3; ++round) {
      for (int64_t pid : pids)
        sendInt(pid, 1);
      for (int64_t pid : pids)
        sendInt(pid, 2);
      for (int64_t i = 0; i != count; ++i)
        EXPECT_EQ(receiveInt(5000), 3);
    }
  });
}

} // namespace
