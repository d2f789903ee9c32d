//===- IoAbi.cpp - C entries: input, output and files ---------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "platform/Fatal.h"
#include "process/ProcessExit.h"
#include "sched/Runtime.h"
#include "sched/Worker.h"
#include "sim/Sim.h"
#include "value/Heap.h"
#include "value/Lists.h"
#include "value/Results.h"
#include "value/Strings.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

using namespace snow::rt;

namespace {

/// Err of `TEXT (os error N)`.
snow_result *systemError(int error) {
  return makeErr(std::string(std::strerror(error)) + " (os error " +
                 std::to_string(error) + ")");
}

/// A path of the system; false if it holds a zero byte, which no path does.
bool pathOf(const void *path, std::string &out) {
  out = textOf(path);
  return out.find('\0') == out.npos;
}

class File {
public:
  File(const std::string &path, int flags)
      : fd(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {}
  File(const File &) = delete;
  File &operator=(const File &) = delete;
  ~File() {
    if (fd >= 0)
      ::close(fd);
  }
  const int fd;
};

/// The system may take its time with a file.
void prepareForFiles() {
  if (Worker *worker = currentWorker())
    worker->shareBeforeLongCall();
}

snow_result *writeFile(void *path, void *text, int flags) {
  std::string name;
  if (!pathOf(path, name))
    return systemError(EINVAL);
  prepareForFiles();
  File file(name, O_WRONLY | O_CREAT | flags);
  if (file.fd < 0)
    return systemError(errno);
  for (std::string_view left = textOf(text); !left.empty();) {
    ssize_t size = ::write(file.fd, left.data(), left.size());
    if (size < 0 && errno != EINTR)
      return systemError(errno);
    left.remove_prefix(size < 0 ? 0 : static_cast<size_t>(size));
  }
  return makeOk(0);
}

void append(void *text, bool newline) {
  Runtime *rt = runtime();
  if (!rt)
    return;
  schedulePoint();
  if constexpr (kSimulated)
    sim::noteOutput(textOf(text));
  rt->output.append(textOf(text), newline);
}

} // namespace

extern "C" {

void snow_io_print(void *text) { append(text, /*newline=*/false); }

void snow_io_println(void *text) { append(text, /*newline=*/true); }

void snow_io_eprintln(void *text) {
  std::string line(textOf(text));
  line += '\n';
  writeError(line);
}

void *snow_io_read_line() {
  std::string line;
  int error = 0;
  Process *self = currentProcess();
  if (!self)
    return systemError(EINVAL);
  if (!runtime()->input.readLine(*self, line, error))
    return systemError(error);
  return makeOk(toWord(makeString(line)));
}

void *snow_env_get(void *name) {
  std::string key(textOf(name));
  // The C library would take `A=b` for A, if its value begins so.
  const char *value = key.empty() || key.find_first_of("=\0", 0, 2) != key.npos
                          ? nullptr
                          : std::getenv(key.c_str());
  return value ? makeSome(toWord(makeString(value))) : makeNone();
}

void *snow_env_args() {
  Runtime *rt = runtime();
  snow_list *list = emptyList();
  for (int64_t i = 1; rt && i < rt->argc; ++i)
    list = appendToList(nullptr, list, toWord(makeString(rt->argv[i])));
  return list;
}

void *snow_file_read(void *path) {
  std::string name;
  if (!pathOf(path, name))
    return systemError(EINVAL);
  prepareForFiles();
  File file(name, O_RDONLY);
  if (file.fd < 0)
    return systemError(errno);
  struct stat status;
  size_t expected = 4096, used = 0;
  if (::fstat(file.fd, &status) == 0 && status.st_size > 0)
    expected = static_cast<size_t>(status.st_size) + 1; // To see the end.
  std::string content(expected, '\0');
  for (;;) {
    if (used == content.size())
      content.resize(2 * used);
    ssize_t size = ::read(file.fd, &content[used], content.size() - used);
    if (size < 0 && errno == EINTR)
      continue;
    if (size < 0)
      return systemError(errno);
    if (size == 0)
      return makeOk(toWord(makeString({content.data(), used})));
    used += static_cast<size_t>(size);
  }
}

void *snow_file_write(void *path, void *text) {
  return writeFile(path, text, O_TRUNC);
}

void *snow_file_append(void *path, void *text) {
  return writeFile(path, text, O_APPEND);
}

int8_t snow_file_exists(void *path) {
  std::string name;
  return pathOf(path, name) && ::access(name.c_str(), F_OK) == 0;
}

void *snow_file_delete(void *path) {
  std::string name;
  if (!pathOf(path, name))
    return systemError(EINVAL);
  return ::unlink(name.c_str()) == 0 ? makeOk(0) : systemError(errno);
}

} // extern "C"
