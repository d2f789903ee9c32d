//===- SupervisorTesting.h - Supervisors in tests ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_UNITTESTS_RUNTIME_SUPERVISOR_SUPERVISORTESTING_H
#define SNOW_UNITTESTS_RUNTIME_SUPERVISOR_SUPERVISORTESTING_H

#include "ProgramRunner.h"

#include <cstring>

namespace snow::test {

enum Strategy : uint8_t { OneForOne, OneForAll, RestForOne, SimpleOneForOne };
enum Restart : uint8_t { Permanent, Transient, Temporary };

/// Builds the bytes of runtime specification, section 8.
class Config {
public:
  Config(uint8_t strategy, uint32_t maxRestarts, uint64_t seconds,
         uint32_t children) {
    put(strategy), put(maxRestarts), put(seconds), put(children);
  }
  Config &child(void *start, void *env, uint8_t restart, uint64_t ms = 1000) {
    put(uint32_t(1)), put('c'), put(start), put(env), put(restart);
    put(uint8_t(ms ? 1 : 0)), put(ms), put(uint8_t(0));
    return *this;
  }
  int64_t start() {
    return snow_supervisor_start(bytes.data(),
                                 static_cast<int64_t>(bytes.size()));
  }
  std::vector<uint8_t> bytes;

private:
  template <typename T> void put(T value) {
    const auto *p = reinterpret_cast<const uint8_t *>(&value);
    bytes.insert(bytes.end(), p, p + sizeof value);
  }
};

/// The running children, in the order of their start.
inline std::vector<int64_t> childrenOf(int64_t sup) {
  auto *list = static_cast<snow_list *>(snow_supervisor_which_children(sup));
  std::vector<int64_t> pids;
  for (size_t i = 0; i != list->length; ++i)
    pids.push_back(reinterpret_cast<const int64_t *>(list->data[i])[1]);
  return pids;
}

template <typename F> void *startFunction(F *function) {
  return reinterpret_cast<void *>(function);
}
inline void *number(int64_t i) { return reinterpret_cast<void *>(i); }

inline void exitTo(int64_t target, Variant variant) {
  snow_exit_reason why = reason(variant, "t");
  snow_process_exit(target, &why);
}

} // namespace snow::test

#endif // SNOW_UNITTESTS_RUNTIME_SUPERVISOR_SUPERVISORTESTING_H
