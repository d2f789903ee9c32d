//===- ServiceTest.cpp - Service calls and replies ------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"

#include <cstring>

using namespace snow::test;

namespace {

/// Takes one call and returns {tag, caller, first payload word}.
struct Call {
  uint64_t tag, caller, argument;
};
Call takeCall() {
  Taken taken = receiveBlock();
  return {taken.tag, taken.word(0), taken.word(1)};
}

void reply(uint64_t caller, int64_t value) {
  snow_service_reply(static_cast<int64_t>(caller), &value, 8);
}

int64_t call(int64_t service, int64_t tag, int64_t argument) {
  auto *block =
      static_cast<snow_block *>(snow_service_call(service, tag, &argument, 8));
  EXPECT_EQ(block->tag, SNOW_TAG_SERVICE_REPLY);
  EXPECT_EQ(block->size, 8u);
  int64_t value;
  std::memcpy(&value, reinterpret_cast<char *>(block) + 16, 8);
  snow_block_release(block);
  return value;
}

int64_t doubler() {
  return spawn([] {
    for (;;) {
      Call c = takeCall();
      EXPECT_EQ(c.tag, 3u);
      reply(c.caller, 2 * static_cast<int64_t>(c.argument));
    }
  });
}

TEST(Service, CallAndReply) {
  ProgramResult result = runProgram([] {
    int64_t service = doubler();
    for (int64_t i = 0; i != 1000 / kScale; ++i)
      ASSERT_EQ(call(service, 3, i), 2 * i);
  });
  EXPECT_EQ(result.status, 0);
}

TEST(Service, ThousandClients) {
  const int64_t clients = 1000 / kScale, calls = 20;
  runProgram(
      [=] {
        int64_t service = doubler();
        for (int64_t c = 0; c != clients; ++c)
          spawn([=] {
            int64_t good = 0;
            for (int64_t i = 0; i != calls; ++i)
              good += call(service, 3, c * 1000 + i) == 2 * (c * 1000 + i);
            sendInt(0, good);
          });
        int64_t sum = 0;
        for (int64_t c = 0; c != clients; ++c)
          sum += receiveInt();
        EXPECT_EQ(sum, clients * calls);
      },
      4);
}

TEST(Service, OtherMessagesStayInOrder) {
  runProgram([] {
    int64_t service = spawn([] {
      Call c = takeCall();
      sendInt(0, 2);
      sendInt(0, 3);
      reply(c.caller, 9);
      sendInt(0, 4);
      receiveInt();
    });
    sendInt(0, 1);
    EXPECT_EQ(call(service, 3, 0), 9);
    for (int64_t expected : {1, 2, 3, 4})
      EXPECT_EQ(receiveInt(), expected);
    EXPECT_EQ(receiveBlock(0).tag, 0u) << "the reply shows nowhere";
  });
}

TEST(Service, RepliesLateAndOutOfOrder) {
  const int64_t clients = 20;
  runProgram([] {
    int64_t service = spawn([] {
      std::vector<Call> calls;
      for (int64_t i = 0; i != clients; ++i)
        calls.push_back(takeCall());
      for (size_t i = calls.size(); i-- != 0;) {
        reply(calls[i].caller, static_cast<int64_t>(calls[i].argument) + 1);
        reply(calls[i].caller, -5); // Nothing is open any more.
      }
      reply(12345, 1); // Never called.
      receiveInt();
    });
    for (int64_t c = 0; c != clients; ++c)
      spawn([=] { sendInt(0, call(service, 1, c) == c + 1); });
    for (int64_t c = 0; c != clients; ++c)
      EXPECT_EQ(receiveInt(), 1);
  });
}

/// The panic message of a process that runs the body, from its crash report.
std::string crashOf(std::function<void()> body) {
  ProgramResult result = runProgram([&] {
    int64_t child = spawn(body);
    waitGone(child);
  });
  size_t at = result.err.find("crashed: ");
  if (at == std::string::npos)
    return "no crash: " + result.err;
  std::string message = result.err.substr(at + 9);
  return message.substr(0, message.find('\n'));
}

TEST(Service, DeadServices) {
  EXPECT_EQ(crashOf([] { call(77777, 0, 0); }), "service call failed: NoProc");
  EXPECT_EQ(crashOf([] { call(-1, 0, 0); }), "service call failed: NoProc");
  EXPECT_EQ(crashOf([] {
              int64_t dead = spawn([] {});
              waitGone(dead);
              call(dead, 0, 0);
            }),
            "service call failed: NoProc");
  EXPECT_EQ(crashOf([] { call(snow_actor_self(), 0, 0); }),
            "service call to self");
}

TEST(Service, ServicesThatEndBeforeReplying) {
  // Ends normally with the call still in its mailbox.
  EXPECT_EQ(crashOf([] { call(spawn([] { receiveInt(30); }), 0, 0); }),
            "service call failed: Normal");
  // Took the call and ended.
  EXPECT_EQ(crashOf([] {
              call(spawn([] {
                     takeCall();
                     snow_exit_reason why = reason(vCustom, "gone");
                     snow_process_exit_self(&why);
                   }),
                   0, 0);
            }),
            "service call failed: Custom(gone)");
}

TEST(Service, AServiceThatPanicsFailsItsCaller) {
  ProgramResult result = runProgram([] {
    int64_t service = spawn([] {
      takeCall();
      snow_panic(str("boom"), nullptr);
    });
    int64_t child = spawn([=] { call(service, 0, 0); });
    waitGone(child);
  });
  EXPECT_NE(result.err.find("crashed: boom\n"), std::string::npos);
  EXPECT_NE(result.err.find("crashed: service call failed: Error(boom)\n"),
            std::string::npos);
}

TEST(Service, ACallerThatEndsLeavesNoTrace) {
  runProgram([] {
    int64_t service = spawn([] {
      Call first = takeCall();
      sendInt(0, 1);
      receiveExactly(7);
      reply(first.caller, 1); // The caller is gone.
      Call second = takeCall();
      reply(second.caller, 2);
    });
    int64_t caller = spawn([=] { call(service, 0, 0); });
    receiveInt();
    snow_exit_reason why = reason(vKilled);
    snow_process_exit(caller, &why);
    waitGone(caller);
    sendInt(service, 7);
    EXPECT_EQ(call(service, 0, 0), 2);
  });
}

TEST(Service, HandlersCallOtherServices) {
  runProgram([] {
    int64_t inner = doubler();
    int64_t outer = spawn([=] {
      for (int i = 0; i != 100; ++i) {
        Call c = takeCall();
        reply(c.caller, call(inner, 3, static_cast<int64_t>(c.argument)) + 1);
      }
    });
    for (int64_t i = 0; i != 100; ++i)
      EXPECT_EQ(call(outer, 0, i), 2 * i + 1);
  });
}

TEST(Service, OutsideAnyProcess) {
  EXPECT_EQ(snow_service_call(0, 0, nullptr, 0), nullptr);
  snow_service_reply(0, nullptr, 0);
}

} // namespace
