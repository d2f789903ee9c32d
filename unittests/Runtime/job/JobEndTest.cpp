//===- JobEndTest.cpp - How jobs end --------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestTypes.h"
#include "value/Heap.h"

using namespace snow::test;

namespace {

void *function(int64_t (*f)(void *)) { return reinterpret_cast<void *>(f); }

/// The text of an Err, or "Ok". Takes the Result over.
std::string failure(void *result) {
  auto *r = static_cast<snow_result *>(result);
  return r->tag == 1 ? text(reinterpret_cast<void *>(r->value)) : "Ok";
}

int64_t endsWith(void *env) {
  auto variant = static_cast<uint64_t>(reinterpret_cast<int64_t>(env));
  snow_exit_reason why = reason(variant, "text");
  snow_process_exit_self(&why);
  return 0;
}
int64_t waits(void *) { return receiveInt(); }
int64_t answers(void *) { return 42; }
int64_t makesText(void *) { return fresh("a text of its own"); }

// Language specification, section 17: "other ends Err of normal killed shutdown
// noproc noconnection".
TEST(JobEnd, AnEndWithoutResultIsAnError) {
  runProgram([] {
    struct {
      Variant variant;
      const char *text;
    } cases[] = {{vNormal, "normal"},       {vKilled, "killed"},
                 {vShutdown, "shutdown"},   {vNoProc, "noproc"},
                 {vNoConn, "noconnection"}, {vError, "text"},
                 {vCustom, "text"}};
    for (auto [variant, text] : cases) {
      int64_t job = snow_job_async(
          function(endsWith),
          reinterpret_cast<void *>(static_cast<int64_t>(variant)));
      EXPECT_EQ(failure(snow_job_await(job)), text);
    }
  });
}

TEST(JobEnd, NormalIsNoResultOfAnyType) {
  runProgram([] {
    int64_t job = snow_job_async_value(
        function(endsWith), arg(kInt),
        reinterpret_cast<void *>(static_cast<int64_t>(vNormal)), arg(kString));
    EXPECT_EQ(failure(snow_job_await(job)), "normal");
  });
}

// As above: "it is killed if its creator ends", so it cannot trap that.
TEST(JobEnd, AJobThatTrapsIsKilledWithItsCreator) {
  for (bool crashes : {false, true})
    runProgram([=] {
      int64_t creator = spawn([=] {
        sendInt(0, snow_job_async(function([](void *) -> int64_t {
                                    snow_process_trap_exit(1);
                                    for (;;)
                                      receiveBlock();
                                  }),
                                  nullptr));
        receiveInt();
        if (crashes)
          snow_panic(str("creator"), nullptr);
      });
      int64_t job = receiveInt();
      snow_process_monitor(job);
      sendInt(creator, 1);
      EXPECT_EQ(receiveBlock().reason(2), wKilled);
    });
}

TEST(JobEnd, AFinishedJobIsNotKilled) {
  runProgram([] {
    int64_t creator = spawn([] {
      int64_t job = snow_job_async(function(answers), nullptr);
      sendInt(0, job);
      receiveInt();
    });
    int64_t job = receiveInt();
    waitGone(job);
    snow_process_monitor(creator);
    sendInt(creator, 1);
    EXPECT_EQ(receiveBlock().reason(2), wNormal);
  });
}

// Values that nobody takes are given back: with the creator, and when it is
// gone before.
TEST(JobEnd, ResultsThatNobodyTakes) {
  const int64_t before = snow::rt::liveObjects();
  runProgram([] {
    int64_t creator = spawn([] {
      int64_t job = snow_job_async_value(function(makesText), nullptr, nullptr,
                                         arg(kString));
      waitGone(job);
      snow_process_yield();
    });
    waitGone(creator);
    creator = spawn([] {
      snow_job_async_value(function(makesText), nullptr, nullptr, arg(kString));
    });
    waitGone(creator);
  });
  EXPECT_EQ(snow::rt::liveObjects(), before);
}

// Language specification, section 17: "result of that job, however messages
// arrive".
TEST(JobEnd, AwaitLeavesMessagesAlone) {
  runProgram([] {
    for (int64_t i = 0; i != 100; ++i)
      sendInt(0, i);
    int64_t job = snow_job_async(function(waits), nullptr);
    spawn([=] {
      for (int64_t i = 100; i != 200; ++i)
        sendInt(0, i);
      sendInt(job, 8);
    });
    auto *result = static_cast<snow_result *>(snow_job_await(job));
    EXPECT_EQ(result->value, 8);
    for (int64_t i = 0; i != 200; ++i)
      ASSERT_EQ(receiveInt(), i);
  });
}

TEST(JobEnd, AwaitInAnyOrder) {
  runProgram([] {
    std::vector<int64_t> jobs;
    for (int64_t i = 0; i != 50; ++i)
      jobs.push_back(snow_job_async(
          function([](void *env) { return reinterpret_cast<int64_t>(env); }),
          reinterpret_cast<void *>(i)));
    for (int64_t i = 49; i >= 0; --i) {
      auto *result = static_cast<snow_result *>(
          snow_job_await(jobs[static_cast<size_t>(i)]));
      EXPECT_EQ(result->tag, 0);
      EXPECT_EQ(result->value, i);
    }
  });
}

TEST(JobEnd, ACrashLeavesTheCreatorAlone) {
  ProgramResult result = runProgram([] {
    int64_t job = snow_job_async(function([](void *) -> int64_t {
                                   snow_panic(str("job"), nullptr);
                                   return 0;
                                 }),
                                 nullptr);
    waitGone(job);
    snow_process_yield();
    EXPECT_EQ(receiveBlock(0).tag, 0u);
    EXPECT_EQ(failure(snow_job_await_timeout(job, 1000)), "job");
  });
  EXPECT_EQ(result.status, 0);
}

} // namespace
