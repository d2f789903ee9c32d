//===- JobTest.cpp - Jobs -------------------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestTypes.h"
#include "timer/TimerService.h"

using namespace snow::test;

namespace {

void *function(int64_t (*f)(void *)) { return reinterpret_cast<void *>(f); }

int64_t twice(void *env) { return 2 * *static_cast<int64_t *>(env); }
int64_t panics(void *) {
  snow_panic(str("job boom"), nullptr);
  return 0;
}
int64_t waits(void *) { return receiveInt(); }

std::string failure(void *result) {
  auto *r = static_cast<snow_result *>(result);
  return r->tag == 1 ? text(reinterpret_cast<void *>(r->value)) : "Ok";
}

TEST(Job, Result) {
  runProgram([] {
    int64_t n = 21;
    sendInt(0, 5);
    int64_t job = snow_job_async(function(twice), &n);
    EXPECT_NE(job, 0);
    auto *result = static_cast<snow_result *>(snow_job_await(job));
    EXPECT_EQ(result->tag, 0);
    EXPECT_EQ(result->value, 42);
    EXPECT_EQ(failure(snow_job_await(job)), "noproc") << "already taken";
    EXPECT_EQ(receiveInt(), 5);
    EXPECT_EQ(receiveBlock(0).tag, 0u) << "results are no messages";
  });
}

TEST(Job, Failures) {
  ProgramResult result = runProgram([] {
    EXPECT_EQ(
        failure(snow_job_await(snow_job_async(function(panics), nullptr))),
        "job boom");
    int64_t killed = snow_job_async(function(waits), nullptr);
    snow_exit_reason why = reason(vKilled);
    snow_process_exit(killed, &why);
    EXPECT_EQ(failure(snow_job_await(killed)), "killed");
    EXPECT_EQ(failure(snow_job_await(4711)), "noproc");
    // Of another process.
    int64_t n = 1;
    int64_t job = snow_job_async(function(twice), &n);
    spawn([=] { sendInt(0, failure(snow_job_await(job)) == "noproc"); });
    EXPECT_EQ(receiveInt(), 1);
    EXPECT_EQ(failure(snow_job_await(job)), "Ok");
  });
  EXPECT_NE(result.err.find("crashed: job boom"), std::string::npos);
}

TEST(Job, TimeoutLeavesTheJobAwaitable) {
  runProgram([] {
    int64_t job = snow_job_async(function(waits), nullptr);
    uint64_t start = snow::rt::monotonicNow();
    EXPECT_EQ(failure(snow_job_await_timeout(job, 20)), "timeout");
    EXPECT_GE(snow::rt::monotonicNow() - start, 20u * 1000000);
    EXPECT_EQ(failure(snow_job_await_timeout(job, 0)), "timeout");
    sendInt(job, 8);
    auto *result = static_cast<snow_result *>(snow_job_await(job));
    EXPECT_EQ(result->tag, 0);
    EXPECT_EQ(result->value, 8);
  });
}

TEST(Job, IsKilledWithItsCreator) {
  runProgram([] {
    int64_t creator = spawn([] {
      sendInt(0, snow_job_async(function(waits), nullptr));
      receiveInt();
    });
    int64_t job = receiveInt();
    snow_process_monitor(job);
    sendInt(creator, 1);
    EXPECT_EQ(receiveBlock().reason(2), wKilled);
  });
}

TEST(Job, MapKeepsTheOrder) {
  runProgram(
      [] {
        std::vector<int64_t> input;
        for (int64_t i = 0; i != 500 / kScale; ++i)
          input.push_back(i);
        auto square = [](int64_t x) -> int64_t {
          if (x % 3 == 0)
            snow_process_yield();
          if (x == 7)
            snow_panic(str("seven"), nullptr);
          return x * x;
        };
        auto *results = static_cast<snow_list *>(
            snow_job_map(reinterpret_cast<void *>(list(input)),
                         reinterpret_cast<void *>(+square), nullptr));
        ASSERT_EQ(results->length, input.size());
        for (size_t i = 0; i != input.size(); ++i) {
          auto *r = reinterpret_cast<snow_result *>(results->data[i]);
          if (i == 7) {
            EXPECT_EQ(failure(r), "seven");
          } else {
            EXPECT_EQ(r->tag, 0);
            EXPECT_EQ(r->value, static_cast<int64_t>(i * i));
          }
        }
        int64_t factor = 10;
        auto scale = [](void *env, int64_t x) -> int64_t {
          return *static_cast<int64_t *>(env) * x;
        };
        results = static_cast<snow_list *>(
            snow_job_map(reinterpret_cast<void *>(list({1, 2})),
                         reinterpret_cast<void *>(+scale), &factor));
        EXPECT_EQ(reinterpret_cast<snow_result *>(results->data[1])->value, 20);
      },
      4);
}

} // namespace
