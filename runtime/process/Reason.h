//===- Reason.h - Why a process ended ---------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// The exit reasons of the language in the runtime's own form, their wire form
// (runtime specification, section 5) and their texts.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PROCESS_REASON_H
#define SNOW_RUNTIME_PROCESS_REASON_H

#include "snow/Runtime/ABI/Runtime.h"

#include <cstdint>
#include <string>
#include <vector>

namespace snow::rt {

/// Codes of the wire form.
enum class ReasonCode : uint8_t {
  Normal = 0,
  Error = 1,
  Killed = 2,
  Linked = 3, // Only ever read; stands for the reason nested in it.
  Shutdown = 4,
  Custom = 5,
  NoConnection = 6,
  NoProc = 7,
};

struct Reason {
  ReasonCode code = ReasonCode::Normal;
  std::string text; // Of Error and Custom.

  bool isNormal() const { return code == ReasonCode::Normal; }

  /// `Normal`, `Error(boom)`, ...
  std::string display() const;

  /// The text of a failed job: the message of Error and Custom, else the name
  /// in lower case.
  std::string jobText() const;

  /// Appends the wire form; texts are cut at 64 KiB, at a character's start.
  void encode(std::vector<uint8_t> &out) const;
};

/// Longest reason text in the wire form.
constexpr size_t kMaxReasonText = 64 * 1024;

/// Reads an ExitReason object. Null or an unknown variant is Normal.
Reason reasonFromObject(const void *object);

/// Reads the wire form. Returns the bytes used, or 0 if it is malformed.
size_t decodeReason(const uint8_t *bytes, size_t size, Reason &out);

/// The variant index that an ExitReason object has for a code.
uint64_t reasonVariant(ReasonCode code);

} // namespace snow::rt

#endif // SNOW_RUNTIME_PROCESS_REASON_H
