//===- SupervisorAbi.cpp - C entries: supervisors -------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "platform/NotYet.h"
#include "snow/Runtime/ABI/Runtime.h"

using namespace snow::rt;

extern "C" {

int64_t snow_supervisor_start(void *config, int64_t length) {
  notYet("snow_supervisor_start", "supervisors");
  return SNOW_NO_PROCESS;
}

int64_t snow_supervisor_start_child(int64_t sup, void *args, int64_t size) {
  notYet("snow_supervisor_start_child", "supervisors");
  return SNOW_NO_PROCESS;
}

int64_t snow_supervisor_terminate_child(int64_t sup, int64_t child) {
  notYet("snow_supervisor_terminate_child", "supervisors");
  return 1;
}

int64_t snow_supervisor_count_children(int64_t sup) {
  notYet("snow_supervisor_count_children", "supervisors");
  return 0;
}

} // extern "C"
