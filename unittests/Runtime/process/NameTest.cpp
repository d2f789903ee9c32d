//===- NameTest.cpp - Registered names ------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"

using namespace snow::test;

namespace {

bool registerName(std::string name, int64_t pid) {
  return snow_process_register(name.data(), static_cast<int64_t>(name.size()),
                               pid);
}
bool unregisterName(std::string name) {
  return snow_process_unregister(name.data(),
                                 static_cast<int64_t>(name.size()));
}
int64_t whereis(std::string name) {
  return snow_process_whereis(name.data(), static_cast<int64_t>(name.size()));
}

// Language specification, section 17; OTP, erlang:register/2.
TEST(Name, TakenFreeAndDead) {
  runProgram([] {
    int64_t child = spawn([] { receiveInt(); });
    EXPECT_EQ(whereis("a"), SNOW_NO_PROCESS);
    EXPECT_TRUE(registerName("a", child));
    EXPECT_FALSE(registerName("a", 0)) << "taken";
    EXPECT_FALSE(registerName("a", child)) << "even by itself";
    EXPECT_TRUE(registerName("b", child)) << "a second name";
    EXPECT_EQ(whereis("a"), child);
    EXPECT_EQ(whereis("b"), child);
    EXPECT_TRUE(unregisterName("a"));
    EXPECT_FALSE(unregisterName("a"));
    EXPECT_EQ(whereis("b"), child);
    EXPECT_TRUE(registerName("a", 0));
    sendInt(child, 1);
    waitGone(child);
    EXPECT_EQ(whereis("b"), SNOW_NO_PROCESS);
    EXPECT_FALSE(registerName("c", child)) << "dead";
    EXPECT_EQ(whereis("a"), 0);
    EXPECT_FALSE(registerName("c", int64_t(1) << 50)) << "of no node";
  });
}

TEST(Name, AreFreeOnceTheEndIsTold) {
  runProgram(
      [] {
        for (int round = 0; round != 2000 / kScale; ++round) {
          int64_t child = spawn([] { receiveInt(); });
          ASSERT_TRUE(registerName("worker", child));
          snow_process_monitor(child);
          sendInt(child, 1);
          ASSERT_EQ(receiveBlock().tag, SNOW_TAG_DOWN);
          ASSERT_EQ(whereis("worker"), SNOW_NO_PROCESS);
        }
      },
      3);
}

// A name given to a process that ends at the same time does not outlive it.
TEST(Name, RegisteringRacesWithTheEnd) {
  runProgram(
      [] {
        for (int round = 0; round != 5000 / kScale; ++round) {
          int64_t child = spawn([] {});
          if (round % 3)
            snow_process_yield();
          registerName("race", child);
          waitGone(child);
          // The end closes the mailbox first and takes the names next.
          for (int turn = 0; whereis("race") != SNOW_NO_PROCESS; ++turn) {
            ASSERT_LT(turn, 1000000) << round;
            snow_process_yield();
          }
        }
      },
      3);
}

TEST(Name, OfManyProcessesCostNothingAtTheEndOfOthers) {
  const int64_t count = 20000 / kScale;
  runProgram([=] {
    std::vector<int64_t> children;
    for (int64_t i = 0; i != count; ++i) {
      children.push_back(spawn([] { receiveInt(); }));
      ASSERT_TRUE(registerName("n" + std::to_string(i), children.back()));
    }
    for (int64_t child : children)
      sendInt(child, 1);
    for (int64_t child : children)
      waitGone(child);
    for (int64_t i = 0; i != count; ++i)
      while (whereis("n" + std::to_string(i)) != SNOW_NO_PROCESS)
        snow_process_yield();
  });
}

} // namespace
