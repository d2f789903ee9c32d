//===- RobustnessTest.cpp - Null, garbage and entries without a body yet --===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Runtime specification, section 1: such arguments are an unknown target or
// give the error value; nothing crashes.
//
//===----------------------------------------------------------------------===//

#include "TestTypes.h"

using namespace snow::test;

namespace {

constexpr int64_t kHuge = int64_t(1) << 40;
char garbage[64] = "garbage";

void callEverything() {
  for (int64_t size :
       {int64_t(-1), int64_t(0), int64_t(16), kHuge, INT64_MIN}) {
    snow_actor_send(0, nullptr, size);
    snow_actor_send(-1, garbage, size == kHuge ? kHuge : 8);
    snow_actor_send_named(nullptr, size, nullptr, size, nullptr, size);
    snow_actor_send_named(garbage, size == 16 ? 7 : size, garbage,
                          size == 16 ? 3 : size, nullptr, size);
    EXPECT_EQ(snow_process_register(nullptr, size, 999999), 0);
    EXPECT_EQ(snow_process_unregister(nullptr, size), 0);
    EXPECT_EQ(snow_process_whereis(nullptr, size), SNOW_NO_PROCESS);
    snow_register_function(nullptr, size, nullptr);
    snow_describe_function(nullptr, nullptr, size);
    EXPECT_EQ(snow_node_start(nullptr, size, nullptr, size, size), -2);
    EXPECT_EQ(snow_node_connect(nullptr, size), -1);
    EXPECT_EQ(snow_node_monitor(nullptr, size), 1);
    EXPECT_EQ(snow_node_spawn(nullptr, size, nullptr, size, nullptr, size, 1),
              0);
    EXPECT_EQ(snow_supervisor_start(nullptr, size), SNOW_NO_PROCESS);
    EXPECT_EQ(snow_supervisor_start_child(size, nullptr, size),
              SNOW_NO_PROCESS);
    EXPECT_EQ(snow_ws_send_binary(nullptr, nullptr, size), -1);
  }
  EXPECT_EQ(snow_supervisor_start(garbage, 8), SNOW_NO_PROCESS);
  EXPECT_EQ(snow_supervisor_terminate_child(12345, 1), 1);
  EXPECT_EQ(snow_supervisor_count_children(12345), 0);
  snow_actor_send_value(0, nullptr, 5);
  snow_timer_send_after(0, 1, nullptr, 5);
  EXPECT_EQ(snow_mailbox_match(nullptr, nullptr, nullptr), 0);
  snow_mailbox_skip();
  snow_mailbox_take();
  snow_block_release(nullptr);
  snow_process_exit(0, nullptr);
  snow_process_exit(-1, garbage);
  EXPECT_EQ(snow_actor_receive_match(nullptr, nullptr, 0), nullptr);
  EXPECT_EQ(text(snow_node_self()), "");
  EXPECT_EQ(static_cast<snow_list *>(snow_node_list())->length, 0u);
  snow_ws_serve(nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, -1);
  snow_ws_serve_tls(nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, -1,
                    nullptr, nullptr);
  EXPECT_EQ(snow_ws_send(nullptr, nullptr), -1);
  EXPECT_EQ(snow_ws_is_binary(nullptr), 0);
  EXPECT_EQ(snow_ws_join(nullptr, nullptr), -1);
  EXPECT_EQ(snow_ws_leave(nullptr, nullptr), -1);
  EXPECT_EQ(snow_ws_broadcast(nullptr, nullptr), 0);
  EXPECT_EQ(snow_ws_broadcast_except(nullptr, nullptr, nullptr), 0);
  int64_t out;
  EXPECT_EQ(snow_term_decode(nullptr, nullptr, 5, &out), 0);
  EXPECT_EQ(snow_term_decode(arg(kInt), nullptr, kHuge, &out), 0);
  EXPECT_EQ(snow_term_decode(arg(kInt), garbage, 8, nullptr), 0);
  EXPECT_EQ(text(snow_value_display(nullptr, 5)), "");
  EXPECT_EQ(text(snow_value_display(arg(kString), 0)), "");
  EXPECT_EQ(snow_string_eq(nullptr, str("")), 1);
  EXPECT_EQ(static_cast<snow_list *>(snow_list_make(nullptr, kHuge))->length,
            0u);
  EXPECT_EQ(
      static_cast<snow_list *>(snow_list_append(nullptr, nullptr, 3))->length,
      1u);
  snow_io_print(nullptr);
  snow_io_println(nullptr);
}

TEST(Robustness, InsideAProcess) {
  ProgramResult result = runProgram([] {
    EXPECT_EQ(snow_actor_spawn(nullptr, nullptr, 0, 1), SNOW_NO_PROCESS);
    EXPECT_EQ(snow_actor_spawn(garbage, nullptr, 8, 1), SNOW_NO_PROCESS);
    EXPECT_EQ(snow_actor_spawn(garbage, garbage, kHuge, 1), SNOW_NO_PROCESS);
    callEverything();
    EXPECT_EQ(text(snow_last_error()), "node not started");
    for (int i = 0; i != 3; ++i)
      waitGone(spawn([i] {
        if (i == 0)
          snow_service_call(-1, 0, nullptr, 100);
        if (i == 1)
          snow_service_call(0, 0, nullptr, kHuge);
        if (i == 2)
          snow_panic(nullptr, nullptr);
      }));
    EXPECT_EQ(static_cast<snow_list *>(snow_job_map(nullptr, nullptr, nullptr))
                  ->length,
              0u);
  });
  EXPECT_EQ(result.status, 0);
  size_t first =
      result.err.find("snow_node_start: not available in this runtime yet");
  EXPECT_NE(first, std::string::npos);
  EXPECT_EQ(result.err.find("snow_node_start: not", first + 1),
            std::string::npos)
      << "said once";
}

TEST(Robustness, OutsideAnyProcess) {
  for (bool up : {false, true}) {
    if (up)
      snow_rt_init();
    callEverything();
    EXPECT_EQ(snow_actor_self(), SNOW_NO_PROCESS);
    EXPECT_EQ(snow_actor_receive(-1), nullptr);
    EXPECT_EQ(snow_mailbox_peek(), nullptr);
    EXPECT_EQ(snow_mailbox_wait(-1), 0);
    EXPECT_EQ(snow_process_trap_exit(1), 0);
    snow_process_link(0);
    snow_process_unlink(0);
    snow_process_yield();
    snow_timer_sleep(100000);
    EXPECT_EQ(snow_process_is_alive(0), 0);
    EXPECT_NE(snow_process_context(), nullptr);
  }
  EXPECT_EQ(snow_rt_run_scheduler(), 0) << "nothing to run";
  EXPECT_EQ(snow_rt_run_scheduler(), 0) << "not even a runtime";
}

} // namespace
