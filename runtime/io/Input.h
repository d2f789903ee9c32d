//===- Input.h - Standard input ---------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_IO_INPUT_H
#define SNOW_RUNTIME_IO_INPUT_H

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>

namespace snow::rt {

struct Process;
class Runtime;

/// The program's standard input. Processes that want lines get them in the
/// order in which they asked; the one whose turn it is waits in the poller for
/// what is not there yet, so nobody holds a worker. The mode of the descriptor,
/// which others may share, is left alone.
class Input {
public:
  explicit Input(Runtime &runtime) : runtime(runtime) {}

  /// The next line without its end, waiting for it: empty at the end of input.
  /// False and the errno if it cannot be read. Throws if the process has to
  /// end.
  bool readLine(Process &self, std::string &line, int &error);

private:
  class Turn;

  bool isTurnOf(uint64_t pid);
  bool takeLine(std::string &line);

  Runtime &runtime;
  std::mutex mutex;
  /// Who wants a line, the one whose turn it is first.
  std::deque<uint64_t> turns;
  /// What has been read, where the next line begins, and how far its end has
  /// been searched for. Used by the first of `turns` alone.
  std::string buffer;
  size_t begin = 0, searched = 0;
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_IO_INPUT_H
