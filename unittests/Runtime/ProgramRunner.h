//===- ProgramRunner.h - Runs small programs in tests -----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// A test's program is a function that runs as main of a fresh runtime. Its
// output is captured, and a watchdog ends the whole test binary with a message
// if the program does not end in time: a hang is a failure.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_UNITTESTS_RUNTIME_PROGRAMRUNNER_H
#define SNOW_UNITTESTS_RUNTIME_PROGRAMRUNNER_H

#include "platform/Sanitizers.h"
#include "snow/Runtime/ABI/Runtime.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace snow::test {

/// Sizes of stress tests are divided by this under sanitizers.
constexpr int64_t kScale = rt::kSanitized ? 20 : 1;

struct ProgramResult {
  int64_t status;
  std::string out;
  std::string err;
};

/// Runs `entry` as main on `workers` workers to the end of the program,
/// that must take no longer than the watchdog's usual time and `extraSeconds`.
ProgramResult runProgram(std::function<void()> entry, unsigned workers = 2,
                         int extraSeconds = 0);

/// Starts a process that runs the function.
int64_t spawn(std::function<void()> body, int8_t priority = 1);

/// Sets the terminate block of the calling process.
void onExit(std::function<void()> body);

/// A String object that lives to the end of the test binary.
void *str(std::string_view text);
std::string text(const void *string);

/// Types.
extern const snow_type kInt, kFloat, kBool, kUnit, kString, kPid, kAny;
inline void *arg(const snow_type &type) {
  return const_cast<snow_type *>(&type);
}

void sendInt(int64_t target, int64_t value);
/// The next Int in a selective receive; others are left. -1 after the timeout.
int64_t receiveInt(int64_t timeout = -1);
/// The first Int that is `wanted`, selectively.
bool receiveExactly(int64_t wanted, int64_t timeout = -1);

/// A taken message. `kind` is its tag, `words` what follows as far as it is
/// whole words.
struct Taken {
  uint64_t tag = 0;
  std::vector<uint8_t> bytes;
  uint64_t word(size_t index) const;
  /// Code of the reason behind `words` words.
  int reason(size_t words) const { return bytes.at(8 + 8 * words); }
};
/// Takes the next message; tag 0 after the timeout.
Taken receiveBlock(int64_t timeout = -1);

/// Reasons by declaration index: Normal Shutdown Killed Error NoProc
/// NoConnection Custom.
snow_exit_reason reason(uint64_t variant, std::string_view text = {});
enum Variant : uint64_t {
  vNormal,
  vShutdown,
  vKilled,
  vError,
  vNoProc,
  vNoConn,
  vCustom
};
/// Codes of the wire form.
enum Wire {
  wNormal = 0,
  wError = 1,
  wKilled = 2,
  wShutdown = 4,
  wCustom = 5,
  wNoProc = 7
};

/// Waits, without using messages, until the process is gone.
void waitGone(int64_t pid);

} // namespace snow::test

#endif // SNOW_UNITTESTS_RUNTIME_PROGRAMRUNNER_H
