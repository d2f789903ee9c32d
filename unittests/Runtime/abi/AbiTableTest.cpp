//===- AbiTableTest.cpp - Every entry of the ABI table exists -------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Takes the address of each function with its declared type. An entry without a
// body, or with a body of another signature, does not link or compile.
//
//===----------------------------------------------------------------------===//

#include "snow/Runtime/ABI/Runtime.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace {

struct Entry {
  const char *name;
  const void *address;
};

#define PTR(name) void *
#define I64(name) int64_t
#define I8(name) int8_t
#define F64(name) double
#define OWN(name) void *
#define OWN_I64(name) int64_t
#define PARAMS(...) (__VA_ARGS__)
#define NO_PARAMS() ()
#define RESULT_VOID void
#define RESULT_PTR void *
#define RESULT_I64 int64_t
#define RESULT_I8 int8_t
#define RESULT_F64 double

template <typename F> const void *addressOf(F *function) {
  return reinterpret_cast<const void *>(function);
}

const Entry kEntries[] = {
#define SNOW_ABI_FUNCTION(name, group, result, params, effects, summary, doc)  \
  {"snow_" #name, addressOf<RESULT_##result params>(snow_##name)},
#include "snow/Runtime/ABI/RuntimeFunctions.def"
};

TEST(AbiTable, EveryEntryHasItsOwnBody) {
  std::set<std::string> names;
  for (const Entry &entry : kEntries) {
    EXPECT_NE(entry.address, nullptr) << entry.name;
    EXPECT_TRUE(names.insert(entry.name).second)
        << entry.name << " appears twice";
  }
  EXPECT_GE(names.size(), 70u);
}

TEST(AbiTable, ReservedTagsAreDistinct) {
  std::set<uint64_t> tags = {
      SNOW_TAG_EXIT,       SNOW_TAG_DOWN,          SNOW_TAG_NODEDOWN,
      SNOW_TAG_NODEUP,     SNOW_TAG_SPAWN_REPLY,   SNOW_TAG_JOB_RESULT,
      SNOW_TAG_WS_TEXT,    SNOW_TAG_WS_BINARY,     SNOW_TAG_WS_DISCONNECT,
      SNOW_TAG_WS_CONNECT, SNOW_TAG_SERVICE_REPLY, SNOW_TAG_USER_TERM};
  EXPECT_EQ(tags.size(), 12u);
  EXPECT_EQ(SNOW_TAG_USER_TERM, ~uint64_t(0) - 11);
  EXPECT_EQ(SNOW_TAG_FIRST_RESERVED, ~uint64_t(0) - 255);
}

} // namespace
