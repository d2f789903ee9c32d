//===- TermFormat.h - Tags and limits of the term format --------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Runtime specification, section 6.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_TERM_TERMFORMAT_H
#define SNOW_RUNTIME_TERM_TERMFORMAT_H

#include <cstddef>
#include <cstdint>

namespace snow::rt {

constexpr uint8_t kTermVersion = 1;

enum class TermTag : uint8_t {
  Int = 1,
  Float = 2,
  True = 3,
  False = 4,
  String = 5,
  Unit = 6,
  List = 10,
  Map = 11,
  Set = 12,
  Tuple = 13,
  Queue = 14,
  Range = 15,
  Struct = 20,
  Sum = 21,
  Json = 22,
  SenderPid = 30,
  ReceiverPid = 31,
  ForeignPid = 32,
  Some = 40,
  None = 41,
  Ok = 42,
  Err = 43,
  Ordering = 44,
  Function = 50,
  Handle = 0xFE,
  Closure = 0xFF,
};

/// Limits for terms that cross nodes.
constexpr size_t kMaxTermString = 16 * 1024 * 1024;
constexpr size_t kMaxTermItems = 1000000;
constexpr size_t kMaxTermDepth = 10000;

} // namespace snow::rt

#endif // SNOW_RUNTIME_TERM_TERMFORMAT_H
