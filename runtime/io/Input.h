//===- Input.h - Standard input ---------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Lines are read by one thread, which lives from the first read to the end of
// the program, so that a process that waits for a line holds no worker.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_IO_INPUT_H
#define SNOW_RUNTIME_IO_INPUT_H

#include <string>

namespace snow::rt {

/// The next line without its end, waiting for it: empty at the end of input.
/// False and the errno if it cannot be read. Called by a process.
bool readLine(std::string &line, int &error);

} // namespace snow::rt

#endif // SNOW_RUNTIME_IO_INPUT_H
