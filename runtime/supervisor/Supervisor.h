//===- Supervisor.h - The supervisor process --------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Semantics: runtime specification, section 8; where it is silent, OTP's
// supervisor behaviour (stdlib, supervisor(3)).
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SUPERVISOR_SUPERVISOR_H
#define SNOW_RUNTIME_SUPERVISOR_SUPERVISOR_H

#include "process/Process.h"
#include "process/ProcessSide.h"
#include "supervisor/Config.h"
#include "term/ClosureTable.h"

#include <deque>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace snow::rt {

/// Requests to a supervisor are service calls with these tags.
enum class SupervisorRequest : uint64_t {
  Ready,
  StartChild,
  TerminateChild,
  Count,
  Which,
  /// A request with values; the tag is none of a service.
  StartChildValues = uint64_t(1) << 62
};

class Supervisor {
public:
  Supervisor(Process &self, SupervisorConfig config, uint64_t parent)
      : self(self), config(std::move(config)), parent(parent) {}

  /// Starts the children and serves until the supervisor ends, which it does by
  /// throwing ProcessExit.
  [[noreturn]] void run();

private:
  /// The bytes of a term, with the closures in it.
  class Arguments {
  public:
    Arguments() = default;
    Arguments(const uint8_t *term, size_t size) : bytes(term, term + size) {
      copyClosures(bytes.data(), size);
    }
    Arguments(const Arguments &other)
        : Arguments(other.bytes.data(), other.bytes.size()) {}
    Arguments(Arguments &&) = default;
    Arguments &operator=(const Arguments &) = delete;
    ~Arguments() { dropClosures(bytes.data(), bytes.size()); }
    uint8_t *data() { return bytes.data(); }
    size_t size() const { return bytes.size(); }

  private:
    std::vector<uint8_t> bytes;
  };
  /// Values, kept for as many starts as there will be.
  class Values : public StartValues {
  public:
    Values(const snow_type *types, const int64_t *from);
    Values(const Values &) = delete;
    Values &operator=(const Values &) = delete;
    ~Values();
  };
  struct Child {
    size_t spec;
    Arguments args;
    std::unique_ptr<Values> values; // In place of args; null: there are none.
    uint64_t pid = kNoPid;          // kNoPid: not running.
    bool isRetrying = false;
  };
  /// In the order of their start.
  using Children = std::list<Child>;

  void startFirst();
  bool startChild(Children::iterator child, Reason &failure);
  uint64_t callStart(const Child &child);
  uint64_t callStart(const ChildSpec &spec, const Values &values);
  void unlinkHelpers(const std::vector<StartedProcess> &spawned, uint64_t kept);
  bool hasSeenEnd(uint64_t pid);
  void stopChild(Child &child);
  void stopFrom(Children::iterator first);
  void forgetEnd(uint64_t pid, Message **from);
  bool waitDown(uint64_t ref, Message **from, uint64_t deadline);
  void childEnded(uint64_t pid, const Reason &reason);
  void restart(Children::iterator child);
  void retryOne();
  void countRestart();
  [[noreturn]] void end(Reason reason);
  void handle(Message *message);
  void handleRequest(Message *message);
  void addChild(uint64_t caller, Child child);
  void answer(uint64_t caller, uint64_t value, std::string_view text = {});
  std::string describeChildren() const;

  Process &self;
  SupervisorConfig config;
  uint64_t parent;
  Children children;
  std::unordered_map<uint64_t, Children::iterator> running; // By pid.
  /// Children whose restart has failed; see restart().
  std::deque<Children::iterator> retries;
  std::deque<uint64_t> restarts; // Times, monotonic nanoseconds.
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_SUPERVISOR_SUPERVISOR_H
