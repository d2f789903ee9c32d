//===- Search.cpp - One program, many seeds -------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// A child is a copy of the process as it was when the program began, so a
// program is compiled and loaded once, whatever it does to its memory, and a
// crash ends one seed only.
//
//===----------------------------------------------------------------------===//

#include "sim/Search.h"

#include "platform/Fatal.h"
#include "sim/Sim.h"
#include "sim/Simulation.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <deque>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <time.h>
#include <unistd.h>
#include <utility>

using namespace snow::rt;
using namespace snow::rt::sim;

namespace {

/// A run that takes longer is taken for one that never ends.
constexpr unsigned kSecondsPerSeed = 60;
/// Lines of the trace that are shown of a seed that fails.
constexpr size_t kShownLines = 400;

bool searching = false;
int traceFd = STDERR_FILENO;
/// In memory that a child shares with its parent.
uint64_t *sharedSteps = nullptr;

class Search {
public:
  explicit Search(const Options &options) : options(options) {}

  /// Returns true in a child, whose options are then set.
  bool run();
  const Options &runOptions() const { return options; }

private:
  enum class Output : uint8_t { Dropped, Shown };
  struct Child {
    pid_t pid;
    uint64_t seed;
  };

  bool start(uint64_t seed, Output output, pid_t &pid);
  bool measure();
  bool show(uint64_t seed, int status);
  void printTrace() const;

  Options options;
  timespec started{};
};

int waitFor(pid_t pid) {
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR)
    ;
  return status;
}

bool failed(int status) { return !WIFEXITED(status) || WEXITSTATUS(status); }

std::string describe(int status) {
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
    return "it did not end within " + std::to_string(kSecondsPerSeed) +
           " seconds";
  if (WIFSIGNALED(status))
    return std::string("killed by ") + ::strsignal(WTERMSIG(status));
  switch (WEXITSTATUS(status)) {
  case kDeadlockStatus:
    return "deadlock (exit status 71)";
  case kTooLongStatus:
    return "too many steps (exit status 72)";
  default:
    return "exit status " + std::to_string(WEXITSTATUS(status));
  }
}

void redirect(int from, const char *path, int flags) {
  int fd = ::open(path, flags);
  if (fd < 0)
    return;
  ::dup2(fd, from);
  ::close(fd);
}

/// Every seed reads a file from its start; whatever else standard input is, one
/// seed would take it from the next.
void openInput() {
  struct stat info{};
  bool isFile = ::fstat(STDIN_FILENO, &info) == 0 && S_ISREG(info.st_mode);
  redirect(STDIN_FILENO, isFile ? "/proc/self/fd/0" : "/dev/null", O_RDONLY);
}

} // namespace

/// Forks a child that runs the seed. True in the child.
bool Search::start(uint64_t seed, Output output, pid_t &pid) {
  pid = ::fork();
  if (pid < 0)
    fatal("sim: cannot start another process");
  if (pid != 0)
    return false;
  options.seed = seed;
  searching = output == Output::Dropped;
  openInput();
  if (searching) {
    options.trace = false;
    redirect(STDOUT_FILENO, "/dev/null", O_WRONLY);
    redirect(STDERR_FILENO, "/dev/null", O_WRONLY);
  }
  ::alarm(kSecondsPerSeed);
  return true;
}

/// Finds out how long a run is, which PCT must know. True in the child.
bool Search::measure() {
  PolicyKind policy = std::exchange(options.policy, PolicyKind::RandomWalk);
  pid_t pid;
  if (start(options.firstSeed, Output::Dropped, pid))
    return true;
  waitFor(pid);
  options.policy = policy;
  options.steps = std::max<uint64_t>(*sharedSteps, 1);
  return false;
}

void Search::printTrace() const {
  std::string text;
  std::array<char, 65536> chunk;
  ::lseek(traceFd, 0, SEEK_SET);
  for (ssize_t size; (size = ::read(traceFd, chunk.data(), chunk.size())) > 0;)
    text.append(chunk.data(), static_cast<size_t>(size));
  size_t from = text.size(), lines = 0;
  while (from != 0 && lines <= kShownLines)
    lines += text[--from] == '\n';
  if (from != 0) {
    size_t left = static_cast<size_t>(
        std::count(text.begin(), text.begin() + static_cast<long>(from), '\n'));
    text = "  ... " + std::to_string(left + 1) +
           " lines before these; --trace writes all\n" + text.substr(from + 1);
  }
  writeError("trace (virtual seconds, who, what):\n" + text);
}

/// Runs a seed that failed once more, for all to see. True in the child.
bool Search::show(uint64_t seed, int status) {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  double seconds = static_cast<double>(now.tv_sec - started.tv_sec) +
                   static_cast<double>(now.tv_nsec - started.tv_nsec) / 1e9;
  char time[32];
  std::snprintf(time, sizeof time, "%.1f", seconds);
  report("sim: seed " + std::to_string(seed) + " fails: " + describe(status) +
         " (" + std::to_string(seed - options.firstSeed + 1) + " of " +
         std::to_string(options.endSeed - options.firstSeed) + " seeds, " +
         time + " s)");
  options.trace = true;
  traceFd = ::memfd_create("trace", 0);
  pid_t pid;
  if (start(seed, Output::Shown, pid))
    return true;
  int again = waitFor(pid);
  printTrace();
  if (again != status)
    report("sim: the second run of the seed ended otherwise (" +
           describe(again) +
           "): the program depends on something outside the twin");
  options.seed = seed;
  options.trace = false;
  report("sim: replay with: " + options.replayCommand(nullptr));
  return false;
}

bool Search::run() {
  clock_gettime(CLOCK_MONOTONIC, &started);
  sharedSteps = static_cast<uint64_t *>(
      ::mmap(nullptr, sizeof(uint64_t), PROT_READ | PROT_WRITE,
             MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  if (sharedSteps == MAP_FAILED)
    fatal("sim: out of memory");
  if (options.policy == PolicyKind::Pct && options.steps == 0 && measure())
    return true;
  size_t window = std::max(1u, std::thread::hardware_concurrency());
  std::deque<Child> children;
  uint64_t seed = options.firstSeed;
  while (seed != options.endSeed || !children.empty()) {
    if (seed != options.endSeed && children.size() != window) {
      Child child{0, seed++};
      if (start(child.seed, Output::Dropped, child.pid))
        return true;
      children.push_back(child);
      continue;
    }
    // In order, so that the first seed that fails is the one that is told.
    Child child = children.front();
    children.pop_front();
    int status = waitFor(child.pid);
    if (!failed(status))
      continue;
    for (Child other : children) {
      ::kill(other.pid, SIGKILL);
      waitFor(other.pid);
    }
    if (show(child.seed, status))
      return true;
    ::_exit(1);
  }
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  uint64_t count = options.endSeed - options.firstSeed;
  double seconds = static_cast<double>(now.tv_sec - started.tv_sec) +
                   static_cast<double>(now.tv_nsec - started.tv_nsec) / 1e9;
  char text[160];
  std::snprintf(text, sizeof text,
                "sim: %llu seeds, none fails (%.1f s, %.0f seeds a second)",
                static_cast<unsigned long long>(count), seconds,
                static_cast<double>(count) / std::max(seconds, 1e-6));
  report(text);
  ::_exit(0);
}

const Options &sim::optionsOfRun() {
  static Options options;
  static bool isRead = false;
  if (isRead && searching)
    return options;
  bool first = !std::exchange(isRead, true);
  options = Options::fromEnvironment();
  if (first && options.isSearch()) {
    Search search(options);
    search.run(); // Returns in a child only.
    options = search.runOptions();
    // What the program runs later is no search of its own.
    ::unsetenv("SNOW_SIM_SEEDS");
  }
  return options;
}

bool sim::isSearching() { return searching; }

int sim::traceDescriptor() { return traceFd; }

void sim::publishSteps(uint64_t steps) {
  if (sharedSteps)
    *sharedSteps = steps;
}
