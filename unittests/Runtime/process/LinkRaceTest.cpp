//===- LinkRaceTest.cpp - Links set and unset from both sides -------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"
#include "sched/Runtime.h"

using namespace snow::test;

namespace {

/// Whether a process that waits has an active link to another.
bool isLinked(int64_t pid, int64_t to) {
  snow::rt::Process *process =
      snow::rt::runtime()->table.find(static_cast<uint64_t>(pid));
  if (!process->side)
    return false;
  auto it = process->side->links.find(static_cast<uint64_t>(to));
  return it != process->side->links.end() && it->second == 0;
}

constexpr int64_t kPing = 1, kLink = 2, kUnlink = 3, kToggle = 4;

void partner() {
  for (;;) {
    switch (receiveInt()) {
    case kLink:
      snow_process_link(0);
      break;
    case kUnlink:
      snow_process_unlink(0);
      break;
    case kToggle:
      snow_process_link(0);
      snow_process_unlink(0);
      break;
    default:
      break;
    }
    sendInt(0, kPing);
  }
}

/// Two rounds: a signal, and the answer to it.
void settle(int64_t other) {
  for (int i = 0; i != 2; ++i) {
    sendInt(other, kPing);
    receiveInt();
  }
}

// ERTS User's Guide, Communication in Erlang, "Links": however requests cross,
// both sides end up with the same idea of the link.
TEST(LinkRace, BothSidesAgree) {
  runProgram(
      [] {
        snow_process_trap_exit(1);
        int64_t other = spawn(partner);
        for (int round = 0; round != 4000 / kScale; ++round) {
          sendInt(other, kLink + round % 3);
          if (round % 7)
            snow_process_link(other);
          if (round % 2)
            snow_process_yield();
          if (round % 5)
            snow_process_unlink(other);
          receiveInt();
          settle(other);
          ASSERT_EQ(isLinked(0, other), isLinked(other, 0)) << round;
        }
      },
      3);
}

// As above, "Links": once unlink has returned, no exit signal from the link is
// delivered until the two are linked again.
TEST(LinkRace, NothingComesBehindAnUnlink) {
  runProgram(
      [] {
        snow_process_trap_exit(1);
        for (int round = 0; round != 1000 / kScale; ++round) {
          int64_t child = spawn([] { snow_panic(str("x"), nullptr); });
          snow_process_link(child);
          snow_process_unlink(child);
          // What came before the unlinking may be here; nothing after it.
          while (receiveBlock(0).tag)
            ;
          waitGone(child);
          snow_process_yield();
          ASSERT_EQ(receiveBlock(0).tag, 0u) << round;
        }
      },
      3);
}

// Each end is told once, whoever has linked: with the process's reason, or
// NoProc if it was dead already (OTP, erlang:link/1).
TEST(LinkRace, OneSignalForEachEnd) {
  runProgram(
      [] {
        snow_process_trap_exit(1);
        for (int round = 0; round != 1000 / kScale; ++round) {
          int64_t child = spawn([] {
            snow_process_link(0);
            snow_exit_reason why = reason(vCustom, "c");
            snow_process_exit_self(&why);
          });
          snow_process_link(child);
          int code = receiveBlock().reason(1);
          ASSERT_TRUE(code == wCustom || code == wNoProc) << code;
          // Both, if the child's own link was served before main linked.
          for (Taken more; (more = receiveBlock(0)).tag;) {
            ASSERT_EQ(code, wCustom);
            code = more.reason(1);
            ASSERT_EQ(code, wNoProc);
          }
        }
      },
      3);
}

} // namespace
