//===- ChaosTest.cpp - Random kills under load ----------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A tree of supervisors with all strategies, whose workers and inner
// supervisors are killed at random while clients send them messages. At the
// end every child has to be back and answer. A client knows that a worker was
// alive from its first message to the last answer, or hears of its end; so it
// finds out about every message that is lost, doubled or overtaken. Memory must
// not grow from the first quarter of the time to the end.
//
// SNOW_CHAOS_SECONDS sets how long it lasts (3).
//
//===----------------------------------------------------------------------===//

#include "sim/Sim.h"
#include "supervisor/SupervisorTesting.h"
#include "timer/TimerService.h"

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <random>
#include <unistd.h>

using namespace snow::test;

namespace {

constexpr int64_t kGroupSize = 6, kGroups = 4, kWorkers = kGroups * kGroupSize;
constexpr int64_t kClients = 4, kBatch = 40;

std::atomic<bool> over;
std::atomic<int64_t> answered, cutShort, kills, callsAnswered, callsFailed;

const snow_type *const kKinds[] = {&kInt, &kString};
const snow_type kOption = {SNOW_TYPE_OPTION, 1,       nullptr, kKinds,
                           nullptr,          nullptr, 0};
const snow_type kResult = {SNOW_TYPE_RESULT, 2,       nullptr, kKinds,
                           nullptr,          nullptr, 0};

std::string nameOf(int64_t worker) { return "worker" + std::to_string(worker); }

int64_t whereis(int64_t worker) {
  std::string name = nameOf(worker);
  return snow_process_whereis(name.data(), static_cast<int64_t>(name.size()));
}

//===----------------------------------------------------------------------===//
// Workers
//===----------------------------------------------------------------------===//

/// Answers an Int from client c, `c << 32 | n`, with n; a call with its
/// payload. Sets timers that outlast it.
void work(void *args) {
  int64_t id;
  std::memcpy(&id, args, 8);
  std::string name = nameOf(id);
  if (!snow_process_register(name.data(), static_cast<int64_t>(name.size()),
                             snow_actor_self())) {
    // Its supervisor was killed, and the child of the old one is still ending.
    snow_exit_reason why = reason(vCustom);
    snow_process_exit_self(&why);
  }
  snow_timer_send_after(snow_actor_self(), 600000, arg(kInt), -1);
  for (;;) {
    Taken taken = receiveBlock();
    if (taken.tag != SNOW_TAG_USER_TERM) {
      snow_service_reply(static_cast<int64_t>(taken.word(0)),
                         taken.bytes.data() + 16, 8);
      continue;
    }
    int64_t value;
    std::memcpy(&value, taken.bytes.data() + 10, 8); // Behind a term's tags.
    int64_t timer = snow_timer_start(arg(kInt), snow_actor_self(), 600000, 0);
    snow_release(snow_timer_cancel(timer), arg(kOption));
    sendInt(value >> 32, value & 0xFFFFFFFF);
  }
}

int64_t startWorker(int64_t id) {
  return snow_actor_spawn(startFunction(work), &id, 8, 1);
}
int64_t startStatic(void *env) {
  return startWorker(reinterpret_cast<int64_t>(env));
}
int64_t startDynamic(void *, void *args, int64_t) {
  int64_t id;
  std::memcpy(&id, args, 8);
  return startWorker(id);
}

int64_t startGroup(void *env) {
  auto group = reinterpret_cast<int64_t>(env);
  const uint32_t unlimited = 1u << 31;
  if (group == SimpleOneForOne)
    return Config(SimpleOneForOne, unlimited, 1, 1)
        .child(startFunction(startDynamic), nullptr, Permanent)
        .start();
  Config config(static_cast<uint8_t>(group), unlimited, 1, kGroupSize);
  for (int64_t i = 0; i != kGroupSize; ++i)
    config.child(startFunction(startStatic), number(group * kGroupSize + i),
                 Permanent, static_cast<uint64_t>(i % 3) * 500);
  return config.start();
}

//===----------------------------------------------------------------------===//
// Load
//===----------------------------------------------------------------------===//

/// One batch of messages to a worker. Nothing but its end may keep it from
/// answering each of them in order.
void sendBatch(int64_t worker, int64_t &next) {
  int64_t target = whereis(worker);
  if (target == SNOW_NO_PROCESS)
    return snow_process_yield();
  int64_t ref = snow_process_monitor(target);
  int64_t first = next;
  for (int64_t i = 0; i != kBatch; ++i)
    sendInt(target, snow_actor_self() << 32 | (next++ & 0xFFFFFFFF));
  for (int64_t expected = first; expected != next; ++expected) {
    Taken taken = receiveBlock(20000);
    if (taken.tag == SNOW_TAG_DOWN) {
      EXPECT_EQ(taken.word(0), static_cast<uint64_t>(ref));
      ++cutShort;
      return;
    }
    ASSERT_EQ(taken.tag, SNOW_TAG_USER_TERM)
        << "a message to a live process is lost";
    int64_t value;
    std::memcpy(&value, taken.bytes.data() + 10, 8);
    ASSERT_EQ(value, expected & 0xFFFFFFFF);
    ++answered;
  }
  EXPECT_EQ(snow_process_demonitor(ref), 0);
}

/// A call by a job, which fails with the service.
int64_t callWorker(void *env) {
  int64_t payload[] = {reinterpret_cast<int64_t>(env)};
  auto *reply = static_cast<snow_block *>(
      snow_service_call(whereis(payload[0]), 1, payload, sizeof payload));
  int64_t value;
  std::memcpy(&value, reply->bytes, 8);
  snow_block_release(reply);
  EXPECT_EQ(value, payload[0]);
  return value;
}

void client(void *args) {
  int64_t seed;
  std::memcpy(&seed, args, 8);
  std::mt19937_64 random(static_cast<uint64_t>(seed));
  int64_t next = 1;
  while (!over && !testing::Test::HasFatalFailure()) {
    auto worker = static_cast<int64_t>(random() % kWorkers);
    sendBatch(worker, next);
    if (random() % 64)
      continue;
    auto *end = static_cast<snow_result *>(snow_job_await(
        snow_job_async(startFunction(callWorker), number(worker))));
    ++(end->tag == 0 ? callsAnswered : callsFailed);
    snow_release(end, arg(kResult));
  }
  snow_actor_send_value(0, arg(kInt), -5);
}

/// Mostly workers, at times one of the inner supervisors with static children.
void killOne(std::mt19937_64 &random, int64_t root) {
  int64_t target = whereis(static_cast<int64_t>(random() % kWorkers));
  if (random() % 50 == 0) {
    std::vector<int64_t> groups = childrenOf(root);
    target = groups[random() % (groups.size() - 1)];
  }
  static const Variant reasons[] = {vKilled, vError, vShutdown, vCustom};
  exitTo(target, reasons[random() % 4]);
  ++kills;
}

int64_t residentKiB() {
  int64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages >> pages;
  return pages * sysconf(_SC_PAGESIZE) / 1024;
}

void expectAllBack(int64_t root) {
  EXPECT_EQ(snow_supervisor_count_children(root), kGroups);
  int64_t next = 1;
  for (int64_t worker = 0; worker != kWorkers; ++worker) {
    // One that is there may still be ended by its strategy, for the last kill.
    int64_t before = 0;
    for (int turn = 0; turn != 5000; ++turn) {
      before = answered;
      sendBatch(worker, next);
      if (answered - before == kBatch)
        break;
      snow_timer_sleep(1);
    }
    EXPECT_EQ(answered - before, kBatch) << nameOf(worker) << " is not back";
  }
  for (int64_t group : childrenOf(root))
    EXPECT_EQ(snow_supervisor_count_children(group), kGroupSize);
}

TEST(Chaos, RandomKillsUnderLoad) {
  const char *text = std::getenv("SNOW_CHAOS_SECONDS");
  const int seconds =
      text ? std::max(static_cast<int>(std::strtol(text, nullptr, 10)), 1) : 3;
  over = false;
  answered = cutShort = kills = callsAnswered = callsFailed = 0;
  int64_t early = 0, late = 0;
  ProgramResult result = runProgram(
      [&] {
        Config config(OneForOne, 1u << 31, 1, kGroups);
        for (int64_t group = 0; group != kGroups; ++group)
          config.child(startFunction(startGroup), number(group), Permanent,
                       5000);
        int64_t root = config.start();
        for (int64_t id = SimpleOneForOne * kGroupSize; id != kWorkers; ++id)
          EXPECT_GT(
              snow_supervisor_start_child(childrenOf(root).back(), &id, 8), 0);
        for (int64_t i = 0; i != kClients; ++i)
          snow_actor_spawn(startFunction(client), &i, 8, 1);
        std::mt19937_64 random(1);
        uint64_t begin = snow::rt::monotonicNow(), elapsed = 0;
        // Real time that the twin takes is not bounded by its clock.
        const uint64_t total = static_cast<uint64_t>(seconds) * 1000000000 /
                               (snow::rt::kSimulated ? kScale : 1);
        while (elapsed < total && !testing::Test::HasFailure()) {
          killOne(random, root);
          snow_timer_sleep(static_cast<int64_t>(random() % 3));
          elapsed = snow::rt::monotonicNow() - begin;
          if (!early && elapsed > total / 4)
            early = residentKiB();
        }
        late = residentKiB();
        over = true;
        for (int64_t i = 0; i != kClients; ++i)
          EXPECT_TRUE(receiveExactly(-5, 30000));
        expectAllBack(root);
        exitTo(root, vShutdown);
        waitGone(root);
        for (int64_t worker = 0; worker != kWorkers; ++worker)
          EXPECT_EQ(whereis(worker), SNOW_NO_PROCESS);
      },
      4, seconds);
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.out, "");
  std::printf("chaos: %lld kills, %lld answers, %lld batches cut short, %lld "
              "calls answered, %lld failed; %lld KiB early, %lld late\n",
              static_cast<long long>(kills), static_cast<long long>(answered),
              static_cast<long long>(cutShort),
              static_cast<long long>(callsAnswered),
              static_cast<long long>(callsFailed),
              static_cast<long long>(early), static_cast<long long>(late));
  EXPECT_GT(answered, 100);
  EXPECT_GT(kills, 100 / kScale);
  // A sanitizer keeps freed memory and histories.
  if (!snow::rt::kSanitized)
    EXPECT_LT(late, early + 4096) << "KiB";
}

} // namespace
