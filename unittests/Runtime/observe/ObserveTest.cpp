//===- ObserveTest.cpp - Traces, statistics and lists of processes --------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"
#include "sim/Sim.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <signal.h>
#include <sstream>
#include <string>

using namespace snow::test;

namespace {

/// Sets a variable of the environment for the time of a test.
class Variable {
public:
  Variable(const char *name, const std::string &value) : name(name) {
    setenv(name, value.c_str(), 1);
  }
  ~Variable() { unsetenv(name); }

private:
  const char *name;
};

/// Ten numbers there and back.
void pingPong() {
  int64_t me = snow_actor_self();
  int64_t echo = spawn([me] {
    for (int i = 0; i != 10; ++i)
      sendInt(me, receiveInt() + 1);
  });
  for (int i = 0; i != 10; ++i) {
    sendInt(echo, i);
    ASSERT_EQ(receiveInt(), i + 1);
  }
  waitGone(echo);
}

size_t countOf(const std::string &text, std::string_view part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos;
       at = text.find(part, at + 1))
    ++count;
  return count;
}

/// The value behind `"key":` in a line of a trace.
std::string fieldOf(const std::string &line, const std::string &key) {
  size_t at = line.find("\"" + key + "\":\"");
  if (at == std::string::npos)
    return "";
  at += key.size() + 4;
  return line.substr(at, line.find('"', at) - at);
}

TEST(ObserveTest, TraceHasRunsFlowsAndLives) {
  std::string path = testing::TempDir() + "snow-trace-test.json";
  {
    Variable trace("SNOW_TRACE", path);
    runProgram(pingPong);
  }
  std::ifstream file(path);
  std::map<std::string, int> phases;
  std::map<std::string, int> openFlows;
  std::set<std::string> alive;
  std::map<std::string, int> depth; // Of runs, per worker.
  std::string line;
  while (std::getline(file, line)) {
    std::string phase = fieldOf(line, "ph");
    ++phases[phase];
    // Microseconds since the program began, which lasts no hour.
    if (size_t at = line.find("\"ts\":"); at != std::string::npos) {
      EXPECT_LT(std::stod(line.substr(at + 5)), 3.6e9) << line;
    }
    if (line.find("\"<0.0>\",\"name\"") != std::string::npos) {
      EXPECT_EQ(fieldOf(line, "started by"), "") << line;
    }
    if (phase == "s")
      ++openFlows[fieldOf(line, "id")];
    if (phase == "f")
      --openFlows[fieldOf(line, "id")];
    if (phase == "b")
      alive.insert(fieldOf(line, "id"));
    if (phase == "e") {
      EXPECT_EQ(alive.erase(fieldOf(line, "id")), 1u) << line;
    }
  }
  EXPECT_EQ(phases["b"], 2);
  EXPECT_EQ(phases["e"], 2);
  EXPECT_EQ(phases["s"], 20);
  EXPECT_EQ(phases["f"], 20);
  EXPECT_EQ(phases["B"], phases["E"]);
  EXPECT_GE(phases["B"], 2);
  EXPECT_TRUE(alive.empty());
  for (auto &[id, count] : openFlows)
    EXPECT_EQ(count, 0) << id;
  std::remove(path.c_str());
}

TEST(ObserveTest, AnUnwritableTraceIsReportedAndTheProgramRuns) {
  Variable trace("SNOW_TRACE", "/nonexistent/trace.json");
  ProgramResult result = runProgram(pingPong);
  EXPECT_EQ(result.status, 0);
  EXPECT_NE(result.err.find("cannot write the trace /nonexistent/trace.json: "
                            "No such file or directory"),
            std::string::npos)
      << result.err;
}

TEST(ObserveTest, StatisticsCountWhatHappened) {
  Variable stats("SNOW_STATS", "1");
  ProgramResult result = runProgram(pingPong, 1);
  EXPECT_NE(result.err.find("[snow] scheduler statistics\n"),
            std::string::npos);
  // Worker 0: two processes started and ended.
  size_t row = result.err.find("\n       0");
  ASSERT_NE(row, std::string::npos) << result.err;
  std::istringstream cells(result.err.substr(row));
  long worker = -1, started = 0, ended = 0, runs = 0, sends = 0, receives = 0;
  cells >> worker >> started >> ended >> runs >> sends >> receives;
  ASSERT_TRUE(cells);
  EXPECT_EQ(worker, 0);
  EXPECT_EQ(started, 2);
  EXPECT_EQ(ended, 2);
  EXPECT_EQ(sends, 20);
  EXPECT_EQ(receives, 20);
  EXPECT_GE(runs, 2);
}

TEST(ObserveTest, NothingIsPrintedUnasked) {
  EXPECT_EQ(runProgram(pingPong).err, "");
}

/// The end of the line above a list of processes.
std::string onWorkers(int workers) {
  if (snow::rt::kSimulated)
    workers = 1;
  return " on " + std::to_string(workers) +
         (workers == 1 ? " worker\n" : " workers\n");
}

TEST(ObserveTest, DumpListsEveryProcess) {
  std::string name = "the-waiter";
  ProgramResult result = runProgram([&] {
    int64_t me = snow_actor_self();
    int64_t waiter = spawn([me] {
      sendInt(me, 1);
      receiveExactly(42);
    });
    ASSERT_EQ(receiveInt(), 1);
    ASSERT_EQ(snow_process_register(name.data(),
                                    static_cast<int64_t>(name.size()), waiter),
              1);
    for (int i = 0; i != 3; ++i)
      sendInt(waiter, 7);
    while (!snow_process_is_alive(waiter))
      ;
    snow_timer_sleep(20); // It has looked at the three and waits again.
    snow_host_dump();
    sendInt(waiter, 42);
    waitGone(waiter);
  });
  EXPECT_NE(result.err.find("[snow] 2 processes" + onWorkers(2)),
            std::string::npos)
      << result.err;
  size_t row = result.err.find("the-waiter");
  ASSERT_NE(row, std::string::npos) << result.err;
  std::string line = result.err.substr(row, result.err.find('\n', row) - row);
  EXPECT_NE(line.find("waits for a message"), std::string::npos) << line;
  EXPECT_NE(line.find("  3  "), std::string::npos) << line;
  EXPECT_NE(result.err.find("runs on worker"), std::string::npos);
}

TEST(ObserveTest, DumpTellsASleepFromAWait) {
  ProgramResult result = runProgram([] {
    int64_t me = snow_actor_self();
    int64_t sleeper = spawn([me] {
      sendInt(me, 1);
      snow_timer_sleep(60000);
    });
    // One that has slept waits like any other.
    int64_t waiter = spawn([me] {
      snow_timer_sleep(1);
      sendInt(me, 2);
      receiveExactly(42);
    });
    receiveInt();
    receiveInt();
    snow_timer_sleep(20); // Both have come to rest.
    snow_host_dump();
    snow_exit_reason kill = reason(vKilled);
    snow_process_exit(sleeper, &kill);
    sendInt(waiter, 42);
    waitGone(sleeper);
    waitGone(waiter);
  });
  EXPECT_EQ(countOf(result.err, "  sleeps  "), 1u) << result.err;
  EXPECT_EQ(countOf(result.err, "  waits for a message  "), 1u) << result.err;
}

TEST(ObserveTest, TheSignalAsksForADump) {
  ProgramResult result = runProgram([] {
    raise(SIGUSR1);
    snow_timer_sleep(50);
  });
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(countOf(result.err, "[snow] 1 process" + onWorkers(2)), 1u)
      << result.err;
}

/// Dumps from several processes while others are busy: none deadlocks, each is
/// whole.
TEST(ObserveTest, DumpsAtOnceAreOneAfterTheOther) {
  constexpr int kDumpers = 4;
  ProgramResult result = runProgram(
      [&] {
        int64_t me = snow_actor_self();
        for (int i = 0; i != kDumpers; ++i)
          spawn([me] {
            snow_host_dump();
            sendInt(me, 1);
          });
        for (int i = 0; i != kDumpers; ++i)
          ASSERT_EQ(receiveInt(), 1);
      },
      4);
  EXPECT_EQ(countOf(result.err, " processes" + onWorkers(4)), size_t(kDumpers))
      << result.err;
}

} // namespace
