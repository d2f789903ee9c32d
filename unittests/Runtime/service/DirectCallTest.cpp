//===- DirectCallTest.cpp - Calls with values, hand-over and circles ------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Computing.h"
#include "ProgramRunner.h"
#include "sim/Sim.h"

#include <atomic>
#include <chrono>
#include <cstring>

using namespace snow::test;

namespace {

const snow_type *const oneInt[] = {&kInt};
const snow_type kIntTuple = {SNOW_TYPE_TUPLE, 1,       nullptr, oneInt,
                             nullptr,         nullptr, 0};

int64_t spawnRaw(void (*function)(void *), std::vector<int64_t> words) {
  return snow_actor_spawn(reinterpret_cast<void *>(function), words.data(),
                          static_cast<int64_t>(8 * words.size()), 1);
}

int64_t call(int64_t service, int64_t tag, int64_t value) {
  return snow_service_call_values(service, tag, arg(kIntTuple), &value,
                                  arg(kInt));
}

void cast(int64_t service, int64_t tag, int64_t value) {
  snow_service_cast_values(service, tag, arg(kIntTuple), &value);
}

/// A service as snow-split-receives writes it. Handlers: 0 adds and answers the
/// sum, 1 (a cast) adds, 2 calls the process given and adds its answer to 1000,
/// 3 sleeps and answers, 4 panics, 5 never answers.
enum : int64_t { kAdd, kPut, kForward, kSlow, kPanic, kSilent };

void serve(void *frame) {
  auto *state = static_cast<int64_t *>(frame);
  int64_t sum = state[0];
  while (auto *request = static_cast<snow_request *>(snow_service_next())) {
    auto caller = static_cast<int64_t>(request->caller);
    auto tag = static_cast<int64_t>(request->tag);
    int64_t value;
    if (!snow_service_arguments(request, arg(kIntTuple), &value))
      continue;
    switch (tag) {
    case kAdd:
      sum += value;
      snow_service_answer(caller, arg(kInt), sum);
      break;
    case kPut:
      sum += value;
      break;
    case kForward:
      snow_service_answer(caller, arg(kInt), 1000 + call(value, kAdd, 1));
      break;
    case kSlow:
      snow_timer_sleep(value);
      snow_service_answer(caller, arg(kInt), value);
      break;
    case kPanic:
      snow_panic(str("handler"), nullptr);
      break;
    case kSilent:
    default:
      break;
    }
  }
  state[0] = sum;
  snow_actor_suspend(reinterpret_cast<void *>(serve), -1);
}

int64_t startService() { return spawnRaw(serve, {0}); }

class DirectCall : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Workers, DirectCall, testing::Values(1u, 4u));

TEST_P(DirectCall, AnswersFromItsState) {
  runProgram(
      [] {
        const int64_t count = 20000 / kScale;
        int64_t service = startService();
        for (int64_t i = 1; i <= count; ++i)
          ASSERT_EQ(call(service, kAdd, 1), i);
      },
      GetParam());
}

TEST_P(DirectCall, CastsComeBeforeTheCallThatFollows) {
  runProgram(
      [] {
        const int64_t count = 5000 / kScale;
        int64_t service = startService();
        for (int64_t i = 1; i <= count; ++i) {
          cast(service, kPut, 1);
          cast(service, kPut, 1);
          ASSERT_EQ(call(service, kAdd, 1), 3 * i);
        }
      },
      GetParam());
}

TEST_P(DirectCall, ManyCallersLoseNothing) {
  runProgram(
      [] {
        const int64_t each = 4000 / kScale;
        int64_t first = startService(), second = startService();
        for (int64_t i = 0; i != 6; ++i)
          spawn([=] {
            for (int64_t n = 0; n != each; ++n) {
              call(n % 2 ? first : second, kAdd, 1);
              if (n % 5 == i % 5)
                snow_process_yield();
            }
            sendInt(0, i);
          });
        for (int64_t i = 0; i != 6; ++i)
          receiveInt();
        EXPECT_EQ(call(first, kAdd, 0) + call(second, kAdd, 0), 6 * each);
      },
      GetParam());
}

TEST_P(DirectCall, AServiceMayCallAnother) {
  runProgram(
      [] {
        int64_t inner = startService(), outer = startService();
        for (int64_t i = 1; i <= 200; ++i)
          ASSERT_EQ(call(outer, kForward, inner), 1000 + i);
      },
      GetParam());
}

TEST_P(DirectCall, AHandlerMayBlock) {
  runProgram(
      [] {
        int64_t service = startService();
        EXPECT_EQ(call(service, kSlow, 5), 5);
        std::atomic<int> *done = new std::atomic<int>(0);
        for (int i = 0; i != 3; ++i)
          spawn([=] {
            EXPECT_EQ(call(service, kSlow, 3), 3);
            if (++*done == 3)
              sendInt(0, 1);
          });
        EXPECT_EQ(receiveInt(5000), 1);
        delete done;
      },
      GetParam());
}

TEST_P(DirectCall, ACallerMayBeKilledMeanwhile) {
  runProgram(
      [] {
        int64_t service = startService();
        int64_t caller = spawn([=] { call(service, kSlow, 60); });
        snow_process_monitor(caller);
        snow_timer_sleep(20);
        snow_exit_reason killed = reason(vKilled);
        snow_process_exit(caller, &killed);
        EXPECT_EQ(receiveBlock(2000).reason(2), wKilled);
        EXPECT_EQ(call(service, kAdd, 7), 7) << "its late answer is dropped";
      },
      GetParam());
}

TEST_P(DirectCall, TheServicesEndFailsTheCall) {
  auto result = runProgram(
      [] {
        int64_t service = startService();
        int64_t caller = spawn([=] {
          receiveInt(); // It is monitored.
          call(service, kPanic, 0);
        });
        snow_process_monitor(caller);
        sendInt(caller, 0);
        Taken down = receiveBlock(2000);
        EXPECT_EQ(down.reason(2), wError);
        std::string why(down.bytes.begin() + 33, down.bytes.end());
        EXPECT_EQ(why, "service call failed: Error(handler)");
        EXPECT_FALSE(snow_process_is_alive(service));
      },
      GetParam());
  EXPECT_EQ(result.status, 0);
}

TEST_P(DirectCall, ACallThatIsNeverAnsweredWaits) {
  auto result = runProgram(
      [] {
        int64_t service = startService();
        spawn([=] { call(service, kSilent, 0); });
        snow_timer_sleep(20);
        EXPECT_EQ(call(service, kAdd, 1), 1);
      },
      GetParam());
  // The twin tells of a caller that waits for ever.
  EXPECT_EQ(result.status, snow::rt::kSimulated ? 71 : 0);
}

//===----------------------------------------------------------------------===//
// Bytes and values
//===----------------------------------------------------------------------===//

TEST_P(DirectCall, BytesAndValuesMix) {
  runProgram(
      [] {
        int64_t service = startService();
        // A term: a tuple of one Int.
        uint8_t term[] = {1, 13, 1, 1, 5, 0, 0, 0, 0, 0, 0, 0};
        auto *reply = static_cast<snow_block *>(
            snow_service_call(service, kAdd, term, sizeof term));
        ASSERT_EQ(reply->size, 10u) << "a term: the version and an Int";
        EXPECT_EQ(reply->bytes[2], 5);
        snow_block_release(reply);
        // A cast by bytes, and bytes that are no term: dropped.
        uint8_t bytes[8 + sizeof term] = {kPut};
        std::memcpy(bytes + 8, term, sizeof term);
        snow_actor_send(service, bytes, sizeof bytes);
        snow_actor_send(service, bytes, 12);
        sendInt(service, 3);
        EXPECT_EQ(call(service, kAdd, 0), 10);
        // A hand-written service that reads and answers bytes.
        int64_t byHand = spawn([] {
          Taken taken = receiveBlock();
          EXPECT_EQ(taken.bytes.size(), 16 + 12u);
          uint8_t answer[] = {1, 1, 9, 0, 0, 0, 0, 0, 0, 0};
          snow_service_reply(0, answer, sizeof answer);
        });
        EXPECT_EQ(call(byHand, 3, 4), 9);
      },
      GetParam());
}

TEST_P(DirectCall, ABadReplyIsAPanic) {
  auto result = runProgram(
      [] {
        int64_t byHand = spawn([] {
          receiveBlock();
          snow_service_reply(0, nullptr, 0);
        });
        call(byHand, 0, 0);
      },
      GetParam());
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.err.find("service call failed: bad reply"),
            std::string::npos);
}

//===----------------------------------------------------------------------===//
// Circles
//===----------------------------------------------------------------------===//

/// Answers each call by a call of the peer that a message names.
void mutual(void *args) {
  int64_t peer = static_cast<int64_t *>(args)[0];
  if (peer == 0)
    peer = receiveInt();
  for (;;) {
    while (auto *request = static_cast<snow_request *>(snow_service_next())) {
      auto caller = static_cast<int64_t>(request->caller);
      snow_service_arguments(request, nullptr, nullptr);
      snow_service_answer(caller, arg(kInt), call(peer, 0, 0));
    }
    snow_mailbox_wait(-1);
  }
}

TEST_P(DirectCall, ACircleIsNamed) {
  auto result = runProgram(
      [] {
        int64_t a = spawnRaw(mutual, {0});
        int64_t b = spawnRaw(mutual, {a});
        sendInt(a, b);
        call(a, 0, 0);
      },
      GetParam());
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(
      result.err.find("process <0.2> (process) crashed: service call failed: "
                      "deadlock: <0.2> -> <0.1> -> <0.2>"),
      std::string::npos)
      << result.err;
}

/// Of processes that call round a ring at the same time, at least one sees the
/// circle; the others end with it, and nothing hangs.
TEST(DirectCallCircle, ClosedByManyAtOnce) {
  runProgram(
      [] {
        for (int round = 0; round != 100 / kScale + 1; ++round) {
          std::vector<int64_t> ring;
          for (int i = 0; i != 4; ++i)
            ring.push_back(spawnRaw(mutual, {0}));
          for (size_t i = 0; i != 4; ++i) {
            snow_process_monitor(ring[i]);
            sendInt(ring[i], ring[(i + 1) % 4]);
          }
          for (size_t i = 0; i != 4; ++i)
            spawn([=] { call(ring[i], 0, 0); });
          for (int i = 0; i != 4; ++i)
            ASSERT_EQ(receiveBlock(5000).tag, SNOW_TAG_DOWN);
        }
      },
      4);
}

//===----------------------------------------------------------------------===//
// Back-pressure
//===----------------------------------------------------------------------===//

std::atomic<int64_t> sent, mostWaiting;

void slowReader(int64_t count) {
  for (int64_t i = 0; i != count; ++i) {
    receiveInt();
    mostWaiting = std::max<int64_t>(mostWaiting, sent - i);
  }
}

/// Sends as compiled code does, which looks at its reductions in each turn.
void flood(int64_t target, int64_t count) {
  auto *context = static_cast<snow_context *>(snow_process_context());
  for (int64_t i = 0; i != count; ++i) {
    ++sent;
    sendInt(target, i);
    countReduction(context);
  }
}

TEST(BackPressure, AFloodingSenderIsSlowed) {
  if (snow::rt::kSimulated)
    GTEST_SKIP() << "the twin takes any ready process";
  runProgram(
      [] {
        sent = mostWaiting = 0;
        const int64_t each = 20000 / kScale;
        for (int i = 0; i != 8; ++i)
          spawn([=] { flood(0, each); });
        slowReader(8 * each);
        EXPECT_LT(mostWaiting, 6000);
      },
      1);
}

// A worker that has nothing but senders would let them go on beside a reader
// that needs longer for a message than they do, wherever that one runs.
TEST(BackPressure, ASlowReaderIsNotFloodedFromOtherWorkers) {
  if (snow::rt::kSimulated)
    GTEST_SKIP() << "one worker";
  for (unsigned workers : {2, 4})
    runProgram(
        [] {
          sent = mostWaiting = 0;
          const int64_t each = 100000 / kScale;
          for (int i = 0; i != 4; ++i)
            spawn([=] { flood(0, each); });
          auto *context = static_cast<snow_context *>(snow_process_context());
          for (int64_t i = 0; i != 4 * each; ++i) {
            receiveInt();
            mostWaiting = std::max<int64_t>(mostWaiting, sent - i);
            auto end =
                std::chrono::steady_clock::now() + std::chrono::microseconds(2);
            while (std::chrono::steady_clock::now() < end)
              countReduction(context);
          }
          // Unslowed, nearly all of the 4 * each would wait. The system may
          // take the reader's thread from it for some milliseconds.
          EXPECT_LT(mostWaiting, 3 * each);
        },
        workers);
}

TEST(BackPressure, AReaderThatDoesNotReadStopsNobody) {
  runProgram(
      [] {
        sent = 0;
        const int64_t count = 20000 / kScale;
        int64_t sink = spawn([] { receiveExactly(-5); });
        spawn([=] {
          flood(sink, count);
          sendInt(0, 1);
        });
        EXPECT_EQ(receiveInt(20000), 1);
        EXPECT_EQ(sent, count);
      },
      2);
}

} // namespace
