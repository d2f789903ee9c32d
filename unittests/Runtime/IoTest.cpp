//===- IoTest.cpp - Tests of files, environment and standard input --------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestTypes.h"

#include <cstdlib>
#include <fcntl.h>
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

/// Standard input from a pipe, for the time of a test.
class PipedInput {
public:
  PipedInput() : saved(dup(STDIN_FILENO)) {
    int ends[2];
    if (pipe(ends) != 0)
      abort();
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    writer = ends[1];
  }
  ~PipedInput() {
    finish();
    dup2(saved, STDIN_FILENO);
    close(saved);
  }
  void write(std::string_view bytes) {
    EXPECT_EQ(::write(writer, bytes.data(), bytes.size()),
              static_cast<ssize_t>(bytes.size()));
  }
  void finish() {
    if (writer >= 0)
      close(std::exchange(writer, -1));
  }

private:
  int saved, writer;
};

// One test: the reader keeps its place in the input.
TEST(Input, LinesAndTheEnd) {
  PipedInput input;
  input.write("first\nsecond\r\n\nlast");
  std::vector<std::string> lines;
  bool other = false;
  ProgramResult result = runProgram(
      [&] {
        for (int i = 0; i != 3; ++i)
          lines.push_back(outcome(snow_io_read_line()));
        // A process that waits for a line holds nobody up, with one worker.
        int64_t helper = spawn([&] {
          receiveInt();
          other = true;
          input.finish();
        });
        sendInt(helper, 1);
        for (int i = 0; i != 3; ++i)
          lines.push_back(outcome(snow_io_read_line()));
      },
      1);
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_TRUE(other);
  EXPECT_EQ(lines,
            (std::vector<std::string>{"first", "second", "", "last", "", ""}));
}

TEST(Input, TheProgramMayEndWhileAProcessReads) {
  PipedInput input;
  ProgramResult result = runProgram([&] {
    int64_t reader = spawn([] { snow_io_read_line(); });
    snow_timer_sleep(20);
    snow_exit_reason killed = reason(vKilled);
    snow_process_exit(reader, &killed);
    waitGone(reader);
  });
  EXPECT_EQ(result.status, 0) << result.err;
}

} // namespace
