//===- NodeAbi.cpp - C entries: nodes -------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// No transport yet: a node cannot be started, so every entry behaves as it does
// in a program that is not a node.
//
//===----------------------------------------------------------------------===//

#include "platform/NotYet.h"
#include "sched/Worker.h"
#include "snow/Runtime/ABI/Runtime.h"
#include "value/Heap.h"
#include "value/Lists.h"
#include "value/Strings.h"

using namespace snow::rt;

extern "C" {

int64_t snow_node_start(void *name, int64_t name_len, void *cookie,
                        int64_t cookie_len, int64_t port) {
  notYet("snow_node_start", "node transport");
  return -2;
}

int64_t snow_node_connect(void *name, int64_t name_len) {
  notYet("snow_node_connect", "node transport");
  return -1;
}

void *snow_node_self() { return makeString({}); }

void *snow_node_list() { return emptyList(); }

int64_t snow_node_monitor(void *node, int64_t node_len) {
  notYet("snow_node_monitor", "node transport");
  return 1;
}

int64_t snow_node_spawn(void *node, int64_t node_len, void *fn_name,
                        int64_t fn_name_len, void *args, int64_t args_size,
                        int8_t link_flag) {
  notYet("snow_node_spawn", "node transport");
  if (Process *self = currentProcess())
    self->sideBlock().lastError = "node not started";
  return 0;
}

void *snow_node_spawn_result(int64_t pid) {
  auto *result =
      static_cast<snow_result *>(allocateObject(sizeof(snow_result)));
  result->tag = pid ? 0 : 1;
  result->value = pid ? pid : toWord(snow_last_error());
  return result;
}

void snow_panic_node_spawn() {
  Process *self = currentProcess();
  panic("Node.spawn: " +
        (self && self->side ? self->side->lastError : std::string()));
}

void *snow_last_error() {
  Process *self = currentProcess();
  return makeString(self && self->side ? std::string_view(self->side->lastError)
                                       : std::string_view());
}

} // extern "C"
