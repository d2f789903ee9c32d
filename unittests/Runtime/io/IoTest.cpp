//===- IoTest.cpp - Tests of files, environment and standard input --------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestTypes.h"

#include <cstdlib>
#include <filesystem>
#include <unistd.h>

using namespace snow::test;

namespace {

std::string outcome(void *result) {
  auto *object = static_cast<snow_result *>(result);
  return (object->tag ? "!" : "") +
         (object->value ? text(reinterpret_cast<void *>(object->value)) : "");
}

TEST(File, ReadWriteAppendDelete) {
  std::string path = (std::filesystem::temp_directory_path() /
                      ("snow-io-" + std::to_string(getpid())))
                         .string();
  void *name = str(path);
  EXPECT_EQ(snow_file_exists(name), 0);
  EXPECT_EQ(outcome(snow_file_read(name)),
            "!No such file or directory (os error 2)");
  EXPECT_EQ(outcome(snow_file_append(name, str("one\n"))), "");
  EXPECT_EQ(outcome(snow_file_append(name, str("two"))), "");
  EXPECT_EQ(snow_file_exists(name), 1);
  EXPECT_EQ(outcome(snow_file_read(name)), "one\ntwo");
  EXPECT_EQ(outcome(snow_file_write(name, str("x"))), "");
  EXPECT_EQ(outcome(snow_file_read(name)), "x");
  EXPECT_EQ(outcome(snow_file_delete(name)), "");
  EXPECT_EQ(outcome(snow_file_delete(name)),
            "!No such file or directory (os error 2)");
  EXPECT_EQ(outcome(snow_file_read(str("/"))), "!Is a directory (os error 21)");
  EXPECT_EQ(outcome(snow_file_write(str("/no/such/place"), str("x"))),
            "!No such file or directory (os error 2)");
  EXPECT_EQ(outcome(snow_file_read(str(std::string_view("a\0b", 3)))),
            "!Invalid argument (os error 22)");
}

TEST(Env, GetAndArgs) {
  setenv("SNOW_TEST_VALUE", "here", 1);
  auto *found =
      static_cast<snow_result *>(snow_env_get(str("SNOW_TEST_VALUE")));
  EXPECT_EQ(found->tag, 0);
  EXPECT_EQ(text(reinterpret_cast<void *>(found->value)), "here");
  for (const char *name : {"SNOW_TEST_NOTHING", "", "A=B"})
    EXPECT_EQ(static_cast<snow_result *>(snow_env_get(str(name)))->tag, 1);
  EXPECT_EQ(static_cast<snow_list *>(snow_env_args())->length, 0u);
}

} // namespace
