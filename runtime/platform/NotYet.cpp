//===- NotYet.cpp - Entries whose body is still to come -------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "platform/NotYet.h"

#include "platform/Fatal.h"
#include "sched/Runtime.h"

using namespace snow::rt;

void snow::rt::notYet(const char *entry, const char *missing) {
  if (Runtime *rt = runtime()) {
    std::lock_guard lock(rt->outsideMutex);
    if (!rt->missingEntries.insert(entry).second)
      return;
  }
  report(std::string(entry) + ": not available in this runtime yet (" +
         missing + ")");
}
